/**
 * The holes of a chapter's sources are the steps that its front matter declares:
 * both halves of that promise are written by one author, and here they are held
 * against each other.
 */
import type { ChapterHead } from './front-matter.ts';
import type { Problem } from './problem.ts';
import type { Hole, Source } from './regions.ts';

/**
 * The holes of a chapter's sources are its declared steps: none missing, none too
 * many.
 */
export function checkHoles(
  head: ChapterHead,
  sources: Iterable<Source>,
): Problem[] {
  const problems: Problem[] = [];
  const written = new Set<number>();
  const own = [...sources];
  for (const source of own) {
    for (const hole of source.holes) {
      written.add(hole.step);
      if (head.steps.some((step) => step.number === hole.step)) continue;
      const message =
        `hole ${hole.step} is no step of ${head.file}; declare ` +
        `step '${head.number}.${hole.step}' there or renumber the hole`;
      problems.push({
        file: `solutions/${source.file}`,
        line: hole.from + 1,
        message,
      });
    }
  }
  problems.push(...own.flatMap(leaks));
  for (const { id, number } of head.steps) {
    if (written.has(number)) continue;
    const message =
      `step '${id}' has no hole; write //#exercise ${number} ` +
      `round its code in solutions/${head.slug}/`;
    problems.push({ file: head.file, line: 1, message });
  }
  return problems;
}

/**
 * Names that a hole declares and lines below it use: its starter would not type-
 * check.
 */
function leaks(source: Source): Problem[] {
  const problems: Problem[] = [];
  const lines = source.mask.split('\n');
  for (const hole of source.holes) {
    const below = linesBelow(source, hole, lines);
    for (const name of declaredIn(hole, lines)) {
      const user = below.find((at) =>
        new RegExp(`\\b${name}\\b`).test(lines[at] ?? ''),
      );
      if (user === undefined) continue;
      const message =
        `hole ${hole.step} declares ${name}, which line ${user + 1} below it ` +
        `uses; ` +
        'declare it above the hole, or end the hole below that line';
      problems.push({
        file: `solutions/${source.file}`,
        line: hole.from + 1,
        message,
      });
    }
  }
  return problems;
}

/** By indentation: the names declared in the hole's own block. */
function declaredIn(
  { from, to, indent }: Hole,
  lines: readonly string[],
): string[] {
  const names: string[] = [];
  for (const line of lines.slice(from + 1, to)) {
    const [match, list = ''] =
      /^(\s*)(?:const|let|function|class)\s+(\{.*?\}|\[.*?\]|[\w$]+)/
        .exec(line)
        ?.slice(1) ?? [];
    if (match === indent) names.push(...(list.match(/[\w$]+/g) ?? []));
  }
  return names;
}

/** The lines between a hole and the end of its block, other holes aside. */
function linesBelow(
  source: Source,
  { to, indent }: Hole,
  lines: readonly string[],
): number[] {
  const found: number[] = [];
  for (let at = to + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() !== '' && !line.startsWith(indent)) break;
    if (!source.holes.some((hole) => hole.from < at && at < hole.to))
      found.push(at);
  }
  return found;
}
