import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { adopt } from './adopt.ts';
import { chapter, printedSeed, RANGE, sourcesOf } from './fixtures.ts';
import { sayProblem } from './problem.ts';
import { readSource, type Sources } from './regions.ts';
import { weave } from './weave.ts';

const test = suite('weave');
const SOURCES = sourcesOf({
  '01-store/range.ts': RANGE,
  '01-store/naive.ts':
    '//#region keep\nfor (const key of keys) {\n  found.push(key);\n}\n//#endregion\n',
});

test('a woven fence gets the text of its region, the rest stays to the letter', () => {
  const before = chapter(
    '# A',
    '',
    '```ts 01-store/range.ts#keep',
    'old',
    '```',
    ' end  ',
  );

  const { text, stale } = weave(before, SOURCES);

  assert.is(
    text,
    chapter(
      '# A',
      '',
      '```ts 01-store/range.ts#keep',
      'for (const key of keys) {',
      "  if (key.startsWith('a')) found.push(key);",
      '}',
      '```',
      ' end  ',
    ).text,
  );
  assert.equal(stale.map(sayProblem), [
    'chapters/01-store.md:3  the fence differs from solutions/01-store/range.ts#keep at its line 1; edit the code there and run npm run weave, or carry this text back with npm run weave -- --adopt',
  ]);
});

test('a diff fence gets the computed difference of two regions', () => {
  const before = chapter(
    '```diff 01-store/naive.ts#keep 01-store/range.ts#keep',
    '```',
  );

  assert.equal(weave(before, SOURCES).text.split('\n').slice(1, -2), [
    ' for (const key of keys) {',
    '-  found.push(key);',
    "+  if (key.startsWith('a')) found.push(key);",
    ' }',
  ]);
});

test('a fence that names what is not there is one clear sentence', () => {
  const before = chapter(
    '```ts 01-store/gone.ts#keep',
    '```',
    '```ts 01-store/range.ts#gone',
    '```',
  );

  const { text, problems } = weave(before, SOURCES);

  assert.is(text, before.text);
  assert.equal(problems.map(sayProblem).sort(), [
    'chapters/01-store.md:1  solutions/01-store/gone.ts is not there; correct the name in the fence or write the file',
    'chapters/01-store.md:3  solutions/01-store/range.ts has no region gone (it has keep, window); mark it there or correct the fence',
  ]);
});

const line = fc.constantFrom(
  '',
  'a();',
  '  b();',
  '    c();',
  '```',
  '````',
  'x  ',
  '`t`',
);
const block = fc.array(line, { maxLength: 6 });
const source = fc
  .tuple(block, block, block)
  .map(([a, b, c]) =>
    readSource(
      '01-store/x.ts',
      [
        ...a.filter(plain),
        '//#region one',
        ...b.filter(plain),
        '  //#region two',
        ...c.filter(plain),
        '  //#endregion',
        '//#endregion',
      ].join('\n'),
    ),
  );
const fence = fc
  .tuple(
    fc.constantFrom(
      'ts 01-store/x.ts#one',
      'ts 01-store/x.ts#two',
      'diff 01-store/x.ts#one 01-store/x.ts#two',
    ),
    block,
  )
  .map(([info, body]) => [`\`\`\`\`\`${info}`, ...body, '`````']);
const text = fc
  .array(fc.oneof(fence, fc.constant(['text', ''])), { maxLength: 5 })
  .map((parts) => chapter(...parts.flat()));

/** Lines of template strings with odd backticks would hide the marks after them. */
function plain(line: string): boolean {
  return !line.startsWith('`````');
}

test('weaving twice changes nothing, and adopting what was woven neither', () => {
  const law = fc.property(source, text, (one, before) => {
    const sources: Sources = new Map([[one.file, one]]);
    const woven = weave(before, sources);
    const after = { file: before.file, text: woven.text };

    const again = weave(after, sources);
    const adopted = adopt([after], sources);

    assert.is(again.text, woven.text);
    assert.equal(
      [again.stale, adopted.problems, adopted.changed.size],
      [[], [], 0],
    );
  });
  fc.assert(law, { seed: printedSeed(), numRuns: 200 });
});

test.run();
