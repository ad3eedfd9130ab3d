// A stream of bytes as lines of JSON: what a watch answers with. Chapter 12.
// Engine room: not told line by line.

/** A value of JSON in which nothing can be written, at any depth. */
export function parseFrozen(text: string): unknown {
  return frozen(JSON.parse(text));
}

/** In place: a reviver would be asked for each text and number too. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

export function textOf(body: Uint8Array | string | undefined): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : (body ?? '');
}

/**
 * The values of a stream, one a line. Ends with the stream, or at once with the signal;
 * half a line at the end is dropped, as nobody knows what the rest of it was.
 */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array | string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of untilAborted(stream, signal)) {
    rest +=
      typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield parseFrozen(line);
  }
}

/** The same stream, which does not wait for its next chunk after the abort. */
async function* untilAborted<T>(
  stream: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  const iterator = stream[Symbol.asyncIterator]();
  const over: IteratorResult<T> = { done: true, value: undefined };
  let end: () => void = () => {};
  const aborted = new Promise<IteratorResult<T>>((resolve) => {
    end = () => resolve(over);
  });
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    for (;;) {
      const result = await Promise.race([iterator.next(), aborted]);
      if (result.done) return;
      yield result.value;
    }
  } finally {
    signal?.removeEventListener('abort', end);
    // Not awaited: a generator that waits for its next chunk would not answer.
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
