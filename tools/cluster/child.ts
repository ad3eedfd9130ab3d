// A cluster in a process of its own, for tests and benches: `npm run cluster` without npm.

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface ClusterChild {
  /** What it said when it was ready. */
  readonly banner: string;
  readonly url: string;
  readonly pid: number;
  /** Fulfilled with its exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface ChildOptions {
  /** The folder of the course: this one. */
  readonly course?: string;
  /** For Node itself: --cpu-prof. */
  readonly node?: readonly string[];
}

/** Resolves when it is ready. @throws Error if it ends before, with what it said */
export function startChild(
  words: readonly string[],
  { course = ROOT, node = [] }: ChildOptions = {},
): Promise<ClusterChild> {
  const plain = ['--insecure', '--port', '0'];
  const args = [...node, 'tools/cluster.mjs', ...plain, ...words];
  const child = spawn(process.execPath, args, {
    ...{ cwd: course, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  running.add(child);
  let said = '';
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? -1);
    }),
  );
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return new Promise((resolve, reject) => {
    void ended.then((how) => reject(new Error(`it ended with ${how}: ${said}`)));
    child.stderr.on('data', (part) => {
      said += part;
    });
    child.stdout.on('data', (part) => {
      said += part;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url === undefined || !said.includes('Ctrl-C')) return;
      resolve({ banner: said, url, pid: child.pid ?? -1, end });
    });
  });
}
