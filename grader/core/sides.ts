// Programs played on both sides: the reference here, the learner's module in the
// sandbox. What comes from there is read, and held against what it should be.

import { type Parting, partingOf } from './compare.ts';
import type { Memory, Played } from './memory.ts';
import { asRead, type Plain } from './plain.ts';
import { NEVER_OVER, OUTSIDE, play } from './play.ts';
import type { Ending, Sandbox, Telling } from './sandbox.ts';
import type { Modules, Program, Step } from './scenario.ts';
import { WORDS } from './sentences.ts';
import { parseTrace, type Trace, type TraceLine } from './trace.ts';

/** A trace that is not what it should be. */
export interface Failure {
  readonly parting: Parting;
  readonly trace: Trace;
  readonly reference: Trace;
}

/**
 * Whether a program can be read at all: one that was cut short may be nonsense, which the
 * reference does not get through, or by which it breaks the laws itself.
 */
export function isSound(
  step: Step<Plain>,
  { input }: Program,
  { reference }: Failure,
): boolean {
  return (
    reference.every(({ call }) => call !== OUTSIDE) &&
    partingOf(step, reference, reference, input) === undefined
  );
}

/** Shrinking stays on one kind of failure: a wrong answer does not become an error. */
export function kindOf({ parting }: Failure): string {
  const outcome = parting.learner?.outcome;
  const hole = outcome?.kind === 'not-written' ? outcome.step : '';
  return `${parting.law ?? ''} ${outcome?.kind ?? 'nothing'} ${hole}`;
}

export interface Sides {
  readonly step: Step<Plain>;
  readonly reference: Modules;
  readonly sandbox: Sandbox;
  /** How long the sandbox may take for all programs together. */
  readonly mostMs: number;
  /** What is known of the reference already. */
  readonly memory?: Memory | undefined;
}

/**
 * Plays programs on both sides; a failure or undefined for each that was answered. If
 * fewer were answered than asked, there is an ending that says why.
 */
export async function playBoth(
  sides: Sides,
  programs: readonly Program[],
  telling: Exclude<Telling, 'ahead' | 'work'>,
): Promise<{ failures: readonly (Failure | undefined)[]; ending?: Ending }> {
  const { sandbox, step, mostMs } = sides;
  const asked = sandbox.play(step.id, programs, telling, mostMs);
  // Meanwhile the reference plays here.
  const references: Played[] = [];
  for (const program of programs) {
    references.push(await playedBy(sides, program, telling));
  }
  const { traces, ending } = await asked;
  const failures: (Failure | undefined)[] = [];
  for (const [i, text] of traces.entries()) {
    const input = programs[i]?.input ?? null;
    const found = failureOf(step, references[i] ?? NOTHING, text, input);
    if (found === 'garbled') break;
    failures.push(found);
  }
  if (failures.length === programs.length) return { failures };
  const unread = failures.length < traces.length || ending === undefined;
  return { failures, ending: unread ? GARBLED : ending };
}

const NOTHING: Played = { trace: [], text: '[]' };

/** What the reference does, or did when it played this very program before. */
async function playedBy(
  { step, reference, memory }: Sides,
  program: Program,
  telling: Telling,
): Promise<Played> {
  const known = telling === 'outcomes' ? memory?.played(program) : undefined;
  if (known !== undefined) return known;
  const trace = await playReference(step, reference, program, telling === 'words');
  const played = { trace, text: JSON.stringify(trace) };
  if (telling === 'outcomes') memory?.remember(program, played);
  return played;
}

/** The reference's trace. @throws Error if it waits for what nobody will do */
async function playReference(
  step: Step<Plain>,
  reference: Modules,
  program: Program,
  words: boolean,
): Promise<Trace> {
  const trace = await play(step, reference, program, { words });
  if (trace.at(-1)?.call !== NEVER_OVER) return trace;
  throw new Error(
    `step ${step.id}: the reference waits for a promise that nobody settles, in ` +
      JSON.stringify(program).slice(0, 1_000),
  );
}

const GARBLED: Ending = { verdict: 'garbled', words: WORDS.garbled };

function failureOf(
  step: Step<Plain>,
  { trace: reference, text: right }: Played,
  text: string,
  input: Plain,
): Failure | 'garbled' | undefined {
  // Nearly all agree to the letter; only the others need to be read.
  if (step.laws === undefined && text === right) return undefined;
  const parsed = parseTrace(text);
  if (parsed === undefined) return 'garbled';
  const trace = parsed.map((line, i) => lineAsRead(line, reference[i]));
  const parting = partingOf(step, reference, trace, input);
  return parting === undefined ? undefined : { parting, trace, reference };
}

/** A line whose answer is as its reader finds it, whatever classes it is made of. */
function lineAsRead(line: TraceLine, reference: TraceLine | undefined): TraceLine {
  const { outcome } = line;
  if (outcome.kind !== 'returned') return line;
  const right = reference?.outcome;
  const like = right?.kind === 'returned' ? right.value : undefined;
  return { ...line, outcome: { ...outcome, value: asRead(outcome.value, like) } };
}
