// Which keys hang on which lease. Every pair says which lease it hangs on; this is the
// same told the other way round. It follows the store and can be made anew from it,
// so it is never saved. etcd: itemMap and itemSet (server/lease/). Chapter 04.

import type { Key, KeyValue } from '#store';

//#region head
export class Attachments {
  readonly #leaseOf = new Map<Key, number>();
  readonly #keysOf = new Map<number, Set<Key>>();

  /** The keys that hang on a lease, in key order. */
  keysOf(lease: number): readonly Key[] {
    return [...(this.#keysOf.get(lease) ?? [])].sort();
  }
  //#endregion

  //#region follow
  /** Takes note of what was written: pairs, and tombstones, whose lease is 0. */
  follow(changes: readonly KeyValue[]): void {
    //#exercise 4 after each change, its key hangs where it says and nowhere else
    for (const { key, lease } of changes) {
      const before = this.#leaseOf.get(key) ?? 0;
      if (lease === before) continue;
      const others = this.#keysOf.get(before);
      others?.delete(key);
      if (others?.size === 0) this.#keysOf.delete(before);
      this.#leaseOf.delete(key);
      if (lease === 0) continue;
      this.#leaseOf.set(key, lease);
      const keys = this.#keysOf.get(lease) ?? new Set();
      this.#keysOf.set(lease, keys.add(key));
    }
    //#endexercise
  }
}
//#endregion
