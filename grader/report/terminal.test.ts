import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { IndexedHole } from '../build/course-index.ts';
import { verdictLine } from './ending.ts';
import {
  CHAPTER,
  DIFFERENCE,
  different,
  notWritten,
  report,
  result,
  screenOf,
  step,
} from './fixture.ts';
import { fits, golden } from './golden.node.ts';
import { createLook } from './paint.ts';

const test = suite('terminal report');

const OPEN = [1, 2, 3, 4].map(notWritten);
const FOUND = [
  step(1),
  step(2),
  different(3, {
    misreading: {
      id: 'M4',
      looksAsIf: 'the read takes the newest version always',
      hint: 'The revision is a bound.',
    },
  }),
  notWritten(4),
];

/** Holes of these steps, in the place that 1.1 opens. */
const sharing = (...steps: readonly string[]): readonly IndexedHole[] =>
  steps.map((id) => {
    return { step: id, opens: '1.1', file: 'store.ts', text: '', within: 'put' };
  });

test('the first run says where to start', () => {
  golden('first-run', screenOf(result(OPEN)));
});

test('a watched run is not told how to watch', () => {
  assert.not.match(screenOf(result(OPEN), { watched: true }), '--watch');
});

test('a difference is shown on the shortest program', () => {
  golden('difference', screenOf(result(FOUND)));
});

test('a misreading is told in words, and where there is more of it', () => {
  const screen = screenOf(result(FOUND));

  assert.match(screen, 'newest version always.  (more: --hint)');
  assert.not.match(screen, 'M4');
});

test('functions of earlier steps that ran are named with their steps', () => {
  const screen = screenOf(result([step(1), step(2), different(3), notWritten(4)]), {
    placesOf: () => [
      { path: 'exercises/01-store/read.ts', line: 61, within: 'range' },
      {
        path: 'exercises/01-store/history.ts',
        line: 22,
        within: 'at',
        step: '1.1',
      },
      {
        path: 'exercises/01-store/history.ts',
        line: 40,
        within: 'cut',
        step: '1.2',
      },
    ],
  });

  golden('earlier-functions', screen);
});

test('on 80 columns nothing is wider', () => {
  const screen = screenOf(result(FOUND), createLook(false, 80));

  golden('difference-80', screen);
  assert.ok(fits(screen, 80));
});

test('colours stand beside signs and change no other character', () => {
  const coloured = screenOf(result(FOUND), createLook(true, 96));
  const plain = screenOf(result(FOUND));

  assert.match(coloured, '\u001b[31m✗');
  assert.is(coloured.split(/\p{Cc}\[\d+m/u).join(''), plain);
});

test('of several differences the first is told, and how to see the others', () => {
  golden(
    'differences',
    screenOf(result([step(1), different(2), different(3), step(4)])),
  );
});

test('verbose tells them all', () => {
  const screen = screenOf(result([different(1), different(2)]), { verbose: true });

  assert.is(screen.split('3 calls are enough').length, 3);
  assert.not.match(screen, '--verbose');
});

test('a program that was kept says so', () => {
  const kept = { ...DIFFERENCE, origin: 'kept', foundIn: 3, tried: 0 };

  const screen = screenOf(result([different(1, { difference: kept })]));

  assert.match(screen, '3 calls are enough to see it (kept from an earlier run):');
});

test('a law is told instead of a reference', () => {
  const law = {
    ...DIFFERENCE,
    at: 1500,
    law: 'there is one leader a term',
    reference: [],
    yours: ['leader b in term 3'],
  };
  const found = step(1, {
    verdict: 'law-broken',
    programs: 3,
    words: 'breaks a law: there is one leader a term',
    difference: law,
  });

  golden('law', screenOf(result([found])));
});

test('an error is told with its place', () => {
  const threw = different(1, {
    verdict: 'threw',
    words: "threw: TypeError: Cannot read properties of undefined (reading 'key')",
    where: 'store.ts:74',
    difference: { ...DIFFERENCE, yours: ['error "Cannot read properties"'] },
  });

  golden('threw', screenOf(result([threw])));
});

test('each other end has its sentence', () => {
  const ends = [
    ['timed-out', 'took longer than 2 s\nLast call: range "" … all, limit 3'],
    [
      'ended-the-process',
      'your code ended the process (exit 0) before it answered',
    ],
    ['crashed', 'the process of your code died (SIGSEGV)'],
    ['not-graded', 'not graded: the steps before it used up the time'],
  ] as const;
  const steps = ends.map(([verdict, words], i) => step(i + 1, { verdict, words }));

  golden('other-ends', screenOf(result(steps)));
});

test('a module that can not be played is told once, its steps wait', () => {
  const problem = {
    verdict: 'does-not-compile',
    words: 'store.ts does not compile: Unexpected token',
    where: 'store.ts:12',
  } as const;

  golden('problem', screenOf(result([], { problem, exit: 1 })));
});

test('a missing export says where it stands in the reference', () => {
  const words = 'mod.ts does not export createStore';
  const problem = { verdict: 'export-missing', words } as const;

  golden('export-missing', screenOf(result([], { problem, exit: 1 })));
});

test('what the shown program printed stands under its calls, as printed', () => {
  const [first, second] = DIFFERENCE.before;
  const before = [
    { call: '', told: [], ...first, printed: ['  put: { a: 1 }'] },
    ...(second === undefined ? [] : [second]),
  ];
  const printed = Array.from({ length: 20 }, (_, i) => `looking at ${i}`);
  const difference = { ...DIFFERENCE, before, printed };

  golden('printed-by-call', screenOf(result([different(1, { difference })])));
});

test('what the code printed is marked as its own', () => {
  const text = `hello\n::warning::\u001b[31mred\n${'x'.repeat(300)}\n${'line\n'.repeat(50)}`;
  const output = { text, dropped: 1200 };

  const screen = screenOf(result([step(1), different(2)], { output }));

  golden('printed', screen);
  assert.ok(fits(screen, 96));
});

test('all green is one line, and what comes next', () => {
  golden('all-green', screenOf(result([1, 2, 3, 4].map((n) => step(n)))));
});

test('one step alone that passes is not the exercise', () => {
  golden('one-step', screenOf(result([step(3)]), { steps: ['1.3'] }));
});

test('a step that falls with an earlier one is one line, unless all is asked for', () => {
  const misreading = { id: 'M4', looksAsIf: 'it is full', hint: 'Is it?' };
  const fallsWith = { step: '1.1', same: 'misreading' } as const;
  const steps = [
    different(1, { misreading }),
    different(2, { fallsWith }),
    step(3, { ...different(3), fallsWith: { step: '1.1', same: 'place' } }),
    different(4),
  ];

  golden('one-cause', screenOf(result(steps)));
  assert.match(screenOf(result(steps), { verbose: true }), /✗ 1\.2/);
});

test('a step in the code of an earlier one is no news while one between is not written', () => {
  const holes = sharing('1.1', '1.3');
  const chapter = { ...CHAPTER, holes };
  const steps = [step(1), notWritten(2), different(3), notWritten(4)];

  golden('shared-hole', screenOf(result(steps), { chapter }));
  assert.match(screenOf(result(steps), { chapter, verbose: true }), /✗ 1\.3/);
  const alone = result([step(1), step(2), different(3)]);
  assert.match(screenOf(alone, { chapter }), '3 calls are enough');
});

test('what waits in the code of an earlier step hides no other difference', () => {
  const holes = sharing('1.1', '1.3');
  const steps = [step(1), notWritten(2), different(3), different(4)];

  const screen = screenOf(result(steps), { chapter: { ...CHAPTER, holes } });

  assert.match(screen, 'later, in the code of 1.1');
  assert.match(screen, '✗ 1.4');
  assert.match(screen, '3 calls are enough');
});

test('of two that wait in the code of an earlier step neither is shown', () => {
  const holes = sharing('1.3', '1.4');
  const steps = [step(1), notWritten(2), different(3), different(4)];

  const screen = screenOf(result(steps), { chapter: { ...CHAPTER, holes } });

  assert.not.match(screen, /✗ 1\.[34]/);
});

test('live, steps come out one by one and can be folded when all have passed', () => {
  const live = report({ live: true });

  assert.is(live.step(step(1)).length, 1);
  assert.is(live.step(step(2)).length, 1);
  assert.is(live.folds, 2);
  live.step(different(3));
  assert.is(live.folds, 0);
});

test('the verdict counts steps, and in a replay tells no time', () => {
  const found = result([step(1), different(2)]);

  assert.is(
    verdictLine(found, { steps: 4, seconds: 0.344 }),
    '  1 of 4 steps · 0.34 s',
  );
  assert.is(verdictLine(found, { steps: 1 }), '  1 of 1 step');
  assert.is(
    verdictLine(found, { steps: 4, isolation: 'bwrap', seed: 'f' }),
    '  1 of 4 steps · seed f · isolation: bwrap',
  );
});

test.run();
