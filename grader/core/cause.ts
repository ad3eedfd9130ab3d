// Whose fault it is that the two part: an earlier step's, a misreading's, a lower chapter's.

import { Diagnosis, type Seen } from './diagnose.ts';
import { BATCH, type Job, type StepJob, sidesOf, timeLeft } from './job.ts';
import type { Plain } from './plain.ts';
import { freshPrograms } from './plan.ts';
import type { Told } from './report-step.ts';
import type { Cause, Misreading, StepResult } from './result.ts';
import type { Program, Step } from './scenario.ts';
import { WORDS } from './sentences.ts';
import { take } from './shrink.ts';
import { playBoth } from './sides.ts';

/** Failing programs that a misreading has to explain; after so many it is believed. */
const MOST_FAILING = 25;

/** The earlier step that fails by the same fault, if that can be shown. */
export async function causeOf(
  job: StepJob,
  step: Step<Plain>,
  { seen, told }: { readonly seen: readonly Seen[]; readonly told: Told },
): Promise<Cause | undefined> {
  const { reference } = sidesOf(job, step);
  for (const earlier of job.before) {
    const known = job.mutants().filter(({ id }) => id === earlier.misreading?.id);
    const here = known.map((mutant) => ({ ...mutant, step: step.id }));
    const diagnosis = new Diagnosis(step, reference, here);
    await diagnosis.see(seen);
    if (diagnosis.isOpen) return { step: earlier.id, same: 'misreading' };
    if (isSamePlace(earlier, told)) return { step: earlier.id, same: 'place' };
  }
  return undefined;
}

/** Whether both threw, and the same line of the learner's code did. */
function isSamePlace(earlier: StepResult, { verdict, where }: Told): boolean {
  const isThrown = verdict === 'threw' && earlier.verdict === 'threw';
  return isThrown && where !== undefined && where === earlier.where;
}

/** The misreading that explains what was seen, and what fresh programs show besides. */
export async function diagnose(
  job: Job,
  step: Step<Plain>,
  seen: readonly Seen[],
): Promise<Misreading | undefined> {
  const { reference } = sidesOf(job, step);
  const diagnosis = new Diagnosis(step, reference, job.mutants());
  await diagnosis.see(seen);
  const fresh = await freshPrograms(job.request, step);
  let failed = 0;
  while (diagnosis.isOpen && failed < MOST_FAILING && timeLeft(job) > 0) {
    const programs = take(fresh, BATCH);
    if (programs.length === 0) break;
    const { failures, ending } = await playBoth(
      sidesOf(job, step),
      programs,
      'words',
    );
    const known = failures.map((failure, i) => ({ program: programs[i], failure }));
    await diagnosis.see(known.filter(isSeen));
    failed += failures.filter((failure) => failure !== undefined).length;
    if (ending !== undefined) break;
  }
  return diagnosis.misreading;
}

function isSeen(one: { program: Program | undefined }): one is Seen {
  return one.program !== undefined;
}

/** Whether the learner's lower chapters are at fault: on the given ones all is right. */
export async function blameOf(
  job: Job,
  step: Step<Plain>,
  program: Program,
): Promise<string> {
  const { onGiven } = job;
  if (onGiven === undefined) return '';
  const { sandbox, slugs } = onGiven;
  if ((await sandbox.open()) !== undefined) return '';
  const sides = { ...sidesOf(job, step), sandbox };
  const { failures, ending } = await playBoth(sides, [program], 'words');
  if (ending !== undefined || failures[0] !== undefined) return '';
  return WORDS.faultBelow(slugs);
}
