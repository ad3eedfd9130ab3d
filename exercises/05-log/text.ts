// The store's bytes, one character each, into real bytes and back, fast where they are
// ASCII, as keys and JSON mostly are. Chapter 05.
// Engine room: not told line by line.

const SHORT = 24;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes the characters as bytes at `at`. True if all of them are ASCII. */
export function writeBytes(target: Uint8Array, at: number, text: string): boolean {
  const { length } = text;
  if (length > SHORT) {
    // It stops where a character does not fit, and an ASCII text fits to the byte.
    const room = target.subarray(at, at + length);
    if (encoder.encodeInto(text, room).read === length) return true;
  }
  let all = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    all |= code;
    target[at + index] = code;
  }
  return all < 128;
}

/** The bytes from `from` up to `end` as characters. */
export function readBytes(
  bytes: Uint8Array,
  [from, end]: readonly [from: number, end: number],
  isAscii: boolean,
): string {
  if (isAscii && end - from > SHORT)
    return decoder.decode(bytes.subarray(from, end));
  let text = '';
  for (let at = from; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

export function toJson(value: object): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

export function fromJson(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes));
}
