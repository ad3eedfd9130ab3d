// The controllers of endpoints over the API server as the cluster has it, in virtual time.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ADMIN, testCluster } from './ask.ts';
import type { ControllerName } from './controllers.ts';
import { startEndpoints } from './endpoints.ts';
import { truncated } from './subsets.ts';

const test = suite('the endpoints of Services');

const CORE = '/api/v1/namespaces/default';
const SLICES = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices';
const MERGE = { 'content-type': 'application/merge-patch+json' };
const BOTH: readonly ControllerName[] = [
  'endpoints-controller',
  'endpointslice-controller',
];

/** Whatever the server answers. */
type Said = ReturnType<typeof JSON.parse>;

interface Playground {
  read(url: string): Said;
  write(method: string, url: string, body?: unknown): Said;
  slices(service?: string): Promise<readonly Said[]>;
  pass(seconds: number): Promise<void>;
  begin(): Promise<void>;
  stop(): Promise<void>;
  end(): Promise<void>;
}

async function playground(names = BOTH): Promise<Playground> {
  const { world, server, rest, ask } = await testCluster();
  const errors: unknown[] = [];
  const begun = () =>
    startEndpoints(world, server.handle, new Set(names), (error) =>
      errors.push(error),
    );
  let running = begun();
  await running.whenSynced();
  const settle = async () => {
    await rest();
    await world.clock.advance(0);
    await rest();
  };
  const read = async (url: string) => (await ask({ url, as: ADMIN })).body;
  return {
    read,
    write: async (method, url, body) => {
      const headers = method === 'PATCH' ? MERGE : {};
      const asked = await ask({ method, url, body, as: ADMIN, headers });
      assert.ok(asked.code < 300, JSON.stringify(asked.body));
      await settle();
      return asked.body;
    },
    slices: async (service = 'web') => {
      const query = `labelSelector=kubernetes.io/service-name%3D${service}`;
      return (await read(`${SLICES}?${query}`)).items;
    },
    pass: async (seconds) => {
      await world.clock.advance(seconds * 1_000);
      await settle();
    },
    begin: async () => {
      running = begun();
      await running.whenSynced();
      await settle();
    },
    stop: () => running.stop(),
    end: async () => {
      await running.stop();
      server.close();
      assert.equal(errors, []);
    },
  };
}

const NODE = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } };

const service = (spec: object = {}, name = 'web') => ({
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name, labels: { a: 'b' } } },
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec },
});

const pod = (name: string, container: object = {}) => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: { name, labels: { app: 'web' } },
  spec: {
    nodeName: 'n1',
    containers: [{ name: 'web', image: 'nginx', ...container }],
  },
});

const statusOf = (ip: string, ready = 'True') => ({
  status: {
    ...{ phase: 'Running', podIP: ip, podIPs: [{ ip }] },
    conditions: [{ type: 'Ready', status: ready }],
  },
});

async function run(at: Playground, name: string, ip: string, ready = 'True') {
  await at.write('POST', `${CORE}/pods`, pod(name));
  const url = `${CORE}/pods/${name}/status`;
  await at.write('PATCH', url, statusOf(ip, ready));
}

test('a Service without Pods has a slice that says so, and Endpoints without subsets', async () => {
  const at = await playground();
  await at.write('POST', `${CORE}/services`, service());

  const { uid } = (await at.read(`${CORE}/services/web`)).metadata;
  const [slice, ...others] = await at.slices();
  const endpoints = await at.read(`${CORE}/endpoints/web`);
  assert.is(others.length, 0);
  assert.match(slice.metadata.name, /^web-[a-z0-9]{5}$/);
  assert.equal(slice.metadata.labels, {
    a: 'b',
    'kubernetes.io/service-name': 'web',
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
  });
  assert.equal(slice.metadata.ownerReferences, [
    {
      ...{ apiVersion: 'v1', kind: 'Service', name: 'web', uid },
      ...{ controller: true, blockOwnerDeletion: true },
    },
  ]);
  assert.equal([slice.addressType, slice.endpoints, slice.ports], ['IPv4', [], []]);
  assert.equal(endpoints.metadata.labels, {
    a: 'b',
    'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
  });
  assert.equal(endpoints.subsets ?? [], []);
  await at.end();
});

test('a Pod that is ready, is not, and goes is told three ways', async () => {
  const at = await playground();
  await at.write('POST', '/api/v1/nodes', NODE);
  await at.write('POST', `${CORE}/services`, service());
  await run(at, 'p1', '10.0.0.1');
  const [ready] = await at.slices();
  const old = await at.read(`${CORE}/endpoints/web`);
  await at.write('PATCH', `${CORE}/pods/p1/status`, statusOf('10.0.0.1', 'False'));
  const [unready] = await at.slices();
  const oldUnready = await at.read(`${CORE}/endpoints/web`);
  await at.write('PATCH', `${CORE}/pods/p1/status`, statusOf('10.0.0.1'));
  await at.write('DELETE', `${CORE}/pods/p1`);
  const [going] = await at.slices();
  const oldGoing = await at.read(`${CORE}/endpoints/web`);
  await at.write('DELETE', `${CORE}/pods/p1?gracePeriodSeconds=0`);
  const [gone] = await at.slices();

  const { uid } = (await at.read(`${CORE}/services/web`)).metadata;
  assert.type(uid, 'string');
  const [endpoint] = ready.endpoints;
  assert.equal(ready.ports, [{ name: '', port: 80, protocol: 'TCP' }]);
  assert.equal(endpoint.conditions, {
    ...{ ready: true, serving: true, terminating: false },
  });
  assert.equal(
    [endpoint.addresses, endpoint.nodeName, endpoint.targetRef.name],
    [['10.0.0.1'], 'n1', 'p1'],
  );
  assert.is(old.subsets[0].addresses[0].ip, '10.0.0.1');
  assert.equal(old.subsets[0].ports, [{ port: 80, protocol: 'TCP' }]);
  assert.equal(unready.endpoints[0].conditions, {
    ...{ ready: false, serving: false, terminating: false },
  });
  assert.is(oldUnready.subsets[0].notReadyAddresses[0].ip, '10.0.0.1');
  assert.equal(going.endpoints[0].conditions, {
    ...{ ready: false, serving: true, terminating: true },
  });
  assert.equal(oldGoing.subsets ?? [], []);
  assert.equal([gone.endpoints, gone.metadata.name], [[], ready.metadata.name]);
  await at.end();
});

test('a hundred endpoints are in a slice, and the next is in another', async () => {
  const at = await playground(['endpointslice-controller']);
  await at.write('POST', '/api/v1/nodes', NODE);
  for (let i = 1; i <= 101; i++) await run(at, `p${i}`, `10.0.0.${i}`);
  await at.write('POST', `${CORE}/services`, service());

  const sizes = (await at.slices()).map(({ endpoints }) => endpoints.length);
  const endpoints = await at.read(`${CORE}/endpoints`);
  assert.equal(sizes.sort(), [1, 100]);
  assert.equal(endpoints.items, []);
  await at.end();
});

test('Pods whose port of a name has other numbers are in other slices and subsets', async () => {
  const at = await playground();
  await at.write('POST', '/api/v1/nodes', NODE);
  const ports = [{ name: 'http', port: 80, targetPort: 'web', appProtocol: 'h2c' }];
  await at.write('POST', `${CORE}/services`, service({ ports }));
  for (const [name, containerPort] of [
    ['p1', 8080],
    ['p2', 9090],
  ] as const) {
    const container = { ports: [{ name: 'web', containerPort }] };
    await at.write('POST', `${CORE}/pods`, pod(name, container));
    await at.write('PATCH', `${CORE}/pods/${name}/status`, statusOf('10.0.0.1'));
  }

  const slices = await at.slices();
  const { subsets } = await at.read(`${CORE}/endpoints/web`);
  const port = (number: number) => [
    { appProtocol: 'h2c', name: 'http', port: number, protocol: 'TCP' },
  ];
  const told = slices.map((one) => [one.ports, one.endpoints[0].targetRef.name]);
  const byNumber = told.sort(([a], [b]) => a[0].port - b[0].port);
  assert.equal(byNumber, [
    [port(8080), 'p1'],
    [port(9090), 'p2'],
  ]);
  assert.equal(
    subsets.map((one: Said) => one.ports),
    [port(8080), port(9090)],
  );
  await at.end();
});

test('without a selector nothing is written, and what is written by hand stays', async () => {
  const at = await playground();
  await at.write('POST', `${CORE}/endpoints`, {
    ...{ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'hand' } },
    subsets: [{ addresses: [{ ip: '1.2.3.4' }], ports: [{ port: 80 }] }],
  });
  await at.write('POST', `${CORE}/services`, service({ selector: null }, 'hand'));
  const name = { type: 'ExternalName', externalName: 'a.example', ports: null };
  await at.write('POST', `${CORE}/services`, service(name, 'name'));

  assert.equal(await at.slices('hand'), []);
  assert.equal(await at.slices('name'), []);
  const { subsets } = await at.read(`${CORE}/endpoints/hand`);
  assert.is(subsets[0].addresses[0].ip, '1.2.3.4');
  await at.end();
});

test('a headless Service says so by a label, and needs no ports', async () => {
  const at = await playground();
  await at.write('POST', '/api/v1/nodes', NODE);
  const spec = { clusterIP: 'None', ports: null };
  await at.write('POST', `${CORE}/services`, service(spec));
  await run(at, 'p1', '10.0.0.1');

  const [slice] = await at.slices();
  const endpoints = await at.read(`${CORE}/endpoints/web`);
  const label = 'service.kubernetes.io/headless';
  assert.is(slice.metadata.labels[label], '');
  assert.is(endpoints.metadata.labels[label], '');
  assert.equal(slice.endpoints[0].addresses, ['10.0.0.1']);
  assert.is(endpoints.subsets[0].addresses[0].ip, '10.0.0.1');
  await at.end();
});

test('a slice that somebody changes or deletes is made right', async () => {
  const at = await playground();
  await at.write('POST', '/api/v1/nodes', NODE);
  await at.write('POST', `${CORE}/services`, service());
  await run(at, 'p1', '10.0.0.1');
  const [before] = await at.slices();
  const url = `${SLICES}/${before.metadata.name}`;
  await at.write('PATCH', url, { endpoints: [] });
  const [changed] = await at.slices();
  await at.write('DELETE', url);
  const [again] = await at.slices();
  await at.write('DELETE', `${CORE}/endpoints/web`);

  assert.is(changed.endpoints.length, 1);
  assert.is(again.endpoints.length, 1);
  assert.is((await at.read(`${CORE}/endpoints/web`)).subsets.length, 1);
  await at.end();
});

test('what happened while nobody looked is made up for', async () => {
  const at = await playground();
  await at.write('POST', '/api/v1/nodes', NODE);
  await at.write('POST', `${CORE}/services`, service());
  await at.write('POST', `${CORE}/services`, service({}, 'other'));
  await run(at, 'p1', '10.0.0.1');
  await at.stop();
  await at.write('DELETE', `${CORE}/services/other`);
  await run(at, 'p2', '10.0.0.2');
  await at.begin();

  const [slice] = await at.slices();
  assert.is(slice.endpoints.length, 2);
  assert.equal(await at.slices('other'), []);
  assert.is((await at.read(`${CORE}/endpoints/other`)).code, 404);
  assert.is(
    (await at.read(`${CORE}/endpoints/web`)).subsets[0].addresses.length,
    2,
  );
  await at.end();
});

test('a Pod on a node that nobody knows is left out until the node is there', async () => {
  const at = await playground(['endpointslice-controller']);
  await at.write('POST', `${CORE}/services`, service());
  await run(at, 'p1', '10.0.0.1');
  const [before] = await at.slices();
  const labels = { 'topology.kubernetes.io/zone': 'z' };
  await at.write('POST', '/api/v1/nodes', {
    ...NODE,
    metadata: { name: 'n1', labels },
  });
  const [after] = await at.slices();

  assert.equal(before.endpoints, []);
  assert.is(after.endpoints[0].zone, 'z');
  await at.end();
});

test('the labels of a Service are those of its slices and Endpoints', async () => {
  const at = await playground();
  await at.write('POST', `${CORE}/services`, service());
  await at.write('PATCH', `${CORE}/services/web`, {
    metadata: { labels: { a: null, c: 'd' } },
  });

  const [slice] = await at.slices();
  const endpoints = await at.read(`${CORE}/endpoints/web`);
  for (const { metadata } of [slice, endpoints])
    assert.equal([metadata.labels.a, metadata.labels.c], [undefined, 'd']);
  await at.end();
});

test('of more than a thousand addresses the ready ones are kept, by shares', () => {
  const some = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ip: `10.0.${i >> 8}.${i & 255}` }));
  const ready = truncated([
    { addresses: some(900), notReadyAddresses: some(5) },
    { addresses: some(300) },
  ]);
  const others = truncated([
    { addresses: some(600), notReadyAddresses: some(500) },
  ]);
  const few = truncated([{ addresses: some(1_000) }]);

  assert.equal(
    ready.subsets.map((one) => [one.addresses?.length, one.notReadyAddresses]),
    [
      [750, undefined],
      [250, undefined],
    ],
  );
  assert.is(others.subsets[0]?.addresses?.length, 600);
  assert.is(others.subsets[0]?.notReadyAddresses?.length, 400);
  assert.equal([ready.isCut, others.isCut, few.isCut], [true, true, false]);
});

test.run();
