import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Condition, setCondition } from './mod.ts';

const test = suite('conditions');
const ready = { type: 'Ready', status: 'True', reason: 'Up', message: '' } as const;

test('the time moves when the status does', () => {
  let all: readonly Condition[] = setCondition([], ready, '1');
  assert.is(setCondition(all, ready, '2'), all);
  all = setCondition(all, { ...ready, reason: 'Other' }, '3');
  assert.equal(all, [{ ...ready, reason: 'Other', lastTransitionTime: '1' }]);
  all = setCondition(all, { ...ready, status: 'False' }, '4');
  assert.is(all[0]?.lastTransitionTime, '4');
});

test('a condition stays in its place, and a new one comes last', () => {
  const other = { ...ready, type: 'Available' };
  let all = setCondition(setCondition([], ready, '1'), other, '2');
  all = setCondition(all, { ...ready, status: 'False' }, '3');
  assert.equal(
    all.map(({ type }) => type),
    ['Ready', 'Available'],
  );
});

test('what is absent is empty, or 0', () => {
  const all = setCondition([], ready, '1');
  const bare = { type: 'Ready', status: 'True', reason: 'Up' } as const;
  assert.is(setCondition(all, bare, '2'), all);
  assert.is(setCondition(all, { ...ready, observedGeneration: 0 }, '3'), all);
  const after = setCondition(all, { type: 'Ready', status: 'True' }, '4');
  assert.equal(after, [{ type: 'Ready', status: 'True', lastTransitionTime: '1' }]);
});

test.run();
