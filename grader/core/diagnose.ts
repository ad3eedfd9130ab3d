// Named mutants: if the learner's module does what a known misreading does, say so.

import { sameTrace } from './compare.ts';
import type { Plain } from './plain.ts';
import { play } from './play.ts';
import type { Misreading } from './result.ts';
import type { Step, Subject } from './scenario.ts';
import type { Trace } from './trace.ts';

export interface LoadedMutant extends Misreading {
  readonly step: string;
  /** Runs the mutant's modules anew and gives their exports. */
  readonly load: () => Subject;
}

/** The misreading that explains every one of the learner's traces, if there is one. */
export async function diagnose(
  step: Step<Plain>,
  mutants: readonly LoadedMutant[],
  seen: readonly { readonly input: Plain; readonly trace: Trace }[],
): Promise<Misreading | undefined> {
  for (const mutant of mutants) {
    if (mutant.step !== step.id) continue;
    if (await explains(step, mutant.load(), seen)) {
      const { id, looksAsIf, hint } = mutant;
      return { id, looksAsIf, hint };
    }
  }
  return undefined;
}

async function explains(
  step: Step<Plain>,
  subject: Subject,
  seen: readonly { readonly input: Plain; readonly trace: Trace }[],
): Promise<boolean> {
  for (const { input, trace } of seen) {
    if (!sameTrace(await play(step, subject, input, { words: true }), trace))
      return false;
  }
  return true;
}
