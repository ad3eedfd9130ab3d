// Named mutants: if the learner's module does what a known misreading does, say so.

import { partingOf, sameParting, sameTrace } from './compare.ts';
import { type Counting, createMeter, type Meter } from './meter.ts';
import type { Plain } from './plain.ts';
import { play } from './play.ts';
import type { Misreading } from './result.ts';
import type { Modules, Parts, Program, Step, Subject } from './scenario.ts';
import type { Failure } from './sides.ts';

export interface LoadedMutant extends Misreading {
  readonly step: string;
  /**
   * Runs the mutant's modules anew, on these lower chapters, and gives their exports.
   * `counting` counts in the file that is not the reference's.
   */
  readonly load: (parts: Parts, counting: Counting) => Subject;
}

/** A program, and how the learner's module failed on it, if it did. */
export interface Seen {
  readonly program: Program;
  readonly failure: Failure | undefined;
}

/** Finds the misreadings that a step's failures can be held against. */
export class Diagnosis {
  readonly #step: Step<Plain>;
  readonly #reference: Modules;
  /** A misreading may turn for ever where nobody tried it. */
  readonly #meter: Meter = createMeter();
  #candidates: readonly { readonly told: Misreading; readonly modules: Modules }[];

  constructor(
    step: Step<Plain>,
    reference: Modules,
    mutants: readonly LoadedMutant[],
  ) {
    const { parts } = reference;
    this.#step = step;
    this.#reference = reference;
    this.#candidates = mutants
      .filter((mutant) => mutant.step === step.id)
      .map(({ id, looksAsIf, hint, load }) => ({
        told: { id, looksAsIf, hint },
        modules: {
          subject: load(parts, this.#meter.of(id, true)),
          parts,
        },
      }));
  }

  /** Whether any misreading explains all that was seen so far. */
  get isOpen(): boolean {
    return this.#candidates.length > 0;
  }

  /** The one that does, and no other. */
  get misreading(): Misreading | undefined {
    const [first, second] = this.#candidates;
    return second === undefined ? first?.told : undefined;
  }

  /** Passes over the misreadings that would not have done the same. */
  async see(seen: readonly Seen[]): Promise<void> {
    for (const one of seen) {
      if (!this.isOpen) return;
      const candidates = [];
      for (const candidate of this.#candidates) {
        if (await this.#explains(candidate.modules, one))
          candidates.push(candidate);
      }
      this.#candidates = candidates;
    }
  }

  /** A misreading fails where the learner's module does, in the same way, and only there. */
  async #explains(mutant: Modules, { program, failure }: Seen): Promise<boolean> {
    const step = this.#step;
    this.#meter.begin(true);
    const trace = await play(step, mutant, program, { words: true });
    if (this.#meter.endless !== undefined) return false;
    if (failure !== undefined && step.laws === undefined)
      return sameTrace(trace, failure.trace);
    const expected = await play(step, this.#reference, program, { words: true });
    const parting = partingOf(step, expected, trace, program.input);
    if (failure === undefined || parting === undefined) return failure === parting;
    return sameParting(parting, failure.parting);
  }
}
