// The first state of a chapter that is planned so far: every file it needs, small and
// whole, so that weave, derive and the grader work on it before a word is written.

import type { ChapterHead } from '../../site/literate/front-matter.ts';

type Names = Pick<ChapterHead, 'slug' | 'name' | 'number' | 'title'>;

const REGION = `/** Say what it promises; then shapes, unit, the real default and its source. */
export function answer(question: number): number {
  //#exercise 1 say in one line what to do
  return question + 1;
  //#endexercise
}`;

/** What of the region a reader sees: all but the marks. */
const SHOWN = REGION.replace(/^ *\/\/#.*\n/gm, '');

/**
 * The files of a new chapter by their paths. `plan` is the text of the planned chapter:
 * its title, part and summary are kept.
 */
export function skeleton(head: Names, plan: string): ReadonlyMap<string, string> {
  const { slug, name } = head;
  return new Map([
    [`solutions/${slug}/${name}.ts`, moduleText(head)],
    [`solutions/${slug}/mod.ts`, doorText(head)],
    [`solutions/${slug}/${name}.test.ts`, testText(head)],
    [`grader/scenarios/${slug}.ts`, scenarioText(head)],
    [`grader/mutants/${slug}.ts`, mutantsText(head)],
    [`chapters/${slug}.md`, chapterText(head, plan)],
  ]);
}

/** Whether a chapter's text is a plan and nothing more, so that nothing can be lost. */
export function isPlan(text: string): boolean {
  const [, fields = '', body = ''] =
    /^---\n([\s\S]*?)\n---([\s\S]*)$/.exec(text) ?? [];
  return /^status: planned$/m.test(fields) && body.trim() === '';
}

const two = (number: number): string => String(number).padStart(2, '0');

function moduleText({ title, number }: Names): string {
  return `// ${title}: what it is, what it promises, what it leaves out. Chapter ${two(number)}.

//#region answer
${REGION}
//#endregion
`;
}

function doorText({ name, title, number }: Names): string {
  return `// #${name}: ${title}. Chapter ${two(number)}.

export { answer } from './${name}.ts';
`;
}

function testText({ name }: Names): string {
  return `import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answer } from './mod.ts';

const test = suite('${name}');

test('an answer is one more than its question', () => {
  assert.is(answer(1), 2);
});

test.run();
`;
}

function scenarioText({ name, number }: Names): string {
  return `// The steps of chapter ${two(number)}. A program is a number.

import type { Scenario, Stage, Step, Subject } from '../core/scenario.ts';

function play(subject: Subject, question: number, stage: Stage): void {
  const answer = subject.answer as (question: number) => number;
  stage.call(
    () => \`answer \${question}\`,
    () => answer(question),
  );
}

const steps: readonly Step<number>[] = [
  {
    id: '${number}.1',
    cases: { one: 1 },
    draw: (fc) => fc.nat(99),
    play,
  },
];

export const scenario: Scenario = {
  file: '${name}.ts',
  exports: ['answer'],
  steps,
  say: ({ outcome }) => [JSON.stringify(outcome)],
};
`;
}

function mutantsText({ name, number }: Names): string {
  return `// Wrong versions of chapter ${two(number)}, as people get them wrong. Each is the reference with a
// few words changed, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '${number}.1',
    looksAsIf: 'the answer is the question',
    hint: 'What must the answer have that the question has not?',
    file: '${name}.ts',
    swaps: [['question + 1', 'question']],
  },
];
`;
}

function chapterText({ slug, name, number }: Names, plan: string): string {
  const kept = plan
    .split('\n')
    .filter((line) => /^(?:title|part|summary):/.test(line));
  return `---
${kept.join('\n')}
time: 90
needs: []
modules: [${name}.ts]
claims: []
exercise:
  steps:
    - id: '${number}.1'
      title: a sentence that could stand in the chapter
      section: The one idea
      rule: >-
        The normative statement.
      source: the upstream file or page that it comes from
      points: 1
      hints:
        - A question?
        - A pointer.
        - Pseudocode.
---

What goes wrong in a cluster without this part.

\`\`\`ts run naive
console.log('a program that fails without it');
\`\`\`

\`\`\`output
a program that fails without it
\`\`\`

## The one idea

\`\`\`ts ${slug}/${name}.ts#answer
${SHOWN}
\`\`\`

## How it breaks

## In the real thing

## Exercise

<!-- exercise -->

## Check yourself

:::question
A question?
:::

:::answer
Its answer.
:::

## Go further
`;
}
