// A client's watch: what is there, then what changes, as lines. apiserver: watch of
// pkg/endpoints/handlers/watch.go, and Watch of pkg/storage/cacher/cacher.go.
// Engine room: not told line by line. Chapter 09.

import { StatusError } from '#objects';
import { LineQueue } from './line-queue.ts';
import { wantedBy, watchOptions } from './query.ts';
import { readPage } from './read-list.ts';
import { prefixIn, type Scope } from './scope.ts';
import type { Shape } from './shapes.ts';
import type { Subscriber } from './told.ts';
import type { RequestContext } from './types.ts';

/** The lines of a watch, one an event. It ends with the request's signal. */
export async function watch(
  scope: Scope,
  context: RequestContext,
  shape: Shape,
): Promise<AsyncIterable<Uint8Array | string>> {
  const { cache } = scope;
  const { info, query } = context;
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
    ...{ after, prefix, wanted, wantsBookmarks: options.bookmarks },
    told: (told, event) => queue.push(shape.eventLine(event, told)),
    bookmark: (revision) => queue.push(shape.bookmark(Math.max(revision, after))),
    end: () => queue.end(),
  };
  endInTime(scope, context, queue, options.timeoutSeconds ?? 0);
  queue.onEnd(() => cache.unsubscribe(subscriber));
  begin(scope, subscriber, queue);
  return queue;
}

/** When its time is up, or when its client has gone. */
function endInTime(
  { world }: Scope,
  { request: { signal } }: RequestContext,
  queue: LineQueue,
  seconds: number,
): void {
  const end = (): void => queue.end();
  const timer = seconds > 0 ? world.clock.after(seconds * 1000, end) : undefined;
  signal?.addEventListener('abort', end);
  queue.onEnd(() => {
    timer?.cancel();
    signal?.removeEventListener('abort', end);
  });
  if (signal?.aborted === true) queue.end();
}

/** What is too old is said in the stream: the watch itself was understood. */
function begin({ cache }: Scope, subscriber: Subscriber, queue: LineQueue): void {
  if (queue.isEnded) return;
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
