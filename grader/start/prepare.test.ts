import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LearnerFolder } from '../trials/learner-folder.node.ts';

const test = suite('preparing');
const course = new LearnerFolder();
const cache = course.path('.kubewright/cache');

/** A file of what was built last. */
function built(name: string): string {
  const [folder = ''] = readdirSync(cache).filter((one) => /^[0-9a-f]+$/.test(one));
  return `${cache}/${folder}/${name}`;
}

test('an exercise is built when it is first asked for', async () => {
  await course.exercise('1.1');

  assert.ok(existsSync(built('pack-01-store.cjs')));
  assert.not.ok(existsSync(built('pack-02-txn.cjs')));
});

test('a change rebuilds what reads it, and keeps the rest', async () => {
  await course.exercise('2.1');
  const before = statSync(built('pack-01-store.cjs')).ino;
  appendFileSync(course.path('solutions/02-txn/mod.ts'), '// changed\n');

  await course.exercise('1.1');

  assert.is(statSync(built('pack-01-store.cjs')).ino, before);
  assert.ok(existsSync(built('given-world.json')));
  assert.not.ok(existsSync(built('pack-02-txn.cjs')));
});

test('what every exercise is made of is kept by none', async () => {
  const before = statSync(built('pack-01-store.cjs')).ino;
  appendFileSync(course.path('solutions/00-world/mod.ts'), '// changed\n');

  await course.exercise('1.1');

  assert.is.not(statSync(built('pack-01-store.cjs')).ino, before);
});

test('an exercise is built elsewhere where nothing can be written', async () => {
  const folder = built('.');
  chmodSync(folder, 0o555);
  const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {};

  const { out, err } = await course.run(['exercise', '3.1'], uid);

  chmodSync(folder, 0o755);
  assert.is(err, '');
  assert.match(out, 'Exercise 3');
  assert.not.ok(existsSync(built('pack-03-watch.cjs')));
});

test.run();
