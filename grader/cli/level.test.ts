import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { learnerFolder, stepsOfExercise } from '../trials/learner-folder.node.ts';

const test = suite('levels');
const course = learnerFolder();
const STEPS = await stepsOfExercise();

const read = (name: string): string => readFileSync(course.file(name), 'utf8');

test('bare is the public face alone; going back finds what was there, and so again', async () => {
  await course.begin(STEPS);
  const guided = read('store.ts');

  const bare = await course.exercise('1', '--bare');

  assert.is(bare.code, 0, bare.err);
  assert.match(bare.out, 'exercises/01-store is bare now.');
  assert.match(
    bare.out,
    'npm run exercise 1 -- --guided brings back what was there.',
  );
  assert.not(existsSync(course.file('select.ts')));
  assert.match(read('store.ts'), "throw new NotWritten('1');");
  assert.not.match(read('store.ts'), 'class MemoryStore');

  writeFileSync(course.file('mine.ts'), 'export const mine = 1;\n');
  await course.exercise('1', '--guided');
  assert.is(read('store.ts'), guided);
  assert.not(existsSync(course.file('mine.ts')));

  const again = await course.exercise('1', '--bare');
  assert.match(again.out, 'bare now, as you left it.');
  assert.match(read('mine.ts'), 'mine = 1');
});

test('a bare exercise is graded, reset and tried as such', async () => {
  const { code, out } = await course.exercise('1', '--types');

  assert.is(code, 1);
  assert.match(out, 'you edit  exercises/01-store (bare: all behind its exports)');
  assert.match(out, /✗ 1\.1 .*\n +1\.1 is not written yet/);
  assert.match(out, '✓ types: no error');

  const reset = await course.exercise('1', '--reset');
  assert.match(reset.out, 'as it was at the start');
  assert.not(existsSync(course.file('mine.ts')));
  assert.not.match(read('store.ts'), 'class MemoryStore');
  assert.match((await course.exercise('1', '--bare')).out, 'is bare already');

  const { out: solution } = await course.exercise('1', '--solution', '--force');
  assert.match(solution, 'Your exercise is bare');
  assert.match(solution, /solutions\/01-store\/[\w-]+\.ts\n\n(?: .*\n)* +- /);
  assert.not.match(solution, /^ +\+ |to the letter/m);

  const tried = await course.tryOut(['1:counter']);
  assert.match(tried.err, 'yours            none');
});

test('every bare starter of the course is free of type errors', async () => {
  const names = readdirSync(course.path('exercises'));
  for (const slug of names.filter((name) => /^\d/.test(name))) {
    const number = String(Number.parseInt(slug, 10));
    await course.exercise(number, '--bare');

    const { out } = await course.exercise(number, '--types');

    assert.match(out, '✓ types: no error', out);
    await course.exercise(number, '--guided');
  }
});

test('a level is of a whole exercise, and named with its number', async () => {
  const { code, err } = await course.exercise('1.2', '--bare');

  assert.is(code, 2);
  assert.match(err, '--bare is for whole exercises: npm run exercise 1 -- --bare');
  assert.match((await course.exercise('--guided')).err, '--guided wants a number');
});

test.run();
