import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plain } from '../core/plain.ts';
import type { Program } from '../core/scenario.ts';
import { different, notWritten, result, step } from '../report/fixture.ts';
import { keptAfter, readKept } from './cases.ts';
import { StateFolder } from './folder.node.ts';
import {
  afterRun,
  NO_PROGRESS,
  progressOf,
  readProgress,
  withSteps,
} from './progress.ts';

const test = suite<{ root: string; state: StateFolder }>('state');

test.before.each((context) => {
  context.root = mkdtempSync(join(tmpdir(), 'kubewright state '));
  context.state = new StateFolder(context.root);
});
test.after.each(({ root }) => rmSync(root, { recursive: true, force: true }));

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

test('a file is written whole and read again', ({ root, state }) => {
  assert.ok(state.save('cases/a.json', 'kept'));

  assert.is(state.load('cases/a.json', text), 'kept');
  assert.equal(readdirSync(join(root, '.kubewright/cases')), ['a.json']);
  assert.is(state.notes.size, 0);
});

test('what is not there is nothing, and nothing to tell', ({ state }) => {
  assert.is(state.load('progress.json', text), undefined);
  assert.is(state.notes.size, 0);
});

test('a broken file is set aside, in one sentence', ({ root, state }) => {
  mkdirSync(join(root, '.kubewright'));
  for (const broken of ['{"half":', '17']) {
    writeFileSync(join(root, '.kubewright/progress.json'), broken);
    assert.is(state.load('progress.json', text), undefined);
    assert.ok(existsSync(join(root, '.kubewright/progress.broken.json')));
    assert.not(existsSync(join(root, '.kubewright/progress.json')));
  }

  assert.equal(
    [...state.notes],
    [
      '.kubewright/progress.json could not be understood. It is now' +
        ' progress.broken.json, and what it remembered starts anew.',
    ],
  );
});

test('a folder that can not be written to is told, not thrown', ({
  root,
  state,
}) => {
  writeFileSync(join(root, '.kubewright'), 'a file where the folder should be');

  assert.not(state.save('progress.json', 1));
  assert.is(state.load('progress.json', text), undefined);
  state.remove('progress.json');
  assert.match([...state.notes].join(' '), 'cannot be written (');
});

test('a run counts attempts, and solved is what passed last', () => {
  const misreading = { id: 'M1', looksAsIf: 'x', hint: 'look there' };
  const one = afterRun(
    NO_PROGRESS,
    result([different(1, { misreading }), notWritten(2)]),
  );
  const two = afterRun(one, result([step(1), notWritten(2)]));

  assert.equal(progressOf(one, '1.1'), {
    attempts: 1,
    solved: false,
    hints: 0,
    misread: 'look there',
  });
  assert.equal(progressOf(two, '1.1'), { attempts: 2, solved: true, hints: 0 });
  assert.equal(
    Object.keys(two.steps),
    ['1.1'],
    'what was not tried is not written down',
  );
});

test('hints stay through runs', () => {
  const hinted = withSteps(NO_PROGRESS, {
    '1.1': { attempts: 0, solved: false, hints: 2 },
  });

  assert.is(progressOf(afterRun(hinted, result([step(1)])), '1.1').hints, 2);
});

test('progress is read as it was written, anything else is refused', () => {
  const progress = afterRun(NO_PROGRESS, result([step(1)]));
  const bad = { attempts: -1, solved: false, hints: 0 };

  assert.equal(readProgress(JSON.parse(JSON.stringify(progress))), progress);
  assert.is(readProgress({ ...progress, version: 2 }), undefined);
  assert.is(readProgress({ ...progress, steps: { '1.1': bad } }), undefined);
  assert.is(readProgress([]), undefined);
});

const program = (input: Plain): Program => ({ input, seed: 1 });

test('a program that failed is kept until it passes', () => {
  const failed = keptAfter({}, result([different(1), step(2)]));
  const passed = keptAfter(failed, result([step(1)]));

  assert.equal(failed, { '1.1': [program([])] });
  assert.equal(passed, {});
});

test('of several kept ones, those before the one that failed have passed', () => {
  const kept = { '1.1': [program('a'), program('b'), program('c')] };
  const found = different(1, { programs: 2 });

  assert.equal(keptAfter(kept, result([found])), {
    '1.1': [program([]), program('c')],
  });
});

test('a step that ended otherwise keeps what it had', () => {
  const kept = { '1.1': [program('a')] };
  const late = step(1, { verdict: 'timed-out' });

  assert.equal(keptAfter(kept, result([late])), kept);
});

test('kept programs are lists by step', () => {
  const kept = { '1.1': [program([1])] };

  assert.equal(readKept(kept), kept);
  assert.is(readKept({ '1.1': [[1]] }), undefined);
  assert.is(readKept({ '1.1': 1 }), undefined);
  assert.is(readKept({ constructor: [] }), undefined);
  assert.is(readKept([]), undefined);
});

test.run();
