// A client's watch: what is there, then what changes, each as this client's selector sees
// it. apiserver: pkg/storage/cacher/cache_watcher.go. Chapter 09.

import { StatusError } from '#objects';
import { LineQueue } from './line-queue.ts';
import { readPage } from './list.ts';
import { wantedBy, watchOptions } from './query.ts';
import { prefixIn, type Scope } from './scope.ts';
import type { Shape } from './shapes.ts';
import { toldOf } from './told.ts';
import type { RequestContext } from './types.ts';
import type { Subscriber } from './watch-cache.ts';

/** The lines of a watch, one an event. It ends with the request's signal. */
export async function watch(
  scope: Scope,
  context: RequestContext,
  shape: Shape,
): Promise<AsyncIterable<Uint8Array | string>> {
  const { cache, world } = scope;
  const { info, query, request } = context;
  const options = watchOptions(context);
  const wanted = wantedBy(scope, query);
  const prefix = prefixIn(scope.row, info.namespace);
  await cache.start();
  const queue = new LineQueue();
  let after = options.after ?? 0;
  if (options.initial || options.after === undefined) {
    const known = { ...NEWEST, revision: after };
    const page = await readPage(scope, prefix, wanted, known);
    after = page.revision;
    if (options.initial)
      for (const item of page.items) queue.begin(shape.line('ADDED', item));
    if (options.marksInitial) queue.begin(shape.bookmark(after, INITIAL_END));
  }
  const subscriber: Subscriber = {
    after,
    wantsBookmarks: options.bookmarks,
    event(event) {
      if (!event.key.startsWith(prefix)) return;
      const told = toldOf(event, wanted);
      if (told !== undefined) queue.push(shape.eventLine(event, told));
    },
    bookmark: (revision) => queue.push(shape.bookmark(Math.max(revision, after))),
    end: () => queue.end(),
  };
  const { timeoutSeconds = 0 } = options;
  const timer =
    timeoutSeconds > 0
      ? world.clock.after(timeoutSeconds * 1000, () => queue.end())
      : undefined;
  const end = (): void => queue.end();
  request.signal?.addEventListener('abort', end);
  queue.onEnd(() => {
    timer?.cancel();
    request.signal?.removeEventListener('abort', end);
    cache.unsubscribe(subscriber);
  });
  if (request.signal?.aborted === true) queue.end();
  begin(scope, subscriber, queue);
  return queue;
}

/** What is too old is said in the stream: the watch itself was understood. */
function begin({ cache }: Scope, subscriber: Subscriber, queue: LineQueue): void {
  try {
    cache.subscribe(subscriber);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    queue.begin(`${JSON.stringify({ type: 'ERROR', object: error.status })}\n`);
    queue.end();
  }
}

const NEWEST = { limit: 0, token: '', isExact: false, hasRevision: false };

/** Says of a bookmark that everything there was has been told. */
const INITIAL_END = { 'k8s.io/initial-events-end': 'true' };
