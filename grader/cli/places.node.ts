// Where in the learner's files to look, on this disk.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexedChapter } from '../build/course-index.ts';
import type { StepResult } from '../core/result.ts';
import { placesIn } from '../report/places.ts';
import type { Place } from '../report/step.ts';

/** Finds the path of a file of the exercise by its name. */
export type PathOf = (file: string) => string;

/** The path of each file, `instead` in the place of the scenario's. */
export function pathsIn(
  folder: string,
  instead?: { readonly path: string; readonly as: string },
): PathOf {
  return (file) => {
    if (file === instead?.as) return instead.path;
    // A place in a lower chapter comes with the name of its folder.
    return file.includes('/') ? join(folder, '..', file) : join(folder, file);
  };
}

/** What placesIn finds in the files on the disk. */
export function placesOf(
  chapter: Pick<IndexedChapter, 'holes'>,
  step: StepResult,
  pathOf: PathOf,
): readonly Place[] {
  return placesIn(chapter, step, { pathOf, read: textOf });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The verdict says already that the file is not there.
    return undefined;
  }
}
