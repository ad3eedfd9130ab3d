import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Chapter, Course } from '../../site/literate/course.ts';
import { parseHead } from '../../site/literate/front-matter.ts';
import { readSource } from '../../site/literate/regions.ts';
import { checkChapter } from './check.ts';

const test = suite('author check');

const CODE = `// Answers. Chapter 01.

import { millis } from '#world';

//#region answer
/** One more. */
export function answer(question: number): number {
  //#exercise 1 add one
  const more = question + 1;
  return more;
  //#endexercise
}
//#endregion
`;
const MUTANTS = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.1', '1.2', '1.3'];

function words(count: number): string {
  return Array.from({ length: count }, (_, at) => `word${at}`).join(' ');
}

function step(number: number): string {
  return `    - id: '1.${number}'
      title: a title
      section: The idea
      rule: A rule.
      source: etcd, a file
      points: 1
      hints: [A question?, A pointer., 'The code ${number}.']`;
}

/** A chapter with nothing to find in it. */
const GOOD = `---
title: Answers
part: 1
summary: A number and the next.
time: 90
needs: []
modules: [answer.ts]
claims: [S1]
exercise:
  steps:
${[1, 2, 3, 4, 5].map(step).join('\n')}
---

${words(600)}

:::figure tape
A tape.
:::

\`\`\`ts run naive
let count = 1;
count += 1;
count += 1;
console.log(count);
\`\`\`

\`\`\`output
3
\`\`\`

## The idea

${words(150)}

\`\`\`ts 01-store/answer.ts#answer
/** One more. */
export function answer(question: number): number {
  const more = question + 1;
  return more;
}
\`\`\`

${words(1800)} See [the idea](#the-idea), [later](02-txn.md#anything) and \`just!\` code.

:::claim S1 holds
A claim.
:::

## How it breaks

## In the real thing

:::differs
:::

## Check yourself

:::question
Why?
:::

:::answer
Because.
:::

:::question
Why not?
:::

:::answer
Because not.
:::

## Go further
`;

function chapterOf(text: string, file = 'chapters/01-store.md'): Chapter {
  const { head, problems } = parseHead({ file, text });
  assert.equal(problems, []);
  if (head === undefined) throw new Error(`${file} is no chapter`);
  return { file, text, head };
}

const PLANNED = '---\ntitle: x\npart: 1\nsummary: x\nstatus: planned\n---\n';

interface Found {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly summary: string;
}

function check(
  text: string,
  code = CODE,
  mutants: string[] | undefined = MUTANTS,
): Found {
  const chapter = chapterOf(text);
  const places = { solutions: [], exercises: [], scenarios: [], mutants: [] };
  const course: Course = {
    root: '',
    chapters: [chapter, chapterOf(PLANNED, 'chapters/02-txn.md')],
    sources: new Map([
      ['01-store/answer.ts', readSource('01-store/answer.ts', code)],
    ]),
    tree: { ...places, imports: new Map() },
    figures: new Map(),
    problems: [],
  };
  const { errors, warnings, summary } = checkChapter(chapter, course, mutants);
  const say = ({ line, message }: { line: number; message: string }): string =>
    `${line} ${message}`;
  return { errors: errors.map(say), warnings: warnings.map(say), summary };
}

/** The errors that a chapter has after one change, and the good one has not. */
function errorsAfter(found: string | RegExp, instead: string): string {
  const text = GOOD.replace(found, instead);
  assert.is.not(text, GOOD, `${found} is not in the chapter`);
  return check(text).errors.join('\n');
}

test('a chapter that keeps to the pattern has no errors', () => {
  const { errors, summary } = check(GOOD);

  assert.equal(errors, []);
  assert.match(
    summary,
    /^01-store: 25\d\d words, 4 lines of code told in 1 module,/,
  );
});

test('each section of the pattern is asked for', () => {
  for (const heading of [
    'How it breaks',
    'In the real thing',
    'Check yourself',
    'Go further',
  ]) {
    const errors = errorsAfter(`## ${heading}`, '');
    assert.match(errors, `1 has no section "${heading}"`);
  }
});

test('the first fence is a program', () => {
  const errors = errorsAfter(/```ts run[\s\S]*?```\n\n```output\n3\n```\n/, '');

  assert.match(errors, 'the first fence is no ts run');
});

test('a fence has 30 lines at most', () => {
  const errors = errorsAfter('let count = 1;\n', 'let count = 1;\n'.repeat(40));

  assert.match(errors, 'the fence "ts run naive" has 43 lines, 30 at most');
});

test('filler words are errors with their line, except in code and quotes', () => {
  const line = GOOD.split('\n').indexOf('## How it breaks') + 3;

  for (const filler of ['We just add.', 'Simply so.', 'It works!']) {
    const errors = errorsAfter(
      '## How it breaks\n',
      `## How it breaks\n\n${filler}\n`,
    );
    assert.match(errors, new RegExp(`^${line} the prose holds`));
  }
  const quoted = 'They say "just add!" of `!x`; adjust a != b.';
  assert.is(
    errorsAfter('## How it breaks\n', `## How it breaks\n\n${quoted}\n`),
    '',
  );
});

test('a link leads to a heading, a chapter, a page of the site or the web', () => {
  const dead = (href: string): string =>
    errorsAfter('## How it breaks\n', `## How it breaks\n\nSee [it](${href}).\n`);

  assert.match(dead('#nowhere'), 'the link "#nowhere" names no heading');
  assert.match(dead('40-more.md'), 'names no chapter');
  assert.match(dead('../README.md'), 'is no heading, no chapter');
  assert.is(dead('glossary.html#watch'), '');
  assert.is(dead('00-world.engine.html#00-world-word-stream-ts'), '');
  assert.is(dead('https://kubernetes.io/docs/'), '');
});

test('a claim is proven once, and every proof is of a claim', () => {
  assert.match(
    errorsAfter(':::claim S1', ':::claim S2'),
    'claims S1 and does not prove',
  );
  assert.match(
    errorsAfter(':::claim S1', ':::claim S2'),
    'proves S2, which claims',
  );
});

test('an exercise has 5 to 8 steps, each with three different hints', () => {
  const steps = [1, 2, 3, 4].map(step).join('\n');
  const all = [1, 2, 3, 4, 5].map(step).join('\n');

  assert.match(errorsAfter(all, steps), 'has 4 steps');
  assert.match(errorsAfter("'The code 1.'", 'A question?'), 'gives a hint twice');
});

test('an exercise has 8 mutants or more', () => {
  assert.match(
    check(GOOD, CODE, ['1.1']).errors.join(),
    'holds 1 mutant, 8 at least',
  );
  const without = check(GOOD, CODE, []).warnings.join('\n');
  assert.match(
    without,
    'no mutant of grader/mutants/01-store.ts fails in step 1.5',
  );
});

test('code is counted without blanks, comments, marks and imports', () => {
  const long = `${CODE}${'\n// why\nexport const a = `\ntext`;\n'.repeat(99)}`;

  const { errors, summary } = check(GOOD, long);

  assert.match(summary, '202 lines of code');
  assert.match(errors.join(), 'answer.ts has 202 lines of code, 200 at most');
});

test('words, short fences and near fences are warnings', () => {
  const short = GOOD.replace(words(1800), words(20)).replace(
    `## The idea\n\n${words(150)}`,
    '## The idea',
  );

  const { errors, warnings } = check(short);

  assert.equal(errors, []);
  assert.match(warnings.join('\n'), 'words of prose; a chapter has 2500 to 4500');
  assert.match(warnings.join('\n'), 'fences 1 have fewer than 120 words');
});

test('a sentence does not begin with a free Who, unless it asks', () => {
  const found = (line: string): string =>
    errorsAfter('## How it breaks\n', `## How it breaks\n\n${line}\n`);
  assert.match(found('Who wants it says so.'), 'begins with a free "Who"');
  assert.match(found('It ends. Who waits is told.'), 'begins with a free "Who"');
  assert.is(found('Who is told of it? A client who waits.'), '');
});

test('a chapter with an exercise has figures', () => {
  const errors = errorsAfter(/:::figure[\s\S]*?:::\n/, '');
  assert.match(errors, 'has 0 figures; a chapter has 4 to 6');
});

test('a third hint is no line of the reference, a hole no single line', () => {
  const told = GOOD.replace("'The code 1.'", "'Write `const more=question + 1`'");
  const warnings = check(told).warnings.join('\n');
  assert.match(warnings, 'the third hint of step 1.1 is a line of the reference');
  assert.match(warnings, 'has 1 hole; an exercise has 3 to 5');
  assert.match(warnings, 'has 2 lines; a decision has 8 to 25');
});

test('no line of a fence, and no task of a hole, is wider than a page', () => {
  const wide = `// ${'x'.repeat(82)}`;

  assert.match(errorsAfter('let count = 1;', wide), '1 line of fences and outputs');

  const task = CODE.replace(/(\/\/#exercise [\d,]+) .*/, `$1 ${wide}`);
  assert.match(check(GOOD, task).errors.join(), 'columns wide with its steps');
});

test('a claim without a proof is a warning', () => {
  const warnings = check(GOOD).warnings.join('\n');
  assert.match(warnings, 'claim S1 names no proof');
});

test.run();
