/**
 * All checks of the course that need no process: what was read, the house, the
 * fences, the lines. Programs are collected here and run by the caller.
 */

import { checkProofs } from './claims.ts';
import {
  type Chapter,
  type Course,
  chapterSources,
  exerciseChapters,
  starterFiles,
} from './course.ts';
import { checkDiffers } from './differs.ts';
import { type Programs, programsOf } from './examples.ts';
import { type Fence, findFences } from './fences.ts';
import { checkHoles } from './holes.ts';
import { checkHouse } from './house.ts';
import { checkLines } from './lines.ts';
import { checkManifest } from './manifests.ts';
import type { Problem } from './problem.ts';
import { checkSlugs } from './slugs.ts';
import { weave } from './weave.ts';

/** What a check counted. */
export interface Counts {
  chapters: number;
  planned: number;
  woven: number;
  diffs: number;
  programs: number;
  commands: number;
  manifests: number;
  illustrations: number;
  told: number;
  engineRoom: string[];
}

export interface Checked {
  readonly counts: Counts;
  readonly problems: readonly Problem[];
}

/** The programs of all chapters, and what is wrong with those that can not run. */
export function coursePrograms({ chapters, tree }: Course): Programs {
  const keys = [...tree.imports.keys()].filter((key) => !key.includes('/'));
  const names = new Set(keys.map((key) => key.slice(1)));
  const found = chapters.map((chapter) => programsOf(chapter, names));
  const programs = found.flatMap((one) => one.programs);
  return { programs, problems: found.flatMap((one) => one.problems) };
}

/**
 * Checks the course. `starters` are the texts of exercises/ by their paths below
 * it. `turn` is awaited between chapters, so that programs can be built meanwhile.
 */
export async function checkCourse(
  course: Course,
  starters: ReadonlyMap<string, string>,
  turn: () => Promise<void> = async () => undefined,
): Promise<Checked> {
  const { chapters, sources, tree } = course;
  const heads = chapters.map((chapter) => chapter.head);
  const counts = emptyCounts();
  const problems = [...course.problems, ...checkSlugs(heads, tree)];
  const numbers = new Map(heads.map((head) => [head.name, head.number]));
  problems.push(...checkHouse(sources, numbers));
  await turn();
  problems.push(...checkStarters(course, starters));
  for (const chapter of chapters) {
    await turn();
    problems.push(...checkChapter(chapter, course, counts));
  }
  return { counts, problems };
}

function emptyCounts(): Counts {
  const fences = {
    woven: 0,
    diffs: 0,
    programs: 0,
    commands: 0,
    manifests: 0,
    illustrations: 0,
  };
  return { chapters: 0, planned: 0, ...fences, told: 0, engineRoom: [] };
}

function checkChapter(chapter: Chapter, course: Course, counts: Counts): Problem[] {
  const { head } = chapter;
  counts.chapters += 1;
  if (head.planned) counts.planned += 1;
  const { fences } = findFences(chapter);
  for (const fence of fences) count(fence, counts);
  const woven = weave(chapter, course.sources);
  const problems = [
    ...woven.problems,
    ...woven.stale,
    ...unverified(chapter, fences),
    ...checkProofs(chapter, head),
    ...checkDiffers(chapter, head.number),
  ];
  if (head.planned) return problems;
  const own = chapterSources(course, head.slug);
  const lines = checkLines(head, fences, course.sources);
  counts.told += lines.told;
  counts.engineRoom.push(...lines.engineRoom);
  return [...problems, ...lines.problems, ...checkHoles(head, own.values())];
}

function count({ kind }: Fence, counts: Counts): void {
  if (kind.type === 'woven') counts.woven += 1;
  if (kind.type === 'diff') counts.diffs += 1;
  if (kind.type === 'program') counts.programs += 1;
  if (kind.type !== 'command') return;
  if (kind.mode === 'illustration') counts.illustrations += 1;
  else if (kind.mode === 'run') counts.commands += 1;
  else counts.manifests += 1;
}

/**
 * Manifests that do not parse, and commands that neither run nor say that they can
 * not.
 */
function unverified(chapter: Chapter, fences: readonly Fence[]): Problem[] {
  const problems: Problem[] = [];
  for (const fence of fences) {
    const message = checkFence(fence);
    if (message !== undefined)
      problems.push({ file: chapter.file, line: fence.line, message });
  }
  return problems;
}

function checkFence({ kind, body }: Fence): string | undefined {
  if (kind.type !== 'command' || kind.mode !== 'plain') return undefined;
  if (kind.language === 'yaml' || kind.language === 'json') {
    return checkManifest(kind.language, body.join('\n'));
  }
  return (
    `nothing checks this ${kind.language} fence; write run after ` +
    `${kind.language}, or illustration if it can not be run here`
  );
}

/**
 * Starters that are missing, differ from what the reference gives, or come from no
 * reference.
 */
export function checkStarters(
  course: Course,
  starters: ReadonlyMap<string, string>,
  slugs?: readonly string[],
): Problem[] {
  const problems: Problem[] = [];
  for (const { head } of exerciseChapters(course)) {
    if (slugs !== undefined && !slugs.includes(head.slug)) continue;
    const derived = starterFiles(course, head.slug);
    for (const [name, text] of derived) {
      const path = `${head.slug}/${name}`;
      const found = starters.get(path);
      if (found === text) continue;
      problems.push(
        found === undefined ? missing(path) : differs(path, found, text),
      );
    }
    for (const path of starters.keys()) {
      const own =
        path.startsWith(`${head.slug}/`) &&
        !derived.has(path.slice(head.slug.length + 1));
      if (own) problems.push(stray(path));
    }
  }
  return problems;
}

function missing(path: string): Problem {
  const message = 'is missing; run npm run derive';
  return { file: `exercises/${path}`, line: 1, message };
}

function differs(path: string, found: string, derived: string): Problem {
  const lines = derived.split('\n');
  const at = found.split('\n').findIndex((line, index) => line !== lines[index]);
  const message =
    `differs from what solutions/${path} gives; keep it if it ` +
    `is a learner's work, or run npm run derive -- --force`;
  return {
    file: `exercises/${path}`,
    line: at === -1 ? lines.length : at + 1,
    message,
  };
}

function stray(path: string): Problem {
  const message = `no file of solutions/ gives it; delete it or add its source`;
  return { file: `exercises/${path}`, line: 1, message };
}
