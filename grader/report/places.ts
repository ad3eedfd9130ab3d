// Where in the learner's files to look. Nothing of Node: a page looks into its editor.

import type { IndexedChapter, IndexedHole } from '../build/course-index.ts';
import type { StepResult } from '../core/result.ts';
import type { Place } from './step.ts';

/** The learner's files: where each of the exercise's lies, and what is in it. */
export interface Files {
  readonly pathOf: (file: string) => string;
  /** The text at a path; undefined if there is none. */
  readonly read: (path: string) => string | undefined;
}

/**
 * The place that was thrown at, or the functions that the step's holes are in; of a
 * module that has none of them, as a bare one may, the functions that ran.
 */
export function placesIn(
  { holes }: Pick<IndexedChapter, 'holes'>,
  step: StepResult,
  { pathOf, read }: Files,
): readonly Place[] {
  const [, file, line] = /^(.+):(\d+)$/.exec(step.where ?? '') ?? [];
  if (file !== undefined) {
    return [{ path: pathOf(file), line: Number(line), within: '' }];
  }
  const seen = new Set<string>();
  const own = holes
    .filter((hole) => hole.step === step.id && once(seen, hole))
    .flatMap((hole) => placeOf(hole, { pathOf, read }));
  const known = [...own, ...earlierOf(holes, step, seen, { pathOf, read })];
  return known.length > 0 ? known : ranIn(step, { pathOf, read });
}

/** So many functions that ran are named. */
const MOST_RAN = 6;

function ranIn(
  { difference }: StepResult,
  { pathOf, read }: Files,
): readonly Place[] {
  const places = (difference?.ran ?? []).flatMap((place) => {
    const [, file = '', number = ''] = /^(.+):(\d+)$/.exec(place) ?? [];
    const path = pathOf(file);
    const lines = read(path)?.split('\n') ?? [];
    const line = Number(number);
    const [within = ''] = /[#\w$]+(?=\s*[(<=:])/.exec(lines[line - 1] ?? '') ?? [];
    // What has no name of its own stands in something that has.
    return declarationOf(within, lines) === line ? [{ path, line, within }] : [];
  });
  return places.slice(0, MOST_RAN);
}

/** The functions of earlier steps that ran before a difference: one may be at fault. */
function earlierOf(
  holes: readonly IndexedHole[],
  { id, difference, misreading }: StepResult,
  seen: Set<string>,
  files: Files,
): readonly Place[] {
  const ran = new Set(misreading === undefined ? difference?.ran : []);
  return holes
    .filter(({ opens }) => numberOf(opens) < numberOf(id))
    .filter((hole) => once(seen, hole))
    .flatMap((hole) =>
      placeOf(hole, files)
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

function placeOf(
  { within, file }: IndexedHole,
  { pathOf, read }: Files,
): readonly Place[] {
  const path = pathOf(file);
  const text = read(path);
  if (text === undefined) return [];
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
