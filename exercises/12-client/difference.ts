// What a list says by what is in it, and by what isn't. client-go:
// tools/cache/the_real_fifo.go (reconcileReplacement). Chapter 12.

import { NotWritten } from '#world';
import type { KubeObject } from '#objects';
import { keyOf } from './keys.ts';
import type { Delta, List, Lister } from './types.ts';

/**
 * What has changed from what was known to what was listed. First what has gone, in
 * the order of the copy, then what is new or another version, in that of the list.
 * An object that has the version that it had is not told.
 */
export function difference<T extends KubeObject>(
  known: Lister<T>,
  { items }: List<T>,
  isInInitialList: boolean,
): readonly Delta<T>[] {
  // TODO 12.6: find what has gone, what is new and what is another version
  throw new NotWritten('12.6');
}
