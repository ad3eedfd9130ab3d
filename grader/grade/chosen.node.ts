// Which exercises are graded: those that were begun, those that are required, or those
// that were named and no others.

import type { IndexedChapter } from '../build/course-index.ts';
import { readMine } from '../cli/mine.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Built } from '../local/built.node.ts';
import type { GradeWanted } from './arguments.ts';
import { isAttempted } from './attempted.node.ts';

export interface Chosen {
  readonly chapter: IndexedChapter;
  /** Whether somebody has written in it. */
  readonly begun: boolean;
  /** Whether the run fails when it does. */
  readonly decides: boolean;
}

/** The exercises of a run, in the course's order. @throws Refusal if there is none */
export function chosen(
  built: Built,
  folderOf: (slug: string) => string,
  { only, require }: Pick<GradeWanted, 'only' | 'require'>,
): readonly Chosen[] {
  const index = built.index();
  const named = readMine(index, only, 'only');
  const required = readMine(index, require, 'require');
  const found = index.chapters
    .filter(({ steps }) => steps.length > 0)
    .map((chapter) => {
      const { name, slug } = chapter;
      const begun = isAttempted(folderOf(slug), built.files(slug));
      const decides = require === undefined || required.has(name);
      return { chapter, begun, decides };
    })
    .filter(({ chapter: { name }, begun }) =>
      only === undefined ? begun || required.has(name) : named.has(name),
    );
  if (found.length > 0) return found;
  throw new Refusal(
    'Nothing is graded: no exercise has been begun. npm run exercise shows the first;' +
      ' --require 1-4 grades these whether they are begun or not.',
    1,
  );
}
