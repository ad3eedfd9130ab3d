// JUnit's XML as CI servers read it: a suite for each exercise, a case for each step.

import type { Sheet, SheetExercise, SheetStep } from '../sheet.ts';
import { failed, nameOf, titleOf, wordsOf } from './words.ts';

/** The sheet as one XML document. */
export function junitReport({ exercises }: Sheet): string {
  const steps = exercises.flatMap((exercise) => exercise.steps);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="kubewright" ${countsOf(steps)}>`,
    ...exercises.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines(exercise: SheetExercise): string[] {
  const { steps } = exercise;
  return [
    `  <testsuite name="${xml(titleOf(exercise))}" ${countsOf(steps)}>`,
    ...steps.flatMap((step) => caseLines(exercise, step)),
    '  </testsuite>',
  ];
}

function countsOf(steps: readonly SheetStep[]): string {
  const failures = steps.filter(failed).length;
  const skipped = steps.filter(({ verdict }) => verdict === 'skipped').length;
  return `tests="${steps.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

function caseLines(exercise: SheetExercise, step: SheetStep): string[] {
  const { slug } = exercise;
  const { verdict } = step;
  const head = `<testcase classname="${slug}" name="${xml(nameOf(step))}"`;
  if (verdict === 'passed') return [`    ${head}/>`];
  const [first = '', ...more] = wordsOf(exercise, step);
  if (verdict === 'skipped') {
    return [`    ${head}><skipped message="${xml(first)}"/></testcase>`];
  }
  const text = xml([first, ...more].join('\n'));
  return [
    `    ${head}>`,
    `      <failure type="${verdict}" message="${xml(first)}">${text}</failure>`,
    '    </testcase>',
  ];
}

/** Text in an element or an attribute. What XML has no character for is left out. */
function xml(text: string): string {
  return text.replace(NO_XML, '').replace(/[&<>"'\n\t]/g, (char) => {
    return ENTITIES[char] ?? `&#${char.charCodeAt(0)};`;
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const NO_XML = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
