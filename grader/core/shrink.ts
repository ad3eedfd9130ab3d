// From a program that fails to a short one that still does.

import type { Drawn } from './draw.ts';

/** How many smaller programs are tried before the best so far is taken. */
const MOST_TRIED = 1_000;

/** Tried together: few enough to waste little, many enough to cross a border once. */
const BATCH = 25;

export interface Shrunk<Input, Failure> {
  readonly drawn: Drawn<Input>;
  readonly failure: Failure;
  /** How many programs were tried on the way. */
  readonly tried: number;
}

/**
 * Walks down from `start`, always to the first smaller program that still fails.
 * `failures` plays programs and says for each how it failed, or undefined.
 */
export async function shrink<Input, Failure>(
  start: { readonly drawn: Drawn<Input>; readonly failure: Failure },
  failures: (inputs: readonly Input[]) => Promise<readonly (Failure | undefined)[]>,
): Promise<Shrunk<Input, Failure>> {
  let best = start;
  let tried = 0;
  let candidates = best.drawn.smaller()[Symbol.iterator]();
  while (tried < MOST_TRIED) {
    const batch = take(candidates, BATCH);
    if (batch.length === 0) break;
    tried += batch.length;
    const next = firstFailing(
      batch,
      await failures(batch.map(({ input }) => input)),
    );
    if (next === undefined) continue;
    best = next;
    candidates = best.drawn.smaller()[Symbol.iterator]();
  }
  return { ...best, tried };
}

function firstFailing<Input, Failure>(
  batch: readonly Drawn<Input>[],
  found: readonly (Failure | undefined)[],
): { drawn: Drawn<Input>; failure: Failure } | undefined {
  for (const [i, drawn] of batch.entries()) {
    const failure = found[i];
    if (failure !== undefined) return { drawn, failure };
  }
  return undefined;
}

/** The next `count` of `from`, or as many as there are. */
export function take<T>(from: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = from.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}
