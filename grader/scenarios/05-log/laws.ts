// What must hold where more than one answer is right: how many requests one sync takes
// along, and which of those that nobody acknowledged survive a power cut.

import type { Breach, Law } from '../../core/scenario.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Lives, Program } from './draw.ts';
import type { Came } from './lives.ts';

/** No program of 5.2 fills such a segment, unless with values of many bytes. */
const LARGE = 65_536;

export const GROUPS: readonly Law<Program>[] = [
  {
    says: 'each request is answered as if it were alone',
    broken: (trace, _program, reference) => {
      const line = partingOf(trace, reference);
      return line === undefined ? undefined : { line };
    },
  },
  {
    says: 'those that came while the disk was busy share one sync',
    broken: (trace, { segmentBytes = 0 }, reference) => {
      let ours = 0;
      let theirs = 0;
      // Where a segment ends, a group does: in a large one none has to.
      const more = segmentBytes >= LARGE ? 0 : 1;
      for (const [line, one] of trace.entries()) {
        ours += syncsOf(one);
        theirs += syncsOf(reference[line]);
        if (ours > theirs + more)
          return { line, how: `${ours} syncs, ${theirs} are enough` };
      }
      return undefined;
    },
  },
];

function answerOf(line: TraceLine | undefined): Readonly<Record<string, unknown>> {
  if (line?.outcome.kind !== 'returned') return {};
  return Object(line.outcome.value) as Record<string, unknown>;
}

function syncsOf(line: TraceLine | undefined): number {
  const { syncs = 0 } = answerOf(line);
  return Number(syncs);
}

/** The first line that differs, but for its syncs. */
function partingOf(
  trace: readonly TraceLine[],
  reference: readonly TraceLine[],
): number | undefined {
  const length = Math.max(trace.length, reference.length);
  for (let line = 0; line < length; line++) {
    if (textOf(trace[line]) !== textOf(reference[line]))
      return Math.min(line, trace.length - 1);
  }
  return undefined;
}

/** A line as text, without its syncs. */
function textOf(line: TraceLine | undefined): string {
  if (line?.outcome.kind !== 'returned') return JSON.stringify(line?.outcome ?? '');
  return JSON.stringify({ ...answerOf(line), syncs: 0 });
}

const law = (
  says: string,
  how: (came: Came) => string | undefined,
): Law<Lives | Program> => ({
  says,
  broken: (trace, input): Breach | undefined => {
    if (!('lives' in input)) return undefined;
    for (const [line, one] of trace.entries()) {
      if (one.outcome.kind !== 'returned') continue;
      const wrong = how(answerOf(one) as unknown as Came);
      if (wrong !== undefined) return { line, how: wrong };
    }
    return undefined;
  },
});

export const CRASHES: readonly Law<Lives | Program>[] = [
  {
    says: 'the log opens again after every power cut',
    broken: (trace, input) => {
      if (!('lives' in input)) return undefined;
      const line = trace.findIndex(({ outcome }) => outcome.kind !== 'returned');
      return line < 0 ? undefined : { line };
    },
  },
  law(
    'what comes back is the state after some of the requests, in order',
    (came) =>
      came.found < 0 ? 'it is the state after no number of them' : undefined,
  ),
  law('what was acknowledged is there', (came) =>
    came.found >= came.acknowledged
      ? undefined
      : 'a request that was acknowledged is gone',
  ),
  law('what anybody was told is there', (came) =>
    came.revision >= came.seen ? undefined : 'a revision was seen, and is gone',
  ),
  {
    says: 'what a snapshot holds is what was there',
    broken: (trace, input, reference) => {
      if ('lives' in input) return undefined;
      const line = partingOf(trace, reference);
      return line === undefined ? undefined : { line };
    },
  },
  law('revisions go on where they ended', (came) =>
    came.next === 1
      ? undefined
      : 'the next put made another revision than the next',
  ),
];
