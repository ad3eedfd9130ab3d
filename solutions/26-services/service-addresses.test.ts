// Services over the API server: whatever is asked in whatever order, no number is had by two,
// and none is lost.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createApiServer, memoryStorage } from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import { patchers } from '#patch';
import { createVirtualWorld } from '#world';
import { createServiceAddresses } from './mod.ts';
import type { Service } from './types.ts';

const test = suite('service addresses');
const URL = '/api/v1/namespaces/default/services';

async function serve(seed = 1, network?: string) {
  const world = createVirtualWorld({ seed });
  const addresses = createServiceAddresses(world, network);
  const { handle } = createApiServer({
    ...{ ...KUBERNETES, world, storage: memoryStorage(), patchers },
    filters: [...KUBERNETES.filters, addresses.filter],
    admission: [...KUBERNETES.admission, addresses.admission],
  });
  const ask = async (method: string, url: string, body?: object) => {
    const type =
      method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const answer = await handle({
      ...{ method, url, headers: { 'content-type': type } },
      user: { name: 'admin', groups: ['system:masters'] },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = answer.body ?? '{}';
    const said = typeof text === 'string' ? text : new TextDecoder().decode(text);
    return { code: answer.code, object: JSON.parse(said) };
  };
  const namespace = { metadata: { name: 'default' } };
  await ask('POST', '/api/v1/namespaces', namespace);
  return { world, ask, addresses };
}

const serviceOf = (name: string, spec: object): object => ({
  metadata: { name },
  spec,
});
const ports = [{ name: 'web', port: 80 }];

test('an address, its families, and a number above the band', async () => {
  const { ask } = await serve();
  const { object } = await ask(
    'POST',
    URL,
    serviceOf('a', { type: 'NodePort', ports }),
  );
  const { spec } = object as Service;

  assert.match(spec.clusterIP ?? '', /^10\.(9[6-9]|10\d|11[01])\.\d+\.\d+$/);
  assert.equal(spec.clusterIPs, [spec.clusterIP]);
  assert.equal([spec.ipFamilies, spec.ipFamilyPolicy], [['IPv4'], 'SingleStack']);
  assert.ok((spec.ports?.[0]?.nodePort ?? 0) >= 30_086);
});

test('what is refused, or only tried, takes nothing', async () => {
  const { ask } = await serve(1, '10.0.0.0/29');
  const wanted = { type: 'NodePort', ports: [{ port: 80, nodePort: 30_001 }] };

  for (let i = 0; i < 20; i++) {
    const tried = await ask('POST', `${URL}?dryRun=All`, serviceOf('a', wanted));
    assert.is(tried.code, 201);
    const bad = { ...wanted, sessionAffinity: 'Nobody' };
    assert.is((await ask('POST', URL, serviceOf('a', bad))).code, 422);
  }
  assert.is((await ask('POST', URL, serviceOf('a', wanted))).code, 201);
  const taken = await ask('POST', URL, serviceOf('b', wanted));
  assert.match(
    taken.object.message,
    /nodePort: Invalid value: 30001: provided port is/,
  );
  const there = await ask('POST', URL, serviceOf('a', { ports }));
  assert.is(there.object.reason, 'AlreadyExists');
  for (const name of ['b', 'c', 'd', 'e', 'f'])
    assert.is((await ask('POST', URL, serviceOf(name, { ports }))).code, 201, name);
  const full = await ask('POST', URL, serviceOf('g', { ports }));
  assert.is(
    full.object.message,
    'Internal error occurred: failed to allocate a serviceIP: range is full',
  );
});

test('an address that can’t be had is refused with the reason', async () => {
  const { ask } = await serve();
  const refused = async (clusterIP: string) =>
    (await ask('POST', URL, serviceOf('x', { clusterIP, ports }))).object.message;
  await ask('POST', URL, serviceOf('a', { clusterIP: '10.96.0.10', ports }));

  assert.match(
    await refused('10.96.0.10'),
    /failed to allocate IP 10\.96\.0\.10: provided IP is already allocated/,
  );
  assert.match(
    await refused('10.0.0.1'),
    /not in the valid range\. The range of valid IPs is 10\.96\.0\.0\/12/,
  );
  assert.match(await refused('here'), /must be a valid IP address/);
});

test('types change: addresses and numbers come and go', async () => {
  const { ask } = await serve();
  const made = await ask('POST', URL, serviceOf('a', { type: 'NodePort', ports }));
  const { clusterIP, ports: had } = made.object.spec;
  const patch = (spec: object) => ask('PATCH', `${URL}/a`, { spec });

  const plain = (await patch({ type: 'ClusterIP' })).object.spec;
  assert.equal([plain.clusterIP, plain.ports[0].nodePort], [clusterIP, undefined]);
  const other = await patch({
    clusterIP: '10.96.0.99',
    clusterIPs: ['10.96.0.99'],
  });
  assert.match(other.object.message, /may not change once set/);
  const named = await patch({ type: 'ExternalName', externalName: 'far.example' });
  assert.is(named.object.spec.clusterIP, undefined);
  const back = (await patch({ type: 'NodePort', externalName: null })).object.spec;
  assert.ok(back.clusterIP && back.ports[0].nodePort >= 30_086);
  const again = { ports: [{ name: 'x', port: 1, nodePort: had[0].nodePort }] };
  assert.is(
    (await ask('POST', URL, serviceOf('b', { type: 'NodePort', ...again }))).code,
    201,
  );
});

test('a load balancer that sends to local endpoints has a port to ask for them', async () => {
  const { ask } = await serve();
  const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports };
  const patch = (name: string, spec: object) =>
    ask('PATCH', `${URL}/${name}`, { spec });
  const portOf = ({ object }: { readonly object: Service }) =>
    object.spec.healthCheckNodePort;

  const made = await ask('POST', URL, serviceOf('a', local));
  const port = portOf(made) ?? 0;
  assert.ok(port >= 30_086 && port !== made.object.spec.ports[0].nodePort);
  const named = { ...local, healthCheckNodePort: port };
  const taken = await ask('POST', URL, serviceOf('b', named));
  assert.is(
    taken.object.message,
    `Internal error occurred: failed to allocate requested HealthCheck NodePort ${port}: provided port is already allocated`,
  );
  const moved = await patch('a', { healthCheckNodePort: 30_001 });
  assert.match(
    moved.object.message,
    /healthCheckNodePort: Forbidden: field is immutable/,
  );
  assert.is(portOf(await ask('PUT', `${URL}/a`, serviceOf('a', local))), port);
  assert.is(
    portOf(await patch('a', { externalTrafficPolicy: 'Cluster' })),
    undefined,
  );
  assert.is(portOf(await ask('POST', URL, serviceOf('b', named))), port);
});

test('only a load balancer that sends to local endpoints may name that port', async () => {
  const { ask } = await serve();
  const says =
    "healthCheckNodePort: Invalid value: 30001: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
  const named = { ports, healthCheckNodePort: 30_001 };
  for (const type of ['ClusterIP', 'NodePort', 'LoadBalancer']) {
    const refused = await ask('POST', URL, serviceOf('a', { type, ...named }));
    assert.is(refused.code, 422, type);
    assert.ok(refused.object.message.includes(says), refused.object.message);
  }
  const local = { type: 'LoadBalancer', externalTrafficPolicy: 'Local' };
  const made = await ask('POST', URL, serviceOf('a', { ...local, ...named }));
  assert.is(made.object.spec.healthCheckNodePort, 30_001);
  const cluster = { ...local, ...named, externalTrafficPolicy: 'Cluster' };
  const left = await ask('PUT', `${URL}/a`, serviceOf('a', cluster));
  assert.equal([left.code, left.object.spec.healthCheckNodePort], [200, undefined]);
});

test('whatever is done, no number is had twice', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { ask, world, addresses } = await serve(seed, '10.0.0.0/28');
    const { chance } = world;
    for (let step = 0; step < 60; step++) {
      const name = chance.pick(['a', 'b', 'c', 'd']);
      const type = chance.pick(['ClusterIP', 'NodePort', 'LoadBalancer']);
      const nodePort = chance.pick([0, 30_001, 30_002]);
      const policy = chance.pick(['Cluster', 'Local']);
      const spec = {
        type,
        ...(type === 'ClusterIP' ? {} : { externalTrafficPolicy: policy }),
        ports: [{ name: 'web', port: 80, ...(nodePort && { nodePort }) }],
      };
      const deed = chance.integer(0, 3);
      if (deed === 0) await ask('POST', URL, serviceOf(name, spec));
      else if (deed === 1) await ask('PATCH', `${URL}/${name}`, { spec });
      else if (deed === 2) await ask('PATCH', `${URL}/${name}`, { spec: { type } });
      else {
        const { object, code } = await ask('DELETE', `${URL}/${name}`);
        const gone =
          code === 200 ? await ask('GET', `${URL}/${name}`) : { code: 0 };
        if (gone.code === 404)
          addresses.release(object.spec ? object : before.get(name));
      }
      const { items } = (await ask('GET', URL)).object;
      const numbers = items.flatMap(({ spec: its }: Service) => [
        ...[its.clusterIP ?? ''],
        ...[its.healthCheckNodePort ?? []].flat(),
        ...(its.ports ?? []).flatMap((port) => port.nodePort ?? []),
      ]);
      assert.is(
        new Set(numbers).size,
        numbers.length,
        `seed ${seed}, step ${step}`,
      );
      before.clear();
      for (const item of items) before.set(item.metadata.name, item);
    }
  }
});

/** Services as they were at the last look. */
const before = new Map<string, Service>();

test.run();
