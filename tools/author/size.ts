// How much code a chapter asks its reader to read. A line counts if it holds code that
// the chapter tells: blank lines, comments, marks and imports do not count, lone
// brackets do.

import { isTest } from '../../site/literate/derive.ts';
import { isEngineRoom } from '../../site/literate/head-comment.ts';
import type { Source } from '../../site/literate/regions.ts';
import type { Findings } from './findings.ts';

/** What a chapter should tell at most, and what it must not go beyond. */
export const MOST_IN_CHAPTER = 400;
export const BOUND_OF_CHAPTER = 500;
export const MOST_IN_MODULE = 200;

/** Lines of code of a module. */
export function codeLines({ syntax }: Source): number {
  const imported = new Set<number>();
  for (const { kind, from, to } of syntax.imports) {
    if (kind !== 'import') continue;
    for (let at = from; at <= to; at++) imported.add(at);
  }
  const lines = syntax.withoutComments().split('\n');
  return lines.filter((line, at) => line.trim() !== '' && !imported.has(at)).length;
}

export interface Size {
  /** Lines of code of the modules that are told line by line. */
  readonly told: number;
  readonly modules: number;
}

/** Measures the modules of a chapter by their names in its folder. */
export function checkSize(
  own: ReadonlyMap<string, Source>,
  findings: Findings,
): Size {
  let told = 0;
  let modules = 0;
  for (const [name, source] of own) {
    if (!name.endsWith('.ts') || isTest(name)) continue;
    const lines = codeLines(source);
    if (lines > MOST_IN_MODULE) {
      findings.error(
        1,
        `${name} has ${lines} lines of code, ${MOST_IN_MODULE} at most; take it apart`,
      );
    }
    if (name === 'mod.ts' || isEngineRoom(source.lines)) continue;
    told += lines;
    modules += 1;
  }
  const finding =
    `tells ${told} lines of code (blanks, comments and imports aside), ` +
    `${MOST_IN_CHAPTER} at most; leave something out, or to the engine room`;
  if (told > BOUND_OF_CHAPTER) findings.error(1, finding);
  else if (told > MOST_IN_CHAPTER) findings.warn(1, finding);
  return { told, modules };
}
