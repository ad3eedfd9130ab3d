// The storage door onto the key space of chapters 01 to 03, in the same process. It is
// as far away as a real etcd: every answer is a promise. Chapter 09.
// Engine room: not told line by line.

import { EtcdError, type KeyIndex, type Store } from '#store';
import { txn } from '#txn';
import {
  compact,
  type WatchCreateRequest,
  type WatchHub,
  type WatchResponse,
} from '#watch';
import type { Storage } from './types.ts';

/** With the index on which `store` was made it can forget; without, it keeps all. */
export function embedded(store: Store, hub: WatchHub, index?: KeyIndex): Storage {
  return {
    range: async (request) => store.range(request),
    txn: async (request) => txn(store, request),
    watch: (request, signal) => responses(hub, request, signal),
    async compact(revision) {
      if (index === undefined)
        throw new EtcdError('FailedPrecondition', 'embedded without an index');
      compact(store, index, hub, revision);
    },
    progress: () => hub.notifyProgress(),
  };
}

/** What one watch is told, until it is canceled or the signal ends it. */
export async function* responses(
  hub: Pick<WatchHub, 'stream'>,
  request: WatchCreateRequest,
  signal: AbortSignal,
): AsyncGenerator<WatchResponse> {
  const stream = hub.stream();
  let wake = (): void => {};
  const woken = (): void => wake();
  stream.onReady(woken);
  signal.addEventListener('abort', woken);
  try {
    stream.watch(request);
    while (!signal.aborted) {
      const [response] = stream.take(1);
      if (response === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (!response.created) yield response;
      if (response.canceled) return;
    }
  } finally {
    signal.removeEventListener('abort', woken);
    stream.close();
  }
}
