// Copy: what the server has, as far as this program knows. It is written before anybody is
// told. client-go: tools/cache/controller.go (processDeltas). Chapter 12.

import type { KubeObject } from '#objects';
import { difference } from './difference.ts';
import { Indexer } from './indexer.ts';
import { keyOf } from './keys.ts';
import type { Sink } from './reflector.ts';
import type { Delta, IndexFunction, List, Lister, WatchEvent } from './types.ts';

export class Copy<T extends KubeObject> implements Sink<T> {
  readonly #objects: Indexer<T>;
  readonly #tell: (delta: Delta<T>) => void;
  #hasSynced = false;

  constructor(
    indexes: Readonly<Record<string, IndexFunction<T>>>,
    tell: (delta: Delta<T>) => void,
  ) {
    this.#objects = new Indexer(indexes);
    this.#tell = tell;
  }

  replace(list: List<T>): void {
    const deltas = difference(this.#objects, list, !this.#hasSynced);
    for (const delta of deltas) this.#write(delta);
    for (const delta of deltas) this.#tell(delta);
    this.#hasSynced = true;
  }

  #write({ type, object }: Delta<T>): void {
    if (type === 'Deleted') this.#objects.delete(keyOf(object));
    else this.#objects.set(object);
  }

  apply(event: WatchEvent<T>): void {
    if (event.type === 'BOOKMARK') return;
    const delta = this.#deltaOf(event.type, event.object);
    this.#write(delta);
    this.#tell(delta);
  }

  /** Decided by the copy: what it does not hold is new, whatever the event says. */
  #deltaOf(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: T): Delta<T> {
    if (type === 'DELETED')
      return { type: 'Deleted', object, isFinalStateUnknown: false };
    const old = this.#objects.get(keyOf(object));
    if (old !== undefined) return { type: 'Updated', old, object };
    return { type: 'Added', object, isInInitialList: false };
  }

  get lister(): Lister<T> {
    return this.#objects;
  }
}
