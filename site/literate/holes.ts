/**
 * The holes of a chapter's sources are the steps that its front matter declares:
 * both halves of that promise are written by one author, and here they are held
 * against each other.
 */
import type { ChapterHead } from './front-matter.ts';
import { type Span, statementsRound } from './hole-place.ts';
import { declaredBy, type Name, namesIn } from './names.ts';
import type { Problem } from './problem.ts';
import type { Hole, Source } from './regions.ts';
import { lineAt, offsetAt } from './syntax.ts';

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
      for (const number of hole.steps) {
        written.add(number);
        if (head.steps.some((step) => step.number === number)) continue;
        const message =
          `hole ${number} is no step of ${head.file}; declare ` +
          `step '${head.number}.${number}' there or renumber the hole`;
        problems.push({
          file: `solutions/${source.file}`,
          line: hole.from + 1,
          message,
        });
      }
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
  const { text, syntax, holes } = source;
  const spans = holes.map((hole) => spanOf(hole, text));
  const outside = ({ at }: Name) =>
    !spans.some(({ start, end }) => start < at && at < end);
  const names = namesIn(syntax).filter(({ role }) => role !== 'word');
  const problems: Problem[] = [];
  for (const hole of holes) {
    const span = spanOf(hole, text);
    const statements = statementsRound(span, syntax);
    const own = statements.filter(
      ({ start, end }) => start > span.start && end < span.end,
    );
    const last = statements.at(-1)?.end ?? 0;
    const below = names.filter(({ at }) => at > span.end && at < last);
    for (const name of own.flatMap(declaredBy)) {
      const user = below.filter(outside).find((one) => one.name === name);
      if (user === undefined) continue;
      const line = lineAt(text, user.at) + 1;
      problems.push(leak(source, hole, `${name}, which line ${line} below it`));
    }
  }
  return problems;
}

function leak({ file }: Source, { step, from }: Hole, what: string): Problem {
  const message =
    `hole ${step} declares ${what} uses; ` +
    'declare it above the hole, or end the hole below that line';
  return { file: `solutions/${file}`, line: from + 1, message };
}

function spanOf({ from, to }: Hole, text: string): Span {
  return { start: offsetAt(text, from), end: offsetAt(text, to) };
}
