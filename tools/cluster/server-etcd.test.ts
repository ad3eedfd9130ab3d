// The tests of the API server, each over a real etcd of its own: they speak of revisions, and
// those begin with the store.

import { suite } from 'uvu';
import { SERVER_CASES } from '../../solutions/09-apiserver/server.cases.ts';
import { etcdVersion, startProcess } from '../etcd/process.ts';
import { createEtcdStorage } from '../etcd/storage.ts';

/** One member elects itself: it need not wait a second for others. */
const QUICK = ['--heartbeat-interval=10', '--election-timeout=100'];

const test = suite('the API server over a real etcd');

if (etcdVersion('the API server over it') !== undefined) {
  // The next one starts while this one is asked.
  let next = startProcess(QUICK);
  for (const [i, { title, play }] of SERVER_CASES.entries())
    test(title, async () => {
      const etcd = await next;
      if (i + 1 < SERVER_CASES.length) next = startProcess(QUICK);
      const storage = createEtcdStorage(etcd.address);
      try {
        await play(storage);
      } finally {
        storage.close();
        await etcd.stop();
      }
    });
}
test.run();
