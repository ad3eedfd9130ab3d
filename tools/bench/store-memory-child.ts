// The process whose memory store-memory.ts looks at: chapters 01 to 04 with the keys.

import { createLessor, leased } from '#lease';
import { createStore } from '#store';
import { txn } from '#txn';
import { createWatchHub } from '#watch';
import { createVirtualWorld } from '#world';
import { A_TXN, createValues, KEYS, keyOf, REVISIONS } from './store-load.ts';

const plain = createStore();
const hub = createWatchHub(plain);
const lessor = createLessor(createVirtualWorld({ seed: 1 }), plain);
const store = leased(plain, lessor);
const nextValue = createValues();

for (let first = 0; first < KEYS * REVISIONS; first += A_TXN) {
  const success = Array.from({ length: A_TXN }, (_, index) => ({
    put: {
      key: keyOf((first + index) % KEYS),
      value: nextValue().toString('latin1'),
    },
  }));
  txn(store, { success }, (put) => lessor.admit(put));
}
process.send?.({ revision: store.revision });
// Until the parent has looked; the hub stays as long.
setInterval(() => hub.notifyProgress(), 60_000);
