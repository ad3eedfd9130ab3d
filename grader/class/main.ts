// `npm run grade -- --submissions …`: grades a class over night; `-- --merge …` puts
// together what several machines graded.

import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { Context, freshSeed } from '../cli/context.node.ts';
import { orTold } from '../cli/fault.node.ts';
import type { Ready } from '../cli/main.ts';
import { readMine } from '../cli/mine.ts';
import { ONCE } from '../cli/programs.ts';
import { INTERRUPTED, NO_ISOLATION, Refusal } from '../cli/refusal.ts';
import { pointsFrom } from '../grade/points.node.ts';
import { endOnSignals, Pool } from '../grade/pool.node.ts';
import { isolationProblem } from '../sandbox/limits.node.ts';
import {
  type ClassWanted,
  type GradeClassWanted,
  readClassWords,
} from './arguments.ts';
import { Journal } from './journal.node.ts';
import { merge } from './merge.node.ts';
import { Progress } from './progress.node.ts';
import { readRoster } from './roster.ts';
import { type ClassJob, gradeClass } from './run.node.ts';
import { type Handed, readStudents } from './students.node.ts';
import type { ClassSummary } from './summary.ts';

/** Does what `words` say, with what was built in `folder`; the exit code. */
export function main(
  root: string,
  folder: string,
  [, ...words]: readonly string[],
  ready: Ready,
): Promise<number> {
  return orTold(root, ['grade', ...words], async () => {
    const wanted = readClassWords(words);
    return deed(new Context(root, folder, process.env), wanted, ready);
  });
}

async function deed(
  context: Context,
  wanted: ClassWanted,
  ready: Ready,
): Promise<number> {
  const out = context.full(wanted.out);
  if (wanted.deed === 'merge') {
    const folders = wanted.folders.map((folder) => context.full(folder));
    tell(context, merge(folders, out), out);
    return 0;
  }
  const weak = isolationProblem(wanted.isolation);
  if (weak !== undefined) throw new Refusal(`Not graded: ${weak}`, NO_ISOLATION);
  await gradeAllOf(context, wanted, ready);
  if (wanted.shard === undefined) tell(context, merge([out], out), out);
  return 0;
}

async function gradeAllOf(
  context: Context,
  wanted: GradeClassWanted,
  ready: Ready,
): Promise<void> {
  const students = partOf(wanted, studentsOf(context, wanted));
  const names = readMine(context.index, wanted.only, 'only');
  const chapters = context.index.chapters.filter(({ name }) => names.has(name));
  let folder = '';
  for (const { slug } of chapters) folder = await ready(slug);
  context.built.moveTo(folder);
  const hands = wanted.jobs ?? availableParallelism();
  const pool = new Pool(join(folder, 'hand.cjs'), folder, hands);
  endOnSignals(pool, INTERRUPTED);
  const progress = new Progress(students.length);
  const job: ClassJob = {
    built: context.built,
    course: basename(folder),
    slugs: new Set(chapters.map(({ slug }) => slug)),
    only: wanted.only,
    mine: readMine(context.index, wanted.mine),
    ...{ seed: wanted.seed ?? freshSeed(), programs: ONCE },
    isolation: wanted.isolation,
    points: pointsFrom(context, wanted.points),
  };
  try {
    await gradeClass(
      {
        ...{ job, pool, journal: new Journal(context.full(wanted.out)) },
        // While one is taken in, the others are graded.
        most: hands + 1,
        onStudent: (_, kept) => progress.step(kept),
      },
      students,
    );
  } finally {
    pool.close();
  }
}

function studentsOf(
  context: Context,
  { submissions, roster }: GradeClassWanted,
): readonly Handed[] {
  const places = submissions.map((place) => context.full(place));
  if (roster === undefined) return readStudents(places, []);
  let text: string;
  try {
    text = readFileSync(context.full(roster), 'utf8');
  } catch {
    throw new Refusal(`--roster names ${roster}, which can not be read.`);
  }
  return readStudents(places, readRoster(text));
}

/** Every `count`th student, so that all shards have as much to do. */
function partOf(
  { shard }: GradeClassWanted,
  students: readonly Handed[],
): readonly Handed[] {
  if (shard === undefined) return students;
  return students.filter((_, i) => i % shard.count === shard.index - 1);
}

function tell(context: Context, summary: ClassSummary, out: string): void {
  const { students, clusters } = summary;
  const refused = students.filter(({ words }) => words !== '').length;
  context.screen.print([
    '',
    `  ${students.length} students: ${context.near(join(out, 'class.html'))}, class.csv, canvas.csv, moodle.csv, class.json`,
    ...(refused === 0
      ? []
      : [`  ${refused} could not be graded; their lines say why`]),
    ...(clusters.length === 0
      ? []
      : [`  ${clusters.length} groups of near-equal work`]),
  ]);
}
