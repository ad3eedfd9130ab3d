// When each lease of a program is over, by the answers that were given: leases that are
// due together may be listed in any order, all others may not.

export class Dues {
  readonly #due = new Map<number, number>();

  begin(id: number, now: number, span: number): void {
    this.#due.set(id, now + span);
  }

  /** The same list; ids next to one another that are due together stand by number. */
  inOrder(ids: readonly number[]): readonly number[] {
    const runs: number[][] = [];
    for (const id of ids) {
      const run = runs.at(-1);
      const last = run?.at(-1);
      const together =
        last !== undefined && this.#due.get(last) === this.#due.get(id);
      if (run !== undefined && together) run.push(id);
      else runs.push([id]);
    }
    return runs.flatMap((run) => run.sort((a, b) => a - b));
  }
}
