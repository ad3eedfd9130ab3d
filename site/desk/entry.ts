// What a page loads when its exercise is to be solved there: data and code of one
// exercise, and the desk that shows them. A classic script, so that it works from a disk.

import { data } from 'kubewright:desk';
import { mutants } from 'kubewright:mutants';
import { parts, reference } from 'kubewright:reference';
import { scenario } from 'kubewright:scenario';
import { ONCE } from '../../grader/cli/programs.ts';
import type { Result } from '../../grader/core/result.ts';
import { Desk } from './desk.ts';
import { DeskGrading } from './grade.ts';

const code = { scenario, reference, parts, mutants };
const section = document.querySelector('main.chapter .exercise');
const desk = new Desk(data, code);
section?.querySelector('.desk-open')?.replaceWith(desk.element);
desk.element.querySelector('textarea')?.focus();

/** For tests: what a check of these files comes to. */
function grade(
  files: readonly (readonly [string, string])[],
  seed: number,
  only?: readonly string[],
): Promise<Result | undefined> {
  return new DeskGrading(data, code).run({
    ...{ files: new Map(files), seed, programs: ONCE },
    ...(only === undefined ? {} : { only: new Set(only) }),
  });
}

Object.assign(globalThis, { kubewrightDesk: { grade } });
