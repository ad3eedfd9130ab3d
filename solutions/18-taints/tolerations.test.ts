// What a toleration covers: the table of the documentation, row by row.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Taint, Toleration } from '#scheduler';
import { intolerable, normalized, tolerates, untolerated } from './mod.ts';

const test = suite('tolerations');
const gpu: Taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' };

test('key, value and effect have to be those of the taint, as far as they are named', () => {
  const rows: readonly (readonly [Toleration, boolean])[] = [
    [{ key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoSchedule' }, true],
    [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }, true],
    [{ key: 'gpu', value: 'yes' }, true],
    [{ key: 'gpu', operator: 'Exists' }, true],
    [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }, true],
    [{ operator: 'Exists' }, true],
    [{ operator: 'Exists', effect: 'NoSchedule' }, true],
    [{ key: 'gpu', value: 'no' }, false],
    [{ key: 'gpu' }, false],
    [{ key: 'disk', operator: 'Exists' }, false],
    [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute' }, false],
    [{ operator: 'Exists', effect: 'PreferNoSchedule' }, false],
    [{ key: 'gpu', operator: 'exists' }, false],
  ];

  for (const [toleration, expected] of rows)
    assert.is(tolerates(toleration, gpu), expected, JSON.stringify(toleration));
});

test('a taint without a value is tolerated by an empty value', () => {
  assert.ok(tolerates({ key: 'gpu' }, { key: 'gpu', effect: 'NoSchedule' }));
  assert.ok(tolerates({ key: 'gpu', value: '' }, { ...gpu, value: '' }));
});

test('Gt and Lt tolerate nothing where the gate of 1.35 is shut', () => {
  const price: Taint = { key: 'price', value: '5', effect: 'NoSchedule' };

  for (const operator of ['Gt', 'Lt'])
    assert.not(tolerates({ key: 'price', operator, value: '9' }, price));
});

test('the first hard taint that is not tolerated keeps the Pod out', () => {
  const soft: Taint = { key: 'a', effect: 'PreferNoSchedule' };
  const drain: Taint = { key: 'b', effect: 'NoExecute' };

  assert.is(untolerated([soft, drain, gpu], []), drain);
  assert.is(untolerated([soft, drain, gpu], [{ key: 'b' }]), gpu);
  assert.is(untolerated([soft], []), undefined);
  assert.is(untolerated(undefined, undefined), undefined);
});

test('soft taints are counted, and the node with most of them scores nothing', () => {
  const soft = (key: string): Taint => ({ key, effect: 'PreferNoSchedule' });

  const counts = [[], [soft('a')], [soft('a'), soft('b'), soft('c')]].map(
    (taints) =>
      intolerable(taints, [{ key: 'c', operator: 'Exists', effect: 'NoSchedule' }]),
  );

  assert.equal(counts, [0, 1, 3]);
  assert.equal(normalized(counts, { reverse: true }), [100, 67, 0]);
  assert.equal(normalized(counts), [0, 33, 100]);
  assert.equal(normalized([0, 0], { reverse: true }), [100, 100]);
  assert.equal(normalized([0, 0]), [0, 0]);
  assert.equal(normalized([]), []);
});

test.run();
