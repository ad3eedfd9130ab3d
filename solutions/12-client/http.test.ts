import { once } from 'node:events';
import { createServer } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createApiServer, memoryStorage } from '#apiserver';
import { RESOURCES } from '#apiserver/kubernetes';
import { makeCertificates, type Served, serve } from '#apiserver/node';
import { type KubeObject, StatusError } from '#objects';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { createClient } from './client.ts';
import { type Connection, connect } from './http.node.ts';
import { createInformer } from './informer.ts';
import { keyOf } from './keys.ts';

const test = suite('client over HTTP');
const MAPS = { group: '', version: 'v1', resource: 'configmaps', namespaced: true };

const map = (name: string, data: Readonly<Record<string, string>> = {}) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', data },
  metadata: { namespace: 'default', name },
});

interface Place {
  readonly world: VirtualWorld;
  readonly served: Served;
  readonly connection: Connection;
}

/** A server on a port of its own, and a connection to it; both end with the test. */
async function at(act: (place: Place) => Promise<void>): Promise<void> {
  const world = createVirtualWorld({ seed: 1 });
  const storage = memoryStorage();
  const server = createApiServer({ world, storage, resources: RESOURCES });
  const served = await serve({ handle: server.handle, port: 0 });
  const connection = connect({ url: served.url });
  try {
    await act({ world, served, connection });
  } finally {
    connection.close();
    server.close();
    await served.close();
  }
}

test('an object is made, read, changed and deleted', () =>
  at(async ({ connection }) => {
    const maps = createClient(connection.handle).resource<KubeObject>(MAPS);
    const made = await maps.create(map('a', { say: 'größer' }));
    assert.equal(Object(await maps.get('default/a')).data, { say: 'größer' });
    await maps.update({
      ...made,
      metadata: { ...made.metadata, labels: { a: 'b' } },
    });
    assert.equal((await maps.list()).items.map(keyOf), ['default/a']);
    await maps.delete('default/a');
    assert.equal((await maps.list()).items, []);
  }));

test('a refusal is thrown as the Status that the server sent', () =>
  at(async ({ connection }) => {
    const maps = createClient(connection.handle).resource(MAPS);
    const error = await maps.get('default/none').catch((reason) => reason);
    assert.instance(error, StatusError);
    assert.is(error.status.reason, 'NotFound');
  }));

test('an informer lists and watches, and leaves no stream open when it is stopped', () =>
  at(async ({ world, served, connection }) => {
    const maps = createClient(connection.handle).resource(MAPS);
    await maps.create(map('a'));
    const informer = createInformer(world, maps);
    const told: string[] = [];
    let onB: () => void = () => {};
    const heardOfB = new Promise<void>((resolve) => {
      onB = resolve;
    });
    informer.listen(({ type, object }) => {
      told.push(`${type} ${keyOf(object)}`);
      if (object.metadata.name === 'b') onB();
    });
    const run = informer.run();
    await informer.whenSynced();
    await maps.create(map('b'));
    await heardOfB;
    assert.equal(told, ['Added default/a', 'Added default/b']);
    informer.stop();
    await run;
    await served.close();
    assert.is(served.streams, 0);
  }));

test('a certificate says who asks, and whom to believe', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const { ca, server: own, admin } = await makeCertificates();
  const users: (string | undefined)[] = [];
  const server = createApiServer({
    ...{ world, storage: memoryStorage(), resources: RESOURCES },
  });
  const served = await serve({
    handle: (request) => {
      users.push(request.user?.name);
      return server.handle(request);
    },
    ...{ port: 0, tls: { ...own, ca } },
  });
  const connection = connect({ url: served.url, tls: { ...admin, ca } });
  await createClient(connection.handle).resource(MAPS).list();
  assert.equal(users, ['kubernetes-admin']);
  connection.close();
  server.close();
  await served.close();
});

test('a token is sent with every request', async () => {
  const sent: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    sent.push(request.headers.authorization);
    response.end('{"metadata":{"resourceVersion":"1"}}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const connection = connect({ url: `http://127.0.0.1:${port}`, token: 'secret' });
  await createClient(connection.handle).resource(MAPS).list();
  assert.equal(sent, ['Bearer secret']);
  connection.close();
  server.close();
});

test('a server that is not there is an error, and no Status', async () => {
  let url = '';
  await at(async ({ served }) => {
    url = served.url;
  });
  const connection = connect({ url });
  const error = await createClient(connection.handle)
    .resource(MAPS)
    .list()
    .catch((reason) => reason);
  assert.is(error.code, 'ECONNREFUSED');
  connection.close();
});

test.run();
