import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RANGE, refusalOf, sourcesOf } from './fixtures.ts';
import { type Problem, readText, sayProblem } from './problem.ts';
import { readSource, regionLines, type Source, stepsIn } from './regions.ts';

const test = suite('regions');
const FILE = '01-store/range.ts';

function shown(source: Source, name: string): string[] {
  const region = source.regions.get(name);
  return region === undefined ? ['no such region'] : regionLines(source, region);
}

test('a region is shown without marks and without the indentation its lines share', () => {
  const source = readSource(FILE, RANGE);

  const keep = shown(source, 'keep');

  assert.equal(keep, [
    'for (const key of keys) {',
    "  if (key.startsWith('a')) found.push(key);",
    '}',
  ]);
  assert.is(shown(source, 'window').length, 7);
});

test('a region knows the steps whose holes lie in it or round it', () => {
  const source = readSource(FILE, RANGE);
  const region = source.regions.get('keep');

  assert.equal(region && stepsIn(source, region), [1]);
  assert.is(source.holes[0]?.text, 'keep the keys that begin with a');
});

test('CRLF ends and a byte order mark change nothing', () => {
  const bytes = new TextEncoder().encode(`\uFEFF${RANGE.replaceAll('\n', '\r\n')}`);

  const source = readSource(FILE, readText(FILE, bytes));

  assert.is(source.text, RANGE);
  assert.equal(
    shown(readSource(FILE, RANGE.replaceAll('\n', '\r\n')), 'keep'),
    shown(source, 'keep'),
  );
});

test('a hole may stand in a method, an arrow function, a case or a typed function', () => {
  const bodies = [
    [
      'class A extends B {',
      '  get(a: { b: number }): Map<string, number> {',
      '  }',
      '}',
    ],
    [
      'const f = async (a = () => {}): Promise<void> => {',
      '  if (a) {',
      '  }',
      '};',
    ],
    [
      'function f(kind: string): { a: number } {',
      "  switch (kind) { case 'x': {",
      '  } }',
      '}',
    ],
    ['function f(): void {', '  for (const a of [1]) {', '  }', '}'],
  ];
  for (const [first = '', second = '', ...rest] of bodies) {
    const text = [
      first,
      second,
      '//#exercise 1 do',
      'x();',
      '//#endexercise',
      ...rest,
    ].join('\n');
    assert.is(refusalOf(FILE, text), 'fine', text);
  }
});

const HOSTILE: readonly [lines: readonly string[], sentence: string][] = [
  [
    ['//#region a', 'x', '//#region b', '//#endregion'],
    'solutions/01-store/range.ts:1  region a is not closed; write //#endregion after its last line',
  ],
  [
    ['//#region a', '//#endregion', '//#region a', '//#endregion'],
    'solutions/01-store/range.ts:3  region a stands twice in this file; give one of the two another name',
  ],
  [
    ['x', '//#endregion'],
    'solutions/01-store/range.ts:2  //#endregion closes nothing; delete it or write //#region above it',
  ],
  [
    ['//#region a', '//#region b', '//#endregion a', '//#endregion b'],
    'solutions/01-store/range.ts:3  //#endregion a closes region b of line 2; nest regions, or correct the name',
  ],
  [
    ['//#region two words', '//#endregion'],
    'solutions/01-store/range.ts:1  a region has one word as its name, found "two words"; write //#region window',
  ],
  [
    ['// #region a', '// #endregion'],
    'solutions/01-store/range.ts:1  write //#region without a blank after //',
  ],
  [
    [
      'f(() => {',
      '//#exercise 1 a',
      '//#exercise 2 b',
      '//#endexercise',
      '//#endexercise',
      '});',
    ],
    'solutions/01-store/range.ts:3  hole 2 begins inside hole 1 of line 2; holes do not overlap: close the first before it',
  ],
  [
    ['f(() => {', '//#exercise one', '//#endexercise', '});'],
    'solutions/01-store/range.ts:2  a hole has a number and says in one line what to do, found "one"; write //#exercise 3 return the newest version',
  ],
  [
    ['f(() => {', '//#exercise 3', '//#endexercise', '});'],
    'solutions/01-store/range.ts:2  a hole has a number and says in one line what to do, found "3"; write //#exercise 3 return the newest version',
  ],
  [
    ['//#exercise 3 do', 'const a = 1;', '//#endexercise'],
    'solutions/01-store/range.ts:1  hole 3 is not inside a function body; put it round the statements of one',
  ],
  [
    ['f(() => { return {', '//#exercise 3 do', 'a: 1,', '//#endexercise', '}; });'],
    'solutions/01-store/range.ts:2  hole 3 is not inside a function body; put it round the statements of one',
  ],
  [
    ['f(() => {', '//#exercise 3 do', 'if (a) {', '//#endexercise', '} });'],
    'solutions/01-store/range.ts:2  hole 3 cuts a block in two; begin and end it in the same pair of braces',
  ],
  [
    [
      'f(() => {',
      '//#region a',
      '//#exercise 3 do',
      '//#endregion',
      '//#endexercise',
      '});',
    ],
    'solutions/01-store/range.ts:4  //#endregion comes before the end of hole 3 of line 3; a region and a hole do not cross: nest one in the other',
  ],
  [
    ['f(() => {', '//#exercise 3 do', '});'],
    'solutions/01-store/range.ts:2  hole 3 is not closed; write //#endexercise after its last line',
  ],
];

test('each slip in the marks is one clear sentence', () => {
  for (const [lines, sentence] of HOSTILE) {
    assert.is(refusalOf(FILE, lines.join('\n')), sentence);
  }
});

test('a binary file is one clear sentence', () => {
  const said: Problem[] = [];
  for (const bytes of [
    new Uint8Array([0x50, 0, 1]),
    new Uint8Array([0xff, 0xfe]),
  ]) {
    try {
      readText('solutions/01-store/a.ts', bytes);
    } catch (error) {
      said.push(error as Problem);
    }
  }

  const sentence =
    'solutions/01-store/a.ts:1  is not UTF-8 text; keep binary files out of the course, or save it as UTF-8';
  assert.equal(said.map(sayProblem), [sentence, sentence]);
});

test('marks in a text that is no module are text', () => {
  const source = sourcesOf({ '01-store/notes.md': '//#region a' }).get(
    '01-store/notes.md',
  );

  assert.is(source?.regions.size, 0);
});

test.run();
