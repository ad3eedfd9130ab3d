// `npm run try`: runs a scratch file, or a program of a chapter, on the learner's own
// modules. A plain Node process with a debugger's door; nothing is judged.

import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFences } from '../../site/literate/fences.ts';
import type { IndexedChapter } from '../build/course-index.ts';
import { hang } from '../report/layout.ts';
import type { Context } from './context.node.ts';
import { levelOf, startersOf } from './level.node.ts';
import { readMine } from './mine.ts';
import { Refusal } from './refusal.ts';
import { readTryArguments } from './try-arguments.ts';

/** A program to run: where its text stands, and what it is called. */
interface Program {
  readonly path: string;
  readonly text: string;
  readonly called: string;
  /** The chapter that it is a copy of, as errors shall name it. */
  readonly page?: string;
}

/** Runs what `words` name and returns its exit code. @throws Refusal */
export async function tryOut(
  context: Context,
  words: readonly string[],
): Promise<number> {
  const { what, mine, inspect } = readTryArguments(words, process.env);
  const program = programOf(context, what);
  const used = chaptersUnder(context, program.text);
  const own =
    mine === undefined
      ? new Set(
          used.filter((one) => attempted(context, one)).map(({ name }) => name),
        )
      : readMine(context.index, mine);
  const lines = whoseLines(program, used, own);
  process.stderr.write(
    [
      '',
      ...lines.flatMap((line) => hang('  ', line, context.screen.look.width)),
      '',
    ]
      .map((line) => `${line}\n`)
      .join(''),
  );
  return run(context, program, [
    ...inspect,
    ...[...own].map((name) => `--conditions=mine-${name}`),
  ]);
}

function programOf(context: Context, what: string): Program {
  const [, word = '', name = ''] = /^([\w-]+):([\w-]+)$/.exec(what) ?? [];
  if (name !== '') return programOfPage(context, word, name);
  const path = context.full(what);
  if (!existsSync(path)) {
    throw new Refusal(`There is no file ${context.near(path)}. ${USAGE}`);
  }
  if (relative(context.root, path).startsWith('..')) {
    throw new Refusal(
      `${path} lies outside of the course, where #store and the others are not known:` +
        ` put it below ${context.root}, for instance into scratch/.`,
    );
  }
  refuseWhatIsNoProgram(context, path);
  return { path, text: readFileSync(path, 'utf8'), called: context.near(path) };
}

function refuseWhatIsNoProgram(context: Context, path: string): void {
  const near = context.near(path);
  if (statSync(path).isDirectory()) {
    throw new Refusal(`${near} is a folder. ${USAGE}`);
  }
  if (!/\.[mc]?[jt]s$/.test(path)) {
    throw new Refusal(`${near} is no TypeScript or JavaScript. ${USAGE}`);
  }
}

const USAGE =
  'npm run try takes a file, or a program of a chapter: npm run try 3:told.';

/** A program of a chapter, on the lines of a file on which it stands in the chapter. */
function programOfPage(context: Context, word: string, name: string): Program {
  const chapter = context.index.chapters.find(
    (one) => String(one.number) === word || one.name === word || one.slug === word,
  );
  if (chapter === undefined) {
    throw new Refusal(`There is no chapter "${word}". ${USAGE}`);
  }
  const page = `chapters/${chapter.slug}.md`;
  const text = readFileSync(join(context.root, page), 'utf8');
  const { fences } = findFences({ file: page, text });
  const programs = fences.flatMap(({ kind, from, body }) =>
    kind.type === 'program' ? [{ name: kind.name, from, body }] : [],
  );
  const found = programs.find((program) => program.name === name);
  if (found === undefined) {
    const names = programs.flatMap((program) => program.name ?? []).join(', ');
    throw new Refusal(
      `${page} has no program "${name}". There are: ${names || 'none'}.`,
    );
  }
  const path = context.state.path(`try/${chapter.slug}.${name}.ts`);
  const copy = `${'\n'.repeat(found.from + 1)}${found.body.join('\n')}\n`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, copy);
  return { path, text: copy, called: `${page}:${found.from + 2} ${name}`, page };
}

/** It is for people that they are named: a text in a string does no harm. */
const IMPORT = /\b(?:from|import)\s*\(?\s*['"]#([\w-]+)/g;

/** The chapters that a program stands on, directly or not, by their numbers. */
function chaptersUnder(
  { index: { chapters } }: Context,
  text: string,
): readonly IndexedChapter[] {
  const found = new Set<IndexedChapter>();
  const visit = (name: string): void => {
    const chapter = chapters.find((one) => one.name === name);
    if (chapter === undefined || found.has(chapter)) return;
    found.add(chapter);
    chapter.needs.forEach(visit);
  };
  for (const [, name = ''] of text.matchAll(IMPORT)) visit(name);
  return [...found].sort((a, b) => a.number - b.number);
}

/** Whether the learner has written anything of a chapter. */
function attempted(context: Context, { slug, steps }: IndexedChapter): boolean {
  const folder = context.exercise(slug);
  if (steps.length === 0 || !existsSync(join(folder, 'mod.ts'))) return false;
  const starters = startersOf(context, slug, levelOf(context, slug));
  return Object.entries(starters).some(([name, text]) => {
    const path = join(folder, name);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  });
}

/** Whose modules run. */
function whoseLines(
  { called }: Program,
  used: readonly IndexedChapter[],
  own: ReadonlySet<string>,
): readonly string[] {
  const list = (yours: boolean): string =>
    used
      .filter(({ name }) => own.has(name) === yours)
      .map(({ name }) => `#${name}`)
      .join(', ');
  return [
    called,
    `yours            ${list(true) || 'none: what you have not begun is the reference’s'}`,
    `the reference’s  ${list(false) || 'none'}`,
  ];
}

/** With this Node ends where an await of the module itself is never settled. */
const UNSETTLED = 13;
const WAITS = '\n  ✗ the program waits for a promise that nobody settles\n\n';

/** Runs the program to its end, with this terminal. */
function run(
  { root }: Context,
  { path, page }: Program,
  flags: readonly string[],
): Promise<number> {
  const hook = pathToFileURL(join(root, 'grader/cli/try-hook.mjs')).href;
  const args = [...flags, '--import', 'tsx', '--import', hook, path];
  const shown = page === undefined ? {} : { KUBEWRIGHT_PAGE: page };
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...shown },
    stdio: 'inherit',
  });
  // The terminal's signals reach the program too: it decides.
  process.on('SIGINT', () => {});
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === UNSETTLED) process.stderr.write(WAITS);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
