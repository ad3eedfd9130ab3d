/**
 * What the text of a module tells without a compiler: its imports and its head
 * comment. Comments and strings are not mistaken for code; `import type` and
 * `export … from` are imports too.
 */
import { maskCode } from './mask.ts';

/** The words in a head comment that free a module from being told line by line. */
export const ENGINE_ROOM = 'Engine room: not told line by line';

/**
 * One import of a module. `from` and `to` are the first and last line of the
 * statement, from 0.
 */
export interface Import {
  /** Undefined for an `import(…)` whose name is computed. */
  readonly specifier: string | undefined;
  readonly kind: 'import' | 'export' | 'dynamic';
  readonly clause: string;
  readonly from: number;
  readonly to: number;
}

const STATIC =
  /(?<![\w$.])(import|export)\b(?:[\w$*{},\s]*?(?<![\w$])from\s*|\s*)(?=['"])/g;
const DYNAMIC = /(?<![\w$.])import\s*\(\s*/g;

/**
 * The imports of a module in the order of their lines. `mask` is `maskCode(text)`,
 * for who has it already.
 */
export function scanImports(text: string, mask: string = maskCode(text)): Import[] {
  const found: Import[] = [];
  for (const match of mask.matchAll(STATIC)) {
    const kind = match[1] === 'export' ? 'export' : 'import';
    const end = match.index + match[0].length;
    const from = lineAt(text, match.index);
    const to = lineAt(text, end);
    found.push({
      specifier: stringAt(text, end),
      kind,
      clause: match[0],
      from,
      to,
    });
  }
  for (const match of mask.matchAll(DYNAMIC)) {
    const line = lineAt(text, match.index);
    const specifier = stringAt(text, match.index + match[0].length);
    found.push({ specifier, kind: 'dynamic', clause: '', from: line, to: line });
  }
  return found.sort((a, b) => a.from - b.from);
}

/** How many lines the comment at the head of a module takes, 0 if it has none. */
export function headCommentLines(lines: readonly string[]): number {
  if (lines[0]?.startsWith('/*')) {
    return lines.findIndex((line) => line.includes('*/')) + 1;
  }
  const after = lines.findIndex((line) => !/^\/\/(?!#)/.test(line));
  return after === -1 ? lines.length : after;
}

/** Whether the head comment says that the module is not told line by line. */
export function isEngineRoom(lines: readonly string[]): boolean {
  const head = lines.slice(0, headCommentLines(lines)).join(' ');
  return head.replace(/[\s*/]+/g, ' ').includes(ENGINE_ROOM);
}

/** The line, from 0, of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; line++) {
    at = text.indexOf('\n', at + 1);
  }
  return line;
}

function stringAt(text: string, offset: number): string | undefined {
  const quote = text[offset];
  if (quote !== "'" && quote !== '"') return undefined;
  const end = text.indexOf(quote, offset + 1);
  return end === -1 ? undefined : text.slice(offset + 1, end);
}
