// Grading in real processes, for tests: the grader built once into a folder, drivers
// that grade in it, and all boxes in a folder of their own where leftovers show.

import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { buildGrader } from '../build/build.node.ts';
import type { Job, Report } from './drive.node.ts';
import type { Files } from './exercises.node.ts';
import { ROOT } from './exercises.node.ts';

export interface Stand {
  /** Everything below is in it. */
  readonly folder: string;
  readonly built: string;
  /** Where the sandboxes' boxes are made. */
  readonly boxes: string;
  /** The learner's folder of chapters. */
  readonly exercises: string;
  driver(env?: Readonly<Record<string, string>>): Driver;
  remove(): void;
}

/** Builds the grader, and a folder of exercises with these files, by slug. */
export async function createStand(
  files: ReadonlyMap<string, Files>,
): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-test-'));
  chmodSync(folder, 0o755);
  const [built, boxes, exercises] = ['built', 'boxes', 'exercises'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  mkdirSync(boxes, { mode: 0o755 });
  for (const [slug, texts] of files) {
    mkdirSync(join(exercises, slug), { recursive: true });
    for (const [name, text] of texts)
      writeFileSync(join(exercises, slug, name), text);
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const script = join(built, 'drive.cjs');
  try {
    await buildGrader(ROOT, built);
    await build({
      entryPoints: [join(ROOT, 'grader/trials/drive.node.ts')],
      outfile: script,
      ...{ bundle: true, format: 'cjs', platform: 'node', logLevel: 'error' },
    });
  } catch (error) {
    remove();
    throw error;
  }
  return {
    ...{ folder, built, boxes, exercises },
    driver: (env = {}) =>
      new Driver([script, built, exercises], { ...env, TMPDIR: boxes }),
    remove,
  };
}

/** One judge's process. */
export class Driver {
  readonly #process: ChildProcess;
  #waiting: { resolve(report: Report): void; reject(why: Error): void } | undefined;

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    const { PATH = '' } = process.env;
    this.#process = spawn(process.execPath, args, {
      env: { PATH, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdout } = this.#process;
    if (stdout === null) throw new Error('the driver has no output');
    createInterface({ input: stdout }).on('line', (line) =>
      this.#waiting?.resolve(JSON.parse(line) as Report),
    );
    this.#process.on('exit', (code, signal) =>
      this.#waiting?.reject(new Error(`the judge ended: ${signal ?? code}`)),
    );
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  grade(job: Job): Promise<Report> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#process.stdin?.write(`${JSON.stringify(job)}\n`);
    });
  }

  end(): void {
    this.#process.stdin?.end();
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}

/** The processes whose command line names a folder, by number. */
export function processesIn(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number);
}
