/**
 * Carries a fence that was edited by hand back to its region in solutions/. Marks
 * inside the region keep their place between the lines round them; where an edit
 * leaves open on which side of a mark its lines belong, it is refused and the
 * author edits the source. What is carried is read again and compared, so that a
 * chapter woven afterwards shows exactly what the author wrote.
 */
import { diffArrays } from 'diff/lib/diff/array.js';
import { type Fence, findFences } from './fences.ts';
import { LiterateError, type Problem, type TextFile } from './problem.ts';
import {
  commonIndent,
  dedent,
  readSource,
  regionLines,
  type Source,
  type Sources,
} from './regions.ts';
import { lookUp, type Shown, sameLines } from './weave.ts';

/**
 * The texts of solutions/ that change, by their path below it, and the fences that
 * can not be carried.
 */
export interface Adopted {
  readonly changed: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Carries every edited fence of the chapters back to its region. */
export function adopt(chapters: readonly TextFile[], sources: Sources): Adopted {
  const now = new Map(sources);
  const problems: Problem[] = [];
  for (const chapter of chapters) {
    for (const fence of findFences(chapter).fences) {
      const result = adoptFence(fence, sources, now);
      if (result === undefined) continue;
      if (typeof result === 'string') {
        problems.push({ file: chapter.file, line: fence.line, message: result });
      } else {
        now.set(result.file, result);
      }
    }
  }
  return { changed: changes(sources, now), problems };
}

function changes(before: Sources, after: Sources): Map<string, string> {
  const changed = new Map<string, string>();
  for (const [file, { text }] of after) {
    if (text !== before.get(file)?.text) changed.set(file, text);
  }
  return changed;
}

/**
 * The source after the edit; undefined if there is none; a sentence if it can not
 * be carried.
 */
function adoptFence(
  { kind, body }: Fence,
  before: Sources,
  now: Sources,
): Source | string | undefined {
  if (kind.type !== 'woven') return undefined;
  const old = lookUp(kind.ref, before);
  const current = lookUp(kind.ref, now);
  if (typeof old === 'string' || typeof current === 'string') return undefined;
  const wanted = dedent(body);
  if (sameLines(wanted, old.lines) || sameLines(wanted, current.lines))
    return undefined;
  const where = `solutions/${kind.ref.file}#${kind.ref.region}`;
  if (!sameLines(old.lines, current.lines)) {
    return (
      `another edited fence has changed ${where} already; make the two ` +
      `agree, or edit the code there`
    );
  }
  const carried = carry(current, wanted);
  return typeof carried === 'string'
    ? `the edit can not be carried to ${where}: ${carried}; edit the code ` +
        `there and run npm run weave`
    : carried;
}

/** The source with the region's lines replaced, or why that is not possible. */
function carry(
  { source, region, lines }: Shown,
  wanted: readonly string[],
): Source | string {
  const inner = source.lines.slice(region.from + 1, region.to);
  const isMark = (index: number) => source.marks.has(region.from + 1 + index);
  const indent = commonIndent(inner.filter((_, index) => !isMark(index)));
  const place = (line: string) => (line === '' ? '' : indent + line);
  const merged = new Merge(inner, isMark).run(edits(lines, wanted), place);
  if (typeof merged === 'string') return merged;
  const text = [
    ...source.lines.slice(0, region.from + 1),
    ...merged,
    ...source.lines.slice(region.to),
  ].join('\n');
  return checked(source.file, text, region.name, wanted);
}

function checked(
  file: string,
  text: string,
  name: string,
  wanted: readonly string[],
): Source | string {
  try {
    const source = readSource(file, text);
    const region = source.regions.get(name);
    const same =
      region !== undefined && sameLines(regionLines(source, region), wanted);
    return same ? source : 'it holds marks of its own, or moves them';
  } catch (error) {
    if (error instanceof LiterateError) return error.message;
    throw error;
  }
}

/** A stretch of the old lines: kept, or replaced by `added`. */
interface Edit {
  readonly kept: number;
  readonly removed: number;
  readonly added: readonly string[];
}

function edits(before: readonly string[], after: readonly string[]): Edit[] {
  const found: Edit[] = [];
  for (const { value, added, removed } of diffArrays([...before], [...after])) {
    if (!added && !removed) {
      found.push({ kept: value.length, removed: 0, added: [] });
      continue;
    }
    const last = found.at(-1);
    const open = last !== undefined && last.kept === 0 ? last : undefined;
    if (open !== undefined) found.pop();
    found.push({
      kept: 0,
      removed: (open?.removed ?? 0) + (removed ? value.length : 0),
      added: [...(open?.added ?? []), ...(added ? value : [])],
    });
  }
  return found;
}

/**
 * Walks once over the lines between a region's marks and copies the marks inside it
 * to their places.
 */
class Merge {
  readonly #inner: readonly string[];
  readonly #isMark: (index: number) => boolean;
  readonly #out: string[] = [];
  #at = 0;

  constructor(inner: readonly string[], isMark: (index: number) => boolean) {
    this.#inner = inner;
    this.#isMark = isMark;
  }

  run(all: readonly Edit[], place: (line: string) => string): string[] | string {
    for (const { kept, removed, added } of all) {
      if (kept === 0 && !this.#skip(removed)) {
        return (
          'a mark of a region or hole stands where lines changed, and on ' +
          'which side they belong is not clear'
        );
      }
      this.#out.push(...added.map(place));
      for (let left = kept; left > 0; left--) {
        this.#copyMarks();
        this.#copy();
      }
    }
    this.#copyMarks();
    return this.#out;
  }

  /**
   * Leaves out the next `removed` lines; false if a mark makes the place of the
   * edit unclear.
   */
  #skip(removed: number): boolean {
    if (removed === 0) return !this.#isMark(this.#at);
    this.#copyMarks();
    for (let left = removed; left > 0; left--) {
      if (this.#isMark(this.#at)) return false;
      this.#at += 1;
    }
    return true;
  }

  #copyMarks(): void {
    while (this.#at < this.#inner.length && this.#isMark(this.#at)) this.#copy();
  }

  #copy(): void {
    this.#out.push(this.#inner[this.#at] ?? '');
    this.#at += 1;
  }
}
