// Cycle state: what plugins leave for themselves between the extension points of one
// cycle. Kubernetes: pkg/scheduler/framework/cycle_state.go. Chapter 17.
// Engine room: not told line by line.

/** Under which name something is left, and of which type it is. */
export interface StateKey<T> {
  readonly name: string;
  /** A copy that may be changed; absent if nobody changes it. */
  readonly clone?: (value: T) => T;
}

/** A key for `CycleState`: `const KEY = stateKey<Resource>('PreFilter/Fit')`. */
export function stateKey<T>(name: string, clone?: (value: T) => T): StateKey<T> {
  return clone === undefined ? { name } : { name, clone };
}

export class CycleState {
  readonly #values = new Map<StateKey<unknown>, unknown>();
  /** Plugins that said Skip: not asked in this cycle's Filter, or Score. */
  readonly skippedFilters: Set<string> = new Set();
  readonly skippedScores: Set<string> = new Set();

  /** What was read last: a plugin asks for the same thing node after node. */
  #last: { readonly key: unknown; readonly value: unknown } | undefined;

  read<T>(key: StateKey<T>): T | undefined {
    if (this.#last?.key !== key) {
      const value = this.#values.get(key as StateKey<unknown>);
      this.#last = { key, value };
    }
    // What is under a key was written under it, with its type.
    return this.#last.value as T | undefined;
  }

  write<T>(key: StateKey<T>, value: T): void {
    this.#last = undefined;
    this.#values.set(key as StateKey<unknown>, value);
  }

  /** A state of its own, to try something in. */
  clone(): CycleState {
    const copy = new CycleState();
    for (const [key, value] of this.#values)
      copy.#values.set(key, key.clone === undefined ? value : key.clone(value));
    for (const name of this.skippedFilters) copy.skippedFilters.add(name);
    for (const name of this.skippedScores) copy.skippedScores.add(name);
    return copy;
  }
}
