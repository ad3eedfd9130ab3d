// How a request names a set of keys. etcd has one form for one key, a prefix, an
// interval and everything: a key and an end. Chapter 01.

import type { Key } from './types.ts';

/** As `rangeEnd`: every key from `key` on. As `key` too: every key there is. */
export const FROM_KEY: Key = '\0';

/** The keys at or after `from` and before `end`; no `end` is to the last one. */
export interface Interval {
  readonly from: Key;
  readonly end: Key | undefined;
}

/** The interval that a request's `key` and `rangeEnd` name. */
export function interval(request: {
  readonly key: Key;
  readonly rangeEnd?: Key;
}): Interval {
  const { key, rangeEnd = '' } = request;
  if (rangeEnd === FROM_KEY) return { from: key, end: undefined };
  // Nothing lies between a key and the same key with a zero byte behind it.
  return { from: key, end: rangeEnd === '' ? `${key}\0` : rangeEnd };
}

/** The `rangeEnd` that, with `prefix` as key, names all keys that begin with it. */
export function prefixEnd(prefix: Key): Key {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const byte = prefix.charCodeAt(i);
    if (byte < 0xff) return prefix.slice(0, i) + String.fromCharCode(byte + 1);
  }
  return FROM_KEY;
}
