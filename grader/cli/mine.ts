// `--mine 1-4`, `--mine store,txn`, `--mine all`: which chapters a flag means.

import type { CourseIndex, IndexedChapter } from '../build/course-index.ts';
import { Refusal } from './refusal.ts';

/** The names of the chapters meant. @throws Refusal for one that is not there */
export function readMine(
  { chapters }: CourseIndex,
  text: string | undefined,
  flag = 'mine',
): ReadonlySet<string> {
  if (text === undefined) return new Set();
  const written = chapters.filter(({ steps }) => steps.length > 0);
  if (text === 'all') return new Set(written.map(({ name }) => name));
  return new Set(
    text.split(',').flatMap((part) => named(written, part.trim(), flag)),
  );
}

function named(
  written: readonly IndexedChapter[],
  part: string,
  flag: string,
): string[] {
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(part) ?? [];
  if (from !== undefined && to !== undefined) {
    // A range spans what is written in it.
    return written
      .filter(({ number }) => number >= Number(from) && number <= Number(to))
      .map(({ name }) => name);
  }
  const chapter = written.find(
    ({ number, name, slug }) =>
      name === part || slug === part || String(number) === part,
  );
  if (chapter !== undefined) return [chapter.name];
  throw new Refusal(
    `--${flag} takes numbers, names or all, as in --${flag} 1-4 or --${flag} store,txn;` +
      ` "${part}" is no chapter with an exercise.`,
  );
}
