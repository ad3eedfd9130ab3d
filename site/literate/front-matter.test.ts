import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sourcesOf } from './fixtures.ts';
import { type ChapterHead, parseHead } from './front-matter.ts';
import { headings } from './headings.ts';
import { checkHoles } from './holes.ts';
import { sayProblem } from './problem.ts';

const test = suite('front matter');
const FILE = 'chapters/01-store.md';
const GOOD = `---
title: Keys and revisions
part: 1
summary: One number.
time: 60
needs: [world]
modules: [range.ts]
exercise:
  steps:
    - id: '1.1'
      title: a key is found
      rule: 'a range holds its first key'
      source: api/rpc.proto
      section: The window
      hints: [why, where, how]
      points: 2
---

## The window

\`\`\`sh illustration
## no heading
\`\`\`
`;

function said(text: string, file: string = FILE): string[] {
  return parseHead({ file, text }).problems.map(sayProblem);
}

function headOf(text: string): ChapterHead {
  const { head } = parseHead({ file: FILE, text });
  assert.ok(head);
  return head;
}

test('a written chapter is read into a head', () => {
  const head = headOf(GOOD);

  assert.equal(said(GOOD), []);
  assert.equal(
    [head.slug, head.number, head.name, head.planned],
    ['01-store', 1, 'store', false],
  );
  assert.equal(head.steps[0]?.hints, ['why', 'where', 'how']);
  assert.equal([head.claims, head.steps[0]?.number], [[], 1]);
});

test('a planned chapter says no more than that', () => {
  const planned = '---\ntitle: A\npart: 1\nsummary: B\nstatus: planned\n---\n';

  assert.is(headOf(planned).planned, true);
  assert.equal(said(planned.replace('status', 'time: 5\nstatus')), [
    `${FILE}:5  time is no field of a planned chapter; it has title, part, summary, status`,
  ]);
  assert.equal(said(planned.replace('planned', 'soon')), [
    `${FILE}:5  status must be "planned", or be left out of a written chapter`,
  ]);
});

test('a field of the wrong shape is named with its chapter and line', () => {
  assert.equal(said(GOOD.replace('title: Keys and revisions\n', '')), [
    `${FILE}:1  title must be a text (in quotes if it looks like a number), found nothing`,
  ]);
  assert.equal(said(GOOD.replace("'1.1'", '1.1')), [
    `${FILE}:10  exercise.steps[0].id must be a text (in quotes if it looks like a number), found 1.1`,
  ]);
  assert.equal(said(GOOD.replace("'1.1'", "'2.1'")), [
    `${FILE}:10  exercise.steps[0].id must be '1.1' (chapter and place in the list), found '2.1'`,
  ]);
  assert.equal(said(GOOD.replace('[why, where, how]', '[why, where]')), [
    `${FILE}:15  exercise.steps[0].hints must be a list of three texts, found ["why","where"]`,
  ]);
  assert.equal(said(GOOD.replace('section: The window', 'section: no heading')), [
    `${FILE}:14  exercise.steps[0].section must be a heading of this chapter, found "no heading"`,
  ]);
  assert.equal(said(GOOD.replace('points', 'score')), [
    `${FILE}:16  exercise.steps[0].score is no field of a step; it has id, title, rule, source, section, hints, points`,
    `${FILE}:10  exercise.steps[0].points must be a number, found nothing`,
  ]);
  assert.equal(said(GOOD.replace('time: 60', 'given: true')), [
    `${FILE}:8  exercise does not belong to a chapter that is given; delete one of the two`,
    `${FILE}:1  time must be a number, found nothing`,
  ]);
});

test('what is no front matter is one clear sentence, every time it is read', () => {
  for (let round = 0; round < 2; round++) {
    assert.equal(said('# A\n'), [
      `${FILE}:1  has no front matter; begin the file with --- and end the fields with ---`,
    ]);
    assert.equal(said('---js\nx\n---\n').length, 1);
    assert.match(
      said('---\ntitle: a: b\n---\n')[0] ?? '',
      /:2 {2}the front matter is not YAML \(/,
    );
  }
  assert.equal(said(GOOD, 'chapters/1-store.md'), [
    'chapters/1-store.md:1  a chapter is called chapters/NN-name.md; rename this file',
  ]);
});

test('headings in fences are none', () => {
  assert.equal(headings(GOOD), ['The window']);
});

test('holes and declared steps are the same', () => {
  const hole = (step: number) =>
    `f(() => {\n//#exercise ${step} do\n//#endexercise\n});`;
  const holes = (step: number) =>
    checkHoles(headOf(GOOD), sourcesOf({ '01-store/a.ts': hole(step) }).values());

  assert.equal(holes(1), []);
  assert.equal(holes(2).map(sayProblem), [
    `solutions/01-store/a.ts:2  hole 2 is no step of ${FILE}; declare step '1.2' there or renumber the hole`,
    `${FILE}:1  step '1.1' has no hole; write //#exercise 1 round its code in solutions/01-store/`,
  ]);
});

test('a hole that several steps grade is a hole of each', () => {
  const text = `f(() => {\n//#exercise 1,2 do\n//#endexercise\n});`;
  const sources = sourcesOf({ '01-store/a.ts': text });

  assert.equal(sources.get('01-store/a.ts')?.holes[0]?.steps, [1, 2]);
  assert.equal(checkHoles(headOf(GOOD), sources.values()).map(sayProblem), [
    `solutions/01-store/a.ts:2  hole 2 is no step of ${FILE}; declare step '1.2' there or renumber the hole`,
  ]);
});

test('what a hole declares is not used below it', () => {
  const text = [
    'function f(): number {',
    '  //#exercise 1 do',
    '  const [a, b] = g();',
    '  for (const c of a) {',
    '    const d = c;',
    '  }',
    '  //#endexercise',
    '  h(c, d);',
    '  return b;',
    '}',
    'a();',
  ].join('\n');

  const problems = checkHoles(
    headOf(GOOD),
    sourcesOf({ '01-store/a.ts': text }).values(),
  );

  assert.equal(problems.map(sayProblem), [
    'solutions/01-store/a.ts:2  hole 1 declares b, which line 9 below it uses; declare it above the hole, or end the hole below that line',
  ]);
});

test.run();
