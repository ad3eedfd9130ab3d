/**
 * Finds the code fences of a chapter and says of each what it is. There are four
 * kinds (woven regions, programs that run, computed diffs, commands and manifests),
 * and the output of a program or command; a fifth kind is refused, since nothing
 * would check what it shows. A fence begins and ends with backticks at the start of
 * a line: fences inside lists and block quotes are refused for the same reason.
 */
import type { Problem, TextFile } from './problem.ts';

/** A region of a text of solutions/, written `01-store/range.ts#window`. */
export interface Ref {
  readonly file: string;
  readonly region: string;
}

export type FenceKind =
  | { readonly type: 'woven'; readonly ref: Ref }
  | {
      readonly type: 'program';
      readonly name: string | undefined;
      /** Whether the reader guesses what it prints before it is shown. */
      readonly predict: boolean;
    }
  | { readonly type: 'diff'; readonly before: Ref; readonly after: Ref }
  | {
      readonly type: 'command';
      readonly language: 'sh' | 'console' | 'yaml' | 'json';
      readonly mode: 'run' | 'illustration' | 'plain';
    }
  | { readonly type: 'output' };

/**
 * One fence. `from` and `to` are the lines of its two backtick lines, from 0;
 * `line` is `from` from 1.
 */
export interface Fence {
  readonly kind: FenceKind;
  readonly info: string;
  readonly ticks: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly body: readonly string[];
  /** The output fence that follows a program or a command. */
  readonly output: Fence | undefined;
}

/**
 * The fences of a chapter in the order of its lines, and what is wrong with them.
 */
export interface Fences {
  readonly fences: readonly Fence[];
  readonly problems: readonly Problem[];
}

const OPENING = /^(`{3,})([^`]*)$/;
const STRAY = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)*(?:`{3,}[^`]*|~{3,}.*)$/;
const REF = /^([\w-]+(?:\/[\w.-]+)+\.ts)#([A-Za-z][\w-]*)$/;
const LANGUAGES = ['sh', 'console', 'yaml', 'json'] as const;
const KINDS =
  'the kinds are: ts FILE#REGION, ts run, diff FILE#A FILE#B, ' +
  'sh|console|yaml|json (run or illustration), output';

/** Finds and pairs the fences of a chapter. */
export function findFences({ file, text }: TextFile): Fences {
  const problems: Problem[] = [];
  const report = (line: number, message: string) =>
    void problems.push({ file, line, message });
  const lines = text.split('\n');
  const found = findRaw(lines, report);
  return { fences: pair(found, lines, report), problems };
}

type Report = (line: number, message: string) => void;
type Unpaired = Omit<Fence, 'output'>;

function findRaw(lines: readonly string[], report: Report): Unpaired[] {
  const found: Unpaired[] = [];
  for (let from = 0; from < lines.length; from++) {
    const line = lines[from] ?? '';
    const [opening, ticks = '', info = ''] = OPENING.exec(line) ?? [];
    if (opening === undefined) {
      if (STRAY.test(line))
        report(
          from + 1,
          'a fence is written with backticks at the start of a line; move it there',
        );
      continue;
    }
    const to = closing(lines, from, ticks);
    if (to === -1) {
      report(
        from + 1,
        `this fence is not closed; write ${ticks} after its last line`,
      );
      break;
    }
    const kind = kindOf(info.trim());
    if (typeof kind === 'string') report(from + 1, kind);
    else
      found.push({
        kind,
        info: info.trim(),
        ticks,
        line: from + 1,
        from,
        to,
        body: lines.slice(from + 1, to),
      });
    from = to;
  }
  return found;
}

function closing(lines: readonly string[], from: number, ticks: string): number {
  const end = new RegExp(`^\`{${ticks.length},}\\s*$`);
  return lines.findIndex((line, at) => at > from && end.test(line));
}

/**
 * The kind that an info string names, or a sentence that says why it names none.
 */
export function kindOf(info: string): FenceKind | string {
  const [language = '', ...words] = info.split(/\s+/);
  if (language === 'ts') return tsKind(words, info);
  if (language === 'diff') return diffKind(words, info);
  if (language === 'output' && words.length === 0) return { type: 'output' };
  const command = LANGUAGES.find((one) => one === language);
  if (command !== undefined) return commandKind(command, words, info);
  return (
    `a fence "${info}" is of no known kind, so nothing would check it; ` +
    `${KINDS}`
  );
}

function tsKind(words: readonly string[], info: string): FenceKind | string {
  const [first = '', second, third, more] = words;
  const predict = third === 'predict';
  if (first === 'run' && more === undefined && (third === undefined || predict)) {
    return { type: 'program', name: second, predict };
  }
  const ref = parseRef(first);
  if (ref !== undefined && second === undefined) return { type: 'woven', ref };
  return (
    `a ts fence names a region or a program, found "${info}"; write ts ` +
    `01-store/range.ts#window, ts run, ts run NAME or ts run NAME predict`
  );
}

function diffKind(words: readonly string[], info: string): FenceKind | string {
  const before = parseRef(words[0] ?? '');
  const after = parseRef(words[1] ?? '');
  if (before !== undefined && after !== undefined && words.length === 2) {
    return { type: 'diff', before, after };
  }
  return (
    `a diff fence names two regions, found "${info}"; write diff ` +
    `01-store/a.ts#x 01-store/b.ts#y`
  );
}

function commandKind(
  language: (typeof LANGUAGES)[number],
  words: readonly string[],
  info: string,
): FenceKind | string {
  const [mode = 'plain', more] = words;
  const runs = language === 'sh' || language === 'console';
  const known =
    mode === 'plain' || mode === 'illustration' || (mode === 'run' && runs);
  if (known && more === undefined) return { type: 'command', language, mode };
  const choice = runs ? 'run or illustration' : 'illustration, or nothing';
  return `after ${language} stands ${choice}, found "${info}"`;
}

function parseRef(word: string): Ref | undefined {
  const [, file, region] = REF.exec(word) ?? [];
  return file === undefined || region === undefined ? undefined : { file, region };
}

function pair(
  found: readonly Unpaired[],
  lines: readonly string[],
  report: Report,
): Fence[] {
  const fences: Fence[] = [];
  for (const [at, one] of found.entries()) {
    const next = found[at + 1];
    const output =
      next !== undefined && follows(one, next, lines) ? next : undefined;
    fences.push({ ...one, output: output && { ...output, output: undefined } });
    if (one.kind.type === 'output' && !follows(found[at - 1], one, lines)) {
      report(
        one.line,
        'an output fence follows a ts run, sh or console fence; put it right ' +
          'below one, or delete it',
      );
    }
  }
  return fences;
}

function follows(
  first: Unpaired | undefined,
  second: Unpaired,
  lines: readonly string[],
): boolean {
  if (first === undefined || second.kind.type !== 'output') return false;
  const { kind } = first;
  const runs =
    kind.type === 'program' ||
    (kind.type === 'command' &&
      (kind.language === 'sh' || kind.language === 'console'));
  return (
    runs &&
    lines.slice(first.to + 1, second.from).every((line) => line.trim() === '')
  );
}

/** A fence's three parts as lines, its backticks long enough for its body. */
export function fenceLines(
  info: string,
  body: readonly string[],
  ticks: string,
): string[] {
  const runs = body.map((line) => /^\s*(`{3,})/.exec(line)?.[1]?.length ?? 0);
  const marks = '`'.repeat(
    Math.max(ticks.length, ...runs.map((length) => length + 1)),
  );
  return [marks + info, ...body, marks];
}
