import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EtcdError } from '#store';
import type { WatchResponse } from '#watch';
import { etcdVersion, startPeer } from './peer.ts';
import { createEtcdStorage } from './storage.ts';

const test = suite('the storage door on a real etcd');

if (etcdVersion('the storage of the API server') !== undefined) {
  const peer = await startPeer();
  const storage = createEtcdStorage(`http://${peer.address}`);
  test.after(async () => {
    storage.close();
    await peer.stop();
  });

  const put = (key: string, value: string) =>
    storage.txn({ success: [{ put: { key, value } }] });

  test('what is written is read, and a compare on a revision decides', async () => {
    const { revision } = await put('a', '1');
    const { kvs } = await storage.range({ key: 'a' });
    const again = await storage.txn({
      compare: [
        { key: 'a', target: 'MOD', result: 'EQUAL', modRevision: revision - 1 },
      ],
      success: [{ put: { key: 'a', value: '2' } }],
      failure: [{ range: { key: 'a' } }],
    });

    assert.is(kvs[0]?.value, '1');
    assert.is(kvs[0]?.modRevision, revision);
    assert.is(again.succeeded, false);
    assert.is(again.revision, revision);
  });

  test('what is compacted is refused as our store refuses it', async () => {
    const { revision } = await put('c', '1');
    await put('c', '2');
    await storage.compact(revision + 1);

    const said = await storage
      .range({ key: 'c', revision })
      .catch((error) => error);

    assert.instance(said, EtcdError);
    assert.is(said.code, 'OutOfRange');
    const text = 'etcdserver: mvcc: required revision has been compacted';
    assert.is(said.message, text);
  });

  test('a watch tells what came since, until its signal ends it', async () => {
    const { revision } = await put('b', '1');
    await put('b', '2');
    const gone = new AbortController();
    const seen: WatchResponse[] = [];

    const request = { key: 'b', startRevision: revision };
    for await (const response of storage.watch(request, gone.signal)) {
      seen.push(response);
      if (seen.flatMap(({ events }) => events).length === 2) gone.abort();
    }

    assert.ok(seen[0]?.created);
    assert.equal(
      seen.flatMap(({ events }) => events.map(({ kv }) => kv.value)),
      ['1', '2'],
    );
  });

  test('a watch of what is compacted says from where there is more', async () => {
    const { revision } = await put('c', '1');
    const later = (await put('c', '2')).revision;
    await storage.compact(later);

    const seen: WatchResponse[] = [];
    const { signal } = new AbortController();
    const request = { key: 'c', startRevision: revision };
    for await (const response of storage.watch(request, signal))
      seen.push(response);

    assert.is(seen.at(-1)?.canceled, true);
    assert.is(seen.at(-1)?.compactRevision, later);
  });
}

test.run();
