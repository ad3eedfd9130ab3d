import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { derive } from './derive.ts';
import { RANGE, sourcesOf } from './fixtures.ts';

const test = suite('derive');

function starter(text: string, solved = 0): string {
  const source = sourcesOf({ '01-store/a.ts': text }).get('01-store/a.ts');
  assert.ok(source);
  return derive(new Map([['a.ts', source]]), { solved }).get('a.ts') ?? '';
}

test('a hole becomes a line that says what to do and a throw', () => {
  assert.is(
    starter(RANGE),
    `/** Range reads. */
import { NotWritten } from '#world';

export function window(keys: string[]): string[] {
  const found: string[] = [];
  // TODO 1.1: keep the keys that begin with a
  throw new NotWritten('1.1');
  return found;
}
`,
  );
});

test('steps that count as solved keep the reference code, without marks', () => {
  const solved = starter(RANGE, 1);

  assert.is(solved, RANGE.replace(/^ *\/\/#.*\n/gm, ''));
});

test('NotWritten is imported where it is missing, below the head comment', () => {
  const hole =
    'function f(): void {\n  //#exercise 2 do\n  x();\n  //#endexercise\n}\n';

  const bare = starter(`// Head,\n// two lines.\n${hole}`);
  const beside = starter(
    `/* Head. */\nimport {\n  type A,\n} from './b.ts';\n${hole}`,
  );
  const without = starter(hole.replace(/.*#.*\n/g, ''));

  assert.match(
    bare,
    /^\/\/ Head,\n\/\/ two lines\.\nimport \{ NotWritten \} from '#world';\n\nfunction/,
  );
  assert.match(
    beside,
    /^\/\* Head\. \*\/\nimport \{ NotWritten \} from '#world';\nimport \{\n {2}type A/,
  );
  assert.not.match(without, 'NotWritten');
});

test('tests stay behind, everything else comes along', () => {
  const sources = sourcesOf({
    '01-store/mod.ts': "export * from './range.ts';\n",
    '01-store/range.test.ts': '',
    '01-store/range.types.ts': '',
    '01-store/words.json': '{}',
  });
  const files = new Map(
    [...sources].map(([file, source]) => [file.slice(9), source]),
  );

  assert.equal([...derive(files).keys()], ['mod.ts', 'words.json']);
});

test.run();
