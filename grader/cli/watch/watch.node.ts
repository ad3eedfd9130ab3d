// `--watch`: grades at every save. A short sweep gives the verdict; a long one follows in
// silence and speaks only if it finds something.

import { dirname } from 'node:path';
import { hang, wrap } from '../../report/layout.ts';
import type { Wanted } from '../arguments.ts';
import type { Choice } from '../choose.ts';
import type { Context } from '../context.node.ts';
import { foldersOf, requestOf } from '../grade.node.ts';
import { showHint } from '../hint.node.ts';
import { showList } from '../list.node.ts';
import { INTERRUPTED, Refusal } from '../refusal.ts';
import { showSolution } from '../solution.node.ts';
import { watchFolders } from './changes.node.ts';
import { changedNames, isTorn, type Snapshot, takeSnapshot } from './files.node.ts';
import { listenToKeys } from './keys.node.ts';
import { Sweeps } from './sweeps.node.ts';

/** Watches until it is told to quit; the exit code is that of the last verdict. */
export async function watchExercise(
  context: Context,
  choice: Choice,
  wanted: Wanted,
): Promise<number> {
  if (wanted.json)
    throw new Refusal('--json tells one result, and --watch has many.');
  let next: Choice | number = choice;
  context.screen.quote();
  while (typeof next === 'object')
    next = await new Watch(context, next, wanted).run();
  context.screen.unquote();
  return next;
}

/** After a save that leaves a file empty: how often to look again, and how soon. */
const LOOKS = 20;
const LOOK_MS = 10;

const KEYS =
  '[enter] again  [h] hint  [s] compare with the reference  [l] list  [n] next  [q] quit';

class Watch {
  readonly #context: Context;
  readonly #choice: Choice;
  readonly #wanted: Wanted;
  readonly #folders: readonly string[];
  readonly #sweeps: Sweeps;
  #files: Snapshot;
  #looks = 0;
  #looking: NodeJS.Timeout | undefined;
  #finish: (next: Choice | number) => void = () => {};
  #fail: (error: unknown) => void = () => {};

  constructor(context: Context, choice: Choice, wanted: Wanted) {
    const request = requestOf(context, choice, wanted);
    this.#context = context;
    this.#choice = choice;
    this.#wanted = wanted;
    const beside = request.file === undefined ? [] : [dirname(request.file)];
    this.#folders = [...new Set([...foldersOf(context, request), ...beside])];
    this.#files = takeSnapshot(this.#folders);
    this.#sweeps = new Sweeps(context, request, wanted);
  }

  async run(): Promise<Choice | number> {
    const { screen } = this.#context;
    const watching = watchFolders(
      this.#folders,
      () => this.#look(),
      process.env.KUBEWRIGHT_POLL === '1' || undefined,
    );
    const mute = listenToKeys((key) => this.#pressed(key));
    const endSpare = (): void => this.#sweeps.end();
    process.on('exit', endSpare);
    screen.onGone = () => this.#finish(this.#sweeps.exit);
    try {
      return await new Promise((finish, fail) => {
        this.#finish = finish;
        this.#fail = fail;
        this.#grade();
      });
    } finally {
      clearTimeout(this.#looking);
      screen.onGone = () => {};
      watching.stop();
      mute();
      this.#sweeps.end();
      process.off('exit', endSpare);
    }
  }

  /** Something may have changed: looks, and grades what was saved. */
  #look(): void {
    clearTimeout(this.#looking);
    const files = takeSnapshot(this.#folders);
    const names = changedNames(this.#files, files);
    if (names.length === 0) return;
    if (isTorn(this.#files, files) && this.#looks++ < LOOKS) {
      this.#looking = setTimeout(() => this.#look(), LOOK_MS);
      return;
    }
    this.#looks = 0;
    this.#files = files;
    this.#grade(names);
  }

  #grade(names: readonly string[] = []): void {
    this.#sweeps.grade(names).then(
      (told) => (told ? this.#prompt() : undefined),
      (error) => this.#fail(error),
    );
  }

  #prompt(): void {
    const { screen } = this.#context;
    if (!screen.live || process.stdin.isTTY !== true) return;
    const lines = wrap(KEYS, screen.look.width - 2);
    screen.print(['', ...lines.map((line) => `  ${line}`), '']);
  }

  #pressed(key: string): void {
    const context = this.#context;
    switch (key) {
      case '\u0003':
        this.#finish(INTERRUPTED);
        return;
      case 'q':
      case '\u0004':
        this.#finish(this.#sweeps.exit);
        return;
      case '\r':
      case '\n':
        this.#grade();
        return;
      case 'n':
        this.#next();
        return;
      case 'h':
        showHint(context, this.#choice);
        break;
      case 's':
        this.#compare();
        break;
      case 'l':
        showList(context);
        break;
      default:
        return;
    }
    this.#prompt();
  }

  #compare(): void {
    try {
      showSolution(this.#context, this.#choice, this.#wanted.force);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { screen } = this.#context;
      screen.print(['', ...hang('  ', error.message, screen.look.width), '']);
    }
  }

  #next(): void {
    const { index, screen } = this.#context;
    const { number } = this.#choice.chapter;
    const chapter = index.chapters.find(
      (candidate) => candidate.number > number && candidate.steps.length > 0,
    );
    if (chapter !== undefined) {
      this.#finish({ chapter });
      return;
    }
    screen.print(['', '  No later exercise is written yet.']);
    this.#prompt();
  }
}
