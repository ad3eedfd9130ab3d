// How much the copies of a patch may add: thirty of them, each of what the one before has
// made, would double a document thirty times. Chapter 11.
// Engine room: not told line by line.

import { read } from './at-place.ts';
import { PatchError } from './errors.ts';
import type { Json } from './json.ts';
import type { Operation } from './operations.ts';

/** Of one patch, in characters of JSON. apiserver 0.36, JSONPatchMaxCopyBytes: 3 MiB. */
export const MAX_COPIED: number = 3 * 1024 * 1024;

/** What all copies have added, with this operation's. @throws PatchError beyond the limit */
export function addCopy(
  copied: number,
  document: Json,
  { op, from }: Operation,
): number {
  if (op !== 'copy') return copied;
  const all = copied + JSON.stringify(read(document, op, from)).length;
  if (all <= MAX_COPIED) return all;
  throw new PatchError(
    `Unable to complete the copy, the accumulated size increase of copy is ${all}, exceeding the limit ${MAX_COPIED}`,
  );
}
