// The lists that a lessor handed out: what was true when it was asked stays as it was
// told, whatever happens to the leases afterwards.

import { MARK } from '../../core/scribble.ts';

export class HandedOut {
  readonly #lists: { readonly list: readonly unknown[]; readonly told: string }[] =
    [];

  /** The same list. */
  keep<T>(list: readonly T[]): readonly T[] {
    this.#lists.push({ list, told: JSON.stringify(list) });
    return list;
  }

  /** Whether one of them says something else by now, and no caller wrote on it. */
  get hasChanged(): boolean {
    return this.#lists.some(({ list, told }) => {
      const now = JSON.stringify(list);
      return now !== told && !now.includes(MARK);
    });
  }
}
