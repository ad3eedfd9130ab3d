// Grades one submission after the other, as a batch would, in a process of its own: what
// is left when it is attacked shows. A job a line on standard input, a report a line on
// standard output. Part of the tests: started by hostile.test.ts as
// `node drive.cjs BUILT EXERCISES`.

import { createInterface } from 'node:readline';
import type { Result } from '../core/result.ts';
import { Built } from '../local/built.node.ts';
import { Grading } from '../local/grade.node.ts';
import type { Isolation } from '../sandbox/limits.node.ts';

process.on('SIGUSR1', () => {});

export interface Job {
  readonly name: string;
  /** The chapter whose exercise it stands in. */
  readonly slug: string;
  readonly file?: string;
  readonly isolation: Isolation;
  readonly seed: number;
  readonly programs: number;
  readonly only?: readonly string[];
}

export interface Report {
  readonly name: string;
  readonly result: Result;
  readonly seconds: number;
  /** The most memory that the judge had in use so far, in MiB. */
  readonly mebibytes: number;
}

const [, , folder = '', exercises = ''] = process.argv;
const built = new Built(folder);

async function run(job: Job): Promise<Report> {
  const chapter = built.index().chapters.find(({ slug }) => slug === job.slug);
  if (chapter === undefined) throw new Error(`there is no chapter ${job.slug}`);
  const began = performance.now();
  const { seed, programs, isolation, file, only } = job;
  const request = {
    ...{ chapter, mine: new Set<string>(), kept: {}, seed, programs, isolation },
    ...(file === undefined ? {} : { file }),
    ...(only === undefined ? {} : { only: new Set(only) }),
  };
  const result = await new Grading(request, { built, exercises }).run();
  if (result === undefined) throw new Error('nobody aborts here');
  const seconds = (performance.now() - began) / 1000;
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  return { name: job.name, result, seconds, mebibytes };
}

async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const report = await run(JSON.parse(line) as Job);
    process.stdout.write(`${JSON.stringify(report)}\n`);
  }
}

void main();
