// Indexer: objects by key, and by whatever else is asked for often. client-go:
// tools/cache/thread_safe_store.go. Chapter 12. Engine room: not told line by line.

import type { KubeObject } from '#objects';
import { keyOf } from './keys.ts';
import type { IndexFunction, Lister } from './types.ts';

export class Indexer<T extends KubeObject> implements Lister<T> {
  readonly #objects = new Map<string, T>();
  /** By the name of the index: from a value to the objects under it, by key. */
  readonly #indexes = new Map<string, Map<string, Map<string, T>>>();
  readonly #functions: Readonly<Record<string, IndexFunction<T>>>;

  constructor(functions: Readonly<Record<string, IndexFunction<T>>> = {}) {
    this.#functions = functions;
    for (const name of Object.keys(functions)) this.#indexes.set(name, new Map());
  }

  set(object: T): void {
    const key = keyOf(object);
    this.delete(key);
    this.#objects.set(key, object);
    for (const [values, value] of this.#places(object)) {
      const found = values.get(value) ?? new Map<string, T>();
      values.set(value, found.set(key, object));
    }
  }

  delete(key: string): void {
    const object = this.#objects.get(key);
    if (object === undefined) return;
    this.#objects.delete(key);
    for (const [values, value] of this.#places(object)) {
      const found = values.get(value);
      found?.delete(key);
      // What nobody is under any more would be kept for ever.
      if (found?.size === 0) values.delete(value);
    }
  }

  /** Where an object stands in the indexes. */
  *#places(object: T): Iterable<[Map<string, Map<string, T>>, string]> {
    for (const [name, values] of this.#indexes) {
      for (const value of this.#functions[name]?.(object) ?? [])
        yield [values, value];
    }
  }

  get(key: string): T | undefined {
    return this.#objects.get(key);
  }

  list(): readonly T[] {
    return [...this.#objects.values()];
  }

  byIndex(index: string, value: string): readonly T[] {
    const values = this.#indexes.get(index);
    if (values === undefined)
      throw new Error(`indexer: expected the name of an index, found ${index}`);
    return [...(values.get(value)?.values() ?? [])];
  }
}
