// `--types`: what the TypeScript compiler says of the learner's files. The grader itself
// takes types off and never asks.

import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { oneLine } from '../core/clean.ts';
import type { LocalRequest } from '../local/grade.node.ts';
import { count, elide, hang } from '../report/layout.ts';
import type { Context } from './context.node.ts';

const MOST_SHOWN = 15;
const NOT_RUN = 'the compiler could not be run (npm ci installs it)';

export interface TypeOptions {
  /** Nothing is told where nothing is wrong. */
  readonly quiet?: boolean;
  /** Ends the compiler: nobody waits for it any more. */
  readonly signal?: AbortSignal;
}

/** The type errors of a job's files, as lines. */
export async function typeErrors(
  context: Context,
  request: LocalRequest,
  { quiet = false, signal }: TypeOptions = {},
): Promise<string[]> {
  const { root } = context;
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-types-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // A command that is ended has no time to wait for the compiler's end.
  signal?.addEventListener('abort', remove);
  try {
    const config = join(folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify(configFor(context, request)));
    const args = ['-p', config, '--pretty', 'false'];
    const text = await compile(root, args, signal);
    return quiet && text.trim() === '' ? [] : tell(context, text, folder);
  } finally {
    remove();
  }
}

function configFor(
  context: Context,
  { chapter, file, mine }: LocalRequest,
): object {
  const { root } = context;
  const folder = context.exercise(chapter.slug);
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      // This file lies elsewhere, so what is found from its place is named.
      typeRoots: [join(root, 'node_modules/@types')],
      // A file that stands in for one of the folder imports the others of it.
      ...(file === undefined ? {} : { rootDirs: [dirname(file), folder] }),
      customConditions: [...mine].map((name) => `mine-${name}`),
    },
    include: [],
    files: file === undefined ? filesIn(folder) : [file],
  };
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names.map((name) => join(folder, name));
}

/** Runs the compiler and returns what it printed. */
function compile(
  root: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const [file = '', ...before] = compilerIn(root);
  return new Promise((done) => {
    const child = spawn(file, [...before, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        text += bytes.toString('utf8');
      });
    }
    child.on('error', (error) => done(`error: ${error.message}`));
    child.on('close', () => done(text));
  });
}

/** The native compiler of this platform, or the script that looks for it. */
function compilerIn(root: string): readonly string[] {
  const platform = `typescript-${process.platform}-${process.arch}`;
  const name = process.platform === 'win32' ? 'tsc.exe' : 'tsc';
  const native = join(root, 'node_modules/@typescript', platform, 'lib', name);
  if (existsSync(native)) return [native];
  return [process.execPath, join(root, 'node_modules/typescript/bin/tsc')];
}

function tell(context: Context, text: string, folder: string): string[] {
  const { width, paint } = context.screen.look;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return ['', `  ${paint.good('✓')} types: no error`, ''];
  const found = lines.filter((line) => /\berror TS\d+:/.test(line)).length;
  const told = elide(lines, MOST_SHOWN, (left) => `… ${count(left, 'line')} more`);
  return [
    '',
    `  ${paint.bad('✗')} types: ${found > 0 ? count(found, 'error') : NOT_RUN}`,
    ...told.flatMap((line) => hang('         ', say(context, line, folder), width)),
    '',
  ];
}

/** `path(61,5): error TS2322: words` as `path:61:5  words  TS2322`. */
function say(context: Context, line: string, folder: string): string {
  const [, file, row, column, code, words] =
    /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line) ?? [];
  if (file === undefined) return oneLine(line.replaceAll(`${folder}/`, ''), 400);
  // The compiler names files as seen from where it was started.
  const path = context.near(resolve(context.root, file));
  return oneLine(`${path}:${row}:${column}  ${words}  ${code}`, 400);
}
