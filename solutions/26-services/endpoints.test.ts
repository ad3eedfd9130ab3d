// Endpoints of Pods, and slices that are written as seldom as can be.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { endpointOf, portsOf, reconciledSlices } from './mod.ts';
import type { Endpoint, EndpointPod, Service, Slice } from './types.ts';

const test = suite('endpoints');

const service: Service = {
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } },
  spec: {
    ports: [
      { name: 'web', port: 80, targetPort: 'http' },
      { name: 'dns', port: 53, protocol: 'UDP' },
    ],
  },
};
const podOf = (
  ready: boolean,
  more: object = {},
  meta: object = {},
): EndpointPod => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: { namespace: 'default', name: 'p', uid: 'u', ...meta },
  spec: { containers: [{ ports: [{ name: 'http', containerPort: 8080 }] }] },
  status: {
    ...{ podIP: '10.0.0.1', phase: 'Running' },
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    ...more,
  },
});

test('ready is serving and not on the way out, unless everybody is published', () => {
  const leaving = { deletionTimestamp: 't' };
  const said = (of: Service, pod: EndpointPod) => {
    const { ready, serving, terminating } = endpointOf(of, pod)?.conditions ?? {};
    return [ready, serving, terminating];
  };
  const all = { ...service, spec: { publishNotReadyAddresses: true } };

  assert.equal(said(service, podOf(true)), [true, true, false]);
  assert.equal(said(service, podOf(false)), [false, false, false]);
  assert.equal(said(service, podOf(true, {}, leaving)), [false, true, true]);
  assert.equal(said(all, podOf(false)), [true, false, false]);
  assert.equal(said(all, podOf(true, {}, leaving)), [true, true, true]);
});

test('a Pod that has no address, or has ended, is no endpoint', () => {
  for (const more of [{ podIP: '' }, { phase: 'Failed' }, { phase: 'Succeeded' }])
    assert.is(endpointOf(service, podOf(true, more)), undefined);
});

test('ports by name are those of the Pod', () => {
  assert.equal(portsOf(service, podOf(true)), [
    { name: 'web', protocol: 'TCP', port: 8080 },
    { name: 'dns', protocol: 'UDP', port: 53 },
  ]);
  const bare = { ...podOf(true), spec: {} };
  assert.equal(portsOf(service, bare), [
    { name: 'dns', protocol: 'UDP', port: 53 },
  ]);
});

const endpoint = (uid: number, ready = true): Endpoint => ({
  addresses: [`10.0.0.${uid}`],
  conditions: { ready, serving: ready, terminating: false },
  targetRef: { kind: 'Pod', namespace: 'd', name: `p${uid}`, uid: `u${uid}` },
});
const range = (from: number, to: number): Endpoint[] =>
  Array.from({ length: to - from }, (_, i) => endpoint(from + i));
const slice = (name: string, endpoints: readonly Endpoint[]): Slice => ({
  ...{ name, ports: [], endpoints },
});
const sizes = (slices: readonly Slice[]): string =>
  slices.map(({ name, endpoints }) => `${name}${endpoints.length}`).join(' ');

function changes(slices: readonly Slice[], wanted: readonly Endpoint[]) {
  const { create, update, remove } = reconciledSlices(slices, wanted, [], 4);
  return [sizes(create), sizes(update), sizes(remove)];
}

test('one write where one is enough', () => {
  assert.equal(changes([], range(0, 9)), ['4 4 1', '', '']);
  const full = [slice('a', range(0, 4)), slice('b', range(4, 6))];
  assert.equal(changes(full, range(0, 6)), ['', '', '']);
  assert.equal(changes(full, range(0, 7)), ['', 'b3', '']);
  assert.equal(changes(full, range(0, 9)), ['3', '', '']);
  assert.equal(changes(full, range(1, 7)), ['', 'a4', '']);
  assert.equal(changes(full, range(4, 6)), ['', '', 'a4']);
  assert.equal(changes(full, range(4, 9)), ['', 'a3', '']);
  assert.equal(
    changes([slice('a', range(0, 1)), slice('b', range(1, 4))], range(0, 5)),
    [...['', 'b4', '']],
  );
});

test('whatever there was: each endpoint once, no slice too full, nothing written in vain', () => {
  const list = fc.uniqueArray(fc.nat({ max: 12 }), { maxLength: 12 });
  const said = fc.array(list, { maxLength: 4 });
  fc.assert(
    fc.property(said, list, fc.nat({ max: 12 }), (lists, wanted, unready) => {
      const taken = new Set<number>();
      const slices = lists.map((uids, i) => {
        const own = uids.filter((uid) => !taken.has(uid)).slice(0, 4);
        for (const uid of own) taken.add(uid);
        return slice(
          `s${i}`,
          own.map((uid) => endpoint(uid)),
        );
      });
      const all = wanted.map((uid) => endpoint(uid, uid !== unready));
      const { create, update, remove } = reconciledSlices(slices, all, [], 4);
      const gone = new Set([...update, ...remove].map(({ name }) => name));
      const after = [
        ...slices.filter(({ name }) => !gone.has(name)),
        ...[...update, ...create],
      ];
      const flat = after.flatMap(({ endpoints }) => endpoints);
      const text = (one: Endpoint) => JSON.stringify(one);
      assert.equal(flat.map(text).sort(), all.map(text).sort());
      assert.ok(after.every(({ endpoints }) => endpoints.length <= 4));
      assert.ok(
        [...update, ...create].every(({ endpoints }) => endpoints.length > 0),
      );
      for (const one of update) {
        const old = slices.find(({ name }) => name === one.name);
        assert.not.equal(old?.endpoints, one.endpoints);
      }
    }),
    { numRuns: process.env.KUBEWRIGHT_LONG === '1' ? 10_000 : 500 },
  );
});

test.run();
