// Text to bytes and back. The store's keys and values are bytes; people write text.
// Chapter 01. Engine room: not told line by line.

import type { Bytes } from './types.ts';

/** The UTF-8 bytes of a text, one character a byte: 'é' becomes '\xc3\xa9'. */
export function fromText(text: string): Bytes {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) {
    bytes += String.fromCharCode(byte);
  }
  return bytes;
}

/** The text that bytes spell in UTF-8; what spells nothing becomes U+FFFD. */
export function toText(bytes: Bytes): string {
  // A decoder drops a U+FEFF at the beginning, unless it is told to leave it.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}
