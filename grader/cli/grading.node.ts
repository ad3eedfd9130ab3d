// One run of the judge that can be ended from outside.

import type { Result, StepResult } from '../core/result.ts';
import { grade } from '../local/grade.node.ts';
import type { Isolation } from '../sandbox/limits.node.ts';
import { Runner } from '../sandbox/process-sandbox.node.ts';
import type { Kept } from '../state/cases.ts';
import type { Choice } from './choose.ts';
import type { Context } from './context.node.ts';

export interface GradingOptions extends Choice {
  readonly only?: ReadonlySet<string>;
  readonly seed: number;
  /** Random programs a step. */
  readonly programs: number;
  readonly kept: Kept;
  readonly mine: ReadonlySet<string>;
  readonly isolation: Isolation;
  readonly file?: string;
  readonly oneCase?: string;
  readonly onStep?: (result: StepResult) => void;
  /** A process that was started ahead of time, if there is one. */
  readonly spare?: () => Runner | undefined;
}

/** Random programs a step, where somebody waits for the verdict. */
export const ONCE: number = 50;
/** Random programs a step, where nobody waits; `--case` counts among these. */
export const PROGRAMS: number = 200;

export class Grading {
  readonly #context: Context;
  readonly #options: GradingOptions;
  readonly #runners: Runner[] = [];
  #aborted = false;

  constructor(context: Context, options: GradingOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** The result, or undefined if it was aborted. */
  async run(): Promise<Result | undefined> {
    const { running, built, root } = this.#context;
    running.add(this);
    try {
      const result = await grade({
        ...this.#options,
        built,
        exercises: `${root}/exercises`,
        runner: () => this.#runner(),
        onStep: (step) => {
          if (!this.#aborted) this.#options.onStep?.(step);
        },
      });
      return this.#aborted ? undefined : result;
    } catch (error) {
      if (this.#aborted) return undefined;
      throw error;
    } finally {
      running.delete(this);
    }
  }

  /** Ends the learner's processes and forgets the result. */
  abort(): void {
    this.#aborted = true;
    for (const runner of this.#runners) {
      runner.end({ verdict: 'ended-the-process', words: '' });
    }
  }

  #runner(): Runner {
    // The judge asks for another process when one has ended.
    if (this.#aborted) throw new Error('aborted');
    const { chapter, isolation, spare } = this.#options;
    const script = this.#context.built.sandboxScript(chapter.slug);
    const runner = spare?.() ?? new Runner(script, isolation);
    this.#runners.push(runner);
    return runner;
  }
}
