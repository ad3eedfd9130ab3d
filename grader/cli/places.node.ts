// Where in the learner's files to look.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexedChapter, IndexedHole } from '../build/course-index.ts';
import type { StepResult } from '../core/result.ts';
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

/** The place that was thrown at, or the functions that the step's holes are in. */
export function placesOf(
  { holes }: Pick<IndexedChapter, 'holes'>,
  step: StepResult,
  pathOf: PathOf,
): readonly Place[] {
  const [, file, line] = /^(.+):(\d+)$/.exec(step.where ?? '') ?? [];
  if (file !== undefined) {
    return [{ path: pathOf(file), line: Number(line), within: '' }];
  }
  const seen = new Set<string>();
  const own = holes
    .filter((hole) => hole.step === step.id && once(seen, hole))
    .flatMap((hole) => placeOf(hole, pathOf(hole.file)));
  return [...own, ...earlierOf(holes, step, seen, pathOf)];
}

/** The functions of earlier steps that ran before a difference: one may be at fault. */
function earlierOf(
  holes: readonly IndexedHole[],
  { id, difference, misreading }: StepResult,
  seen: Set<string>,
  pathOf: PathOf,
): readonly Place[] {
  const ran = new Set(misreading === undefined ? difference?.ran : []);
  return holes
    .filter(({ opens }) => numberOf(opens) < numberOf(id))
    .filter((hole) => once(seen, hole))
    .flatMap((hole) =>
      placeOf(hole, pathOf(hole.file))
        .filter(({ line }) => ran.has(`${hole.file}:${line}`))
        .map((place) => ({ ...place, step: hole.opens })),
    );
}

/** The 12 of 4.12. */
const numberOf = (step: string): number => Number(step.replace(/^.*\./, ''));

function once(seen: Set<string>, { file, within }: IndexedHole): boolean {
  const key = `${file} ${within}`;
  return !seen.has(key) && seen.add(key) !== undefined;
}

function placeOf({ within }: IndexedHole, path: string): readonly Place[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    // The verdict says already that the file is not there.
    return [];
  }
  const line = declarationOf(within, text.split('\n'));
  return line === undefined ? [] : [{ path, line, within }];
}

/** The number of the line that declares a function or method, from 1. */
export function declarationOf(
  name: string,
  lines: readonly string[],
): number | undefined {
  if (name === '') return undefined;
  const literal = name.replaceAll('$', '\\$');
  const words = 'export|default|async|static|function\\*?|get';
  const method = new RegExp(`^\\s*(?:(?:${words})\\s+)*\\*?${literal}\\s*[(<]`);
  const value = new RegExp(`^\\s*(?:export )?(?:const|let) ${literal}\\s*[=:]`);
  const at = lines.findIndex(
    // `name(…);` alone on its line is a call.
    (line) => value.test(line) || (method.test(line) && !/;\s*$/.test(line)),
  );
  return at < 0 ? undefined : at + 1;
}
