// The terminal's report of a request: paths, places, commands to type next.

import { join } from 'node:path';
import type { IndexedChapter } from '../build/course-index.ts';
import type { StepResult } from '../core/result.ts';
import type { LocalRequest } from '../local/grade.node.ts';
import { TerminalReport } from '../report/terminal.ts';
import { isBare } from '../state/progress.ts';
import type { Wanted } from './arguments.ts';
import { nextUnsolved } from './choose.ts';
import type { Context } from './context.node.ts';
import { type PathOf, pathsIn, placesOf } from './places.node.ts';

/** A report that is about to begin. */
export function createReport(
  context: Context,
  request: LocalRequest,
  wanted: Wanted,
): TerminalReport {
  const { screen, built } = context;
  const { chapter, file, only } = request;
  const instead =
    file === undefined
      ? undefined
      : { path: file, as: built.pack(chapter.slug).scenario.file };
  const pathOf = pathsIn(context.exercise(chapter.slug), instead);
  const bare = instead === undefined && isBare(context.progress, chapter.slug);
  let before = performance.now();
  return new TerminalReport({
    ...screen.look,
    // A bare exercise has no holes, and no step stands in another's.
    chapter: bare ? { ...chapter, holes: [] } : chapter,
    page: context.near(join(context.root, 'chapters', `${chapter.slug}.md`)),
    edits:
      instead === undefined
        ? bare
          ? `${context.near(context.exercise(chapter.slug))} (bare: all behind its exports)`
          : editsOf(chapter, (name) => context.near(pathOf(name)), only)
        : context.near(instead.path),
    steps: chapter.steps.map(({ id }) => id).filter((id) => only?.has(id) ?? true),
    verbose: wanted.verbose,
    watched: wanted.deed === 'watch',
    live: screen.live,
    placesOf: (step) =>
      placesOf(chapter, step, pathOf).map((place) => {
        return { ...place, path: context.near(place.path) };
      }),
    againFor: (step) => againFor(step, request, context),
    ...(wanted.verbose && wanted.seed === undefined
      ? {
          noteOn: ({ programs }: StepResult): string => {
            const took = performance.now() - before;
            before += took;
            return `${programs} programs in ${took.toFixed(0)} ms`;
          },
        }
      : {}),
    next: nextOf(context, request),
  });
}

/** The files with holes, in the order in which the steps come to them. */
function editsOf(
  { holes, steps }: IndexedChapter,
  pathOf: PathOf,
  only: ReadonlySet<string> | undefined,
): string {
  const ids = steps.map(({ id }) => id).filter((id) => only?.has(id) ?? true);
  const inOrder = ids.flatMap((id) => holes.filter(({ step }) => step === id));
  const files = [...new Set(inOrder.map(({ file }) => file))];
  const [first = '', ...others] = files;
  if (others.length === 0) return pathOf(first);
  const folder = pathOf(first).slice(0, -first.length - 1);
  return `${files.join(', ')} in ${folder === '' ? '.' : folder}`;
}

/** The command that shows the same again. */
function againFor(
  step: StepResult,
  request: LocalRequest,
  context: Context,
): string {
  const { file, mine, seed, oneCase } = request;
  const flags = [
    // A kept program is played first anyway, and no seed draws it.
    ...(step.difference?.origin === 'kept' ? [] : [`--seed ${seed.toString(16)}`]),
    ...(oneCase === undefined ? [] : [`--case ${quoted(oneCase)}`]),
    ...(file === undefined ? [] : [`--file ${quoted(context.near(file))}`]),
    ...(mine.size === 0 ? [] : [`--mine ${[...mine].join(',')}`]),
  ];
  const rest = flags.length === 0 ? '' : ` -- ${flags.join(' ')}`;
  return `npm run exercise ${step.id}${rest}`;
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : JSON.stringify(word);
}

/** What comes after, when all that is graded has passed. */
export function nextOf(
  context: Pick<Context, 'index' | 'isSolved' | 'progress'>,
  { chapter, only }: Pick<LocalRequest, 'chapter' | 'only'>,
): { words: string; command: string } {
  const { index } = context;
  const before = context.isSolved(context.progress);
  const solved = (step: string): boolean =>
    before(step) || (only?.has(step) ?? isStepOf(chapter, step));
  const open = chapter.steps.find(({ id }) => !solved(id));
  if (open !== undefined) {
    const { id, title } = open;
    return { words: `${id} · ${title}`, command: `npm run exercise ${id}` };
  }
  const next =
    nextUnsolved(index, solved, chapter.number) ?? nextUnsolved(index, solved);
  if (next !== undefined) {
    const words = `${next.number} · ${next.title}`;
    return { words, command: `npm run exercise ${next.number}` };
  }
  const after = index.chapters.find(({ planned }) => planned);
  const words =
    after === undefined
      ? 'nothing: all of the course is solved'
      : `${after.number} · ${after.title}, which is not written yet`;
  return { words, command: '' };
}

function isStepOf({ steps }: IndexedChapter, step: string): boolean {
  return steps.some(({ id }) => id === step);
}
