/**
 * The course as it was read: heads, texts of chapters, sources, and what lies in
 * the places of the house. Everything that checks or shows the course starts from
 * here.
 */
import { type DeriveOptions, derive } from './derive.ts';
import type { ChapterHead } from './front-matter.ts';
import type { Problem, TextFile } from './problem.ts';
import type { Source, Sources } from './regions.ts';
import type { Tree } from './slugs.ts';

/** A chapter whose front matter could be read. */
export interface Chapter extends TextFile {
  readonly head: ChapterHead;
}

export interface Course {
  readonly root: string;
  /** In the order of their numbers. */
  readonly chapters: readonly Chapter[];
  /** Every text of solutions/, tests included, by its path below it. */
  readonly sources: Sources;
  readonly tree: Tree;
  /** The texts that draw the figures of a chapter, by its slug. */
  readonly figures: ReadonlyMap<string, string>;
  /** What could not be read. */
  readonly problems: readonly Problem[];
}

/** The texts of one chapter folder of solutions/ by their names in it. */
export function chapterSources(
  { sources }: Course,
  slug: string,
): Map<string, Source> {
  const own = new Map<string, Source>();
  for (const [file, source] of sources) {
    if (file.startsWith(`${slug}/`)) own.set(file.slice(slug.length + 1), source);
  }
  return own;
}

/**
 * The starters of one chapter, name to text; steps up to `solved` keep the
 * reference code.
 */
export function starterFiles(
  course: Course,
  slug: string,
  options: DeriveOptions = {},
): Map<string, string> {
  return derive(chapterSources(course, slug), options);
}

/** The chapters that have starters: written ones with steps. */
export function exerciseChapters({ chapters }: Course): Chapter[] {
  return chapters.filter(({ head }) => head.steps.length > 0);
}

/**
 * Chapter names as package.json maps them, with the reference that each stands for.
 */
export function importTargets({ tree }: Pick<Course, 'tree'>): Map<string, string> {
  const targets = new Map<string, string>();
  for (const [name, conditions] of tree.imports) {
    const target = conditions.get('default');
    if (target !== undefined) targets.set(name, target);
  }
  return targets;
}
