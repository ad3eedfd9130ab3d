// What an upgrade will change, file by file, before anything is changed.

import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBare, NO_PROGRESS, readProgress } from '../../grader/state/progress.ts';
import { deriveBare } from '../../site/literate/bare.ts';
import { readCourse } from '../../site/literate/course.node.ts';
import {
  type Course,
  exerciseChapters,
  starterFiles,
} from '../../site/literate/course.ts';
import { chapterNumber } from '../../site/literate/derive.ts';
import { decide, plain, type Text } from './decide.ts';
import { mergeFile } from './merge-file.node.ts';

/** What is written to a path, or that it goes; both as seen from the learner's folder. */
export interface Change {
  readonly path: string;
  readonly bytes: Buffer | undefined;
}

export interface Plan {
  readonly changes: readonly Change[];
  /** What the learner should know, a sentence each. */
  readonly notes: readonly string[];
  /** How many places wait for the learner to choose. */
  readonly conflicts: number;
}

/** The plan for bringing `root` to the course in `from`. */
export async function planUpgrade(root: string, from: string): Promise<Plan> {
  const [before, after] = await Promise.all([readCourse(root), readCourse(from)]);
  const found = new Findings();
  for (const place of placesOf(root, before, after)) {
    planExercise(root, found, place, labelOf(from));
  }
  planCourse(root, from, found);
  return found;
}

class Findings implements Plan {
  readonly changes: Change[] = [];
  readonly notes: string[] = [];
  conflicts = 0;

  write(path: string, bytes: Buffer | string): void {
    this.changes.push({ path, bytes: Buffer.from(bytes) });
  }

  remove(path: string): void {
    this.changes.push({ path, bytes: undefined });
  }
}

/** A folder with work of the learner's, and the starters that it was and is begun from. */
interface Place {
  readonly folder: string;
  readonly base: ReadonlyMap<string, string>;
  readonly theirs: ReadonlyMap<string, string>;
}

function placesOf(root: string, before: Course, after: Course): readonly Place[] {
  const progress = progressIn(root);
  const slugs = [before, after]
    .flatMap(exerciseChapters)
    .map(({ head }) => head.slug);
  return [...new Set(slugs)].sort().flatMap((slug): Place[] => {
    const level = isBare(progress, slug) ? 'bare' : 'guided';
    const other = level === 'bare' ? 'guided' : 'bare';
    const place = (folder: string, one: Level): Place => ({
      folder,
      base: startersOf(before, slug, one),
      theirs: startersOf(after, slug, one),
    });
    // What was begun at the other level is kept aside, and is the learner's work too.
    const aside = `.kubewright/levels/${slug}-${other}`;
    const kept = existsSync(join(root, aside)) ? [place(aside, other)] : [];
    return [place(`exercises/${slug}`, level), ...kept];
  });
}

type Level = 'guided' | 'bare';

function progressIn(root: string): typeof NO_PROGRESS {
  const text = textOf(join(root, '.kubewright/progress.json'));
  if (text === undefined) return NO_PROGRESS;
  try {
    return readProgress(JSON.parse(text)) ?? NO_PROGRESS;
  } catch {
    return NO_PROGRESS;
  }
}

function startersOf(
  course: Course,
  slug: string,
  level: Level,
): ReadonlyMap<string, string> {
  const chapter = exerciseChapters(course).find(({ head }) => head.slug === slug);
  if (chapter === undefined) return new Map();
  if (level === 'guided') return starterFiles(course, slug);
  const solved = chapter.head.steps.length;
  return deriveBare(starterFiles(course, slug, { solved }), chapterNumber(slug));
}

function planExercise(
  root: string,
  found: Findings,
  { folder, base, theirs }: Place,
  course: string,
): void {
  for (const name of [...new Set([...base.keys(), ...theirs.keys()])].sort()) {
    const path = `${folder}/${name}`;
    const ours = textOf(join(root, path));
    const texts = {
      base: plain(base.get(name)),
      ours: plain(ours),
      theirs: plain(theirs.get(name)),
    };
    planFile(found, path, texts, course);
  }
}

function planFile(
  found: Findings,
  path: string,
  texts: Readonly<Record<'base' | 'ours' | 'theirs', Text>>,
  course: string,
): void {
  const decision = decide(texts);
  switch (decision.kind) {
    case 'keep':
      return;
    case 'write':
      found.write(path, decision.text);
      return;
    case 'remove':
      found.remove(path);
      return;
    case 'orphan':
      found.notes.push(`${path} is no part of the course any more; yours stays.`);
      return;
    case 'beside':
      found.write(`${path}.new`, decision.text);
      found.notes.push(
        `${path} is new in the course, and you have one of that name: the new one is ${path}.new.`,
      );
      return;
    case 'merge':
      planMerge(found, path, texts, course);
  }
}

function planMerge(
  found: Findings,
  path: string,
  {
    base = '',
    ours = '',
    theirs = '',
  }: Readonly<Record<'base' | 'ours' | 'theirs', Text>>,
  course: string,
): void {
  const { text, conflicts } = mergeFile({ base, ours, theirs }, course);
  found.write(path, text);
  if (conflicts === 0) return;
  found.conflicts += conflicts;
  const places = conflicts === 1 ? 'one place' : `${conflicts} places`;
  found.notes.push(
    `${path}: you and the course changed ${places}; choose at <<<<<<<.`,
  );
}

/** The learner's own folders: of these an upgrade touches the exercises alone. */
const OWN = new Set([
  'exercises',
  'scratch',
  '.kubewright',
  '.git',
  'node_modules',
]);
const MADE = new Set(['dist', 'reports']);
/** Where a file that the newer course does not have is none of the learner's. */
const ROOMS = ['chapters', 'solutions', 'grader', 'site', 'tools', 'templates'];

function planCourse(root: string, from: string, found: Findings): void {
  const theirs = new Set(filesIn(from, ''));
  for (const path of theirs) {
    const bytes = readFileSync(join(from, path));
    const ours = bytesOf(join(root, path));
    if (ours === undefined || !ours.equals(bytes)) found.write(path, bytes);
  }
  for (const room of ROOMS) {
    for (const path of filesIn(root, `${room}/`)) {
      if (!theirs.has(path)) found.remove(path);
    }
  }
}

function filesIn(root: string, prefix: string): readonly string[] {
  const folder = join(root, prefix);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    if (prefix === '' && (OWN.has(entry.name) || MADE.has(entry.name))) {
      return entry.name === 'exercises' ? looseFiles(root) : [];
    }
    if (entry.isDirectory()) return filesIn(root, `${path}/`);
    return entry.isFile() ? [path] : [];
  });
}

/** What lies in `exercises/` itself, as a note for AI helpers does. */
function looseFiles(root: string): readonly string[] {
  return readdirSync(join(root, 'exercises'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `exercises/${name}`);
}

function bytesOf(path: string): Buffer | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? readFileSync(path) : undefined;
}

const textOf = (path: string): Text => bytesOf(path)?.toString('utf8');

/** `course 0.2.0`, as a conflict names its side. */
function labelOf(from: string): string {
  const text = textOf(join(from, 'package.json')) ?? '{}';
  const { version = '' } = JSON.parse(text) as { version?: string };
  return `course ${version}`;
}
