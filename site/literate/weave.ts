/**
 * Fills the fences of a chapter that show code of solutions/: woven regions and
 * computed diffs. Everything else of the chapter stays as it is, to the letter.
 * Weaving twice changes nothing.
 */
import { diffArrays } from 'diff/lib/diff/array.js';
import { type Fence, fenceLines, findFences, type Ref } from './fences.ts';
import type { Problem, TextFile } from './problem.ts';
import { type Region, regionLines, type Source, type Sources } from './regions.ts';

/** A chapter after weaving. */
export interface Woven {
  readonly text: string;
  /** One for each fence that differed from its region. */
  readonly stale: readonly Problem[];
  /**
   * Fences that can not be filled: they name a file or region that is not there.
   */
  readonly problems: readonly Problem[];
}

/** A region that a fence names, with its text as the chapter shows it. */
export interface Shown {
  readonly source: Source;
  readonly region: Region;
  readonly lines: readonly string[];
}

/** Fills the woven and diff fences of a chapter from the regions of `sources`. */
export function weave(chapter: TextFile, sources: Sources): Woven {
  const { fences, problems: unread } = findFences(chapter);
  const problems = [...unread];
  const stale: Problem[] = [];
  const lines = chapter.text.split('\n');
  for (const fence of fences.toReversed()) {
    const body = bodyOf(fence, sources);
    if (body === undefined) continue;
    if (typeof body === 'string') {
      problems.push({ file: chapter.file, line: fence.line, message: body });
      continue;
    }
    if (sameLines(body, fence.body)) continue;
    stale.push({
      file: chapter.file,
      line: fence.line,
      message: difference(fence, body),
    });
    lines.splice(
      fence.from,
      fence.to - fence.from + 1,
      ...fenceLines(fence.info, body, fence.ticks),
    );
  }
  return { text: lines.join('\n'), stale: stale.reverse(), problems };
}

/** What a fence names, or a sentence that says what is missing. */
export function lookUp(
  { file, region: name }: Ref,
  sources: Sources,
): Shown | string {
  const source = sources.get(file);
  if (source === undefined) {
    return (
      `solutions/${file} is not there; correct the name in the fence or ` +
      `write the file`
    );
  }
  const region = source.regions.get(name);
  if (region !== undefined)
    return { source, region, lines: regionLines(source, region) };
  const names = [...source.regions.keys()].join(', ') || 'no region at all';
  return (
    `solutions/${file} has no region ${name} (it has ${names}); mark it ` +
    `there or correct the fence`
  );
}

/** Whether two texts are equal line by line. */
export function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

/**
 * The lines that a fence must hold; undefined if it is not woven; a sentence if
 * that can not be told.
 */
function bodyOf(
  { kind }: Fence,
  sources: Sources,
): readonly string[] | string | undefined {
  if (kind.type === 'woven') {
    const shown = lookUp(kind.ref, sources);
    return typeof shown === 'string' ? shown : shown.lines;
  }
  if (kind.type !== 'diff') return undefined;
  const before = lookUp(kind.before, sources);
  const after = lookUp(kind.after, sources);
  if (typeof before === 'string') return before;
  if (typeof after === 'string') return after;
  return diffLines(before.lines, after.lines);
}

function diffLines(before: readonly string[], after: readonly string[]): string[] {
  return diffArrays([...before], [...after]).flatMap(
    ({ value, added, removed }) => {
      const sign = added ? '+' : removed ? '-' : ' ';
      return value.map((line) => `${sign}${line}`.trimEnd());
    },
  );
}

function difference({ kind, body }: Fence, expected: readonly string[]): string {
  const at = expected.findIndex((line, index) => line !== body[index]);
  const line = at === -1 ? expected.length + 1 : at + 1;
  if (kind.type === 'diff') {
    return (
      `the diff differs from the computed one at its line ${line}; run ` +
      `npm run weave`
    );
  }
  const ref =
    kind.type === 'woven' ? `solutions/${kind.ref.file}#${kind.ref.region}` : '';
  return (
    `the fence differs from ${ref} at its line ${line}; edit the code ` +
    `there and run npm run weave, or carry this text back with npm run weave -- ` +
    `--adopt`
  );
}
