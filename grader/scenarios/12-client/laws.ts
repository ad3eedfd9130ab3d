// What must hold of a reflector, whatever its waits are by chance: it asks for what the
// reference asks for, it waits where and as long as it should, and the copy is told all.

import type { Breach, Law } from '../../core/scenario.ts';
import type { Trace, TraceLine } from '../../core/trace.ts';
import type { Script } from './server.ts';

interface Answer {
  readonly ask?: string;
  readonly from?: string;
  readonly answer?: string;
  readonly end?: string;
  readonly told?: number;
  readonly copy?: string;
}

const FIRST_MS = 800;
const MOST_MS = 30_000;
const RESET_MS = 120_000;

export const REFLECTS: readonly Law<Script>[] = [
  {
    says: 'it asks for what is needed next, from where the copy has come to',
    broken: (trace, _script, reference) => firstWrongRequest(trace, reference),
  },
  {
    says: 'it waits where something is wrong, longer each time, and nowhere else',
    broken: (trace, _script, reference) => firstWrongWait(trace, reference),
  },
  {
    says: 'the copy is told of all, once and in order',
    broken: (trace, _script, reference) => {
      const [ours, theirs] = [copiesOf(trace), copiesOf(reference)];
      const at = theirs.findIndex(({ copy }, i) => copy !== ours[i]?.copy);
      if (at < 0 && ours.length <= theirs.length) return undefined;
      const line = ours[at < 0 ? theirs.length : at]?.line ?? trace.length - 1;
      return { line, how: 'the copy is not told what the reference tells it' };
    },
  },
  {
    says: 'it ends when it is stopped, and not before',
    broken: (trace, _script, reference) => {
      const [ours, theirs] = [trace, reference].map((one) =>
        one
          .map(({ outcome }) => outcome.kind)
          .filter((kind) => kind !== 'returned'),
      );
      if (String(ours) === String(theirs)) return undefined;
      const line = trace.findIndex(({ outcome }) => outcome.kind !== 'returned');
      return {
        line: Math.max(line, 0),
        how: 'it ends, or does not, in another way',
      };
    },
  },
];

interface Request {
  readonly line: number;
  readonly at: number;
  readonly ask: string;
  readonly from: string;
  /** What came before it, and when that was over. */
  readonly after: string;
  readonly ended: number;
}

function answerOf(line: TraceLine | undefined): Answer {
  if (line?.outcome.kind !== 'returned') return {};
  return Object(line.outcome.value) as Answer;
}

/** All requests, and what has led to each. */
function requestsOf(trace: Trace): readonly Request[] {
  const requests: Request[] = [];
  let [after, ended] = ['the beginning', 0];
  for (const [line, one] of trace.entries()) {
    const { ask, from = '', answer = '', end } = answerOf(one);
    if (ask !== undefined) {
      requests.push({ line, at: one.at, ask, from, after, ended });
      [after, ended] = [`${ask}: ${answer}`, one.at];
    } else if (end !== undefined) {
      const { told = 0, lasted = 0 } = Object(answerOf(one)) as {
        told?: number;
        lasted?: number;
      };
      const isShort = told === 0 && lasted < 1_000;
      [after, ended] = [`watch: ${end}${isShort ? ', at once' : ''}`, one.at];
    }
  }
  return requests;
}

function firstWrongRequest(trace: Trace, reference: Trace): Breach | undefined {
  const [ours, theirs] = [requestsOf(trace), requestsOf(reference)];
  for (const [i, right] of theirs.entries()) {
    const own = ours[i];
    if (own === undefined)
      return {
        line: trace.length - 1,
        how: `after "${right.after}" it asks no more`,
      };
    if (own.ask !== right.ask)
      return { line: own.line, how: `after "${right.after}" comes a ${own.ask}` };
    if (own.from !== right.from) {
      const how = own.from === '' ? 'the newest' : whichOf(own.from, right.from);
      return { line: own.line, how: `after "${right.after}" it is from ${how}` };
    }
  }
  const more = ours[theirs.length];
  if (more === undefined) return undefined;
  return {
    line: more.line,
    how: `after "${more.after}" comes one more ${more.ask}`,
  };
}

function whichOf(own: string, right: string): string {
  if (right === '') return 'a version that is out of reach';
  return Number(own) < Number(right) ? 'an older version' : 'another version';
}

function firstWrongWait(trace: Trace, reference: Trace): Breach | undefined {
  const theirs = requestsOf(reference);
  let [least, asked] = [FIRST_MS, 0];
  for (const [i, { line, at, after, ended }] of requestsOf(trace).entries()) {
    const right = theirs[i];
    if (right === undefined) return undefined;
    const waited = at - ended;
    if (right.at === right.ended) {
      if (waited > 0) return { line, how: `after "${after}" it waits` };
      continue;
    }
    if (waited === 0) return { line, how: `after "${after}" it does not wait` };
    if (ended - asked > RESET_MS) least = FIRST_MS;
    if (waited < least || waited > 2 * least)
      return { line, how: 'it waits too short, or too long' };
    [least, asked] = [Math.min(2 * least, MOST_MS), ended];
  }
  return undefined;
}

function copiesOf(trace: Trace): readonly { copy: string; line: number }[] {
  return trace.flatMap((one, line) => {
    const { copy } = answerOf(one);
    return copy === undefined ? [] : [{ copy, line }];
  });
}
