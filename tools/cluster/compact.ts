// Compaction: what is older than five minutes nobody asks for any more. kube-apiserver:
// --etcd-compaction-interval, staging/src/k8s.io/apiserver/pkg/storage/etcd3/compact.go,
// which writes how far it is under a key of its own, for other servers. There are none here.

import type { Storage } from '#apiserver';
import type { Clock, Millis, Timer } from '#world';

export const COMPACTION_INTERVAL_MS: Millis = 300_000;

/** Every five minutes all goes that was replaced five minutes before. Returns its end. */
export function compactEvery(
  clock: Clock,
  storage: Storage,
  interval: Millis = COMPACTION_INTERVAL_MS,
): () => void {
  let timer: Timer | undefined;
  let isOver = false;
  const turn = async (last: number): Promise<void> => {
    const { revision } = await storage.range({ key: 'compact_rev_key' });
    // Another server of the same etcd may have come before.
    if (last > 0) await storage.compact(last).catch(() => undefined);
    again(revision);
  };
  const again = (last: number): void => {
    if (isOver) return;
    timer = clock.after(interval, () => void turn(last).catch(() => again(last)));
  };
  again(0);
  return () => {
    isOver = true;
    timer?.cancel();
  };
}
