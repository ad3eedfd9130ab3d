import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { StepHead } from '../../site/literate/front-matter.ts';
import { CHAPTER, different, notWritten, PLAIN, result, step } from './fixture.ts';
import { fits, golden } from './golden.node.ts';
import { hintLines } from './hint.ts';
import { columnsOf, count, elide, fewLines, wrap } from './layout.ts';
import { listLines } from './list.ts';
import { createLook, wantsColours } from './paint.ts';
import { Paper } from './paper.ts';
import { savedLines } from './saved.ts';
import { comparedLines } from './solution.ts';

const test = suite('screens');
const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

test('the list shows parts, chapters, steps and what is next', () => {
  const planned = (number: number, title: string): typeof CHAPTER => ({
    ...CHAPTER,
    number,
    title,
    planned: true,
    steps: [],
  });
  const other = { ...CHAPTER, number: 2, title: 'Compare, then, else' };
  const second = other.steps.map((one) => ({
    ...one,
    id: one.id.replace('1.', '2.'),
  }));
  const view = {
    parts: [
      {
        number: 1,
        name: 'The store',
        chapters: [CHAPTER, { ...other, steps: second }, planned(3, 'Watch')],
      },
      {
        number: 2,
        name: 'The front door',
        chapters: [planned(8, 'Objects'), planned(11, 'Patch')],
      },
    ],
    isSolved: (id: string) => id.startsWith('1.') || id === '2.1',
    next: '2.2',
  };

  golden('list', text(listLines(view, PLAIN)));
  assert.ok(fits(text(listLines(view, createLook(false, 80))), 80));
});

test('hints come one by one', () => {
  const [first] = CHAPTER.steps as readonly [StepHead];
  const shown = [1, 2, 3].map((number) =>
    hintLines({ step: first, shown: number }, PLAIN),
  );

  golden('hints', text(shown.flat()));
});

test('a misreading has its own hint', () => {
  const [first] = CHAPTER.steps as readonly [StepHead];

  const lines = hintLines(
    { step: first, shown: 1, misread: 'It is a bound.' },
    PLAIN,
  );

  assert.match(text(lines), 'Yours   It is a bound.');
});

test('a save is answered in one line', () => {
  const steps = [step(1), different(2), notWritten(3), notWritten(4)];

  const lines = savedLines(
    { saved: ['store.ts'], result: result(steps), seconds: 0.051 },
    PLAIN,
  );

  assert.equal(lines, ['  saved store.ts · ✓ 1.1  ✗ 1.2  · 1.3  · 1.4 · 0.05 s']);
});

test('many steps flow over several lines', () => {
  const steps = Array.from({ length: 20 }, (_, i) => ({
    ...step(1),
    id: `1.${i + 1}`,
  }));

  const lines = savedLines(
    { saved: [], result: result(steps) },
    createLook(false, 80),
  );

  assert.ok(lines.length > 1);
  assert.ok(fits(text(lines), 80));
  assert.match(lines[0] ?? '', '  again · ✓ 1.1  ✓ 1.2');
});

const FILE = {
  path: 'exercises/01-store/store.ts',
  starter:
    'head\n  // TODO 1.1: one\n  throw 1;\nmiddle\n  // TODO 1.2: two\n  throw 2;\nend',
  reference: 'head\n  return one;\nmiddle\n  return two;\nend',
  yours: 'head\n  return uno;\nmiddle\n  // TODO 1.2: two\n  throw 2;\nend\nhelper',
};

test('the solution is shown for steps that were tried', () => {
  const shown = { steps: new Set(['1.1']), elsewhere: false };

  const lines = text(comparedLines(FILE, shown, PLAIN));

  golden('solution', lines);
  assert.not.match(lines, 'return two');
});

test('with all steps tried, lines outside of the holes are compared too', () => {
  const shown = { steps: new Set(['1.1', '1.2']), elsewhere: true };

  const lines = text(comparedLines(FILE, shown, PLAIN));

  assert.match(lines, '-   return two;');
  assert.match(lines, '+ helper');
});

test('a file like the reference has nothing to show', () => {
  const shown = { steps: new Set(['1.1', '1.2']), elsewhere: true };

  assert.equal(comparedLines({ ...FILE, yours: FILE.reference }, shown, PLAIN), []);
});

test('NO_COLOR goes before FORCE_COLOR, and that before the terminal', () => {
  assert.is(wantsColours({ NO_COLOR: '1', FORCE_COLOR: '1' }, true), false);
  assert.is(wantsColours({ NO_COLOR: '' }, true), true);
  assert.is(wantsColours({ FORCE_COLOR: '1' }, false), true);
  assert.is(wantsColours({ FORCE_COLOR: '0' }, true), false);
  assert.is(wantsColours({ TERM: 'dumb' }, true), false);
  assert.is(wantsColours({}, false), false);
});

test('columns are counted as a terminal does', () => {
  assert.is(columnsOf('\u001b[31mred\u001b[39m'), 3);
  assert.is(columnsOf('\u4e2d\u6587'), 4);
  assert.is(columnsOf('e\u0301'), 1);
});

test('words break at spaces, and long ones anywhere', () => {
  assert.equal(wrap('one two three', 7), ['one two', 'three']);
  assert.equal(wrap('abcdefgh i', 3), ['abc', 'def', 'gh', 'i']);
});

test('the middle is left out, and told', () => {
  const gap = (left: number): number => -left;

  assert.equal(elide([1, 2, 3, 4, 5], 5, gap), [1, 2, 3, 4, 5]);
  assert.equal(elide([1, 2, 3, 4, 5, 6], 5, gap), [1, 2, -2, 5, 6]);
  assert.equal(fewLines('a\nb\nc\nd', 3), ['a', '… 2 lines left out …', 'd']);
  assert.is(count(1200, 'step'), '1,200 steps');
});

test('blank lines never stand below each other', () => {
  const paper = new Paper();

  assert.is(paper.lay(['a', '', '']) + paper.lay(['', 'b  ']), 'a\n\nb\n');
});

test.run();
