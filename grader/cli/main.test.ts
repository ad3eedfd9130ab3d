// The command line as a learner meets it: whole runs, in a folder of their own.

import { existsSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  lastHole,
  learnerFolder,
  stepsOfExercise,
} from '../trials/learner-folder.node.ts';

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

test('with one hole open, the steps before it are green', async () => {
  const green = (await lastHole()) - 1;
  await course.begin(green);

  const { code, out } = await course.exercise('1');

  assert.is(code, 1);
  assert.is(count(out, '✓'), green, out);
  assert.match(lastLine(out), `${green} of ${STEPS} steps`);
  const list = await course.run(['list']);
  assert.match(list.out, `${green}/${STEPS}`);
  assert.match(list.out, `← next: 1.${green + 1}`);
});

test('a difference is shrunk, recognised, kept, and found first next time', async () => {
  await beginWithMisreading();

  const first = await course.exercise('1.3');
  const second = await course.exercise('1.3');

  assert.is(first.code, 1);
  assert.match(first.out, /[23] calls are enough to see it/, first.out);
  assert.match(first.out, 'Rule 1.3');
  assert.match(first.out, 'It looks as if ');
  assert.match(first.out, /history\.ts:\d+ in \S+ · chapter: "/);
  assert.match(first.out, /again: npm run exercise 1\.3 -- --seed [0-9a-f]+\n/);
  assert.match(second.out, 'kept from an earlier run)', second.out);
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

test('all green says so in one line, and what comes next', async () => {
  await course.begin(STEPS);

  const { code, out } = await course.exercise('store', '--types');

  assert.is(code, 0, out);
  assert.match(
    out,
    new RegExp(`✓ 1\\.1 … 1\\.${STEPS} {3}\\d{3} programs, no diff`),
  );
  assert.match(out, '✓ types: no error');
  assert.match(out, '  Next: ');
  assert.match(lastLine(out), `${STEPS} of ${STEPS} steps`);
  const solved = await course.exercise('1', '--solution');
  assert.match(solved.out, 'Yours is the reference, to the letter.');
});

test('paths are told from where the command was typed', async () => {
  await course.begin(0);

  const env = { INIT_CWD: course.path('exercises') };
  const { out } = await course.run(['exercise', '1.3'], { env });

  assert.match(out, '../chapters/01-store.md');
  assert.match(out, 'you edit  01-store/history.ts');
});

test.run();
