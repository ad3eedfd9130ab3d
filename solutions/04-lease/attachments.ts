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
    //#exercise 4 each key leaves its lease, and hangs on the one that its pair names
    for (const { key, lease } of changes) {
      this.#detach(key);
      if (lease !== 0) this.#attach(key, lease);
    }
    //#endexercise
  }
  //#endregion

  //#region attach
  #attach(key: Key, lease: number): void {
    const keys = this.#keysOf.get(lease) ?? new Set();
    this.#keysOf.set(lease, keys.add(key));
    this.#leaseOf.set(key, lease);
  }

  #detach(key: Key): void {
    const lease = this.#leaseOf.get(key);
    if (lease === undefined) return;
    this.#leaseOf.delete(key);
    const keys = this.#keysOf.get(lease);
    keys?.delete(key);
    if (keys?.size === 0) this.#keysOf.delete(lease);
  }
}
//#endregion
