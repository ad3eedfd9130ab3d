// One child process of a test run: its output, its end, and the limit that it has.

import { type ChildProcess, spawn } from 'node:child_process';

/** How a child ended. */
export interface Ended {
  readonly stdout: string;
  /** Both streams in the order of their arrival. */
  readonly output: string;
  /** Undefined if a signal ended it. */
  readonly code: number | undefined;
  /** It took longer than its limit and was ended. */
  readonly hung: boolean;
  /** It ended, but something that it started went on writing to its output. */
  readonly leftover: boolean;
  readonly ms: number;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** In milliseconds. */
  readonly limit: number;
  /** How long a child may need to end when asked, and its output to close. */
  readonly grace?: number;
}

const GRACE_MS = 5_000;
/** A child leads a group of its own, so that what it started ends with it. */
const GROUPS = process.platform !== 'win32';
const running = new Set<ChildProcess>();

/** Runs Node with `args` to its end, or to its limit. */
export function runNode(
  args: readonly string[],
  { cwd, env, limit, grace = GRACE_MS }: RunOptions,
): Promise<Ended> {
  const start = performance.now();
  const child = spawn(process.execPath, [...args], {
    cwd,
    env,
    detached: GROUPS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const stdout: string[] = [];
  const output: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout.push(text);
    output.push(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.push(text);
  });
  return new Promise((resolve) => {
    let hung = false;
    let leftover = false;
    let code: number | undefined;
    let timer = setTimeout(() => {
      hung = true;
      end(child, 'SIGTERM');
      timer = setTimeout(() => end(child, 'SIGKILL'), grace);
    }, limit);
    const settle = (): void => {
      clearTimeout(timer);
      running.delete(child);
      const ms = performance.now() - start;
      const texts = { stdout: stdout.join(''), output: output.join('') };
      resolve({ ...texts, code, hung, leftover, ms });
    };
    child.once('error', (error) => {
      output.push(`${error.message}\n`);
      settle();
    });
    child.once('exit', (exit) => {
      code = exit ?? undefined;
      clearTimeout(timer);
      timer = setTimeout(() => {
        leftover = true;
        end(child, 'SIGKILL');
        child.stdout.destroy();
        child.stderr.destroy();
      }, grace);
    });
    child.once('close', settle);
  });
}

/** Ends every child that still runs: for the signal that ends the whole run. */
export function endAll(): void {
  for (const child of running) end(child, 'SIGTERM');
}

function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (GROUPS) process.kill(-pid, signal);
    else child.kill(signal);
  } catch (error) {
    const gone =
      error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) throw error;
  }
}
