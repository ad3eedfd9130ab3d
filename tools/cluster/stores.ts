// Where a cluster keeps its objects: in memory, in a folder, or in a real etcd.

import { join } from 'node:path';
import { embedded, type Storage, watchResponses } from '#apiserver';
import { openDurableFolder } from '#log/node';
import { createStore, KeyIndex } from '#store';
import { createWatchHub } from '#watch';
import type { ClusterFlags } from './flags.ts';

export interface OpenStorage {
  readonly storage: Storage;
  /** For the banner: where the objects are. */
  readonly place: string;
  close(): Promise<void>;
}

export async function openStorage({
  data,
  etcd,
}: ClusterFlags): Promise<OpenStorage> {
  if (etcd !== undefined) return openEtcd(etcd);
  if (data !== undefined) return openFolder(data);
  const index = new KeyIndex();
  const store = createStore(index);
  return {
    storage: embedded(store, createWatchHub(store), index),
    place: 'in memory, gone when it ends',
    close: async () => undefined,
  };
}

async function openEtcd(url: string): Promise<OpenStorage> {
  // gRPC is loaded by those who ask for it.
  const { createEtcdStorage } = await import('../etcd/storage.ts');
  const storage = createEtcdStorage(url);
  try {
    await storage.range({ key: 'health' });
  } catch (error) {
    storage.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`no etcd answers at ${url}: ${why}`);
  }
  return {
    storage,
    place: `in etcd at ${url}`,
    close: async () => storage.close(),
  };
}

async function openFolder(data: string): Promise<OpenStorage> {
  const onWarning = (text: string): void => console.error(`warning: ${text}`);
  const store = await openDurableFolder(join(data, 'store'), { onWarning });
  const storage: Storage = {
    range: async (request) => store.range(request),
    txn: (request) => store.txn(request),
    watch: (request, signal) => watchResponses(store.hub, request, signal),
    compact: async (revision) => {
      await store.compact(revision);
    },
    progress: () => store.hub.notifyProgress(),
  };
  return { storage, place: `in ${data}`, close: () => store.close() };
}
