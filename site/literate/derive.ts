/**
 * Makes the starters of a chapter from its reference: each hole becomes a line that
 * says what to do and a throw, the marks go, and everything else stays. A starter
 * type-checks before a word of it is written.
 */
import { headCommentLines } from './head-comment.ts';
import type { Hole, Source } from './regions.ts';

/** What to make of the holes. */
export interface DeriveOptions {
  /** Holes of steps up to this number keep the reference code; 0 by default. */
  readonly solved?: number;
}

const IMPORT = "import { NotWritten } from '#world';";

/** The starter files of one chapter folder: name to text, without tests and tables. */
export function derive(
  files: ReadonlyMap<string, Source>,
  options: DeriveOptions = {},
): Map<string, string> {
  const starters = new Map<string, string>();
  // The tables of Kubernetes' kinds are nobody's exercise: their door stays shut.
  const kept = files.has('mod.kubernetes.ts')
    ? reached(files, 'mod.ts')
    : undefined;
  for (const [name, source] of files) {
    if (isTest(name) || kept?.has(name) === false) continue;
    starters.set(name, starter(source, options.solved ?? 0));
  }
  return starters;
}

/** The files that one leads to, itself among them, by imports from its own folder. */
function reached(
  files: ReadonlyMap<string, Source>,
  name: string,
  known: Set<string> = new Set(),
): ReadonlySet<string> {
  const source = files.get(name);
  if (source === undefined || known.has(name)) return known;
  known.add(name);
  for (const { specifier } of source.syntax.imports)
    if (specifier?.startsWith('./')) reached(files, specifier.slice(2), known);
  return known;
}

/** Whether a file of solutions/ is a test, of values or of types. */
export function isTest(file: string): boolean {
  return /\.(?:test|types)\.ts$/.test(file);
}

/** The number of the chapter that a slug or a path below solutions/ begins with. */
export function chapterNumber(slugOrPath: string): number {
  return Number.parseInt(slugOrPath, 10);
}

function starter(source: Source, solved: number): string {
  const open = source.holes.filter((hole) => hole.step > solved);
  const wanting = open.length > 0 && !imports(source, 'NotWritten');
  const place = wanting ? importPlace(source) : undefined;
  const lines: string[] = [];
  for (let at = 0; at < source.lines.length; at++) {
    if (at === place?.line) lines.push(...place.added);
    const hole = open.find((one) => one.from === at);
    if (hole !== undefined) {
      lines.push(...unwritten(hole, chapterNumber(source.file)));
      at = hole.to;
    } else if (!source.marks.has(at)) {
      lines.push(source.lines[at] ?? '');
    }
  }
  return lines.join('\n');
}

function imports({ syntax }: Source, name: string): boolean {
  return syntax.imports.some(({ names }) => names.includes(name));
}

/** Before the first import, or below the head comment if there is none. */
function importPlace({ lines, syntax }: Source): {
  readonly line: number;
  readonly added: readonly string[];
} {
  const first = syntax.imports.find(({ kind }) => kind === 'import')?.from;
  if (first !== undefined) return { line: first, added: [IMPORT] };
  return { line: headCommentLines(lines), added: [IMPORT, ''] };
}

function unwritten({ step, text, indent }: Hole, chapter: number): string[] {
  const id = `${chapter}.${step}`;
  return [
    `${indent}// TODO ${id}: ${text}`,
    `${indent}throw new NotWritten('${id}');`,
  ];
}
