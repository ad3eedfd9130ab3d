// A sheet for the tests of its formats, with whatever a learner might put into a text.

import type { IndexedChapter } from '../build/course-index.ts';
import { CHAPTER, different, notWritten, result, step } from '../report/fixture.ts';
import {
  type Entry,
  type Sheet,
  type SheetHead,
  sheetOf,
  type Told,
} from './sheet.ts';

/** What each reader of a format might take for something else than text. */
export const HOSTILE: readonly string[] = [
  '::error file=x::owned',
  '::stop-commands::x',
  '%0A::warning::owned',
  '</failure></testcase>]]><script>alert(1)</script>',
  '```',
  '````` | <b>&amp; **x** [y](javascript:alert(1))',
  'not ok 99 - owned',
  '...',
  '# SKIP',
  '1..0 # SKIP',
  'Bail out!',
  '\u001b]0;title\u0007\u001b[2J\u202eevil\u0000\ud800',
  'two\nlines\r\n::error::owned\u2028and three',
  '{"score": 100}',
];

const SECOND: IndexedChapter = {
  ...CHAPTER,
  ...{ slug: '02-txn', number: 2, name: 'txn', title: 'Compare, then, else' },
  steps: CHAPTER.steps.map((head) => {
    return { ...head, id: `2.${head.number}`, points: 3 };
  }),
};

const told: Told = { lines: HOSTILE, where: 'exercises/01-store/store.ts:61' };

export const ENTRIES: readonly Entry[] = [
  {
    chapter: CHAPTER,
    decides: true,
    outcome: {
      state: 'graded',
      result: result([step(1), notWritten(2), different(3), step(4)]),
    },
    told: new Map<string, Told>([
      ['1.2', { lines: ['not written yet: give the key its next revision'] }],
      ['1.3', told],
    ]),
  },
  {
    chapter: SECOND,
    decides: false,
    outcome: { state: 'skipped', words: HOSTILE.join(' ') },
    told: new Map(),
  },
];

export const HEAD: SheetHead = {
  seed: '1a2b3c',
  isolation: 'node',
  points: new Map(),
};

export const SHEET: Sheet = sheetOf(HEAD, ENTRIES);
