// The command line as a learner meets it: whole runs, in a folder of their own.

import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { learnerFolder, stepsOfExercise } from './cli/learner-folder.node.ts';
import { problemsOf, type Schema } from './report/schema.ts';

const test = suite('command line');
const course = learnerFolder();
const STEPS = await stepsOfExercise();

const lastLine = (out: string): string => out.trimEnd().split('\n').at(-1) ?? '';
const read = (path: string): string => readFileSync(path, 'utf8');
const json = (path: string): unknown => JSON.parse(read(path));
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

test('the first run is red, and says where to start', async () => {
  await course.begin(0);

  const { code, out, err } = await course.exercise('1');

  assert.is(code, 1);
  assert.is(err, '');
  assert.match(out, /✗ 1\.1 {2}.*\n {9}not written yet: /);
  assert.is(count(out, '  · 1.'), STEPS - 1);
  assert.match(out, 'Start with 1.1. The chapter tells it under "');
  assert.match(
    lastLine(out),
    new RegExp(`^ {2}0 of ${STEPS} steps · \\d+\\.\\d\\d s$`),
  );
  assert.not(existsSync(course.path('.kubewright/cases')));
});

test('without a terminal, no number means the next exercise, graded once', async () => {
  const { code, out } = await course.exercise();

  assert.is(code, 1);
  assert.match(out, 'Exercise 1 · ');
});

test('with one step open, the others are green', async () => {
  await course.begin(STEPS - 1);

  const { code, out } = await course.exercise('1');

  assert.is(code, 1);
  assert.is(count(out, '✓'), STEPS - 1);
  assert.match(lastLine(out), `${STEPS - 1} of ${STEPS} steps`);
  const list = await course.run(['list']);
  assert.match(list.out, `${STEPS - 1}/${STEPS}`);
  assert.match(list.out, `← next: 1.${STEPS}`);
});

test('a difference is shrunk, recognised, kept, and found first next time', async () => {
  await beginWithMisreading();

  const first = await course.exercise('1.3');
  const second = await course.exercise('1.3');

  assert.is(first.code, 1);
  assert.match(first.out, '3 calls are enough to see it');
  assert.match(first.out, 'Rule 1.3');
  assert.match(first.out, '(misreading M4)');
  assert.match(first.out, /history\.ts:\d+ in \S+ · chapter: "/);
  assert.match(first.out, /again: npm run exercise 1\.3 -- --seed [0-9a-f]+\n/);
  assert.match(second.out, '(kept from an earlier run)');
  assert.match(second.out, 'again: npm run exercise 1.3\n');
  await course.begin(STEPS);
});

test('two replays of a seed are the same bytes, and tell no time', async () => {
  await beginWithMisreading();

  const words = ['1', '--seed', '1a2b3c', '--verbose'];
  const [one, other] = [
    await course.exercise(...words),
    await course.exercise(...words),
  ];

  assert.is(one.out, other.out);
  assert.match(
    lastLine(one.out),
    /^ {2}\d of \d+ steps · seed 1a2b3c · isolation: node$/,
  );
});

test('one case is played alone, and leaves no trace in the progress', async () => {
  const before = json(course.path('.kubewright/progress.json'));

  const { out } = await course.exercise('1.3', '--case', 'before the second put');

  assert.match(out, '--case "before the second put"');
  assert.equal(json(course.path('.kubewright/progress.json')), before);
  const unknown = await course.exercise('1.3', '--case', 'nope');
  assert.is(unknown.code, 2);
  assert.match(unknown.err, 'No case is called "nope" here. There are: "before');
});

test('the result as JSON has the shape that its schema states', async () => {
  const { code, out } = await course.exercise('1', '--json');

  const schema = json(course.path('grader/report/result.schema.json')) as Schema;
  assert.is(code, 1);
  assert.equal(problemsOf(schema, JSON.parse(out)), []);
});

test('the solution stands beside what was tried', async () => {
  const { code, out } = await course.exercise('1', '--solution');

  assert.is(code, 0);
  assert.match(out, /- {3,}return this\.#versions\[low - 1\];/);
  assert.match(out, /\+ {3,}return this\.#versions\.at\(-1\);/);
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
  assert.match(out, 'Your files are kept in');
  assert.not.equal(read(course.file('range.ts')), 'mine');
  const [copy = ''] = readdirSync(course.path('.kubewright/before-reset'));
  assert.match(copy, /^01-store-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/);
  assert.is(
    read(course.path('.kubewright/before-reset', copy, 'range.ts')),
    'mine',
  );
  const again = await course.exercise('1', '--reset');
  assert.match(again.out, 'nothing to reset');
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

test('all green says so in one line, and what comes next', async () => {
  await course.begin(STEPS);

  const { code, out } = await course.exercise('store', '--types');

  assert.is(code, 0, out);
  assert.match(
    out,
    new RegExp(`✓ 1\\.1 … 1\\.${STEPS} {3}1,\\d{3} programs, no diff`),
  );
  assert.match(out, '✓ types: no error');
  assert.match(out, '  Next: ');
  assert.match(lastLine(out), `${STEPS} of ${STEPS} steps`);
  const solved = await course.exercise('1', '--solution');
  assert.match(solved.out, 'Yours is the reference, to the letter.');
});

test('type errors are told, and are no verdict', async () => {
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
  const one = ['run', 'exercise', '1.3', '--seed', '1a2b', '--json'];
  const seeded = await course.start('npm', one, { cwd });

  assert.is(hint.code, 0, hint.err);
  assert.match(hint.out, '1 of 3  ');
  assert.is((JSON.parse(seeded.out) as { seed: string }).seed, '1a2b');
});

test('paths are told from where the command was typed', async () => {
  await course.begin(0);

  const env = { INIT_CWD: course.path('exercises') };
  const { out } = await course.run(['exercise', '1.3'], { env });

  assert.match(out, '../chapters/01-store.md');
  assert.match(out, 'you edit  01-store/history.ts');
});

test.run();
