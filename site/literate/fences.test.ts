import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fenceLines, findFences } from './fences.ts';
import { chapter } from './fixtures.ts';
import { sayProblem } from './problem.ts';

const test = suite('fences');

function said(...lines: string[]): string[] {
  return findFences(chapter(...lines)).problems.map(sayProblem);
}

test('an info string says which of the kinds a fence is', () => {
  const infos = [
    'ts 01-store/range.ts#window',
    'ts run naive',
    'diff 01-store/a.ts#x 01-store/b.ts#y',
    'yaml',
    'sh illustration',
  ];

  const { fences, problems } = findFences(
    chapter(...infos.flatMap((info) => [`\`\`\`${info}`, 'x', '```'])),
  );

  assert.equal(problems, []);
  assert.equal(
    fences.map(({ kind }) => kind),
    [
      { type: 'woven', ref: { file: '01-store/range.ts', region: 'window' } },
      { type: 'program', name: 'naive', predict: false },
      {
        type: 'diff',
        before: { file: '01-store/a.ts', region: 'x' },
        after: { file: '01-store/b.ts', region: 'y' },
      },
      { type: 'command', language: 'yaml', mode: 'plain' },
      { type: 'command', language: 'sh', mode: 'illustration' },
    ],
  );
});

test('an output belongs to the program right above it', () => {
  const { fences } = findFences(
    chapter(
      '```ts run',
      'x',
      '```',
      '',
      '```output',
      '1',
      '```',
      'text',
      '```console run',
      '$ ls',
      '```',
    ),
  );

  assert.equal(fences[0]?.output?.body, ['1']);
  assert.is(fences[2]?.output, undefined);
});

test('a longer fence may hold a shorter one, and inline code is no fence', () => {
  const { fences, problems } = findFences(
    chapter('```` ts run', '```', '````', '```x``` is code'),
  );

  assert.equal([fences.length, fences[0]?.body, problems], [1, ['```'], []]);
});

test('a fence is never shorter than the backticks it holds', () => {
  assert.equal(fenceLines('output', ['````', 'a'], '```'), [
    '`````output',
    '````',
    'a',
    '`````',
  ]);
});

test('each slip in a fence is one clear sentence', () => {
  const at = 'chapters/01-store.md';
  const kinds =
    'the kinds are: ts FILE#REGION, ts run, diff FILE#A FILE#B, sh|console|yaml|json (run or illustration), output';
  assert.equal(said('```js', 'x', '```'), [
    `${at}:1  a fence "js" is of no known kind, so nothing would check it; ${kinds}`,
  ]);
  assert.equal(said('```', 'x', '```'), [
    `${at}:1  a fence "" is of no known kind, so nothing would check it; ${kinds}`,
  ]);
  assert.equal(said('```ts', 'x', '```'), [
    `${at}:1  a ts fence names a region or a program, found "ts"; write ts 01-store/range.ts#window, ts run, ts run NAME or ts run NAME predict`,
  ]);
  assert.equal(said('```diff a b', 'x', '```'), [
    `${at}:1  a diff fence names two regions, found "diff a b"; write diff 01-store/a.ts#x 01-store/b.ts#y`,
  ]);
  assert.equal(said('```sh maybe', 'x', '```'), [
    `${at}:1  after sh stands run or illustration, found "sh maybe"`,
  ]);
  assert.equal(said('text', '```ts run', 'x'), [
    `${at}:2  this fence is not closed; write \`\`\` after its last line`,
  ]);
  assert.equal(said('- text', '  ```ts run', '  x', '  ```'), [
    `${at}:2  a fence is written with backticks at the start of a line; move it there`,
    `${at}:4  a fence is written with backticks at the start of a line; move it there`,
  ]);
  assert.equal(said('```ts run', 'x', '```', 'text', '```output', '```'), [
    `${at}:5  an output fence follows a ts run, sh or console fence; put it right below one, or delete it`,
  ]);
});

test.run();
