// Steps that differ before their turn: their holes are those of an earlier step, which is
// written, and a step between the two is not.

import type { IndexedHole } from '../build/course-index.ts';
import type { StepResult } from '../core/result.ts';

/** Which of the steps that were graded wait so, and in the code of which step. */
export function asides(
  steps: readonly StepResult[],
  holes: readonly IndexedHole[],
): ReadonlyMap<StepResult, string> {
  const first = steps.findIndex(isUnwritten);
  const late = first < 0 ? [] : steps.slice(first);
  return new Map(
    late.flatMap((step) => {
      const host = hostOf(step, holes);
      return host === undefined ? [] : [[step, host] as const];
    }),
  );
}

/** The step that opens its holes, if it opens none itself. */
function hostOf(
  { id, verdict }: StepResult,
  holes: readonly IndexedHole[],
): string | undefined {
  const own = holes.filter(({ step }) => step === id);
  const isShared = own.every(({ opens }) => opens !== id);
  return verdict === 'different' && isShared ? own[0]?.opens : undefined;
}

export const isUnwritten = ({ verdict }: StepResult): boolean =>
  verdict === 'not-written';
