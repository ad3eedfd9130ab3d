/**
 * Every line of a taught module is shown in exactly one woven fence of its chapter.
 * Imports, blank lines, the head comment and marks are not counted. A module that
 * is plumbing says in its head comment that it is not told line by line, and is
 * listed instead.
 */
import { isTest } from './derive.ts';
import type { Fence } from './fences.ts';
import type { ChapterHead } from './front-matter.ts';
import { headCommentLines, isEngineRoom } from './head-comment.ts';
import type { Problem } from './problem.ts';
import type { Source, Sources } from './regions.ts';

/** The count of one chapter. */
export interface Told {
  /** How many lines its fences tell. */
  readonly told: number;
  /**
   * The modules, by their path below solutions/, that are not told line by line.
   */
  readonly engineRoom: readonly string[];
  readonly problems: readonly Problem[];
}

/** Counts orphans and doubles among the lines of a chapter's modules. */
export function checkLines(
  head: ChapterHead,
  fences: readonly Fence[],
  sources: Sources,
): Told {
  const problems = [...unnamed(head, sources)];
  const engineRoom = engineRooms(head, sources);
  let told = 0;
  for (const name of head.modules) {
    const source = sources.get(`${head.slug}/${name}`);
    if (source === undefined) {
      const message =
        `modules names ${name}, but ` +
        `solutions/${head.slug}/${name} is not there; write it or correct the list`;
      problems.push({ file: head.file, line: 1, message });
    } else if (!engineRoom.includes(source.file)) {
      const fencesOf = tellers(source, fences);
      told += fencesOf.filter((lines) => lines.length > 0).length;
      problems.push(
        ...orphans(source, fencesOf, head),
        ...doubles(source, fencesOf, head),
      );
    }
  }
  return { told, engineRoom, problems };
}

function ownModules(head: ChapterHead, sources: Sources): Source[] {
  const own = [...sources.values()].filter((one) =>
    one.file.startsWith(`${head.slug}/`),
  );
  return own.filter(({ file }) => file.endsWith('.ts') && !isTest(file));
}

function engineRooms(head: ChapterHead, sources: Sources): string[] {
  const rooms = ownModules(head, sources).filter((one) => isEngineRoom(one.lines));
  return rooms.map((one) => one.file);
}

/** Modules that the chapter does not name would escape the count. */
function unnamed(head: ChapterHead, sources: Sources): Problem[] {
  const problems: Problem[] = [];
  for (const { file, lines } of ownModules(head, sources)) {
    const name = file.slice(head.slug.length + 1);
    if (name === 'mod.ts' || head.modules.includes(name) || isEngineRoom(lines))
      continue;
    const message =
      `is not among the modules of ${head.file}; name ${name} ` +
      `there, or say "Engine room: not told line by line" in its head comment`;
    problems.push({ file: `solutions/${file}`, line: 1, message });
  }
  return problems;
}

/** For each line of a source the lines of the fences that tell it. */
function tellers(source: Source, fences: readonly Fence[]): number[][] {
  const found: number[][] = source.lines.map(() => []);
  for (const { kind, line } of fences) {
    if (kind.type !== 'woven' || kind.ref.file !== source.file) continue;
    const region = source.regions.get(kind.ref.region);
    if (region === undefined) continue;
    for (let at = region.from + 1; at < region.to; at++) found[at]?.push(line);
  }
  for (const at of uncounted(source)) found[at] = [];
  return found;
}

/** The lines that need not be told. */
function uncounted(source: Source): Set<number> {
  const lines = new Set(source.marks);
  for (let at = 0; at < headCommentLines(source.lines); at++) lines.add(at);
  for (const { kind, from, to } of source.syntax.imports) {
    if (kind !== 'import') continue;
    for (let at = from; at <= to; at++) lines.add(at);
  }
  for (const [at, line] of source.lines.entries())
    if (line.trim() === '') lines.add(at);
  return lines;
}

function orphans(
  source: Source,
  found: readonly number[][],
  head: ChapterHead,
): Problem[] {
  const free = uncounted(source);
  const alone = (at: number) => !free.has(at) && found[at]?.length === 0;
  return runs(source, alone, free).map(([from, to]) => ({
    file: `solutions/${source.file}`,
    line: from + 1,
    message:
      `${span(from, to)} in no fence of ${head.file}; put a region ` +
      `round it and show it there`,
  }));
}

function doubles(
  source: Source,
  found: readonly number[][],
  head: ChapterHead,
): Problem[] {
  const twice = (at: number) => (found[at]?.length ?? 0) > 1;
  return runs(source, twice, uncounted(source)).map(([from, to]) => ({
    file: `solutions/${source.file}`,
    line: from + 1,
    message:
      `${span(from, to)} told more than once, in the fences at lines ` +
      `${found[from]?.join(' and ')} of ${head.file}; keep one of them`,
  }));
}

/**
 * Stretches of lines of which `holds` is true; lines that are not counted do not
 * end one.
 */
function runs(
  source: Source,
  holds: (at: number) => boolean,
  free: ReadonlySet<number>,
): [number, number][] {
  const found: [number, number][] = [];
  let open = false;
  for (let at = 0; at < source.lines.length; at++) {
    if (free.has(at)) continue;
    const last = found.at(-1);
    if (!holds(at)) open = false;
    else if (open && last !== undefined) last[1] = at;
    else {
      found.push([at, at]);
      open = true;
    }
  }
  return found;
}

function span(from: number, to: number): string {
  return from === to ? 'this line is' : `lines ${from + 1} to ${to + 1} are`;
}
