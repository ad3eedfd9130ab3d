// Right, and lazy: a segment is laid out when it is needed, each group is asked for by the
// one before it and no loop runs, and every commit in a snapshot is a record of its own.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'log.ts',
    swaps: [
      [
        `    if (end > size / 2) this.#next.prepare();
`,
        ``,
      ],
    ],
  },
  {
    file: 'group-commit.ts',
    swaps: [
      [
        `    this.#writing ??= this.#write();`,
        `    if (!this.#busy) this.#tail = this.#tail.then(() => this.#round());
    this.#busy = true;`,
      ],
      [
        `  #writing: Promise<void> | undefined;`,
        `  #tail: Promise<void> = Promise.resolve();
  #busy = false;`,
      ],
      [`    await this.#writing;`, `    while (this.#busy) await this.#tail;`],
      [
        `  /** Writes group after group, as long as somebody waits. */
  async #write(): Promise<void> {
    // A request made in this very turn still comes along with the first group.
    await undefined;
    while (this.#waiting.length > 0) {
      try {
        await this.#writeGroup();
      } catch (error) {
        for (const { refuse } of this.#waiting.splice(0)) refuse(error);
      }
    }
    this.#writing = undefined;
  }
  //#endregion`,
        `  async #round(): Promise<void> {
    try {
      await this.#writeGroup();
    } catch (error) {
      const all = this.#waiting.slice();
      this.#waiting.length = 0;
      for (const one of all) one.refuse(error);
    }
    if (this.#waiting.length === 0) this.#busy = false;
    else this.#tail = Promise.resolve().then(() => this.#round());
  }
  //#endregion`,
      ],
    ],
  },
  {
    file: 'snapshot.ts',
    swaps: [
      [
        `  const [only, more] = part.commit;
  if (only === undefined || more !== undefined || only.version === 0)
    return undefined;
  const { key, value, lease } = only;
  return { key, value, lease };`,
        `  return undefined;`,
      ],
    ],
  },
];
