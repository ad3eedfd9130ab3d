// Grades an exercise on this machine: reads what was built, takes the learner's files
// in, opens a sandbox process and lets the judge (core/judge.ts) do the rest.

import { join } from 'node:path';
import type { IndexedChapter } from '../build/course-index.ts';
import { judge, resultOf } from '../core/judge.ts';
import type { GradeRequest } from '../core/request.ts';
import type { Result, StepResult } from '../core/result.ts';
import type { Isolation } from '../sandbox/limits.node.ts';
import { ProcessSandbox, SandboxProcess } from '../sandbox/process-sandbox.node.ts';
import type { Load } from '../sandbox/protocol.ts';
import type { Built } from './built.node.ts';
import { type LearnerCode, LearnerProblem, readLearner } from './learner.node.ts';

/** What can be asked of a grading on this machine. */
export interface LocalRequest extends GradeRequest {
  readonly chapter: IndexedChapter;
  /** Chapters, by name, whose learner's version stands in for the reference. */
  readonly mine: ReadonlySet<string>;
  readonly isolation: Isolation;
  /** A file to grade in place of the learner's. */
  readonly file?: string;
}

/** Where it is done. */
export interface Place {
  readonly built: Built;
  /** The folder of exercises, for the learner's chapter and those named in `mine`. */
  readonly exercises: string;
  /** A process that was started ahead of time. */
  readonly process?: SandboxProcess | undefined;
  readonly onStep?: (result: StepResult) => void;
}

/** How long a whole run may take, in milliseconds. */
const WHOLE_RUN_MS = 10_000;

/** One grading, which can be ended from outside. */
export class Grading {
  readonly #request: LocalRequest;
  readonly #place: Place;
  readonly #first: SandboxProcess;
  #sandbox: ProcessSandbox | undefined;
  #aborted = false;

  /** Starts the process: what it needs is read while it comes up. */
  constructor(request: LocalRequest, place: Place) {
    const { chapter, isolation } = request;
    const script = place.built.sandboxScript(chapter.slug);
    this.#request = request;
    this.#place = place;
    this.#first = place.process ?? new SandboxProcess(script, isolation);
  }

  /**
   * The result, or undefined if it was aborted. What the learner did wrong is in it,
   * never thrown.
   */
  async run(): Promise<Result | undefined> {
    try {
      const result = await this.#grade();
      return this.#aborted ? undefined : result;
    } catch (error) {
      if (this.#aborted) return undefined;
      if (!(error instanceof LearnerProblem)) throw error;
      const { isolation } = this.#request;
      const { problem } = error;
      return resultOf(this.#request, isolation, { steps: [], problem });
    } finally {
      this.#end();
    }
  }

  /** Ends the learner's process and forgets the result. */
  abort(): void {
    this.#aborted = true;
    this.#end();
  }

  #end(): void {
    this.#sandbox?.close();
    this.#first.end({ verdict: 'ended-the-process', words: '' });
  }

  async #grade(): Promise<Result> {
    const { chapter, isolation } = this.#request;
    const { built, onStep } = this.#place;
    const { scenario, reference } = built.pack(chapter.slug);
    const code = readOwn(this.#request, this.#place, scenario.file);
    const script = built.sandboxScript(chapter.slug);
    const load = loadOf(this.#request, this.#place, { code, ...scenario });
    const first = this.#first;
    const sandbox = new ProcessSandbox({ script, isolation, load, first });
    this.#sandbox = sandbox;
    const result = await judge({
      ...{ request: this.#request, scenario, reference, sandbox },
      sources: code.sources,
      mutants: () => built.mutants(chapter.slug),
      now: () => performance.now(),
      deadline: performance.now() + WHOLE_RUN_MS,
      onStep: (step) => {
        if (!this.#aborted) onStep?.(step);
      },
    });
    return { ...result, output: await sandbox.printed() };
  }
}

/** The modules that are graded. */
function readOwn(
  { chapter, file }: LocalRequest,
  { built, exercises }: Place,
  as: string,
): LearnerCode {
  const folder = join(exercises, chapter.slug);
  const instead = file === undefined ? undefined : { path: file, as };
  return readLearner(folder, chapter.slug, instead, built.bodies(chapter.slug));
}

/** They, and under them those of lower chapters: given or the learner's too. */
function loadOf(
  { chapter, mine, file }: LocalRequest,
  { built, exercises }: Place,
  own: {
    readonly code: LearnerCode;
    readonly file: string;
    readonly exports: readonly string[];
  },
): Load {
  const lower = chapter.below.flatMap(({ name, slug }) =>
    mine.has(name)
      ? readLearner(join(exercises, slug), slug).modules
      : built.given(name),
  );
  return {
    modules: [...lower, ...own.code.modules],
    names: Object.fromEntries(
      chapter.below.map(({ name, slug }) => [`#${name}`, `${slug}/mod.ts`]),
    ),
    entry: `${chapter.slug}/${file === undefined ? 'mod.ts' : own.file}`,
    exports: own.exports,
  };
}
