// Which keys hang on which lease. Every pair says which lease it hangs on; this is the
// same told the other way round. It follows the store and can be made anew from it,
// so it is never saved. etcd: itemMap and itemSet (server/lease/). Chapter 04.

import { NotWritten } from '#world';
import type { Key, KeyValue } from '#store';

export class Attachments {
  readonly #leaseOf = new Map<Key, number>();
  readonly #keysOf = new Map<number, Set<Key>>();

  /** The keys that hang on a lease, in key order. */
  keysOf(lease: number): readonly Key[] {
    return [...(this.#keysOf.get(lease) ?? [])].sort();
  }

  /** Takes note of what was written: pairs, and tombstones, whose lease is 0. */
  follow(changes: readonly KeyValue[]): void {
    // TODO 4.4: after each change, its key hangs where it says and nowhere else
    throw new NotWritten('4.4');
  }
}
