// What is not one of the known misreadings is not taken for one, and laws let every right
// answer pass.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { StepResult } from '../core/result.ts';
import {
  type Exercise,
  type Files,
  gradeInProcess,
  readExercises,
} from './exercises.node.ts';

const exercises = await readExercises();
const test = suite('misreadings');

function named(slug: string): Exercise {
  const found = exercises.find(({ chapter }) => chapter.slug === slug);
  if (found === undefined) throw new Error(`no exercise is called ${slug}`);
  return found;
}

/** The reference with words of a file replaced. */
function changed(
  { starters, chapter }: Exercise,
  file: string,
  swaps: readonly (readonly [string, string])[],
): Files {
  const files = starters(chapter.steps.length);
  let text = files.get(file) ?? '';
  for (const [from, to] of swaps) {
    assert.ok(text.includes(from), `${file} says ${from}`);
    text = text.replace(from, to);
  }
  return new Map(files).set(file, text);
}

async function graded(
  exercise: Exercise,
  files: Files,
  step: string,
): Promise<StepResult | undefined> {
  const only = new Set([step]);
  return (await gradeInProcess(exercise, files, { only })).steps[0];
}

test('an id that is checked before the seconds is no "too many seconds are cut"', async () => {
  const lease = named('04-lease');
  const tooLarge =
    "    if (request.ttl > MAX_LEASE_TTL) {\n      throw new EtcdError('OutOfRange', 'too large lease TTL');\n    }\n";
  const files = changed(lease, 'lessor.ts', [
    [tooLarge, ''],
    [
      '    const ttl = Math.max(request.ttl, MIN_LEASE_TTL);',
      `${tooLarge}    const ttl = Math.max(request.ttl, MIN_LEASE_TTL);`,
    ],
  ]);

  const step = await graded(lease, files, '4.1');

  assert.is(step?.verdict, 'different');
  assert.is(step?.misreading, undefined);
});

const ENDS =
  'this.#deadlines = new Deadlines(world.clock, (id) => this.revoke(id));';

test('leases whose time is over at once may end in any order', async () => {
  const lease = named('04-lease');
  const lastFirst = changed(lease, 'lessor.ts', [
    [
      ENDS,
      `const over: number[] = [];
    this.#deadlines = new Deadlines(world.clock, (id) => {
      over.push(id);
      world.clock.after(0, () => this.revoke(over.pop() ?? 0));
    });`,
    ],
  ]);

  const step = await graded(lease, lastFirst, '4.5');

  assert.is(step?.verdict, 'passed', JSON.stringify(step));
});

test('a lease that ends late breaks the law of its time', async () => {
  const lease = named('04-lease');
  const late = changed(lease, 'lessor.ts', [
    [
      ENDS,
      `this.#deadlines = new Deadlines(world.clock, (id) => {
      world.clock.after(1, () => this.revoke(id));
    });`,
    ],
  ]);

  const step = await graded(lease, late, '4.5');

  assert.is(step?.verdict, 'law-broken');
  assert.match(step?.words ?? '', /a lease ends when its time is over/);
});

test('a lease that is revoked takes its timer along', async () => {
  const lease = named('04-lease');
  const leaking = changed(lease, 'deadlines.ts', [
    ['    this.#byLease.get(id)?.timer.cancel();\n', ''],
  ]);

  const step = await graded(lease, leaking, '4.6');

  assert.is(step?.verdict, 'different');
  assert.is(step?.misreading, undefined);
  assert.match(JSON.stringify(step), /timers without a lease 1/);
});

/** A store that answers an empty range with a list of its own, made `once` or a store. */
function withList(once: boolean): Files {
  const store = named('01-store');
  const files = new Map(changed(store, 'mod.ts', [['createStore,', '']]));
  const none = 'const none = [];';
  files.set('mod.ts', `export * from './odd.ts';\n${files.get('mod.ts')}`);
  files.set(
    'odd.ts',
    `import { createStore as create } from './store.ts';
${once ? none : ''}
export function createStore(...args) {
  const store = create(...args);
  ${once ? '' : none}
  return {
    get revision() { return store.revision; },
    range: (request) => {
      const answer = store.range(request);
      return answer.kvs.length === 0 ? { ...answer, kvs: none } : answer;
    },
    put: (request) => store.put(request),
    deleteRange: (request) => store.deleteRange(request),
    write: (step) => store.write(step),
    onCommit: (listener) => store.onCommit(listener),
  };
}`,
  );
  return files;
}

test('a list that can be written on is told as handed out, with the call that does it', async () => {
  const step = await graded(named('01-store'), withList(false), '1.2');

  assert.match(step?.words ?? '', /^hands out what it keeps/);
  assert.match(
    step?.difference?.before[0]?.call ?? '',
    /, and write on the answer$/,
  );
});

test('a list that the module itself keeps is told as handed out', async () => {
  const step = await graded(named('01-store'), withList(true), '1.2');

  assert.match(step?.words ?? '', /^hands out what it keeps/);
});

test('a lessor that is closed does not follow the store', async () => {
  const lease = named('04-lease');
  const following = changed(lease, 'lessor.ts', [
    ['    this.#stopFollowing();\n', ''],
  ]);

  const step = await graded(lease, following, '4.1');

  assert.match(
    step?.words ?? '',
    /listeners of the store: 1; the reference leaves/,
  );
});

test.run();
