// What a judge keeps that grades many learners with one seed: the programs that it drew,
// and what the reference did in them. Neither depends on the learner.

import type { Plain } from './plain.ts';
import { type Planned, planStep } from './plan.ts';
import type { GradeRequest } from './request.ts';
import type { Program, Step } from './scenario.ts';
import type { Trace } from './trace.ts';

/** What the reference did in a program, and the same as text. */
export interface Played {
  readonly trace: Trace;
  readonly text: string;
}

export class Memory {
  readonly #plans = new Map<string, readonly Planned[]>();
  readonly #played = new WeakMap<Program, Played>();

  /** The programs of a step, drawn once for each seed. */
  async planned(
    request: GradeRequest,
    step: Step<Plain>,
  ): Promise<Iterable<Planned>> {
    const { chapter, seed, programs, kept, oneCase, firstLook } = request;
    const isWhole = oneCase === undefined && firstLook !== true;
    // What one learner is known to fail is nobody else's.
    if (!isWhole || Object.keys(kept).length > 0) return planStep(request, step);
    const key = `${chapter.slug} ${step.id} ${seed} ${programs}`;
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const drawn = [...(await planStep(request, step))];
    this.#plans.set(key, drawn);
    return drawn;
  }

  played(program: Program): Played | undefined {
    return this.#played.get(program);
  }

  remember(program: Program, played: Played): void {
    this.#played.set(program, played);
  }
}
