// A heap whose items are found by key: the first is at hand, and any may go or change. Of
// two that are alike the one that came first is first.
// Kubernetes: pkg/scheduler/backend/heap. Chapter 17.
// Engine room: not told line by line.

export class Heap<T> {
  readonly #items: T[] = [];
  readonly #places = new Map<string, number>();
  readonly #orders = new Map<string, number>();
  #order = 0;
  readonly #keyOf: (item: T) => string;
  readonly #less: (a: T, b: T) => boolean;

  constructor(keyOf: (item: T) => string, less: (a: T, b: T) => boolean) {
    this.#keyOf = keyOf;
    this.#less = less;
  }

  get size(): number {
    return this.#items.length;
  }

  /** In no order that means anything. */
  list(): readonly T[] {
    return [...this.#items];
  }

  get(key: string): T | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#items[place];
  }

  /** Adds it, or puts it in the place of the one with its key. */
  set(item: T): void {
    const key = this.#keyOf(item);
    const place = this.#places.get(key) ?? this.#items.length;
    if (!this.#orders.has(key)) this.#orders.set(key, this.#order++);
    this.#put(item, place);
    this.#rise(place);
    this.#sink(this.#places.get(key) ?? place);
  }

  pop(): T | undefined {
    const [first] = this.#items;
    if (first !== undefined) this.delete(this.#keyOf(first));
    return first;
  }

  delete(key: string): boolean {
    const place = this.#places.get(key);
    if (place === undefined) return false;
    this.#places.delete(key);
    this.#orders.delete(key);
    const last = this.#items.pop();
    if (last !== undefined && place < this.#items.length) {
      this.#put(last, place);
      this.#rise(place);
      this.#sink(this.#places.get(this.#keyOf(last)) ?? place);
    }
    return true;
  }

  #put(item: T, place: number): void {
    this.#items[place] = item;
    this.#places.set(this.#keyOf(item), place);
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#items[a], this.#items[b]];
    if (one === undefined || other === undefined) return false;
    if (this.#less(one, other)) return true;
    return !this.#less(other, one) && this.#orderOf(one) < this.#orderOf(other);
  }

  #orderOf(item: T): number {
    return this.#orders.get(this.#keyOf(item)) ?? 0;
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#items[a], this.#items[b]];
    if (one === undefined || other === undefined) return;
    this.#put(one, b);
    this.#put(other, a);
  }

  #rise(from: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      if (!this.#isBefore(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(child, place)) return;
      this.#swap(place, child);
      place = child;
    }
  }
}
