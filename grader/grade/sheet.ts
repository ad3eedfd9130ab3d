// A grade sheet: what several exercises came to, as plain data. Every format is written
// from it, and its sums are made here and nowhere else.

import type { IndexedChapter } from '../build/course-index.ts';
import { clean } from '../core/clean.ts';
import { EXIT, type Result, type StepVerdict } from '../core/result.ts';

/** What an exercise was graded to, or why it was not. */
export type Outcome =
  | { readonly state: 'graded'; readonly result: Result }
  /** Nobody has written in it yet. */
  | { readonly state: 'untouched' }
  /** It stands on something that failed. */
  | { readonly state: 'skipped'; readonly words: string };

/** One step on the sheet. */
export interface SheetStep {
  readonly id: string;
  readonly title: string;
  readonly verdict: StepVerdict | 'skipped';
  readonly points: number;
  readonly of: number;
  /** What there is to say of it, a line each; empty when it passed. */
  readonly told: readonly string[];
  /** `exercises/01-store/store.ts:61`, where it is known. */
  readonly where?: string;
  /** What was misunderstood, where that is known. */
  readonly looksAsIf?: string;
}

export interface SheetExercise {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly state: Outcome['state'];
  /** Whether the run fails when it does. */
  readonly decides: boolean;
  /** Why it is not graded, or what kept all of it from being played; else empty. */
  readonly words: string;
  readonly where?: string;
  readonly points: number;
  readonly of: number;
  readonly passed: number;
  readonly steps: readonly SheetStep[];
  readonly exit: number;
}

export interface Totals {
  readonly points: number;
  readonly of: number;
  readonly passed: number;
  readonly steps: number;
  readonly solved: number;
  readonly exercises: number;
}

export interface Sheet {
  readonly format: 'kubewright-grade';
  readonly version: 1;
  /** Hexadecimal; `--seed` takes it. */
  readonly seed: string;
  readonly isolation: string;
  readonly exercises: readonly SheetExercise[];
  readonly totals: Totals;
  readonly exit: number;
}

/** Points of a step by its id; those of the chapter's front matter where none are given. */
export type Points = ReadonlyMap<string, number>;

/** An exercise, and what is known of it. */
export interface Entry {
  readonly chapter: IndexedChapter;
  readonly outcome: Outcome;
  readonly decides: boolean;
  /** What there is to say of each step that did not pass, and where. */
  readonly told: ReadonlyMap<string, Told>;
}

export interface Told {
  readonly lines: readonly string[];
  readonly where?: string;
}

export interface SheetHead {
  readonly seed: string;
  readonly isolation: string;
  readonly points: Points;
}

/** The sheet of a run. It fails where an exercise that decides does, or where none is. */
export function sheetOf(head: SheetHead, entries: readonly Entry[]): Sheet {
  const exercises = entries.map((entry) => exerciseOf(entry, head.points));
  const deciding = exercises.filter(({ decides }) => decides);
  return {
    ...{ format: 'kubewright-grade', version: 1 },
    ...{ seed: head.seed, isolation: head.isolation },
    exercises,
    totals: totalsOf(exercises),
    // Nothing at all is no pass.
    exit: deciding.length === 0 ? 1 : Math.max(...deciding.map(({ exit }) => exit)),
  };
}

function exerciseOf(entry: Entry, points: Points): SheetExercise {
  const { chapter, outcome, decides } = entry;
  const steps = chapter.steps.map((head) => stepOf(entry, head, points));
  const { words, where } = saidOf(outcome);
  return {
    ...{ number: chapter.number, slug: chapter.slug, title: chapter.title },
    state: outcome.state,
    ...{
      decides,
      words: harmless(words),
      ...(where === undefined ? {} : { where }),
    },
    points: sum(steps.map((step) => step.points)),
    of: sum(steps.map((step) => step.of)),
    passed: steps.filter(({ verdict }) => verdict === 'passed').length,
    steps,
    exit: exitOf(outcome),
  };
}

function exitOf(outcome: Outcome): number {
  return outcome.state === 'graded' ? outcome.result.exit : EXIT['not-graded'];
}

function saidOf(outcome: Outcome): { words: string; where?: string } {
  if (outcome.state === 'untouched') return { words: 'nothing is written yet' };
  if (outcome.state === 'skipped') return { words: outcome.words };
  const { problem } = outcome.result;
  if (problem === undefined) return { words: '' };
  const { words, where } = problem;
  return where === undefined ? { words } : { words, where };
}

type StepHead = IndexedChapter['steps'][number];

function stepOf(
  { outcome, told }: Entry,
  { id, title, points: own }: StepHead,
  points: Points,
): SheetStep {
  const of = points.get(id) ?? own;
  const verdict = verdictOf(outcome, id);
  const { lines = [], where } = told.get(id) ?? {};
  const looksAsIf = misreadingOf(outcome, id);
  return {
    ...{ id, title, verdict },
    points: verdict === 'passed' ? of : 0,
    of,
    told: lines.map(harmless),
    ...(where === undefined ? {} : { where }),
    ...(looksAsIf === undefined ? {} : { looksAsIf }),
  };
}

function misreadingOf(outcome: Outcome, id: string): string | undefined {
  if (outcome.state !== 'graded') return undefined;
  const step = outcome.result.steps.find((one) => one.id === id);
  return step?.misreading?.looksAsIf;
}

/** One line, whatever the learner's code put into it. */
function harmless(line: string): string {
  return clean(line).replace(/[\n\t\u2028\u2029]|\p{Surrogate}/gu, ' ');
}

function verdictOf(outcome: Outcome, id: string): SheetStep['verdict'] {
  if (outcome.state === 'untouched') return 'not-written';
  if (outcome.state === 'skipped') return 'skipped';
  const step = outcome.result.steps.find((one) => one.id === id);
  return step?.verdict ?? 'not-graded';
}

function totalsOf(exercises: readonly SheetExercise[]): Totals {
  return {
    points: sum(exercises.map(({ points }) => points)),
    of: sum(exercises.map(({ of }) => of)),
    passed: sum(exercises.map(({ passed }) => passed)),
    steps: sum(exercises.map(({ steps }) => steps.length)),
    solved: exercises.filter(isSolved).length,
    exercises: exercises.length,
  };
}

/** Whether all of its steps passed. */
export function isSolved({ passed, steps }: SheetExercise): boolean {
  return steps.length > 0 && passed === steps.length;
}

/** Thirds of a point add up to whole ones. */
function sum(numbers: readonly number[]): number {
  const exact = numbers.reduce((total, number) => total + number, 0);
  return Math.round(exact * 10_000) / 10_000;
}
