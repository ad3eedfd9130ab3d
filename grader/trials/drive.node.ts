// Grades one submission after the other, as a batch would, in a process of its own: what
// is left when it is attacked shows. A job a line on standard input, a report a line on
// standard output. Part of the tests: started by hostile.test.ts as
// `node drive.cjs BUILT EXERCISES`.

import { createInterface } from 'node:readline';
import type { Result } from '../core/result.ts';
import { Built, grade } from '../local/grade.node.ts';
import type { Isolation } from '../sandbox/limits.node.ts';

process.on('SIGUSR1', () => {});

export interface Job {
  readonly name: string;
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
  const chapter = built.index().chapters.find(({ slug }) => slug === '01-store');
  if (chapter === undefined) throw new Error('there is no chapter 01-store');
  const began = performance.now();
  const result = await grade({
    built,
    chapter,
    exercises,
    mine: new Set(),
    kept: {},
    seed: job.seed,
    programs: job.programs,
    isolation: job.isolation,
    ...(job.file === undefined ? {} : { file: job.file }),
    ...(job.only === undefined ? {} : { only: new Set(job.only) }),
  });
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
