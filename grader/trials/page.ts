// What the page of page.browser.test.ts runs: as a site would grade, from files in an
// editor to a result.

import { mutants } from 'kubewright:mutants';
import { parts, reference } from 'kubewright:reference';
import { scenario } from 'kubewright:scenario';
import { judge } from '../core/judge.ts';
import type { GradedChapter } from '../core/request.ts';
import type { Result } from '../core/result.ts';
import type { Work } from '../core/work.ts';
import type { Load } from '../sandbox/protocol.ts';
import { WorkerSandbox } from '../sandbox/worker-sandbox.ts';
import { bodyOf } from './body-of.ts';

export interface PageJob {
  readonly chapter: GradedChapter;
  readonly files: readonly (readonly [name: string, source: string])[];
  readonly given: Load['modules'];
  readonly work: Work;
  readonly names: Load['names'];
  readonly runner: string;
  readonly seed: number;
  readonly programs: number;
  readonly only?: readonly string[];
}

async function gradeHere(text: string): Promise<Result> {
  const job = JSON.parse(text) as PageJob;
  const { chapter, seed, programs, only } = job;
  const { slug } = chapter;
  const own = job.files.map(([name, source]) => ({
    ...{ id: `${slug}/${name}`, body: bodyOf(source), own: true },
  }));
  const load: Load = {
    modules: [...job.given, ...own],
    names: job.names,
    entry: `${slug}/mod.ts`,
    exports: scenario.exports,
  };
  return judge({
    request: {
      ...{ chapter, seed, programs, kept: {} },
      ...(only === undefined ? {} : { only: new Set(only) }),
    },
    ...{ scenario, reference, parts, work: job.work },
    sandbox: new WorkerSandbox({ runner: job.runner, load }),
    sources: new Map(job.files),
    mutants: () => mutants,
    now: () => performance.now(),
    deadline: performance.now() + 60_000,
  });
}

Object.assign(globalThis, { gradeHere });
