// Which programs a step is graded with, and in which order.

import { diceFor } from './dice.ts';
import { type Drawn, drawOne, given } from './draw.ts';
import { namedCases } from './pairs.ts';
import { type Plain, samePlain } from './plain.ts';
import { quickOf } from './quick.ts';
import type { GradeRequest } from './request.ts';
import type { Program, Step } from './scenario.ts';

/** One program on its way through a step. */
export interface Planned {
  readonly program: Program;
  readonly origin: string;
  /** The number of a random program among those of its step, from 0. */
  readonly number?: number;
}

/** The programs of a step: kept ones first, then the named ones, then random ones. */
export async function planStep(
  request: GradeRequest,
  step: Step<Plain>,
): Promise<Generator<Planned>> {
  return plan(request, step, await drawing(request, step));
}

function* plan(
  request: GradeRequest,
  step: Step<Plain>,
  draw: Drawing,
): Generator<Planned> {
  const { oneCase } = request;
  for (const planned of planAll(request, step, draw)) {
    if (oneCase === undefined || planned.origin === oneCase) yield planned;
  }
}

/** Draws the input of program `number` of a step. */
type Drawing = (number: number) => Plain;

async function drawing(request: GradeRequest, step: Step<Plain>): Promise<Drawing> {
  const seed = seedOf(request.seed, step.id);
  const quick = quickOf(step.draw);
  if (quick !== undefined) return (number) => quick.draw(diceFor(seed, number));
  const arbitrary = step.draw(await import('fast-check'));
  return (number) => drawOne(arbitrary, seed, number).input;
}

function* planAll(
  request: GradeRequest,
  step: Step<Plain>,
  draw: Drawing,
): Generator<Planned> {
  if (request.oneCase === undefined) {
    for (const program of request.kept[step.id] ?? [])
      yield { program, origin: 'kept' };
  }
  const programOf = programsOf(request, step);
  const random = function* (scribbles: boolean): Generator<Planned> {
    for (let number = 0; number < request.programs; number++) {
      if ((number % SCRIBBLED === SCRIBBLED - 1) !== scribbles) continue;
      const origin = String(number + 1);
      yield { program: programOf(draw(number), origin), origin, number };
    }
  };
  // Those made by rule are many: a first look leaves them to the longer one.
  yield* fixed(request, step, request.firstLook ? step.cases : namedCases(step));
  yield* random(false);
  if (request.firstLook === true) return;
  // Last, for what is written on may be kept by the module itself.
  for (const [origin, input] of Object.entries(step.cases)) {
    yield written({ program: programOf(input, origin), origin });
  }
  for (const planned of random(true)) yield written(planned);
}

function written(planned: Planned): Planned {
  return { ...planned, program: { ...planned.program, scribbles: true } };
}

function* fixed(
  request: GradeRequest,
  step: Step<Plain>,
  cases: Step<Plain>['cases'] = namedCases(step),
): Generator<Planned> {
  const programOf = programsOf(request, step);
  for (const [origin, input] of Object.entries(cases)) {
    yield { program: programOf(input, origin), origin };
  }
}

function programsOf(
  request: GradeRequest,
  step: Step<Plain>,
): (input: Plain, name: string) => Program {
  return (input, name) => ({
    input,
    seed: seedOf(request.seed, `${step.id} ${name}`),
  });
}

/** Of so many random programs one writes on the answers. */
const SCRIBBLED = 3;

/** As many are drawn for a diagnosis, far from those that a step is graded with. */
const FRESH = 75;
const FIRST_FRESH = 1_000_000;

/** Programs to hold a suspicion against: the named ones, then random ones of its own. */
export async function freshPrograms(
  request: GradeRequest,
  step: Step<Plain>,
): Promise<Generator<Program>> {
  const draw = await drawing(request, step);
  const programOf = programsOf(request, step);
  function* fresh(): Generator<Program> {
    for (const { program } of fixed(request, step)) yield program;
    for (let number = FIRST_FRESH; number < FIRST_FRESH + FRESH; number++) {
      yield programOf(draw(number), String(number));
    }
  }
  return fresh();
}

/** The program with what is smaller than it. */
export async function withSmaller(
  request: GradeRequest,
  step: Step<Plain>,
  { program: { input }, number }: Planned,
): Promise<Drawn<Plain>> {
  const arbitrary = step.draw(await import('fast-check'));
  if (number !== undefined) {
    const drawn = drawOne(arbitrary, seedOf(request.seed, step.id), number);
    if (samePlain(drawn.input, input)) return drawn;
  }
  return given(arbitrary, input);
}

/**
 * A seed for each step and each program: what is drawn for one, and the world that it is
 * played in, depend on no other.
 */
function seedOf(seed: number, id: string): number {
  let hash = seed | 0;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash;
}
