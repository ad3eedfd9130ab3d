// What every command works with: the course, the screen, the state, where one stands.

import { join, relative, resolve } from 'node:path';
import type { CourseIndex } from '../build/course-index.ts';
import type { Result } from '../core/result.ts';
import { Built } from '../local/built.node.ts';
import { Grading, type LocalRequest, type Place } from '../local/grade.node.ts';
import { hang } from '../report/layout.ts';
import { randomBytes } from '../sandbox/random.node.ts';
import { type Kept, readKept } from '../state/cases.ts';
import { StateFolder } from '../state/folder.node.ts';
import {
  NO_PROGRESS,
  type Progress,
  progressOf,
  readProgress,
} from '../state/progress.ts';
import type { Env } from './flags.ts';
import { Screen } from './screen.node.ts';

const PROGRESS = 'progress.json';

export class Context {
  readonly root: string;
  readonly built: Built;
  readonly index: CourseIndex;
  readonly screen: Screen;
  readonly state: StateFolder;
  /** What is being graded now: ended when the command is. */
  readonly running: Set<Grading> = new Set();
  readonly #stands: string;

  constructor(root: string, folder: string, env: Env) {
    this.root = root;
    this.built = new Built(folder);
    this.index = this.built.index();
    this.screen = new Screen(env);
    this.state = new StateFolder(root);
    // npm changes to the folder of package.json and says here where it was typed.
    this.#stands = env.INIT_CWD ?? process.cwd();
  }

  /** A path as it is seen from where the command was typed. */
  near(path: string): string {
    const seen = relative(this.#stands, path);
    return seen.length < path.length ? seen : path;
  }

  /** A path that was typed, in full. */
  full(path: string): string {
    return resolve(this.#stands, path);
  }

  exercise(slug: string): string {
    return join(this.root, 'exercises', slug);
  }

  /** A grading of an exercise of this course; `more` is what else is wanted of it. */
  grading(
    request: LocalRequest,
    more: Pick<Place, 'process' | 'onStep'> = {},
  ): Grading {
    const exercises = join(this.root, 'exercises');
    return new Grading(request, { built: this.built, exercises, ...more });
  }

  /** Its result, or undefined if it was aborted. */
  async finish(grading: Grading): Promise<Result | undefined> {
    this.running.add(grading);
    try {
      return await grading.run();
    } finally {
      this.running.delete(grading);
    }
  }

  get progress(): Progress {
    return this.state.load(PROGRESS, readProgress) ?? NO_PROGRESS;
  }

  /** Reads, changes and writes: another run may have written meanwhile. */
  remember(change: (progress: Progress) => Progress): void {
    const before = this.progress;
    const after = change(before);
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      this.state.save(PROGRESS, after);
    }
  }

  isSolved(progress: Progress): (step: string) => boolean {
    return (step) => progressOf(progress, step).solved;
  }

  /** What went wrong with the state, once, as lines. */
  notes(): string[] {
    const { notes } = this.state;
    const lines = [...notes].flatMap((note) =>
      hang('  ! ', note, this.screen.look.width),
    );
    notes.clear();
    return lines;
  }

  kept(slug: string): Kept {
    return this.state.load(`cases/${slug}.json`, readKept) ?? {};
  }

  keep(slug: string, before: Kept, after: Kept): void {
    const name = `cases/${slug}.json`;
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    if (Object.keys(after).length === 0) this.state.remove(name);
    else this.state.save(name, after);
  }
}

/** A seed for a run that was given none. */
export function freshSeed(): number {
  return randomBytes(3).readUIntBE(0, 3);
}
