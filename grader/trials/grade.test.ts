// `npm run grade` in a learner's folder, as CI runs it.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { problemsOf } from '../report/schema.ts';
import { learnerFolder, type Ran, stepsOfExercise } from './learner-folder.node.ts';
import { processesIn } from './stand.node.ts';

const test = suite('npm run grade');
const folder = learnerFolder();
const steps = await stepsOfExercise();
const grade = (
  words = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> =>
  folder.run(['grade', ...words.split(' ').filter((word) => word !== '')], { env });

test.before(() => folder.beginAll());

test('where nothing was begun there is nothing to grade, and that is no pass', async () => {
  const { code, out, err } = await grade();

  assert.is(code, 1);
  assert.is(out, '');
  assert.match(err, 'Nothing is graded: no exercise has been begun.');
});

test('what was begun is graded, and all that passes is a pass', async () => {
  await folder.begin(steps);
  const { code, out, err } = await grade();

  assert.is(err, '');
  assert.is(code, 0);
  assert.match(out, /✓ 1 {4}Keys and revisions +8 of 8 · 13 of 13 points/);
  assert.match(out, /\n {2}8 of 8 steps · 13 of 13 points · \d+\.\d s\n$/);
});

test('a step that fails is told with its place, and fails the run', async () => {
  await folder.begin(2);
  const { code, out } = await grade();

  assert.is(code, 1);
  assert.match(out, /✗ 1\.\d /);
  assert.match(out, 'open besides: 1.');
});

test('what is required fails when it is not begun; the rest decides nothing', async () => {
  await folder.begin(2);
  const required = await grade('--require 2');
  await folder.begin(steps);
  const passed = await grade('--require 1');

  assert.is(required.code, 1);
  assert.match(required.out, 'nothing is written yet');
  assert.match(required.out, 'Open: 2');
  assert.is(passed.code, 0);
});

test('what stands on an own chapter that failed is skipped, and says why', async () => {
  await folder.begin(2);
  const txn = folder.path('exercises', '02-txn', 'mod.ts');
  const text = readFileSync(txn, 'utf8');
  writeFileSync(txn, `${text}\n// begun\n`);
  const { code, out } = await grade('--mine store');
  writeFileSync(txn, text);

  assert.is(code, 1);
  assert.match(out, 'it stands on your 01-store, which did not pass');
});

test('the same seed gives the same bytes, in every format, whatever runs at once', async () => {
  await folder.begin(4);
  const formats = 'json,junit,tap,github,gradescope,markdown';
  const run = async (out: string, jobs: number): Promise<string[]> => {
    await grade(
      `--require 1-2 --seed 7 --jobs ${jobs} --format ${formats} --out ${out}`,
    );
    const files = readdirSync(folder.path(out)).sort();
    const texts = files.map((file) => readFileSync(folder.path(out, file), 'utf8'));
    rmSync(folder.path(out), { recursive: true });
    return [...files, ...texts];
  };
  const [one, two] = [await run('one', 1), await run('two', 2)];

  assert.equal(one.slice(0, 6), [
    ...['annotations.txt', 'grade.json', 'grade.md', 'grade.tap'],
    ...['junit.xml', 'results.json'],
  ]);
  assert.equal(one, two);
});

test('one format stands alone on the standard output', async () => {
  await folder.begin(steps);
  const { code, out } = await grade('--format json');
  const schema = new URL('../grade/grade.schema.json', import.meta.url);

  assert.is(code, 0);
  assert.equal(
    problemsOf(JSON.parse(readFileSync(schema, 'utf8')) as object, JSON.parse(out)),
    [],
  );
});

test('on GitHub the annotations and the summary are there without being asked for', async () => {
  await folder.begin(2);
  const summary = folder.path('summary.md');
  writeFileSync(summary, 'before\n');
  const { out } = await grade('', {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: summary,
  });

  assert.match(
    out,
    /^::error file=exercises\/01-store\/[\w-]+\.ts,line=\d+,title=1\.\d /m,
  );
  assert.match(out, /^::stop-commands::/);
  assert.match(readFileSync(summary, 'utf8'), /^before\n## Kubewright\n/);
});

test('what somebody handed in is graded in place of the own exercises', async () => {
  await folder.begin(steps);
  const handed = folder.path('handed in');
  cpSync(folder.path('exercises', '01-store'), join(handed, '01-store'), {
    recursive: true,
  });
  await folder.begin(0);
  const { code, out } = await folder.run(['grade', '--from', handed]);
  const nothing = await folder.run(['grade', '--from', folder.temp, '--only', '1']);

  assert.is(code, 0);
  assert.match(out, '8 of 8 steps');
  assert.is(nothing.code, 1);
  assert.equal(readdirSync(folder.temp), []);
});

test('a run that is ended takes its processes and their boxes away', async () => {
  await folder.begin(steps);
  let isEnded = false;
  const running = folder.run(['grade', '--jobs', '1'], {
    onPrint: (child) => {
      void until(() => readdirSync(folder.temp).length > 0).then(() => {
        isEnded = child.kill('SIGTERM');
      });
    },
  });
  const { code } = await running;
  const hands = (): readonly number[] => processesIn(folder.path('.kubewright'));
  await until(() => hands().length === 0 && readdirSync(folder.temp).length === 0);

  assert.ok(isEnded);
  assert.is(code, 143);
  assert.equal(hands(), []);
  assert.equal(readdirSync(folder.temp), []);
});

/** Waits for what other processes do, and at most ten seconds. */
async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo() && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test.run();
