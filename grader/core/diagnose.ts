// Named mutants: if the learner's module does what a known misreading does, say so.

import { sameTrace } from './compare.ts';
import type { Plain } from './plain.ts';
import { play } from './play.ts';
import type { Misreading } from './result.ts';
import type { Modules, Parts, Program, Step, Subject } from './scenario.ts';
import type { Trace } from './trace.ts';

export interface LoadedMutant extends Misreading {
  readonly step: string;
  /** Runs the mutant's modules anew, on these lower chapters, and gives their exports. */
  readonly load: (parts: Parts) => Subject;
}

/** The misreading that explains every one of the learner's traces, if there is one. */
export async function diagnose(
  step: Step<Plain>,
  { mutants, parts }: { mutants: readonly LoadedMutant[]; parts: Parts },
  seen: readonly { readonly program: Program; readonly trace: Trace }[],
): Promise<Misreading | undefined> {
  for (const mutant of mutants) {
    if (mutant.step !== step.id) continue;
    if (await explains(step, { subject: mutant.load(parts), parts }, seen)) {
      const { id, looksAsIf, hint } = mutant;
      return { id, looksAsIf, hint };
    }
  }
  return undefined;
}

async function explains(
  step: Step<Plain>,
  mutant: Modules,
  seen: readonly { readonly program: Program; readonly trace: Trace }[],
): Promise<boolean> {
  for (const { program, trace } of seen) {
    if (!sameTrace(await play(step, mutant, program, { words: true }), trace))
      return false;
  }
  return true;
}
