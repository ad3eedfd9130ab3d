// A client that is not ours against a cluster of ours, by TLS and the kubeconfig that its
// start writes: what kubectl does not do stands here, an informer before all.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readFlags } from '../cluster/flags.ts';
import { type Cluster, startCluster } from '../cluster/start.ts';
import { findPeer, type Peer, type PeerConfig, type PeerObject } from './peer.ts';

const peer = await findPeer('a client in JavaScript');
const test = suite('@kubernetes/client-node');
if (peer !== undefined) tryWith(peer);
test.run();

function tryWith({
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
  Watch,
  makeInformer,
}: Peer): void {
  let home = '';
  let cluster: Cluster;
  let config: PeerConfig;
  test.before(async () => {
    home = await mkdtemp(join(tmpdir(), 'kubewright-client-node-'));
    const file = join(home, 'admin.conf');
    const door = ['--secure-port', '0', '--kubeconfig', file];
    const flags = readFlags([...door, '--ephemeral', '--seed', '1']);
    if (flags === 'help') throw new Error('no help was asked for');
    cluster = await startCluster(flags);
    config = new KubeConfig();
    config.loadFromFile(file);
  });
  test.after(async () => {
    await cluster.close();
    await rm(home, { recursive: true });
  });
  const api = () => KubernetesObjectApi.makeApiClient(config);
  const codeOf = (doing: Promise<unknown>): Promise<unknown> =>
    doing.then(
      () => 'done',
      (error) => error.code,
    );

  test('creates, reads, replaces and deletes', async () => {
    const made = await api().create(configMap('a', { k: '1' }));
    const again = await codeOf(api().create(configMap('a', {})));
    const changed = { ...made, data: { k: '2' } };
    const put = await api().replace(changed);
    const stale = await codeOf(api().replace(changed));
    const read = await api().read(configMap('a', {}));
    await api().delete(configMap('a', {}));
    const gone = await codeOf(api().read(configMap('a', {})));

    assert.is.not(made.metadata.uid, undefined);
    assert.equal([again, stale, gone], [409, 409, 404]);
    assert.equal(put, read);
    assert.equal(read.data, { k: '2' });
  });

  test('lists, and watches on from there', async () => {
    await api().create(configMap('b', {}));
    const { items, metadata } = await api().list('v1', 'ConfigMap', 'default');
    const seen = createSeen();
    const watch = new Watch(config);
    const resourceVersion = metadata?.resourceVersion ?? '';
    const query = { resourceVersion, allowWatchBookmarks: true };
    const end = await watch.watch(
      MAPS,
      query,
      (type, { metadata: { name } }) => seen.add(`${type} ${name}`),
      () => seen.add('end'),
    );
    await api().create(configMap('c', {}));
    await api().delete(configMap('b', {}));
    await seen.until('DELETED b');
    end.abort();
    await seen.until('end');

    assert.ok(items.some((each) => each.metadata.name === 'b'));
    assert.equal(seen.all, ['ADDED c', 'DELETED b', 'end']);
  });

  test('keeps a copy by its informer', async () => {
    const list = () => api().list('v1', 'ConfigMap', 'default');
    const informer = makeInformer(config, MAPS, list);
    const seen = createSeen();
    for (const event of ['add', 'update', 'delete'] as const)
      informer.on(event, ({ metadata: { name } }) => seen.add(`${event} ${name}`));
    await api().create(configMap('d', { k: '1' }));
    await informer.start();
    await seen.until('add d');
    const made = informer.get('d', 'default');
    await api().replace(configMap('d', { k: '2' }));
    await seen.until('update d');
    const changed = informer.get('d', 'default');
    await api().delete(configMap('d', {}));
    await seen.until('delete d');
    const gone = informer.get('d', 'default');
    await informer.stop();

    assert.equal([made?.data, changed?.data], [{ k: '1' }, { k: '2' }]);
    assert.is(gone, undefined);
  });

  test('patches a list by its keys, and a field by its name', async () => {
    await api().create(deployment('e', ['a']));
    const patch = (body: unknown, strategy: string) =>
      api().patch(body, undefined, undefined, undefined, undefined, strategy);
    const { apiVersion, kind, metadata } = deployment('e', []);
    const own = { apiVersion, kind, metadata };
    const strategic = await patch(
      deployment('e', ['b']),
      PatchStrategy.StrategicMergePatch,
    );
    const merged = await patch(
      { ...own, spec: { replicas: 3 } },
      PatchStrategy.MergePatch,
    );

    assert.equal(imagesOf(strategic), ['b', 'a']);
    assert.is(specOf(merged).replicas, 3);
    assert.equal(imagesOf(merged), ['b', 'a']);
  });

  test('applies on the server, and is told of a conflict', async () => {
    const apply = (object: PeerObject, manager: string, isForced: boolean) =>
      api().patch(
        object,
        undefined,
        undefined,
        manager,
        isForced,
        PatchStrategy.ServerSideApply,
      );
    const made = await apply(configMap('f', { k: '1' }), 'first', false);
    const refused = await codeOf(
      apply(configMap('f', { k: '2' }), 'second', false),
    );
    const forced = await apply(configMap('f', { k: '2' }), 'second', true);

    const managers = (object: PeerObject) =>
      object.metadata.managedFields?.map(({ manager }) => manager);
    assert.equal(managers(made), ['first']);
    assert.is(refused, 409);
    assert.equal(forced.data, { k: '2' });
    assert.equal(managers(forced), ['second']);
  });
}

const MAPS = '/api/v1/namespaces/default/configmaps';

function configMap(
  name: string,
  data: Readonly<Record<string, string>>,
): PeerObject {
  const metadata = { name, namespace: 'default' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

function deployment(name: string, containers: readonly string[]): PeerObject {
  const labels = { app: name };
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
    metadata: { name, namespace: 'default' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: containers.map((each) => ({ name: each, image: each })),
        },
      },
    },
  };
}

interface Spec {
  readonly replicas?: number;
  readonly template?: {
    readonly spec: { readonly containers: readonly { readonly image: string }[] };
  };
}

const specOf = (object: PeerObject): Spec => object.spec as Spec;

function imagesOf(object: PeerObject): readonly string[] | undefined {
  return specOf(object).template?.spec.containers.map(({ image }) => image);
}

/** What was told, in order, and a way to wait for one of it. */
function createSeen() {
  const all: string[] = [];
  let wake = (): void => undefined;
  return {
    all,
    add(word: string): void {
      all.push(word);
      wake();
    },
    async until(word: string): Promise<void> {
      while (!all.includes(word))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}
