// Refusals, told from faults: of them the message is part of the trace.

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'StatusError';
}

/** What a refusal says; nothing if there was none. */
export async function refusalOf(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
    return '';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.message;
  }
}
