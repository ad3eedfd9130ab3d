// How the learner's process is started: what it may use, and what it may reach.

import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HEAP_MIB } from '../core/sentences.ts';
import { PATIENT } from '../start/v8-flags.mjs';

/** What holds the learner's process: Node's own means, or bubblewrap around them. */
export type Isolation = 'node' | 'bwrap';

const MOST_BYTES = 900_000_000;

/**
 * Bounds the kernel keeps: all memory, CPU seconds (a signal, and one second later the
 * end), size of a file, open files.
 */
const PRLIMIT = [
  `--data=${MOST_BYTES}`,
  '--cpu=10:11',
  '--fsize=1048576',
  '--nofile=128',
  '--core=0',
];

/** Nobody: what the learner's process runs as when the judge runs as root. */
const NOBODY = 65_534;

export interface Box {
  readonly folder: string;
  readonly runner: string;
  readonly remove: () => void;
}

/** A folder of its own with the runner in it, and nothing else. */
export function createBox(runner: string): Box {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  chmodSync(folder, 0o755);
  const copy = join(folder, 'runner.cjs');
  copyFileSync(runner, copy);
  chmodSync(copy, 0o644);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { folder, runner: copy, remove };
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

/**
 * How many bytes the learner's process may hold before the judge ends it, who has to look;
 * undefined where the kernel refuses more (prlimit, so Linux).
 */
export function watchedHere(): number | undefined {
  return onPath('prlimit') === undefined ? MOST_BYTES : undefined;
}

/**
 * The command that starts the runner of `box` under all limits this machine has; where it
 * is watched, without those of the kernel.
 */
export function commandFor(
  box: Box,
  isolation: Isolation,
  watched: number | undefined = watchedHere(),
): Command {
  const node = [
    process.execPath,
    majorOf(process.version) < 22 ? '--experimental-permission' : '--permission',
    `--allow-fs-read=${join(box.folder, '*')}`,
    `--max-old-space-size=${HEAP_MIB}`,
    '--disable-proto=throw',
    ...PATIENT,
    '--no-addons',
    '--no-warnings',
    box.runner,
  ];
  const prlimit = watched === undefined ? onPath('prlimit') : undefined;
  const limited =
    prlimit === undefined ? node : [prlimit, ...PRLIMIT, '--', ...node];
  const drop = canDropRights();
  const [file = '', ...args] =
    isolation === 'bwrap' ? [...bubble(box, drop), ...limited] : tied(limited);
  const ids = drop && isolation === 'node' ? { uid: NOBODY, gid: NOBODY } : {};
  return { file, args, ids };
}

/** Ended by the kernel when the judge ends, however that comes about (Linux). */
function tied(command: readonly string[]): readonly string[] {
  const setpriv = process.platform === 'linux' ? onPath('setpriv') : undefined;
  if (setpriv === undefined) return command;
  return [setpriv, '--pdeathsig', 'KILL', '--no-new-privs', ...command];
}

/**
 * Why this machine can not hold code in that way, as a sentence; undefined if it can.
 * Found by trying: kernels and containers differ in what they allow.
 */
export function isolationProblem(isolation: Isolation): string | undefined {
  if (isolation === 'node') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const script = join(folder, 'nothing.cjs');
  writeFileSync(script, '');
  const box = createBox(script);
  try {
    const { file, args, ids } = commandFor(box, isolation);
    const options = { cwd: box.folder, env: {}, timeout: 10_000, ...ids };
    const { status, stderr, error } = spawnSync(file, args, options);
    if (status === 0) return undefined;
    const [said] = (error?.message ?? stderr.toString()).trim().split('\n');
    return `${isolation} does not work here: ${said || `exit ${status}`}`;
  } finally {
    box.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** bubblewrap's part: no files but the system's and the box, no network, no neighbours. */
function bubble(box: Box, drop: boolean): readonly string[] {
  const nodeHome = dirname(process.execPath);
  const rights = ['--reuid=65534', '--regid=65534', '--clear-groups'];
  return [
    ...(drop ? ['setpriv', ...rights] : []),
    ...['bwrap', '--unshare-all', '--die-with-parent', '--new-session'],
    ...['--cap-drop', 'ALL', '--clearenv', '--setenv', 'PATH', '/usr/bin'],
    ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/lib', '/lib'],
    ...['--symlink', 'usr/lib64', '/lib64', '--symlink', 'usr/bin', '/bin'],
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...(nodeHome.startsWith('/usr') ? [] : ['--ro-bind', nodeHome, nodeHome]),
    ...['--ro-bind', box.folder, box.folder, '--chdir', box.folder, '--'],
  ];
}

/** As root the learner's code runs as nobody, if nobody may start this Node. */
function canDropRights(): boolean {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return false;
  for (let path = process.execPath; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

function onPath(program: string): string | undefined {
  for (const folder of ['/usr/bin', '/bin', '/usr/local/bin']) {
    const path = `${folder}/${program}`;
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here: the next folder may have it.
    }
  }
  return undefined;
}

function majorOf(version: string): number {
  return Number(/^v(\d+)/.exec(version)?.[1]);
}
