// What must hold when the times of several leases are over at once: any of them may end
// first, and the reference's order is one among others.

import type { Breach, Law } from '../../core/scenario.ts';
import type { Trace, TraceLine } from '../../core/trace.ts';
import type { Program } from './draw.ts';

/** What was deleted at once, and when, as play.ts notes it. */
interface Deleted {
  readonly at: number;
  readonly keys: readonly string[];
}

export const ENDS: readonly Law<Program>[] = [
  {
    says: 'a lease ends when its time is over, not before and not after',
    broken: (trace, _program, reference) =>
      first(trace, reference, (ours, theirs) => {
        const [a, b] = [timesOf(ours), timesOf(theirs)];
        const key = [...b.keys(), ...a.keys()].find(
          (one) => a.get(one) !== b.get(one),
        );
        if (key === undefined) return undefined;
        return `${key} ${went(a.get(key))}, and not ${went(b.get(key))}`;
      }),
  },
  {
    says: 'a lease takes its keys along in one revision, in key order',
    broken: (trace, _program, reference) =>
      first(trace, reference, (ours, theirs) => {
        const right = new Set(theirs.map(sayDeleted));
        const wrong = ours.find((one) => !right.has(sayDeleted(one)));
        return wrong && `${wrong.keys.join(' ') || 'nothing'} went in one revision`;
      }),
  },
  {
    says: 'all else is as if one of them had ended after the other',
    broken: (trace, _program, reference) => {
      const length = Math.max(trace.length, reference.length);
      for (let line = 0; line < length; line++) {
        if (withoutDeleted(trace[line]) !== withoutDeleted(reference[line]))
          return { line: Math.min(line, trace.length - 1) };
      }
      return undefined;
    },
  },
];

/** The first line whose deletes are not right, and in which way they are not. */
function first(
  trace: Trace,
  reference: Trace,
  wrong: (
    ours: readonly Deleted[],
    theirs: readonly Deleted[],
  ) => string | undefined,
): Breach | undefined {
  for (const [line, one] of trace.entries()) {
    const how = wrong(deletedIn(one), deletedIn(reference[line]));
    if (how !== undefined) return { line, how };
  }
  return undefined;
}

function deletedIn(line: TraceLine | undefined): readonly Deleted[] {
  if (line?.outcome.kind !== 'returned') return [];
  const { deleted = [] } = Object(line.outcome.value) as { deleted?: Deleted[] };
  return deleted;
}

/** When each key was deleted; a key may be put and deleted again. */
function timesOf(deleted: readonly Deleted[]): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const { at, keys } of deleted) {
    for (const key of keys) times.set(key, `${times.get(key) ?? ''} ${at} ms`);
  }
  return times;
}

function went(times: string | undefined): string {
  return times === undefined ? 'stayed' : `went at${times}`;
}

function sayDeleted({ at, keys }: Deleted): string {
  return JSON.stringify([at, keys]);
}

/** A line as text, without the order in which leases ended. */
function withoutDeleted(line: TraceLine | undefined): string {
  if (line === undefined) return '';
  const { at, outcome } = line;
  if (outcome.kind !== 'returned') return JSON.stringify([at, outcome]);
  return JSON.stringify([at, { ...Object(outcome.value), deleted: [] }]);
}
