// What the command line knows of the course without reading it: made at build time
// from the chapters' front matter and the marks in the reference.

import { deriveBare } from '../../site/literate/bare.ts';
import {
  type Course,
  chapterSources,
  starterFiles,
} from '../../site/literate/course.ts';
import { chapterNumber } from '../../site/literate/derive.ts';
import type { StepHead } from '../../site/literate/front-matter.ts';
import type { Source } from '../../site/literate/regions.ts';

/** A hole that the learner fills. */
export interface IndexedHole {
  /** The step that grades it; a hole that several steps grade is there for each. */
  readonly step: string;
  /** The first of those steps, whose number its starter throws. */
  readonly opens: string;
  readonly file: string;
  /** What to do, in one line. */
  readonly text: string;
  /** The function or method that it is the body of. */
  readonly within: string;
}

export interface IndexedChapter {
  readonly slug: string;
  readonly number: number;
  readonly name: string;
  readonly title: string;
  readonly part: number;
  readonly summary: string;
  readonly planned: boolean;
  readonly needs: readonly string[];
  /** All that it stands on, directly or not; every exercise may use the world. */
  readonly below: readonly { readonly name: string; readonly slug: string }[];
  readonly steps: readonly StepHead[];
  readonly holes: readonly IndexedHole[];
}

export interface CourseIndex {
  readonly chapters: readonly IndexedChapter[];
}

/** The files of an exercise: what the learner begins with, and what they come to. */
export interface ExerciseFiles {
  readonly starters: Readonly<Record<string, string>>;
  /** The same with nothing but the public face. */
  readonly bare: Readonly<Record<string, string>>;
  readonly reference: Readonly<Record<string, string>>;
}

/** What a chapter's own files say of it. */
export type OwnEntry = Omit<IndexedChapter, 'below'>;

/** The index of a course. */
export function courseIndex(course: Course): CourseIndex {
  return joinEntries(ownEntries(course));
}

/** The chapters that were read, each by itself. */
export function ownEntries(course: Course): OwnEntry[] {
  return course.chapters.map(({ head }) => ({
    slug: head.slug,
    number: head.number,
    name: head.name,
    title: head.title,
    part: head.part,
    summary: head.summary,
    planned: head.planned,
    needs: head.needs,
    steps: head.steps,
    holes: holesOf(chapterSources(course, head.slug), head.number),
  }));
}

/** All chapters of a course, each with those that it stands on. */
export function joinEntries(entries: readonly OwnEntry[]): CourseIndex {
  const chapters = entries.map((entry) => ({
    ...entry,
    below: below(entries, entry.needs),
  }));
  return { chapters };
}

function below(
  entries: readonly OwnEntry[],
  needs: readonly string[],
): IndexedChapter['below'] {
  const found = new Map<string, { name: string; slug: string }>();
  const visit = (name: string): void => {
    const entry = entries.find((one) => one.name === name);
    if (entry === undefined || found.has(name)) return;
    found.set(name, { name, slug: entry.slug });
    entry.needs.forEach(visit);
  };
  ['world', ...needs].forEach(visit);
  return [...found.values()];
}

/** The texts that `--reset` and `--solution` need. */
export function exerciseFiles(
  course: Course,
  slug: string,
  steps: number,
): ExerciseFiles {
  // With every hole filled, a starter is the reference without its marks.
  const reference = starterFiles(course, slug, { solved: steps });
  return {
    starters: Object.fromEntries(starterFiles(course, slug)),
    bare: Object.fromEntries(deriveBare(reference, chapterNumber(slug))),
    reference: Object.fromEntries(reference),
  };
}

function holesOf(
  sources: ReadonlyMap<string, Source>,
  chapter: number,
): readonly IndexedHole[] {
  return [...sources].flatMap(([file, source]) =>
    source.holes.flatMap(({ steps, text, within }) =>
      steps.map((step) => ({
        step: `${chapter}.${step}`,
        opens: `${chapter}.${steps[0]}`,
        ...{ file, text, within },
      })),
    ),
  );
}
