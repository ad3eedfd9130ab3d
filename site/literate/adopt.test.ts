import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Adopted, adopt } from './adopt.ts';
import { chapter, printedSeed, RANGE, sourcesOf } from './fixtures.ts';
import { sayProblem } from './problem.ts';
import { weave } from './weave.ts';

const test = suite('adopt');
const SOURCES = sourcesOf({ '01-store/range.ts': RANGE });
const WINDOW = [
  'export function window(keys: string[]): string[] {',
  '  const found: string[] = [];',
  '  for (const key of keys) {',
  "    if (key.startsWith('a')) found.push(key);",
  '  }',
  '  return found;',
  '}',
];

function edited(region: string, body: readonly string[]): Adopted {
  return adopt(
    [chapter(`\`\`\`ts 01-store/range.ts#${region}`, ...body, '```')],
    SOURCES,
  );
}

function replaced(from: string, to: readonly string[]): string[] {
  return WINDOW.flatMap((line) => (line === from ? to : [line]));
}

const AMBIGUOUS =
  'chapters/01-store.md:1  the edit can not be carried to solutions/01-store/range.ts#window: a mark of a region or hole stands where lines changed, and on which side they belong is not clear; edit the code there and run npm run weave';

test('an edited fence is carried back with the indentation of its region', () => {
  const { changed } = edited('keep', [
    'for (const key of keys) {',
    '  found.push(key);',
    '',
    '}',
  ]);

  assert.is(
    changed.get('01-store/range.ts'),
    RANGE.replace(
      "    if (key.startsWith('a')) found.push(key);\n",
      '    found.push(key);\n\n',
    ),
  );
});

test('marks inside the region keep their places', () => {
  const { changed } = edited(
    'window',
    replaced("    if (key.startsWith('a')) found.push(key);", [
      '    found.push(key);',
    ]),
  );

  assert.is(
    changed.get('01-store/range.ts'),
    RANGE.replace("if (key.startsWith('a')) found.push(key);", 'found.push(key);'),
  );
});

test('an edit across a mark is refused', () => {
  const across = edited(
    'window',
    replaced('  return found;', []).filter((line) => line !== '  }'),
  );
  const beside = edited(
    'window',
    replaced('  return found;', ['  sort();', '  return found;']),
  );

  assert.equal(across.problems.map(sayProblem), [AMBIGUOUS]);
  assert.equal(beside.problems.map(sayProblem), [AMBIGUOUS]);
  assert.is(across.changed.size + beside.changed.size, 0);
});

test('a fence that holds a mark is refused', () => {
  const { problems } = edited('keep', [
    'for (const key of keys) {',
    '  //#region x',
    '  //#endregion',
    '}',
  ]);

  assert.equal(problems.map(sayProblem), [
    'chapters/01-store.md:1  the edit can not be carried to solutions/01-store/range.ts#keep: it holds marks of its own, or moves them; edit the code there and run npm run weave',
  ]);
});

test('a stale fence of another chapter does not undo an edit; two different edits are refused', () => {
  const keep = (body: string) =>
    chapter('```ts 01-store/range.ts#keep', body, '```');
  const old = weave(keep(''), SOURCES).text;

  const beside = adopt(
    [keep('a();'), { file: 'chapters/02-txn.md', text: old }],
    SOURCES,
  );
  const against = adopt([keep('a();'), keep('b();')], SOURCES);

  assert.is(beside.problems.length, 0);
  assert.match(beside.changed.get('01-store/range.ts') ?? '', '  a();\n');
  assert.equal(against.problems.map(sayProblem), [
    'chapters/01-store.md:1  another edited fence has changed solutions/01-store/range.ts#keep already; make the two agree, or edit the code there',
  ]);
});

test('what is carried is woven back to what the author wrote, whatever was edited', () => {
  const line = fc.constantFrom(...WINDOW, '  sort();', '');
  const law = fc.property(fc.array(line, { maxLength: 9 }), (body) => {
    const { changed, problems } = edited('window', body);
    const [text] = changed.values();
    if (text === undefined) return;
    const fence = chapter('```ts 01-store/range.ts#window', '```');

    const woven = weave(fence, sourcesOf({ '01-store/range.ts': text }));

    assert.is(problems.length, 0);
    const { stale } = weave(
      { ...fence, text: woven.text },
      sourcesOf({ '01-store/range.ts': text }),
    );
    assert.equal(stale, []);
    const indent = Math.min(
      ...body.filter((one) => one !== '').map((one) => one.search(/\S/)),
    );
    const wanted = body.map((one) =>
      one.slice(Number.isFinite(indent) ? indent : 0),
    );
    assert.equal(woven.text.split('\n').slice(1, -2), wanted);
  });
  fc.assert(law, { seed: printedSeed(), numRuns: 300 });
});

test.run();
