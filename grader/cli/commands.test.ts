// The commands beside grading, and grading with flags.

import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { problemsOf } from '../report/schema.ts';
import { learnerFolder, stepsOfExercise } from '../trials/learner-folder.node.ts';

const test = suite('commands');
const course = learnerFolder();
const STEPS = await stepsOfExercise();

const read = (path: string): string => readFileSync(path, 'utf8');
const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** A history that always answers with the newest version: the misreading M4. */
async function beginWithMisreading(): Promise<void> {
  await course.begin(STEPS);
  const history = read(course.file('history.ts'));
  course.swap(
    'history.ts',
    history,
    'this.#versions[low - 1]',
    'this.#versions.at(-1)',
  );
}

test('the result as JSON has the shape that its schema states', async () => {
  await beginWithMisreading();

  const { code, out } = await course.exercise('1', '--json');

  const schema = JSON.parse(
    read(course.path('grader/report/result.schema.json')),
  ) as Record<string, unknown>;
  assert.is(code, 1);
  assert.equal(problemsOf(schema, JSON.parse(out)), []);
});

test('the solution stands beside what was tried', async () => {
  const { code, out } = await course.exercise('1', '--solution');

  assert.is(code, 0);
  assert.match(out, /- {3,}const last = this\.#versions\[low - 1\];/);
  assert.match(out, /\+ {3,}const last = this\.#versions\.at\(-1\);/);
});

test('before an attempt the solution is not shown, but for --force', async () => {
  await course.begin(0);

  const { code, err } = await course.exercise('1.2', '--solution');

  assert.is(code, 2);
  assert.match(err, '1.2 was not tried yet');
  const forced = await course.exercise('1.2', '--solution', '--force');
  assert.is(forced.code, 0);
  assert.is(count(forced.out, 'NotWritten('), 1, 'the other holes stay closed');
});

test('hints come one by one, and what was shown is remembered', async () => {
  const hints = [];
  for (let i = 0; i < 3; i++) hints.push(await course.exercise('1', '--hint'));

  assert.equal(
    hints.map(({ out }) => count(out, ' of 3  ')),
    [1, 2, 3],
  );
  assert.match(hints[2]?.out ?? '', 'There is no further hint');
});

test('reset writes the starters and keeps a dated copy', async () => {
  writeFileSync(course.file('range.ts'), 'mine');

  const { code, out } = await course.exercise('1', '--reset');

  assert.is(code, 0);
  assert.match(
    out,
    'Your files are kept. This brings them back:\n    cp .kubewright/',
  );
  assert.not.equal(read(course.file('range.ts')), 'mine');
  const [copy = ''] = readdirSync(course.path('.kubewright/before-reset'));
  assert.match(copy, /^01-store-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/);
  assert.is(
    read(course.path('.kubewright/before-reset', copy, 'range.ts')),
    'mine',
  );
  const again = await course.exercise('1', '--reset');
  assert.match(again.out, 'nothing to reset');

  const [, back = ''] = /^ {4}(cp .*)$/m.exec(out) ?? [];
  await course.start('sh', ['-c', back]);
  assert.is(read(course.file('range.ts')), 'mine');
});

test('another file is graded in place of the learner\u2019s', async () => {
  await course.begin(STEPS);
  writeFileSync(course.path('my store.ts'), `${read(course.file('store.ts'))}\n`);
  writeFileSync(course.file('store.ts'), 'export {};\n');

  const { code, out } = await course.exercise('1', '--file', 'my store.ts');

  assert.is(code, 0, out);
  assert.match(out, 'you edit  my store.ts');
  assert.not(existsSync(course.path('.kubewright/progress.json')));
  rmSync(course.path('my store.ts'));
});

test('type errors are told, and are no verdict', async () => {
  await course.begin(STEPS);
  const store = read(course.file('store.ts'));
  writeFileSync(course.file('store.ts'), `${store}\nconst one: string = 1;\n`);

  const { code, out } = await course.exercise('1.1', '--types');

  assert.is(code, 0);
  assert.match(out, '✗ types: 1 error');
  assert.match(
    out.replace(/\s+/g, ' '),
    /exercises\/01-store\/store\.ts:\d+:7 Type 'number'.* TS2322/,
  );
});

test('npm\u2019s own way: flags before --, from a folder below', async () => {
  const cwd = course.path('exercises/01-store');
  const hint = await course.start('npm', ['run', 'exercise', '1.3', '--hint'], {
    cwd,
  });
  const words = [
    'run',
    '--silent',
    'exercise',
    '1.3',
    '--seed=1a2b',
    '--',
    '--json',
  ];
  const seeded = await course.start('npm', words, { cwd });

  assert.is(hint.code, 0, hint.err);
  assert.match(hint.out, '1 of 3  ');
  assert.is((JSON.parse(seeded.out) as { seed: string }).seed, '1a2b');
});

test.run();
