// Bodies as texts. Engine room: not told line by line. Chapter 09.

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A body, or a line of a stream, as text. */
export function textOf(body: Uint8Array | string): string {
  return typeof body === 'string' ? body : decoder.decode(body);
}
