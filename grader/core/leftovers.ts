// What a program leaves behind: timers that will still ring, files that are open, hosts
// on the network, and what the modules below it hold. Less than the reference leaves is
// no fault, more is a leak.

import type { VirtualWorld } from '#world';
import type { Leaving } from './trace.ts';

type Counts = Readonly<Record<string, number>>;

/** Knows where to look when a program is over. */
export class Leftovers {
  #world: VirtualWorld | undefined;
  readonly #places: (readonly [what: string, look: () => Counts])[] = [];

  /** The world of the program, once it is used. */
  of(world: VirtualWorld): void {
    this.#world = world;
  }

  add(what: string, look: () => Counts): void {
    this.#places.push([what, look]);
  }

  get isEmpty(): boolean {
    return this.#world === undefined && this.#places.length === 0;
  }

  /** What there is now; of what there is none, nothing is said. */
  look(): Leaving {
    const left: Record<string, number> = {};
    const note = (what: string, count: number): void => {
      if (count > 0) left[what] = count;
    };
    const due = this.#world?.clock.pending ?? [];
    note(TIMERS, due.length);
    note('open files', this.#world?.disk.openFiles.length ?? 0);
    note('hosts on the network', this.#world?.network.hosts.length ?? 0);
    for (const [place, look] of this.#places) {
      for (const [name, count] of Object.entries(look()))
        note(`${name} of ${place}`, count);
    }
    return { left, due: due.slice(0, MOST_DUE) };
  }
}

export const TIMERS = 'timers';

/** Times that are told of timers that will still ring. */
const MOST_DUE = 10;

/** What is left in `b` that is not in `a`, or more of it. */
export function moreLeft(a: Leaving, b: Leaving): readonly string[] {
  return Object.keys(b.left).filter((what) => countOf(b, what) > countOf(a, what));
}

function countOf({ left }: Leaving, what: string): number {
  return Object.hasOwn(left, what) ? (left[what] ?? 0) : 0;
}

/** Each thing that is left, a row a thing. */
export function sayLeft(leaving: Leaving): readonly string[] {
  const rows = Object.keys(leaving.left).map((what) => sayOne(leaving, what));
  return rows.length === 0 ? ['nothing is left'] : rows;
}

function sayOne(leaving: Leaving, what: string): string {
  const count = countOf(leaving, what);
  if (what !== TIMERS) return `${what}: ${count}`;
  const times = [...new Set(leaving.due)].map((at) => `${at / 1_000} s`);
  const when = times.length === 0 ? '' : `, at ${times.join(', ')}`;
  return count === 1
    ? `1 timer is still to ring${when}`
    : `${count} timers are still to ring${when}`;
}

/** What is more than the reference leaves, as a sentence. */
export function sayMore(reference: Leaving, yours: Leaving): string {
  const more = moreLeft(reference, yours).map((what) => {
    const theirs = countOf(reference, what) || 'none';
    return `${sayOne(yours, what)}; the reference leaves ${theirs}`;
  });
  return `at the end ${more.join('; ')}`;
}
