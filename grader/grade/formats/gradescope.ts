// Gradescope's results.json: a test for each step, worth its points.

import { harmlessJson } from '../../report/json.ts';
import type { Sheet, SheetExercise, SheetStep } from '../sheet.ts';
import { nameOf, sumOf, wordsOf } from './words.ts';

/** The sheet as results.json. */
export function gradescopeReport({ exercises, totals }: Sheet): string {
  return harmlessJson({
    score: totals.points,
    output: sumOf(totals),
    output_format: 'text',
    visibility: 'visible',
    // What the learner's code printed is none of Gradescope's results.
    stdout_visibility: 'hidden',
    tests: exercises.flatMap((exercise) =>
      exercise.steps.map((step) => testOf(exercise, step)),
    ),
  });
}

function testOf(exercise: SheetExercise, step: SheetStep): object {
  const passed = step.verdict === 'passed';
  return {
    name: nameOf(step),
    number: step.id,
    score: step.points,
    max_score: step.of,
    status: passed ? 'passed' : 'failed',
    ...(passed ? {} : { output: wordsOf(exercise, step).join('\n') }),
    output_format: 'text',
    tags: [exercise.slug],
  };
}
