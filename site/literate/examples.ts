/**
 * The programs of a chapter (`ts run` fences) and what they must print (the
 * `output` fence after each). This half is text in, text out: it collects programs,
 * judges what they printed and fills output fences. examples.node.ts runs them.
 */
import { type Fence, fenceLines, findFences } from './fences.ts';
import { findGlobals } from './names.ts';
import type { Problem, TextFile } from './problem.ts';
import { lineAt, Syntax } from './syntax.ts';
import { sameLines } from './weave.ts';

/** A program of a chapter. */
export interface Program {
  readonly file: string;
  /** The line of its fence, from 1. */
  readonly line: number;
  readonly language: 'ts' | 'sh' | 'console';
  readonly code: string;
  /** Undefined if no output fence follows. */
  readonly expected: readonly string[] | undefined;
}

/** How a program ended. */
export type Outcome =
  | { readonly type: 'printed'; readonly output: readonly string[] }
  /** It did not run, or not to its end; `message` says why. */
  | { readonly type: 'failed'; readonly message: string };

/** The programs of a chapter that can be run, and what is wrong with the others. */
export interface Programs {
  readonly programs: readonly Program[];
  readonly problems: readonly Problem[];
}

/**
 * Collects the programs of a chapter. `names` are the chapters that `#name` may
 * name.
 */
export function programsOf(
  chapter: TextFile,
  names: ReadonlySet<string>,
): Programs {
  const programs: Program[] = [];
  const problems: Problem[] = [];
  for (const fence of findFences(chapter).fences) {
    const language = languageOf(fence);
    if (language === undefined) continue;
    const code = fence.body.join('\n');
    const refused =
      language === 'ts' ? refusals(code, names) : shellRefusals(language, fence);
    for (const { line, message } of refused) {
      problems.push({ file: chapter.file, line: fence.line + line, message });
    }
    if (refused.length > 0) continue;
    const { file } = chapter;
    programs.push({
      file,
      line: fence.line,
      language,
      code,
      expected: fence.output?.body,
    });
  }
  return { programs, problems };
}

function languageOf({ kind }: Fence): Program['language'] | undefined {
  if (kind.type === 'program') return 'ts';
  if (kind.type !== 'command' || kind.mode !== 'run') return undefined;
  return kind.language === 'console' ? 'console' : 'sh';
}

interface Refusal {
  readonly line: number;
  readonly message: string;
}

/**
 * A program imports chapters only, and prints the same at every run. One that is no
 * TypeScript is refused when it is built.
 */
function refusals(code: string, names: ReadonlySet<string>): Refusal[] {
  const syntax = new Syntax(code);
  const found: Refusal[] = findGlobals(code, syntax);
  for (const { specifier, from } of syntax.imports) {
    const name = specifier?.startsWith('#') ? specifier.slice(1) : undefined;
    // The tables of Kubernetes' kinds are data, and run wherever their chapter does.
    if (names.has(name?.replace(/\/kubernetes$/, '') ?? '')) continue;
    const message =
      `a program imports chapters by #name only, found ` +
      `${specifier ?? 'a computed name'}; import what it needs from #store or ` +
      `another chapter`;
    found.push({ line: from + 1, message });
  }
  return found;
}

function shellRefusals(language: 'sh' | 'console', { body }: Fence): Refusal[] {
  if (language === 'sh') return [];
  const line = body.findIndex((one) => !one.startsWith('$ '));
  const message =
    'each line of a console fence that is run begins with "$ "; its output ' +
    'goes into the output fence below';
  return line === -1 ? [] : [{ line: line + 1, message }];
}

/**
 * The commands of a console fence, without their prompts; any other code as it is.
 */
export function commandsOf({ language, code }: Program): string {
  return language === 'console' ? code.replace(/^\$ /gm, '') : code;
}

/**
 * What is wrong with a program that ended so; undefined if it printed what the
 * chapter says.
 */
export function judge(program: Program, outcome: Outcome): Problem | undefined {
  const { file, line, expected } = program;
  if (outcome.type === 'failed') return { file, line, message: outcome.message };
  if (expected === undefined) {
    const message =
      'no output fence follows this program; run npm run examples -- --write ' +
      'to add it';
    return { file, line, message };
  }
  if (sameLines(outcome.output, expected)) return undefined;
  const at = outcome.output.findIndex((one, index) => one !== expected[index]);
  const index = at === -1 ? outcome.output.length : at;
  const message =
    `prints ${quote(outcome.output[index])} where line ` +
    `${index + 1} of its output says ${quote(expected[index])}; repair the ` +
    `program, or run npm run examples -- --write`;
  return { file, line, message };
}

function quote(line: string | undefined): string {
  return line === undefined ? 'nothing more' : JSON.stringify(line);
}

/**
 * The chapter with each output fence filled, or added where it is missing.
 * `printed`: fence line to output.
 */
export function fillOutputs(
  chapter: TextFile,
  printed: ReadonlyMap<number, readonly string[]>,
): string {
  const lines = chapter.text.split('\n');
  for (const fence of findFences(chapter).fences.toReversed()) {
    const output = printed.get(fence.line);
    if (output === undefined || languageOf(fence) === undefined) continue;
    const old = fence.output;
    if (old !== undefined && sameLines(old.body, output)) continue;
    const filled = fenceLines('output', output, old?.ticks ?? '```');
    if (old === undefined) lines.splice(fence.to + 1, 0, '', ...filled);
    else lines.splice(old.from, old.to - old.from + 1, ...filled);
  }
  return lines.join('\n');
}

/**
 * Where in a chapter an error of its program lies; `offset` counts in the program's
 * code.
 */
export function programLine(program: Program, offset: number): number {
  return program.line + 1 + lineAt(program.code, offset);
}
