// The loop of a controller: take a key, bring about what should be, and if that fails try
// again later. Every controller of the later chapters is a function for it. Chapter 12.

import type { WorkQueue } from './types.ts';

/** Brings about what should be of one object; throws to be called again. */
export type Reconcile = (key: string) => Promise<void>;

export interface ControllerOptions {
  readonly queue: WorkQueue;
  readonly reconcile: Reconcile;
  /** Keys that are worked on at the same time. For ReplicaSets 5, by default. */
  readonly workers?: number;
  /** No key is worked on before the copies of all of these are filled. */
  readonly informers?: readonly { whenSynced(): Promise<boolean> }[];
  readonly onError?: (error: unknown, key: string) => void;
}

/**
 * Works until the queue is shut down and empty; then it is fulfilled. At once if an
 * informer was stopped before its first list.
 */
export async function runController(options: ControllerOptions): Promise<void> {
  const { workers = 1, informers = [] } = options;
  const synced = await Promise.all(informers.map((one) => one.whenSynced()));
  if (synced.includes(false)) return;
  await Promise.all(Array.from({ length: workers }, () => work(options)));
}

async function work({
  queue,
  reconcile,
  onError,
}: ControllerOptions): Promise<void> {
  for (;;) {
    const key = await queue.get();
    if (key === undefined) return;
    try {
      await reconcile(key);
      queue.forget(key);
    } catch (error) {
      onError?.(error, key);
      queue.addRateLimited(key);
    }
    queue.done(key);
  }
}
