// The course on one screen: parts, chapters, what is solved, what is next.

import type { IndexedChapter } from '../build/course-index.ts';
import { atEnd, clip, columnsOf, count, pad } from './layout.ts';
import type { Look } from './paint.ts';

export interface ListedPart {
  readonly number: number;
  readonly name: string;
  readonly chapters: readonly IndexedChapter[];
}

export interface ListView {
  readonly parts: readonly ListedPart[];
  readonly isSolved: (step: string) => boolean;
  /** The step to go on with. */
  readonly next?: string;
}

/** The lines of `npm run list`. */
export function listLines(view: ListView, look: Look): string[] {
  const { paint, width } = look;
  const chapters = view.parts.flatMap((part) => part.chapters);
  const steps = chapters.flatMap((chapter) => chapter.steps);
  const solved = steps.filter(({ id }) => view.isSolved(id)).length;
  const done = chapters.filter((chapter) => isDone(view, chapter)).length;
  const sum = `${solved} of ${count(steps.length, 'step')} · ${count(done, 'chapter')} done`;
  const titles = chapters.map(({ number, title }) =>
    columnsOf(nameOf(number, title)),
  );
  const column = Math.max(0, ...titles);
  return [
    ...atEnd(`  ${paint.strong('Kubewright')}`, sum, Math.min(width, 84)),
    '',
    ...view.parts.flatMap((part) => partLines(view, part, { column, look })),
  ];
}

interface Columns {
  readonly column: number;
  readonly look: Look;
}

function partLines(view: ListView, part: ListedPart, columns: Columns): string[] {
  const name = pad(`  ${part.number} ${part.name}`, 21);
  if (part.chapters.every(({ planned }) => planned)) {
    const numbers = part.chapters.map(({ number }) => number);
    const span = `${Math.min(...numbers)}–${Math.max(...numbers)}`;
    return [`${name}${pad(span, 7)}planned`];
  }
  return part.chapters.map((chapter, i) => {
    const start = i === 0 ? name : ' '.repeat(columnsOf(name));
    return start + chapterLine(view, chapter, columns);
  });
}

function chapterLine(
  view: ListView,
  chapter: IndexedChapter,
  { column, look }: Columns,
): string {
  const { number, title, steps, planned } = chapter;
  const name = pad(nameOf(number, title), column + 2);
  if (planned) return `${name}${look.paint.quiet('planned')}`;
  const solved = steps.filter(({ id }) => view.isSolved(id)).length;
  const state = pad(`${signOf(view, chapter, look)} ${solved}/${steps.length}`, 8);
  const next = steps.find(({ id }) => id === view.next);
  if (next === undefined) return `${name}${state}`;
  const room = look.width - 21 - columnsOf(name) - 8;
  return name + state + clip(`← next: ${next.id} ${next.title}`, room);
}

function signOf(view: ListView, chapter: IndexedChapter, { paint }: Look): string {
  if (isDone(view, chapter)) return paint.good('✓');
  return chapter.steps.some(({ id }) => view.isSolved(id)) ? '◐' : paint.quiet('·');
}

function isDone(view: ListView, { steps }: IndexedChapter): boolean {
  return steps.length > 0 && steps.every(({ id }) => view.isSolved(id));
}

function nameOf(number: number, title: string): string {
  return `${String(number).padEnd(2)} ${title}`;
}
