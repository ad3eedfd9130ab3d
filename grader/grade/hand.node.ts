// A process that grades what it is told, one after another, and answers with results. It
// is a judge: it never runs a learner's code itself. A bundle of its own.

import { setFlagsFromString } from 'node:v8';
import { Memory } from '../core/memory.ts';
import { Built } from '../local/built.node.ts';
import { Grading } from '../local/grade.node.ts';
import { PATIENT } from '../start/v8-flags.mjs';
import type { Answer, Job } from './job.ts';

process.on('SIGUSR1', () => {});
// A terminal's Ctrl-C reaches all of its processes: the one that began this one ends it.
process.on('SIGINT', () => {});
process.on('disconnect', () => {
  // Its box goes with it: whoever is killed can take nothing away.
  running?.abort();
  process.exit();
});
PATIENT.forEach(setFlagsFromString);

const built = new Built(process.argv[2] ?? '');
const { chapters } = built.index();
const memory = new Memory();
let running: Grading | undefined;

process.on('message', (job: Job) => {
  grade(job).then(
    (answer) => process.send?.(answer),
    (error) => process.send?.({ fault: String(error?.stack ?? error) }),
  );
});

async function grade({ slug, exercises, mine, ...request }: Job): Promise<Answer> {
  const chapter = chapters.find((one) => one.slug === slug);
  if (chapter === undefined) return { fault: `there is no exercise ${slug}` };
  const grading = new Grading(
    { ...request, chapter, mine: new Set(mine), kept: {} },
    { built, exercises, memory },
  );
  running = grading;
  const result = await grading.run();
  running = undefined;
  return result === undefined ? { fault: 'it was ended' } : { result };
}
