// Where in its file a region goes, said in words: `in class Store, after put`.

import type { Source } from '../literate/regions.ts';

const DECLARATION =
  /^(?:export )?(?:declare )?(?:abstract )?(?:async )?(class|interface|function|type|const|let)\*? ([\w$]+)/;
const MEMBER =
  /^\s+(?:(?:static|async|get|set|override|readonly)\s+|\*)*(#?[\w$]+)\s*(?:[(<:=?;]|$)/;
const STATEMENT =
  /^\s*(?:if|for|while|switch|return|throw|case|else|do|try|const|let|await|yield)\b/;
/** Comments, closing brackets, marks, imports: lines that declare nothing. */
const NOTHING = /^\s*(?:$|\/\/|\/?\*|[})\]]|import\b)/;

export interface Place {
  /** As HTML; '' when the file has no such region. */
  readonly words: string;
  /** What the lines stand in: `class`, `interface`, `function`, or ''. */
  readonly within: string;
}

interface Declared {
  /** `class`, `interface` …, '' for a member. */
  readonly kind: string;
  readonly name: string;
  readonly indent: number;
}

/**
 * The declaration that encloses a region, and the one before the region. It goes by
 * indentation, which a formatter keeps honest.
 */
export function placeOf(source: Source, name: string): Place {
  const region = source.regions.get(name);
  if (region === undefined) return { words: '', within: '' };
  const shown = source.lines.slice(region.from + 1, region.to);
  const first = shown.find((line) => !/^\s*(?:$|\/\/#)/.test(line)) ?? '';
  let after = '';
  for (const found of declaredAbove(source, region.from)) {
    if (found.indent < indentOf(first)) return inside(found, after);
    if (found.indent === indentOf(first) && after === '') after = found.name;
  }
  const words = after === '' ? 'a new file' : `after <code>${after}</code>`;
  return { words, within: '' };
}

/** What is declared above a line, the nearest first. */
function* declaredAbove(source: Source, line: number): Generator<Declared> {
  for (const text of source.lines.slice(0, line).reverse()) {
    if (NOTHING.test(text)) continue;
    const [, kind = '', top] = DECLARATION.exec(text) ?? [];
    const member = STATEMENT.test(text) ? undefined : MEMBER.exec(text)?.[1];
    const name = top ?? member;
    if (name !== undefined) yield { kind, name, indent: indentOf(text) };
  }
}

function inside({ kind, name }: Declared, after: string): Place {
  const where = `in <code>${`${kind} ${name}`.trim()}</code>`;
  const words = after === '' ? where : `${where}, after <code>${after}</code>`;
  return { words, within: kind === '' ? 'function' : kind };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
