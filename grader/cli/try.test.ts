import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { learnerFolder, type Ran } from '../trials/learner-folder.node.ts';
import { readTryArguments } from './try-arguments.ts';

const test = suite('try');
const course = learnerFolder();

const tryOut = (...words: readonly string[]): Promise<Ran> => course.tryOut(words);

function scratch(...lines: readonly string[]): void {
  mkdirSync(course.path('scratch'), { recursive: true });
  writeFileSync(course.path('scratch/one.ts'), `${lines.join('\n')}\n`);
}

test.after(() => rmSync(course.path('scratch'), { recursive: true, force: true }));

test('a program of a chapter prints what the chapter says, and whose modules ran', async () => {
  await course.begin(0);

  const { code, out, err } = await tryOut('1:counter');

  const page = readFileSync(course.path('chapters/01-store.md'), 'utf8');
  const [, expected] =
    /```ts run counter\n.*?```output\n(.*?)```/s.exec(page) ?? [];
  assert.is(code, 0, err);
  assert.is(out, expected);
  assert.match(err, 'yours            none: what you have not begun');
  assert.match(err, /the reference’s {2}#world, #store\n/);
});

test('a chapter that was begun is the learner’s, and a hole names its step', async () => {
  await course.begin(1);

  const { code, out, err } = await tryOut('1:counter');

  assert.is(code, 1);
  assert.match(err, /yours {12}#store\n/);
  assert.match(err, /✗ your code came to the hole of 1\.\d: \w/);
  assert.match(err, /exercises\/01-store\/[\w-]+\.ts:\d+ in /);
  assert.match(err, /chapters\/01-store\.md:\d+/);
  assert.not.match(out + err, course.root);
});

test('an error shows the lines of the scratch file as they were written', async () => {
  scratch(
    "import { createStore } from '#store';",
    'interface Name { readonly key: string }',
    'const put = ({ key }: Name): unknown => createStore().put({ key });',
    '',
    "put({ key: '' });",
  );

  const { code, err } = await course.tryOut(
    ['one.ts', '--mine', 'txn'],
    course.path('scratch'),
  );

  assert.is(code, 1);
  assert.match(err, /✗ \w+: etcdserver: key is not provided \(InvalidArgument\)/);
  assert.match(err, 'scratch/one.ts:3 in put');
  assert.match(err, 'scratch/one.ts:5');
});

test('the exit code is the program’s own; a promise that nobody settles is told', async () => {
  scratch('process.exit(7);');
  assert.is((await tryOut('scratch/one.ts')).code, 7);

  scratch('await new Promise(() => {});', 'export {};');
  const { code, err } = await tryOut('scratch/one.ts');

  assert.is(code, 13);
  assert.match(err, 'waits for a promise that nobody settles');
});

test('what does not compile is told with its line', async () => {
  scratch('const one = 1;', 'const two = (;');

  const { code, err } = await tryOut('scratch/one.ts');

  assert.is(code, 1);
  assert.match(err, '✗ scratch/one.ts does not compile: Unexpected ";"\n');
  assert.match(err, '    scratch/one.ts:2\n');
  assert.not.match(err, course.root);
});

test('what is not there is one sentence, exit 2', async () => {
  for (const [word, sentence] of [
    ['absent.ts', 'There is no file absent.ts.'],
    ['chapters', 'chapters is a folder. npm run try takes a file,'],
    [
      'chapters/01-store.md',
      'chapters/01-store.md is no TypeScript or JavaScript.',
    ],
    ['1:absent', 'has no program "absent". There are: naive, torn,'],
    ['40:told', 'There is no chapter "40".'],
    ['/etc/hostname', 'lies outside of the course'],
    ['', 'takes one file, or one program of a chapter'],
  ] as const) {
    const { code, err } = await tryOut(...(word === '' ? [] : [word]));

    assert.is(code, 2, word);
    assert.match(err.replace(/\s+/g, ' '), sentence);
  }
});

test('the debugger’s flag goes to Node, also where npm took it', () => {
  const env = { npm_config_inspect_brk: 'true' };

  assert.equal(readTryArguments(['a.ts', '--inspect=9230'], {}), {
    ...{ what: 'a.ts', inspect: ['--inspect=9230'] },
  });
  assert.equal(readTryArguments(['3:told'], env), {
    ...{ what: '3:told', inspect: ['--inspect-brk'] },
  });
});

test.run();
