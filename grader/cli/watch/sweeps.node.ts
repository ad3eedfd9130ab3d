// The two sweeps of a watched exercise. A new save drops what is still being graded.

import type { Result } from '../../core/result.ts';
import type { Grading, LocalRequest } from '../../local/grade.node.ts';
import { verdictLine } from '../../report/ending.ts';
import { savedLines } from '../../report/saved.ts';
import type { Wanted } from '../arguments.ts';
import { type Context, freshSeed } from '../context.node.ts';
import { remember } from '../grade.node.ts';
import { PROGRAMS, SHORT } from '../programs.ts';
import { typeErrors } from '../types.node.ts';
import { createReport } from '../view.node.ts';
import { Spare } from './spare.node.ts';

/** After this many milliseconds without a verdict it is said that there will be one. */
const PATIENCE_MS = 1_000;
const STILL_RUNNING = [
  '',
  '  still running: a program that takes too long is ended',
];

export class Sweeps {
  /** The exit code of the last verdict. */
  exit = 1;
  readonly #context: Context;
  readonly #request: LocalRequest;
  readonly #wanted: Wanted;
  readonly #spare: Spare;
  #running: Grading | undefined;
  #types = new AbortController();
  /** What a longer look found is looked for at once, until it is mended. */
  #foundLater = false;
  /** How many verdicts were begun: one that is no longer the last says nothing. */
  #begun = 0;

  constructor(context: Context, request: LocalRequest, wanted: Wanted) {
    this.#context = context;
    this.#request = request;
    this.#wanted = wanted;
    const script = context.built.sandboxScript(request.chapter.slug);
    this.#spare = new Spare(script, request.isolation);
  }

  /** Grades and tells; true once all is told, false if a later save was faster. */
  async grade(saved: readonly string[]): Promise<boolean> {
    const begun = ++this.#begun;
    const start = performance.now();
    this.#running?.abort();
    this.#types.abort();
    const request = this.#fresh();
    const first = begun === 1;
    const report = createReport(this.#context, request, this.#wanted);
    const { screen } = this.#context;
    if (first) screen.print(['', ...report.begin()]);
    const patience = setTimeout(() => screen.print(STILL_RUNNING), PATIENCE_MS);
    const grading = this.#context.grading(
      { ...request, programs: SHORT, firstLook: !this.#foundLater },
      {
        process: this.#spare.take(),
        onStep: (step) => {
          const lines = report.step(step);
          if (first) screen.print(lines);
        },
      },
    );
    const result = await this.#finish(grading).finally(() =>
      clearTimeout(patience),
    );
    if (result === undefined || begun !== this.#begun) return false;
    const seconds = this.#seconds(start);
    this.exit = result.exit;
    const steps = request.only?.size ?? request.chapter.steps.length;
    screen.print(
      first
        ? [...report.end(result), verdictLine(result, { steps, ...seconds })]
        : [
            '',
            ...savedLines({ saved, result, ...seconds }, screen.look),
            ...report.brief(result),
          ],
    );
    remember(this.#context, request, this.#wanted, result);
    this.#spare.refill();
    await this.#tellTypes(request, begun);
    screen.print(this.#context.notes());
    if (begun !== this.#begun) return false;
    void this.#longSweep(request, result, begun);
    return true;
  }

  end(): void {
    this.#begun++;
    this.#running?.abort();
    this.#types.abort();
    this.#spare.end();
  }

  #fresh(): LocalRequest {
    const { seed, oneCase } = this.#wanted;
    if (seed !== undefined || oneCase !== undefined) return this.#request;
    const kept = this.#context.kept(this.#request.chapter.slug);
    return { ...this.#request, seed: freshSeed(), kept };
  }

  #seconds(start: number): { seconds?: number } {
    if (this.#wanted.seed !== undefined) return {};
    return { seconds: (performance.now() - start) / 1000 };
  }

  #finish(grading: Grading): Promise<Result | undefined> {
    this.#running = grading;
    return this.#context.finish(grading);
  }

  async #tellTypes(request: LocalRequest, begun: number): Promise<void> {
    this.#types = new AbortController();
    const { signal } = this.#types;
    const quiet = !this.#wanted.types;
    const lines = await typeErrors(this.#context, request, { quiet, signal });
    if (begun === this.#begun) this.#context.screen.print(lines);
  }

  /** The same steps with many more programs. */
  async #longSweep(
    request: LocalRequest,
    short: Result,
    begun: number,
  ): Promise<void> {
    const passed = short.steps.filter(({ verdict }) => verdict === 'passed');
    if (passed.length === 0 || this.#wanted.oneCase !== undefined) return;
    const only = new Set(passed.map(({ id }) => id));
    const longer = { ...request, kept: {}, only, programs: PROGRAMS };
    const result = await this.#finish(this.#context.grading(longer));
    if (result === undefined || begun !== this.#begun) return;
    const isMended = short.exit === 0;
    this.#foundLater = result.exit !== 0 || (this.#foundLater && !isMended);
    if (result.exit === 0) return;
    const { screen } = this.#context;
    const report = createReport(this.#context, { ...request, only }, this.#wanted);
    for (const step of result.steps) report.step(step);
    this.exit = Math.max(this.exit, result.exit);
    screen.print(['', '  A longer look found more:', ...report.brief(result)]);
    const { steps } = result;
    const failed = steps.filter(({ verdict }) => verdict !== 'passed');
    remember(this.#context, { ...request, kept: {} }, this.#wanted, {
      ...result,
      steps: failed,
    });
  }
}
