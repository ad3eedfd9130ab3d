import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sourcesOf } from './fixtures.ts';
import { checkHouse } from './house.ts';
import { Syntax } from './syntax.ts';

const test = suite('house');
const NUMBERS = new Map([
  ['world', 0],
  ['store', 1],
  ['watch', 3],
  ['apiserver', 9],
  ['client', 12],
  ['cluster', 33],
]);

function broken(file: string, text: string): string[] {
  const sources = sourcesOf({ [file]: text, '12-client/there.ts': '' });
  return checkHouse(sources, NUMBERS).map(
    ({ line, message }) => `${line} ${message}`,
  );
}

test('imports are found over lines, in every form, and not in strings or comments', () => {
  const text = [
    "import a, { type b } from './a.ts';",
    "// import x from './no.ts';",
    "const s = `import y from './no.ts'`;",
    'import type {',
    '  C,',
    "} from '#store';",
    "export * from './b.ts';",
    "const d = await import('node:fs');",
    "import './side.ts';",
    "type T = import('./t.ts').T;",
    'await import(d);',
  ].join('\n');

  const found = new Syntax(text).imports;

  assert.equal(
    found.map(({ specifier, from, to }) => [specifier, from + 1, to + 1]),
    [
      ['./a.ts', 1, 1],
      ['#store', 4, 6],
      ['./b.ts', 7, 7],
      ['node:fs', 8, 8],
      ['./side.ts', 9, 9],
      ['./t.ts', 10, 10],
      [undefined, 11, 11],
    ],
  );
});

test('imports run down the chapter numbers', () => {
  const text = [
    "import { a } from '#world';",
    "import type { B } from '#apiserver';",
    "import { c } from '#store';",
    "import { d } from '../00-world/clock.ts';",
    "import { e } from './gone.ts';",
    "import { f } from '#nothing';",
  ].join('\n');

  assert.equal(broken('01-store/a.ts', text), [
    '2 imports #apiserver of chapter 9; imports run down the chapter numbers: move the code up, or hand it in',
    '3 imports its own chapter as #store; import the file by ./name.ts',
    '4 imports ../00-world/clock.ts from outside its own chapter; import a lower chapter by #name',
    '5 imports ./gone.ts, which is not there; correct the name (it ends in .ts)',
    '6 imports #nothing, which no chapter is called; correct the name',
  ]);
});

test('above chapter 07 only the API server and the whole cluster touch the store', () => {
  const text = "import type { Store } from '#store';\nimport './there.ts';";
  const refused =
    '1 imports #store; above chapter 07 only the API server touches the store: go through the API';

  assert.equal(broken('12-client/a.ts', text), [refused]);
  assert.equal(broken('09-apiserver/a.ts', text.split('\n')[0] ?? ''), []);
  assert.equal(broken('33-cluster/a.ts', text.split('\n')[0] ?? ''), []);
});

test("Node's modules and globals stay at the edges", () => {
  const text = [
    "import { readFile } from 'node:fs/promises';",
    'const at: Date = new Date();',
    'world.clock.setTimeout(() => Math.random(), 1);',
    'setTimeout(f, 1); // Date',
    "const o = { Date: 1, ...process.argv, text: 'Date' };",
    'globalThis.crypto;',
  ].join('\n');

  assert.equal(broken('12-client/a.ts', text), [
    '1 imports node:fs/promises; Node is met in *.node.ts, in tests and in chapter 33: hand it in through World',
    '2 uses Date; use world.clock',
    '2 uses Date; use world.clock',
    '3 uses Math.random; use world.chance',
    '4 uses setTimeout; use world.clock',
    '5 uses process; hand in what it is asked for',
    '6 uses globalThis; hand in what it is asked for',
  ]);
  for (const file of [
    '12-client/a.node.ts',
    '12-client/a.test.ts',
    '33-cluster/a.ts',
  ]) {
    assert.equal(broken(file, text), []);
  }
});

test("a chapter's door to Node is met at the edges only", () => {
  const text =
    "import { createSystem } from '#world/node';\nimport '#world/other';";

  assert.equal(broken('12-client/a.ts', text), [
    '1 imports #world/node; Node is met in *.node.ts, in tests and in chapter 33: hand it in through World',
    '2 imports #world/other, which no chapter is called; correct the name',
  ]);
  assert.is(broken('33-cluster/a.ts', text).length, 1);
});

test("a container's process is not Node's", () => {
  const text = 'function stop(process: Container): void {\n  process.kill();\n}\n';

  assert.equal(broken('12-client/a.ts', text), []);
});

test('a text that is no TypeScript is one clear sentence', () => {
  assert.equal(broken('12-client/a.ts', 'const a = 1;\nconst b = ;\n'), [
    '2 is no TypeScript: Unexpected token; correct it',
  ]);
});

test('a circle is named once, with its files', () => {
  const sources = sourcesOf({
    '01-store/a.ts': "import type { B } from './b.ts';",
    '01-store/b.ts': "import './c.ts';",
    '01-store/c.ts': "export { a } from './a.ts';",
  });

  assert.equal(
    checkHouse(sources, NUMBERS).map((one) => one.message),
    [
      'imports run in a circle: a.ts → b.ts → c.ts → a.ts; move what they share to a file of its own',
    ],
  );
});

test.run();
