// Grades an exercise on this machine: reads what was built, takes the learner's files
// in, opens a sandbox process and lets the judge (core/judge.ts) do the rest.

import { join } from 'node:path';
import type { IndexedChapter } from '../build/course-index.ts';
import { judge, resultOf } from '../core/judge.ts';
import type { Memory } from '../core/memory.ts';
import type { GradeRequest } from '../core/request.ts';
import type { Result, StepResult } from '../core/result.ts';
import { RUN_MS } from '../core/scenario.ts';
import type { Isolation } from '../sandbox/limits.node.ts';
import { ProcessSandbox, SandboxProcess } from '../sandbox/process-sandbox.node.ts';
import type { Load } from '../sandbox/protocol.ts';
import type { Built } from './built.node.ts';
import { type LearnerCode, LearnerProblem, readLearner } from './learner.node.ts';

/** What can be asked of a grading on this machine. */
export interface LocalRequest extends GradeRequest {
  /** Show what is printed in every program. */
  readonly prints?: boolean;
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
  /** What is kept from one learner to the next. */
  readonly memory?: Memory;
}

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
    const { scenario, reference, parts } = built.pack(chapter.slug);
    const { programMs, runMs = RUN_MS } = scenario.budget ?? {};
    const code = readOwn(this.#request, this.#place, scenario.file);
    const mine = readMine(this.#request, this.#place);
    const own = { code, ...scenario };
    const common = {
      script: built.sandboxScript(chapter.slug),
      isolation,
      programMs,
    };
    const sandbox = new ProcessSandbox({
      ...{ ...common, first: this.#first },
      load: loadOf(this.#request, built, own, mine),
    });
    this.#sandbox = sandbox;
    const load = loadOf(this.#request, built, own, new Map());
    const slugs = [...mine.keys()];
    const result = await judge({
      ...{ request: this.#request, scenario, reference, parts, sandbox },
      onGiven:
        slugs.length === 0
          ? undefined
          : { slugs, sandbox: new ProcessSandbox({ ...common, load }) },
      sources: sourcesOf(code, mine),
      work: built.work(chapter.slug),
      memory: this.#place.memory,
      mutants: () => built.mutants(chapter.slug),
      now: () => performance.now(),
      deadline: performance.now() + runMs,
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

/** The learner's own lower chapters, by slug. */
type Mine = ReadonlyMap<string, LearnerCode>;

function readMine({ chapter, mine }: LocalRequest, { exercises }: Place): Mine {
  const own = chapter.below.filter(({ name }) => mine.has(name));
  return new Map(
    own.map(({ slug }) => [slug, readLearner(join(exercises, slug), slug)]),
  );
}

/** The learner's texts as places name them: `store.ts`, and `01-store/store.ts` below. */
function sourcesOf(code: LearnerCode, mine: Mine): ReadonlyMap<string, string> {
  const sources = new Map(code.sources);
  for (const [slug, lower] of mine) {
    for (const [file, text] of lower.sources) sources.set(`${slug}/${file}`, text);
  }
  return sources;
}

/** The modules that are graded, and under them those of lower chapters. */
function loadOf(
  { chapter, file, prints }: LocalRequest,
  built: Built,
  own: {
    readonly code: LearnerCode;
    readonly file: string;
    readonly exports: readonly string[];
  },
  mine: Mine,
): Load {
  const lower = chapter.below.flatMap(
    ({ name, slug }) => mine.get(slug)?.modules ?? built.given(name),
  );
  return {
    modules: [...lower, ...own.code.modules],
    names: Object.fromEntries(
      chapter.below.map(({ name, slug }) => [`#${name}`, `${slug}/mod.ts`]),
    ),
    entry: `${chapter.slug}/${file === undefined ? 'mod.ts' : own.file}`,
    exports: own.exports,
    ...(prints ? { prints } : {}),
  };
}
