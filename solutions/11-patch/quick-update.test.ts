// That what is quick comes to the same as what is thorough.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { fieldOf, isMap, type Json, type JsonMap } from './json.ts';
import { quickUpdate } from './quick-update.ts';
import { typeOf, UNKNOWN } from './schema.ts';
import { thorough, trackUpdate } from './update.ts';

const test = suite('quick updates');

const LEASE: JsonMap = {
  ...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' },
  metadata: { name: 'a', namespace: 'b', uid: 'u', resourceVersion: '1' },
  spec: { holderIdentity: 'a', leaseDurationSeconds: 40, renewTime: 't0' },
};
const POD: JsonMap = {
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: {
    name: 'a',
    labels: { app: 'x' },
    annotations: {},
    resourceVersion: '1',
  },
  spec: {
    ...{ nodeName: 'n', nodeSelector: { disk: 'ssd' } },
    containers: [{ name: 'main', image: 'web' }],
  },
  status: { phase: 'Pending', conditions: [{ type: 'Ready', status: 'False' }] },
};
const SECRET: JsonMap = {
  ...{ apiVersion: 'v1', kind: 'Secret', type: 'Opaque' },
  metadata: { name: 'a', generation: 1 },
  data: { user: 'x', word: 'y' },
};
const OTHER: JsonMap = {
  ...{ apiVersion: 'x.io/v1', kind: 'Thing', metadata: { name: 'a' } },
  spec: { a: { b: { c: 1, d: null } }, list: ['x', { y: 1 }] },
};

test('a lease that is renewed is quick', () => {
  const writer = { manager: 'kubelet', now: '2025-01-01T00:00:10Z' };
  const live = trackUpdate(undefined, LEASE, {
    ...writer,
    now: '2025-01-01T00:00:00Z',
  });
  const spec = { ...(LEASE.spec as JsonMap), renewTime: 't1' };
  const type = typeOf(LEASE) ?? UNKNOWN;
  const quick = quickUpdate(live, { ...live, spec }, type, writer);
  assert.ok(quick);
  assert.equal(quick, thorough(live, { ...live, spec }, writer));
});

test('whatever is drawn, it says what the thorough way says', () => {
  let quick = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const { chance } = createVirtualWorld({ seed });
    const below = (many: number): number => Math.floor(chance.next() * many);
    const start = [LEASE, POD, SECRET, OTHER][seed % 4] ?? LEASE;
    let live = trackUpdate(undefined, start, { manager: 'm0', now: 'T00' });
    for (let turn = 1; turn < 12; turn++) {
      const object = altered(live, below) as JsonMap;
      const writer = {
        manager: `m${below(3)}`,
        now: `T${String(turn - below(2)).padStart(2, '0')}`,
        ...(below(3) === 0 ? { subresource: 'status' } : {}),
      };
      const expected = thorough(live, object, writer);
      const type = typeOf(object) ?? UNKNOWN;
      if (quickUpdate(live, object, type, writer) !== undefined) quick++;
      const after = trackUpdate(live, object, writer);
      assert.is(JSON.stringify(after), JSON.stringify(expected), `seed ${seed}`);
      live = after;
    }
  }
  assert.ok(quick > 400, `only ${quick} were quick`);
});

/** With some values changed, and sometimes a key or an item more or less. */
function altered(value: Json, below: (many: number) => number, name = ''): Json {
  const isFixed = ['apiVersion', 'kind', 'managedFields'].includes(name);
  if (isFixed && below(20) > 0) return value;
  if (Array.isArray(value)) {
    if (below(12) === 0) return value.slice(1);
    return value.map((one) => (below(3) === 0 ? altered(one, below) : one));
  }
  if (!isMap(value)) return below(4) === 0 ? `new ${below(3)}` : value;
  const keys = Object.keys(value);
  const next = keys.map((key) => [
    key,
    altered(fieldOf(value, key) ?? null, below, key),
  ]);
  if (name !== '' && below(25) === 0) next.push(['more', 1]);
  if (name !== '' && below(25) === 0) next.shift();
  return Object.fromEntries(next);
}

test.run();
