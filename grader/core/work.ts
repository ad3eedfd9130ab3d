// The work of a module. What a step promises of it is counted among few things and
// among many, on both sides; what grows much faster than the reference's is too much.

import { type Factory, link, partsOf } from './link.ts';
import { createMeter, type Meter, type Work as Weight } from './meter.ts';
import type { Plain } from './plain.ts';
import { play } from './play.ts';
import type { Cost, Modules, Program, Scenario, Step } from './scenario.ts';
import { isObject, parseTrace, type Trace, type TraceLine } from './trace.ts';

/**
 * Among how many things is counted first, if a cost says nothing else. Somebody waits for
 * the verdict, and every one of them has to be put there first.
 */
const FEW = 32;

/** How many times as many they are then. */
const TIMES = 16;

/**
 * How much faster than the reference's work a module's may grow. What goes through all
 * grows sixteenfold, and through half of it as well; with four there is room for trees,
 * for lists of lists, for all that is cut in other places than the reference's.
 */
const SLACK = 4;

/** Work that nobody would notice, in steps: what moves a short list is no walk. */
const UNNOTICED = 64;

/** Steps of one cost: among few, and among many. */
export type Pair = readonly [few: number, many: number];

/** What its costs come to for the reference, by step. */
export type Work = Readonly<Record<string, readonly Pair[]>>;

/** Among how many things the cost is counted. */
export function sizesOf({ few = FEW }: Cost): Pair {
  return [few, few * TIMES];
}

/** The programs by which a step's costs are counted: two each. */
export function costPrograms({ costs = [] }: Step<Plain>): readonly Program[] {
  return costs.flatMap((cost, number) =>
    sizesOf(cost).map((many) => ({ input: { cost: number, many }, seed: 1 })),
  );
}

/** The step that plays such a program, and answers with the work. */
export function costStep(
  step: Step<unknown>,
  meter: Meter,
  near: (place: string) => string = (place) => place,
): Step<Plain> {
  const tell = ({ steps, place }: Weight): object =>
    place === undefined ? { steps } : { steps, where: near(place) };
  return {
    ...{ id: step.id, cases: {}, draw: (fc) => fc.constant(null) },
    play: (subject, input, stage) => {
      const { cost: number, many } = input as { cost: number; many: number };
      const cost = step.costs?.[number];
      if (cost === undefined) return;
      const words = (): string => cost.what;
      const action = cost.prepare(subject, many, stage);
      if (!(action instanceof Promise)) {
        stage.call(words, () =>
          cost.isHeld
            ? { steps: meter.holds(...listOf(action())) }
            : tell(meter.weigh(() => void action())),
        );
        return;
      }
      return action.then(async (later) => {
        await stage.callAsync(words, async () =>
          cost.isHeld
            ? { steps: meter.holds(...listOf(await later())) }
            : tell(await meter.weighAsync(later)),
        );
      });
    },
  };
}

function listOf(value: unknown): readonly [unknown, ...unknown[]] {
  return Array.isArray(value) ? [value[0], ...value.slice(1)] : [value];
}

/** What was counted; or the line of what happened instead. */
export type Weighed =
  | { readonly steps: number; readonly where?: string }
  | { readonly instead: TraceLine };

/** Reads the trace of such a program; undefined if it is none. */
export function readWeighed(text: string): Weighed | undefined {
  // What is left over is not asked here.
  const line = parseTrace(text)?.findLast(({ outcome }) => outcome.kind !== 'left');
  if (line === undefined) return undefined;
  const { outcome } = line;
  if (outcome.kind !== 'returned') return { instead: line };
  const value: unknown = outcome.value;
  if (!isObject(value) || typeof value.steps !== 'number') return undefined;
  const { steps, where } = value;
  return typeof where === 'string' ? { steps, where } : { steps };
}

/** Whether the work grows so fast that no other way to do the same explains it. */
export function isTooMuch([few, many]: Pair, [fewOfIts, manyOfIts]: Pair): boolean {
  const growth = Math.max(1, manyOfIts / Math.max(1, fewOfIts));
  return many > SLACK * growth * Math.max(few, UNNOTICED);
}

/** The modules of a reference, with counters, and where it begins. */
export interface Counted {
  readonly modules: readonly { readonly id: string; readonly body: string }[];
  readonly names: Readonly<Record<string, string>>;
  readonly entry: string;
  readonly compile: (body: string) => Factory;
}

/** Counts what the costs of a scenario come to for the reference. */
export async function weighReference(
  scenario: Scenario,
  { modules, names, entry, compile }: Counted,
): Promise<Work> {
  const meter = createMeter();
  const linked = link({
    factories: new Map(modules.map(({ id, body }) => [id, compile(body)])),
    names: new Map(Object.entries(names)),
    counting: (id) => meter.of(id, true),
  });
  const parts = partsOf(linked, Object.keys(names));
  const played = { subject: linked.module(entry), parts };
  const work: Record<string, readonly Pair[]> = {};
  for (const step of scenario.steps as readonly Step<Plain>[]) {
    if (step.costs === undefined) continue;
    const steps: number[] = [];
    for (const program of costPrograms(step)) {
      steps.push(await weighOne(costStep(step, meter), played, program));
    }
    work[step.id] = step.costs.map((_, i) => [
      steps[2 * i] ?? 0,
      steps[2 * i + 1] ?? 0,
    ]);
  }
  return work;
}

async function weighOne(
  step: Step<Plain>,
  modules: Modules,
  program: Program,
): Promise<number> {
  const trace: Trace = await play(step, modules, program);
  const weighed = readWeighed(JSON.stringify(trace));
  if (weighed !== undefined && 'steps' in weighed) return weighed.steps;
  const found = JSON.stringify(trace.at(-1)?.outcome);
  throw new Error(`a cost of step ${step.id} can not be counted: ${found}`);
}
