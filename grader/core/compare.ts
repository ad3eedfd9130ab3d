// Two traces of one program, or a trace and its laws: where do they part first?

import { moreLeft } from './leftovers.ts';
import { samePlain } from './plain.ts';
import type { Breach, Law, Step } from './scenario.ts';
import type { Outcome, Trace, TraceLine } from './trace.ts';

/** The first place where a trace is not what it should be. */
export interface Parting {
  /** The number of the line, from 0. */
  readonly line: number;
  /** What the reference did there; absent where a law judges, or where it had ended. */
  readonly reference?: TraceLine;
  /** What the learner's module did there; absent where it had ended. */
  readonly learner?: TraceLine;
  /** The law that is broken, where laws judge, and in which way. */
  readonly law?: string;
  readonly how?: string;
}

/** Where a trace is not what it should be: by the step's laws, or as the reference's is. */
export function partingOf<Input>(
  { laws }: Step<Input>,
  reference: Trace,
  trace: Trace,
  input: Input,
): Parting | undefined {
  // Nothing done breaks no law, but it is no answer.
  if (laws === undefined || trace.length === 0) return compare(reference, trace);
  return (
    applyLaws(laws, callsOf(trace), { input, reference: callsOf(reference) }) ??
    compareEnds(reference, trace)
  );
}

const isLeft = ({ outcome }: TraceLine): boolean => outcome.kind === 'left';

/** A trace without what is left at its end: laws are of what was done. */
function callsOf(trace: Trace): Trace {
  const last = trace.at(-1);
  return last !== undefined && isLeft(last) ? trace.slice(0, -1) : trace;
}

/** Whether more is left than the reference leaves, whatever was done before. */
function compareEnds(reference: Trace, trace: Trace): Parting | undefined {
  const [a, b] = [reference.find(isLeft), trace.find(isLeft)];
  if (a === undefined || b === undefined) return undefined;
  if (sameOutcome(a.outcome, b.outcome)) return undefined;
  return { line: trace.indexOf(b), reference: a, learner: b };
}

/** Whether two partings are of one kind: the same answer, or the same law broken alike. */
export function sameParting(a: Parting, b: Parting): boolean {
  if (a.law !== b.law || a.how !== b.how) return false;
  if (a.how !== undefined) return true;
  if (a.line !== b.line) return false;
  if (a.learner === undefined || b.learner === undefined)
    return a.learner === b.learner;
  return sameOutcome(a.learner.outcome, b.learner.outcome);
}

/** Where the learner's trace parts from the reference's, or undefined. */
export function compare(reference: Trace, learner: Trace): Parting | undefined {
  const length = Math.max(reference.length, learner.length);
  for (let line = 0; line < length; line++) {
    const [a, b] = [reference[line], learner[line]];
    if (a !== undefined && b !== undefined && sameLine(a, b)) continue;
    return {
      line,
      ...(a === undefined ? {} : { reference: a }),
      ...(b === undefined ? {} : { learner: b }),
    };
  }
  return undefined;
}

/** Whether two traces tell the same; where an error came from is not part of it. */
export function sameTrace(a: Trace, b: Trace): boolean {
  // Of what is left less is as good; the same is neither more nor less.
  return compare(a, b) === undefined && compare(b, a) === undefined;
}

function sameLine(a: TraceLine, b: TraceLine): boolean {
  return a.call === b.call && a.at === b.at && sameOutcome(a.outcome, b.outcome);
}

function sameOutcome(a: Outcome, b: Outcome): boolean {
  if (a.kind === 'returned')
    return b.kind === 'returned' && samePlain(a.value, b.value);
  if (a.kind === 'threw') {
    return b.kind === 'threw' && a.code === b.code && a.message === b.message;
  }
  if (a.kind === 'left') return b.kind === 'left' && moreLeft(a, b).length === 0;
  return samePlain({ ...a }, { ...b });
}

/** Ends of a call that no law can excuse. */
const NO_ANSWERS: readonly Outcome['kind'][] = [
  ...(['not-written', 'odd', 'endless', 'forbidden'] as const),
];

/** The first law that the learner's trace breaks, or a line that no law can excuse. */
export function applyLaws<Input>(
  laws: readonly Law<Input>[],
  trace: Trace,
  { input, reference }: { readonly input: Input; readonly reference: Trace },
): Parting | undefined {
  for (const [number, line] of trace.entries()) {
    const { kind } = line.outcome;
    if (NO_ANSWERS.includes(kind)) return { line: number, learner: line };
  }
  for (const law of laws) {
    const breach = breachOf(law, trace, input, reference);
    if (breach === undefined) continue;
    const line = trace[breach.line];
    return {
      ...breach,
      law: law.says,
      ...(line === undefined ? {} : { learner: line }),
    };
  }
  return undefined;
}

/** Where a law is broken. Answers that it can not even read break it at the end. */
function breachOf<Input>(
  law: Law<Input>,
  trace: Trace,
  input: Input,
  reference: Trace,
): Breach | undefined {
  try {
    return law.broken(trace, input, reference);
  } catch {
    return { line: trace.length - 1 };
  }
}
