// The chapters below an exercise: scenario and submission share one copy of them, and
// where they are the learner's own, a fault in them is named as theirs.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Result } from '../core/result.ts';
import {
  type Exercise,
  type Files,
  gradeIn,
  readExercises,
} from './exercises.node.ts';
import { InProcessSandbox } from './in-process-sandbox.ts';

const exercises = await readExercises();
const test = suite('lower chapters');

function named(slug: string): Exercise {
  const found = exercises.find(({ chapter }) => chapter.slug === slug);
  if (found === undefined) throw new Error(`no exercise is called ${slug}`);
  return found;
}

const [store, txn] = [named('01-store'), named('02-txn')];
const solved = (exercise: Exercise): Files =>
  exercise.starters(exercise.chapter.steps.length);

/** Grades the solved exercise 2 on a store of the learner's own. */
function onStore(own: Files): Promise<Result> {
  const files = solved(txn);
  const sandboxOf = (mine: ReadonlyMap<string, Files>): InProcessSandbox =>
    new InProcessSandbox(txn.scenario, txn.load(files, { mine }));
  return gradeIn(txn, files, {
    sandbox: sandboxOf(new Map([['store', own]])),
    onGiven: { slugs: ['01-store'], sandbox: sandboxOf(new Map()) },
    only: new Set(['2.5']),
  });
}

function changed(files: Files, file: string, from: string, to: string): Files {
  const text = files.get(file) ?? '';
  assert.ok(text.includes(from), `${file} says ${from}`);
  return new Map(files).set(file, text.replace(from, to));
}

test('an error of the store that the stage hands out is an EtcdError to the exercise', async () => {
  const files = new Map(solved(txn));
  files.set('inner.ts', files.get('txn.ts') ?? '');
  files.set(
    'txn.ts',
    `import { EtcdError } from '#store';
import { txn as inner, update } from './inner.ts';
export { update };
export function txn(...args) {
  try {
    return inner(...args);
  } catch (error) {
    const isTheirs = error instanceof EtcdError || error.code === 'NotFound';
    throw isTheirs ? error : new Error('an EtcdError of another copy');
  }
}`,
  );
  const sandbox = new InProcessSandbox(txn.scenario, txn.load(files));

  const result = await gradeIn(txn, files, { sandbox });

  assert.is(result.exit, 0, JSON.stringify(result.steps).slice(0, 900));
});

test('the learner’s own store will do, if it is right', async () => {
  const result = await onStore(solved(store));

  assert.is(result.exit, 0);
});

test('what the learner’s own store throws is named as theirs', async () => {
  const from = 'if (this.#writing)';
  const broken = changed(solved(store), 'store.ts', from, 'if (!this.#writing)');

  const [step] = (await onStore(broken)).steps;

  assert.is(step?.verdict, 'threw');
  assert.match(step?.words ?? '', /^threw: .+, in your 01-store; the fault is in/);
  assert.match(step?.where ?? '', /^01-store\/store\.ts:\d+$/);
});

test('a hole of the learner’s own store is named as theirs', async () => {
  const [step] = (await onStore(store.starters(0))).steps;

  assert.is(step?.verdict, 'not-written');
  assert.match(step?.words ?? '', /^not written yet, in your 01-store/);
  assert.match(step?.where ?? '', /^01-store\/[\w-]+\.ts:\d+$/);
});

test('a wrong answer that comes from the learner’s own store is said to', async () => {
  const broken = new Map(changed(solved(store), 'mod.ts', 'createStore,', ''));
  broken.set('mod.ts', `export * from './odd.ts';\n${broken.get('mod.ts')}`);
  broken.set(
    'odd.ts',
    `import { createStore as create } from './store.ts';
export function createStore(...args) {
  const store = create(...args);
  return {
    get revision() { return store.revision; },
    range: (request) => store.range(request),
    put: (request) => store.put(request),
    deleteRange: (request) => store.deleteRange(request),
    write: (step) => store.write(step),
    onCommit: (listener) => store.onCommit((commit) =>
      listener({ ...commit, changes: commit.changes.slice(1) })),
  };
}`,
  );

  const [step] = (await onStore(broken)).steps;

  assert.is(step?.verdict, 'different', JSON.stringify(step));
  assert.match(
    step?.words ?? '',
    /; the fault is in your 01-store: on the chapters/,
  );
});

test.run();
