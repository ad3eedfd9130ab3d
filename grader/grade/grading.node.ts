// Grades the chosen exercises side by side. One that stands on the learner's own version
// of another waits for it, and is skipped if that fails.

import { relative } from 'node:path';
import type { IndexedChapter } from '../build/course-index.ts';
import { pathsIn, placesOf } from '../cli/places.node.ts';
import type { StepResult } from '../core/result.ts';
import { createLook } from '../report/paint.ts';
import { stepLines } from '../report/step.ts';
import type { Chosen } from './chosen.node.ts';
import type { Job } from './job.ts';
import type { Pool } from './pool.node.ts';
import type { Entry, Outcome, Told } from './sheet.ts';

/** What is graded, and how. */
export interface Round {
  readonly chosen: readonly Chosen[];
  /** The names of the chapters whose learner's version others stand on. */
  readonly mine: ReadonlySet<string>;
  readonly job: Omit<Job, 'slug' | 'mine'>;
  /** Paths are told as seen from here. */
  readonly root: string;
  readonly onEntry?: (entry: Entry, at: number) => void;
}

/** The outcomes, in the order of the chosen. Rejects on a fault of the grader's own. */
export async function gradeAll(
  pool: Pool,
  round: Round,
): Promise<readonly Entry[]> {
  const outcomes = new Map<string, Promise<Outcome>>();
  const entries: Promise<Entry>[] = [];
  for (const [at, one] of round.chosen.entries()) {
    const outcome = outcomeOf(pool, round, one, outcomes);
    outcomes.set(one.chapter.name, outcome);
    entries.push(
      outcome.then((found) => {
        const entry = entryOf(round, one, found);
        round.onEntry?.(entry, at);
        return entry;
      }),
    );
  }
  return Promise.all(entries);
}

async function outcomeOf(
  pool: Pool,
  { mine, job }: Round,
  { chapter, begun }: Chosen,
  lower: ReadonlyMap<string, Promise<Outcome>>,
): Promise<Outcome> {
  if (!begun) return { state: 'untouched' };
  const own = chapter.below.filter(({ name }) => mine.has(name));
  for (const { name, slug } of own) {
    const outcome = await lower.get(name);
    if (outcome !== undefined && !isPassed(outcome)) {
      const words = `it stands on your ${slug}, which did not pass`;
      return { state: 'skipped', words };
    }
  }
  const names = own.map(({ name }) => name);
  const result = await pool.grade({ ...job, slug: chapter.slug, mine: names });
  return { state: 'graded', result };
}

function isPassed(outcome: Outcome): boolean {
  return outcome.state === 'graded' && outcome.result.exit === 0;
}

function entryOf(
  round: Round,
  { chapter, decides }: Chosen,
  outcome: Outcome,
): Entry {
  const steps = outcome.state === 'graded' ? outcome.result.steps : [];
  const open = steps.filter(({ verdict }) => verdict !== 'passed');
  const told = open.map((step) => [step.id, toldOf(round, chapter, step)] as const);
  return { chapter, outcome, decides, told: new Map(told) };
}

/** Wide enough that no path breaks, and never coloured: it goes into files. */
const PLAIN = createLook(false, 96);

function toldOf(
  { job, root }: Round,
  chapter: IndexedChapter,
  result: StepResult,
): Told {
  const pathOf = pathsIn(`${job.exercises}/${chapter.slug}`);
  const places = placesOf(chapter, result, pathOf).map((place) => {
    return { ...place, path: relative(root, place.path).replaceAll('\\', '/') };
  });
  const { rule = '', section = '' } =
    chapter.steps.find(({ id }) => id === result.id) ?? {};
  const again = `npm run exercise ${result.id} -- --seed ${job.seed.toString(16)}`;
  const detail = { places, again, detail: true, later: false };
  const lines = stepLines({ result, head: { rule, section }, ...detail }, PLAIN);
  const [place] = places;
  return {
    lines: withoutFrame(lines),
    ...(place === undefined ? {} : { where: `${place.path}:${place.line}` }),
  };
}

/** Without the step's own line, and without what all lines are indented by. */
function withoutFrame([, ...lines]: readonly string[]): readonly string[] {
  const text = lines.map((line) => line.trimEnd());
  const indents = text.filter((line) => line !== '').map(indentOf);
  const shared = Math.min(...indents);
  const bare = text.map((line) => line.slice(shared));
  const first = bare.findIndex((line) => line !== '');
  const last = bare.findLastIndex((line) => line !== '');
  return bare.slice(Math.max(0, first), last + 1);
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
