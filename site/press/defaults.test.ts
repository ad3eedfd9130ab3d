import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readSource } from '../literate/regions.ts';
import { type Default, defaultsOf } from './defaults.ts';

const test = suite('the table of defaults');

function read(text: string): Default[] {
  return defaultsOf(
    new Map([['23-nodes/a.ts', readSource('23-nodes/a.ts', text)]]),
  );
}

test('a constant has a name, a value, a unit and a source', () => {
  const found = read(`/**
 * How long a node may stay silent, in milliseconds.
 * kube-controller-manager --node-monitor-grace-period: 50 s since 1.32, 40 s before.
 */
export const NODE_MONITOR_GRACE_MS: Millis = 50_000;
`);
  assert.equal(found, [
    {
      name: 'NODE_MONITOR_GRACE_MS',
      value: '50,000 (50 s)',
      unit: 'ms',
      what: 'How long a node may stay silent, in milliseconds.',
      source:
        'kube-controller-manager --node-monitor-grace-period: 50 s since 1.32, 40 s before.',
      file: '23-nodes/a.ts',
    },
  ]);
});

test('a value says what it is, without its casts', () => {
  const values = read(`/** A. */
export const A = millis(5);
/** B. */
export const B = 7 as Revision;
/** C. */
export const C = 'default';
`).map(({ value }) => value);
  assert.equal(values, ['5', '7', "'default'"]);
});

test('what has no comment, or is no constant, is left out', () => {
  assert.equal(
    read('export const BARE = 1;\n\n/** F. */\nexport const lower = 2;\n'),
    [],
  );
});

test.run();
