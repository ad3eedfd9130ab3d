// From a parting of traces to what is told of it.

import { clean, oneLine } from './clean.ts';
import type { Parting } from './compare.ts';
import { sayMore } from './leftovers.ts';
import type { Difference, StepVerdict } from './result.ts';
import { sayExactly } from './say.ts';
import type { Cost, Program } from './scenario.ts';
import { brokenBy, oddWords, tooMuchWork, WORDS } from './sentences.ts';
import type { Trace, TraceLine } from './trace.ts';
import { isTooMuch, type Pair, readWeighed, sizesOf } from './work.ts';

export interface Told {
  readonly verdict: StepVerdict;
  readonly words: string;
  readonly where?: string;
}

/** The step that was graded, and the learner's files, in which holes may be left. */
export interface Asked {
  readonly step: string;
  readonly sources: ReadonlyMap<string, string>;
}

/** Which verdict a parting is, its one sentence, and the place in the learner's code. */
export function wordsOf(parting: Parting, asked: Asked): Told {
  const told = verdictOf(parting, asked);
  return { ...told, words: oneLine(told.words) };
}

function verdictOf(parting: Parting, asked: Asked): Told {
  const { learner, reference } = parting;
  const where = learner?.where;
  const inLower = lowerOf(where);
  const place = where === undefined ? {} : { where };
  const kind = learner?.outcome.kind;
  if (learner?.outcome.kind === 'not-written') {
    return { ...holeOf(learner.outcome.step, where, asked), ...place };
  }
  if (kind === 'odd' && learner !== undefined) {
    return { verdict: 'odd-value', words: oddWords(learner.outcome), ...place };
  }
  if (learner !== undefined && (kind === 'endless' || kind === 'forbidden'))
    return { ...brokenBy(learner.outcome), ...place };
  if (
    kind === 'threw' &&
    learner !== undefined &&
    reference?.outcome.kind !== 'threw'
  ) {
    if (NO_BUFFERS.test(learner.outcome.message))
      return { verdict: 'out-of-memory', words: WORDS.outOfMemory, ...place };
    const words = oddWords(learner.outcome) + inLower;
    return { verdict: 'threw', words, ...place };
  }
  if (kind === 'pending' && reference?.outcome.kind !== 'pending')
    return { verdict: 'never-settled', words: WORDS.neverSettled };
  if (learner?.outcome.kind === 'left' && reference?.outcome.kind === 'left')
    return {
      verdict: 'different',
      words: sayMore(reference.outcome, learner.outcome),
    };
  if (parting.law !== undefined) {
    return {
      verdict: 'law-broken',
      words: `breaks a law: ${parting.law}${parting.how ? `; here ${parting.how}` : ''}`,
      ...place,
    };
  }
  return { verdict: 'different', words: WORDS.differs, ...place };
}

/** A program that came to a hole: for its own step, or by a fault to a later one's. */
function holeOf(hole: string, where = '', { step, sources }: Asked): Told {
  // A bare starter knows no steps, only its chapter.
  if (hole === step.split('.')[0]) {
    return { verdict: 'not-written', words: `${step} is not written yet` };
  }
  if (isLater(hole, step) && holesUpTo(sources, step) === 0) {
    const words = `your code came to the hole of ${hole} here; the reference does not`;
    return { verdict: 'later-hole', words };
  }
  const todo = where === '' ? undefined : todoAt(sources, where);
  const words = `not written yet${lowerOf(where)}${todo === undefined ? '' : `: ${todo}`}`;
  return { verdict: 'not-written', words };
}

/** Whether a hole is one of a later step of the same chapter: 3.8 is later than 3.2. */
function isLater(hole: string, step: string): boolean {
  const [chapter, number] = hole.split('.');
  const [own, asked] = step.split('.');
  return chapter === own && Number(number) > Number(asked);
}

/** How many holes of the step and of those before it are left. */
function holesUpTo(sources: ReadonlyMap<string, string>, step: string): number {
  const texts = [...sources.values()].join('\n');
  const holes = [...texts.matchAll(/NotWritten\('([\d.]+)'\)/g)];
  return holes.filter(([, hole = '']) => !isLater(hole, step)).length;
}

/** The author's words in the line above the throw at `store.ts:38`: `// TODO 1.3: …`. */
function todoAt(
  sources: ReadonlyMap<string, string>,
  where: string,
): string | undefined {
  const [file = '', line = '0'] = where.split(':');
  const above = sources.get(file)?.split('\n')[Number(line) - 2] ?? '';
  return /\/\/ TODO [\d.]+: (.+)$/.exec(above)?.[1];
}

/** Names the lower chapter that a place is in, if it is in one. */
function lowerOf(where: string | undefined): string {
  const [, slug] = /^(.+)\//.exec(where ?? '') ?? [];
  return slug === undefined ? '' : `, in your ${slug}`;
}

/** What is wrong with the work of a cost, if anything is. */
export function wordsOfWork(
  cost: Cost,
  texts: readonly string[],
  reference: Pair,
  asked: Asked,
): Told | undefined {
  const steps: number[] = [];
  let where: string | undefined;
  for (const text of texts) {
    const weighed = readWeighed(text);
    if (weighed === undefined) return { verdict: 'garbled', words: WORDS.garbled };
    if ('instead' in weighed)
      return wordsOf({ line: 0, learner: weighed.instead }, asked);
    steps.push(weighed.steps);
    where = weighed.where;
  }
  const [few, many] = steps;
  if (few === undefined || many === undefined) return undefined;
  if (!isTooMuch([few, many], reference)) return undefined;
  const words = tooMuchWork(cost, sizesOf(cost), [few, many], reference);
  const place = where === undefined ? {} : { where };
  return { verdict: 'too-much-work', words, ...place };
}

/** What is thrown when there is no memory for a buffer; that much is never needed. */
const NO_BUFFERS =
  /^RangeError: Array buffer allocation failed$|Failed to allocate memory$/;

export interface Telling {
  readonly say: (line: TraceLine) => readonly string[];
  readonly foundIn: number;
  readonly tried: number;
  readonly program: Program;
  readonly origin: string;
}

/** The program up to the place where the two part, in words. */
export function differenceOf(
  parting: Parting,
  trace: Trace,
  { say, ...rest }: Telling,
): Difference {
  const { reference, learner, law } = parting;
  const [told, yours] = tell(reference, learner, (line) => rowsOf(line, say));
  return {
    before: trace.slice(0, parting.line).map((line) => ({
      ...{ call: oneLine(line.call), told: rowsOf(line, say) },
      ...printedIn(line),
    })),
    call: oneLine(learner?.call ?? reference?.call ?? 'the end of the program'),
    at: learner?.at ?? reference?.at ?? 0,
    reference: law === undefined ? told : [],
    yours,
    ...printedIn(learner),
    ...(law === undefined ? {} : { law }),
    ...ranIn(trace.at(-1)),
    ...rest,
  };
}

function ranIn(line: TraceLine | undefined): { ran?: readonly string[] } {
  return line?.ran === undefined ? {} : { ran: line.ran };
}

function printedIn(line: TraceLine | undefined): {
  printed?: readonly string[];
} {
  const printed = line?.printed?.flatMap((one) => clean(one).split('\n'));
  return printed === undefined ? {} : { printed };
}

/** A line's rows, whatever it holds: its answer may have any shape. */
function rowsOf(
  line: TraceLine,
  say: (line: TraceLine) => readonly string[],
): readonly string[] {
  try {
    return say(line)
      .slice(0, MOST_ROWS)
      .map((row) => oneLine(row));
  } catch {
    return exactly(line);
  }
}

const MOST_ROWS = 500;

/** Both outcomes in words; with all that they hold where the words are the same. */
function tell(
  reference: TraceLine | undefined,
  learner: TraceLine | undefined,
  say: (line: TraceLine) => readonly string[],
): readonly [readonly string[], readonly string[]] {
  const both = (
    how: typeof say,
  ): readonly [readonly string[], readonly string[]] => [
    reference === undefined ? NOTHING : how(reference),
    learner === undefined ? NOTHING : how(learner),
  ];
  const [a, b] = both(say);
  if (a.join('\n') !== b.join('\n')) return [a, b];
  if (reference?.call !== learner?.call) return both(({ call }) => [oneLine(call)]);
  if (reference?.at !== learner?.at) return both(({ at }) => [`at ${at} ms`, ...a]);
  return both(exactly);
}

const NOTHING: readonly string[] = ['(no further call)'];

function exactly({ outcome }: TraceLine): readonly string[] {
  return sayExactly(outcome)
    .slice(0, MOST_ROWS)
    .map((row) => oneLine(row));
}
