// Sets of places in an object: what one owns, what has changed, what is to go. A
// place is written as managedFields writes it. Chapter 11.

/**
 * A step: `f:spec` is a field, `k:{"name":"a"}` and `v:"x"` are items of a list.
 */
export type Element = string;

/** Where something stands, from the object's root. */
export type Path = readonly Element[];

/** A set of places. One that is in it says nothing of what stands inside. */
export class FieldSet implements Iterable<Path> {
  readonly #paths: ReadonlyMap<string, Path>;

  constructor(paths: Iterable<Path> = []) {
    this.#paths = new Map(
      Array.from(paths, (path) => [JSON.stringify(path), path]),
    );
  }

  get size(): number {
    return this.#paths.size;
  }

  has(path: Path): boolean {
    return this.#paths.has(JSON.stringify(path));
  }

  [Symbol.iterator](): Iterator<Path> {
    return this.#paths.values();
  }

  union(other: Iterable<Path>): FieldSet {
    return new FieldSet([...this, ...other]);
  }

  minus(other: FieldSet): FieldSet {
    return new FieldSet([...this].filter((path) => !other.has(path)));
  }

  intersection(other: FieldSet): FieldSet {
    return new FieldSet([...this].filter((path) => other.has(path)));
  }
}
