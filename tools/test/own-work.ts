// In a learner's fork exercises/ holds the learner's work, whatever state it is in. The
// checks look at it too; what they find in a folder that differs from its starter is
// the learner's business and the grader's, and fails no test.

import { readCourse, readTexts } from '../../site/literate/course.node.ts';
import {
  type Course,
  exerciseChapters,
  starterFiles,
} from '../../site/literate/course.ts';
import type { Ended } from './process.ts';
import { judgeCheck, type Verdict } from './verdict.ts';

/** `solutions/x.ts(3,5): error …` of tsc, `chapters/x.md:12  …` of our own checks. */
const PROBLEM = /^[^\s:(]+(?:\(\d+,\d+\): error|:\d+ {2})/;
const OF_EXERCISE = /^exercises\/([^/]+)\//;

/** Judges a check whose problems in the folders `own` of exercises/ do not count. */
export function judgeForgiving(ended: Ended, own: ReadonlySet<string>): Verdict {
  const verdict = judgeCheck(ended);
  const problems = ended.output.split('\n').filter((line) => PROBLEM.test(line));
  const others = problems.filter((line) => !isOwn(line, own));
  const forgiven = problems.length > 0 && others.length === 0 && !ended.hung;
  if (verdict.failed === 0 || !forgiven) return verdict;
  const slugs = [...new Set(problems.map((line) => OF_EXERCISE.exec(line)?.[1]))];
  return {
    passed: 1,
    failed: 0,
    notes: [`your own work in exercises/${slugs.join(', ')} is left to the grader`],
  };
}

/** The folders of exercises/ that differ from what the reference gives. */
export async function ownWork(root: string): Promise<ReadonlySet<string>> {
  const course = await readCourse(root);
  const found = await readTexts(root, 'exercises', []);
  const changed = exerciseChapters(course).filter(
    ({ head }) => !isStarter(course, head.slug, found),
  );
  return new Set(changed.map(({ head }) => head.slug));
}

function isStarter(
  course: Course,
  slug: string,
  found: ReadonlyMap<string, string>,
): boolean {
  const derived = starterFiles(course, slug);
  const names = [...found.keys()].filter((name) => name.startsWith(`${slug}/`));
  return (
    names.length === derived.size &&
    names.every(
      (name) => found.get(name) === derived.get(name.slice(slug.length + 1)),
    )
  );
}

function isOwn(line: string, own: ReadonlySet<string>): boolean {
  return own.has(OF_EXERCISE.exec(line)?.[1] ?? '');
}
