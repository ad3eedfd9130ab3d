// The two sweeps of a watched exercise. A new save drops what is still being graded.

import type { Result } from '../../core/result.ts';
import { verdictLine } from '../../report/ending.ts';
import { savedLines } from '../../report/saved.ts';
import type { Wanted } from '../arguments.ts';
import { type Context, freshSeed } from '../context.node.ts';
import { remember } from '../grade.node.ts';
import { Grading, type GradingOptions, PROGRAMS } from '../grading.node.ts';
import { typeErrors } from '../types.node.ts';
import { createReport } from '../view.node.ts';
import { Spare } from './spare.node.ts';

/** Random programs a step until the verdict: with the fixed ones they are one batch. */
const SHORT = 20;

export class Sweeps {
  /** The exit code of the last verdict. */
  exit = 1;
  readonly #context: Context;
  readonly #job: GradingOptions;
  readonly #wanted: Wanted;
  readonly #spare: Spare;
  #running: Grading | undefined;
  /** How many verdicts were begun: one that is no longer the last says nothing. */
  #begun = 0;

  constructor(context: Context, job: GradingOptions, wanted: Wanted) {
    this.#context = context;
    this.#job = job;
    this.#wanted = wanted;
    const script = context.built.sandboxScript(job.chapter.slug);
    this.#spare = new Spare(script, job.isolation);
  }

  /** Grades and tells; true once all is told, false if a later save was faster. */
  async grade(saved: readonly string[]): Promise<boolean> {
    const begun = ++this.#begun;
    const start = performance.now();
    this.#running?.abort();
    const job = this.#fresh();
    const first = begun === 1;
    const report = createReport(this.#context, job, this.#wanted);
    const { screen } = this.#context;
    if (first) screen.print(['', ...report.begin()]);
    const result = await this.#run({
      ...job,
      programs: SHORT,
      spare: () => this.#spare.take(),
      onStep: (step) => {
        const lines = report.step(step);
        if (first) screen.print(lines);
      },
    });
    if (result === undefined || begun !== this.#begun) return false;
    const seconds = this.#seconds(start);
    this.exit = result.exit;
    const steps = job.only?.size ?? job.chapter.steps.length;
    screen.print(
      first
        ? [...report.end(result), verdictLine(result, { steps, ...seconds })]
        : [
            '',
            ...savedLines({ saved, result, ...seconds }, screen.look),
            ...report.brief(result),
          ],
    );
    remember(this.#context, job, this.#wanted, result);
    this.#spare.refill();
    if (this.#wanted.types) await this.#tellTypes(job, begun);
    screen.print(this.#context.notes());
    if (begun !== this.#begun) return false;
    void this.#longSweep(job, result, begun);
    return true;
  }

  end(): void {
    this.#begun++;
    this.#running?.abort();
    this.#spare.end();
  }

  #fresh(): GradingOptions {
    const { seed, oneCase } = this.#wanted;
    if (seed !== undefined || oneCase !== undefined) return this.#job;
    const kept = this.#context.kept(this.#job.chapter.slug);
    return { ...this.#job, seed: freshSeed(), kept };
  }

  #seconds(start: number): { seconds?: number } {
    if (this.#wanted.seed !== undefined) return {};
    return { seconds: (performance.now() - start) / 1000 };
  }

  #run(options: GradingOptions): Promise<Result | undefined> {
    const grading = new Grading(this.#context, options);
    this.#running = grading;
    return grading.run();
  }

  async #tellTypes(job: GradingOptions, begun: number): Promise<void> {
    const lines = await typeErrors(this.#context, job);
    if (begun === this.#begun) this.#context.screen.print(lines);
  }

  /** The same steps with many more programs. */
  async #longSweep(
    job: GradingOptions,
    short: Result,
    begun: number,
  ): Promise<void> {
    const passed = short.steps.filter(({ verdict }) => verdict === 'passed');
    if (passed.length === 0 || this.#wanted.oneCase !== undefined) return;
    const only = new Set(passed.map(({ id }) => id));
    const result = await this.#run({
      ...{ ...job, kept: {}, only },
      programs: PROGRAMS,
    });
    if (result === undefined || begun !== this.#begun || result.exit === 0) return;
    const { screen } = this.#context;
    const report = createReport(this.#context, { ...job, only }, this.#wanted);
    for (const step of result.steps) report.step(step);
    this.exit = Math.max(this.exit, result.exit);
    screen.print(['', '  A longer look found more:', ...report.brief(result)]);
    const { steps } = result;
    const failed = steps.filter(({ verdict }) => verdict !== 'passed');
    remember(this.#context, { ...job, kept: {} }, this.#wanted, {
      ...result,
      steps: failed,
    });
  }
}
