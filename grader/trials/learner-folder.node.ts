// For tests: a course as a learner has it, in a temporary folder with a space in its
// name, below a node_modules that must not be used. Made once for all suites.

import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCourse } from '../../site/literate/course.node.ts';
import {
  chapterSources,
  exerciseChapters,
  starterFiles,
} from '../../site/literate/course.ts';

const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const PARTS = [
  ...['package.json', 'tsconfig.json', 'grader', 'solutions', 'chapters'],
  ...['exercises', 'site/literate'],
];
const SLUG = '01-store';
/** A run that hangs is ended, and so fails its test. */
const LONGEST_RUN_MS = 60_000;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  /** Called with the process and what it has printed so far, at each print. */
  readonly onPrint?: (child: ChildProcess, out: string) => void;
}

export class LearnerFolder {
  readonly root: string;
  /** The temporary folder of what runs here: empty again when nothing runs. */
  readonly temp: string;
  readonly #course = readCourse(COURSE);

  constructor() {
    const above = mkdtempSync(join(tmpdir(), 'kubewright-test-'));
    this.root = join(above, 'my course');
    this.temp = join(above, 'temp');
    for (const name of ['diff', 'esbuild', 'picocolors', 'fast-check']) {
      const stray = join(above, 'node_modules', name);
      mkdirSync(stray, { recursive: true });
      writeFileSync(
        join(stray, 'index.js'),
        `throw new Error('a stray ${name}');\n`,
      );
    }
    mkdirSync(this.temp);
    for (const part of PARTS) {
      cpSync(join(COURSE, part), join(this.root, part), { recursive: true });
    }
    symlinkSync(
      join(COURSE, 'node_modules'),
      join(this.root, 'node_modules'),
      'dir',
    );
    for (const folder of [above, this.root]) chmodSync(folder, 0o755);
    chmodSync(this.temp, 0o777);
    process.once('exit', () => rmSync(above, { recursive: true, force: true }));
  }

  path(...names: readonly string[]): string {
    return join(this.root, ...names);
  }

  /** A file of the exercise that the tests solve. */
  file(name: string): string {
    return this.path('exercises', SLUG, name);
  }

  /** Writes the exercise with steps up to `solved` solved, and forgets what was done. */
  async begin(solved: number): Promise<void> {
    const starters = starterFiles(await this.#course, SLUG, { solved });
    for (const [name, text] of starters) writeFileSync(this.file(name), text);
    for (const name of ['progress.json', 'cases', 'before-reset']) {
      rmSync(this.path('.kubewright', name), { recursive: true, force: true });
    }
  }

  /** Writes every exercise as it is at the start: the course's own may be begun. */
  async beginAll(): Promise<void> {
    const course = await this.#course;
    for (const { head } of exerciseChapters(course)) {
      const folder = this.path('exercises', head.slug);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const [name, text] of starterFiles(course, head.slug)) {
        writeFileSync(join(folder, name), text);
      }
    }
  }

  /** Changes a text of a file that must be there. */
  swap(name: string, text: string, found: string, instead: string): void {
    if (!text.includes(found)) throw new Error(`${name} has no ${found}`);
    writeFileSync(this.file(name), text.replace(found, instead));
  }

  /** Runs the command line as `npm run` starts it, without npm. */
  run(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return this.start(
      process.execPath,
      ['grader/start/launch.mjs', ...words],
      options,
    );
  }

  /** `npm run try`. tsx keeps what it compiled in a temporary folder: not in ours. */
  tryOut(words: readonly string[], cwd: string = this.root): Promise<Ran> {
    return this.run(['try', ...words], {
      env: { INIT_CWD: cwd, TMPDIR: tmpdir() },
    });
  }

  exercise(...words: readonly string[]): Promise<Ran> {
    return this.run(['exercise', ...words]);
  }

  start(
    file: string,
    words: readonly string[],
    { env = {}, cwd = this.root, uid, onPrint }: RunOptions = {},
  ): Promise<Ran> {
    const { PATH = '', HOME = '' } = process.env;
    // From Node 22 on npm keeps its compiled code in the temporary folder.
    const npm = { NODE_DISABLE_COMPILE_CACHE: '1' };
    return new Promise((resolve, reject) => {
      const child = spawn(file, words, {
        cwd,
        env: { PATH, HOME, TMPDIR: this.temp, ...npm, ...env },
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: LONGEST_RUN_MS,
        ...(uid === undefined ? {} : { uid, gid: uid }),
      });
      let [out, err] = ['', ''];
      child.stdout.on('data', (bytes: Buffer) => {
        out += bytes.toString('utf8');
        onPrint?.(child, out);
      });
      child.stderr.on('data', (bytes: Buffer) => {
        err += bytes.toString('utf8');
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
    });
  }
}

let made: LearnerFolder | undefined;

/** The folder, built once: the first command bundles the grader. */
export function learnerFolder(): LearnerFolder {
  made ??= new LearnerFolder();
  return made;
}

/** The last step that has a hole of its own; those behind it share one. */
export async function lastHole(): Promise<number> {
  const sources = chapterSources(await readCourse(COURSE), SLUG);
  return Math.max(
    ...[...sources.values()].flatMap(({ holes }) => holes.map(({ step }) => step)),
  );
}

/** The steps of the exercise that the tests solve. */
export async function stepsOfExercise(): Promise<number> {
  const { chapters } = await readCourse(COURSE);
  const chapter = chapters.find(({ head }) => head.slug === SLUG);
  return chapter?.head.steps.length ?? 0;
}
