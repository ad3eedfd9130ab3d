// Grades a class: students side by side, each from what they handed in alone.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { oneLine } from '../core/clean.ts';
import { chosen } from '../grade/chosen.node.ts';
import { gradeAll } from '../grade/grading.node.ts';
import { type Intake, takeIn } from '../grade/intake/intake.node.ts';
import { IntakeProblem } from '../grade/intake/picked.ts';
import type { Pool } from '../grade/pool.node.ts';
import { type Points, type Sheet, sheetOf } from '../grade/sheet.ts';
import type { Built } from '../local/built.node.ts';
import type { Isolation } from '../sandbox/limits.node.ts';
import type { Journal } from './journal.node.ts';
import { ownLines, type StudentRecord } from './record.ts';
import type { Handed } from './students.node.ts';

/** How a class is graded; the same for every student. */
export interface ClassJob {
  readonly built: Built;
  /** Of the course as it is: another course gives other results. */
  readonly course: string;
  readonly slugs: ReadonlySet<string>;
  readonly only: string;
  readonly mine: ReadonlySet<string>;
  readonly seed: number;
  readonly programs: number;
  readonly isolation: Isolation;
  readonly points: Points;
}

export interface ClassRun {
  readonly job: ClassJob;
  readonly pool: Pool;
  readonly journal: Journal;
  /** How many students are under way at once. */
  readonly most: number;
  /** Called for each student when they are done; `kept` says that they were before. */
  readonly onStudent: (record: StudentRecord, kept: boolean) => void;
}

/** Grades who is not graded yet. Rejects on a fault of the grader's own. */
export async function gradeClass(
  run: ClassRun,
  students: readonly Handed[],
): Promise<void> {
  const waiting = students.values();
  const worker = async (): Promise<void> => {
    for (const student of waiting) await gradeStudent(run, student);
  };
  await Promise.all(Array.from({ length: run.most }, worker));
}

async function gradeStudent(run: ClassRun, student: Handed): Promise<void> {
  const { job, journal, onStudent } = run;
  const intake = await takenIn(job, student);
  try {
    const said = typeof intake === 'string' ? intake : intake.digest;
    const key = keyOf(job, said);
    const kept = journal.find(student.id, key);
    const record = kept ?? (await recordOf(run, student, intake, key));
    if (kept === undefined) journal.keep(record);
    onStudent(record, kept !== undefined);
  } finally {
    if (typeof intake !== 'string') intake.remove();
  }
}

/** What was handed in, or a sentence that says why it can not be graded. */
async function takenIn(
  { slugs, built }: ClassJob,
  { source }: Handed,
): Promise<Intake | string> {
  if (source === undefined) return 'nothing was handed in';
  try {
    const intake = await takeIn(source, slugs, built);
    const isEmpty = [...intake.texts.values()].every(({ size }) => size === 0);
    if (!isEmpty) return intake;
    intake.remove();
    return 'no file of these exercises is in it';
  } catch (error) {
    if (error instanceof IntakeProblem) return oneLine(error.message, 300);
    throw error;
  }
}

function keyOf(job: ClassJob, said: string): string {
  const { course, only, mine, seed, programs, isolation, points } = job;
  const how = [
    course,
    only,
    [...mine],
    seed,
    programs,
    isolation,
    [...points],
    said,
  ];
  return createHash('sha256')
    .update(JSON.stringify(how))
    .digest('hex')
    .slice(0, 40);
}

async function recordOf(
  run: ClassRun,
  { id, columns }: Handed,
  intake: Intake | string,
  key: string,
): Promise<StudentRecord> {
  const head = {
    format: 'kubewright-student',
    version: 1,
    id,
    columns,
    key,
  } as const;
  if (typeof intake === 'string') return { ...head, words: intake, own: {} };
  const sheet = await sheetFor(run, intake);
  const own = [...intake.texts].map(([slug, texts]) => {
    const { starters, bare } = run.job.built.files(slug);
    return [slug, ownLines(texts, { ...bare, ...starters })] as const;
  });
  return { ...head, words: '', sheet, own: Object.fromEntries(own) };
}

async function sheetFor(
  { job, pool }: ClassRun,
  { folder }: Intake,
): Promise<Sheet> {
  const { built, only, seed, programs, isolation, points, mine } = job;
  const exercises = join(folder, 'exercises');
  const picked = chosen(built, (slug) => join(exercises, slug), { only });
  const entries = await gradeAll(pool, {
    ...{ chosen: picked, mine, root: folder },
    job: { exercises, seed, programs, isolation },
  });
  return sheetOf({ seed: seed.toString(16), isolation, points }, entries);
}
