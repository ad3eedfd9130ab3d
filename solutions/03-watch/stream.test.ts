// What a client of one stream meets: ids, refusals, ends, progress, and being woken.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createStore, KeyIndex } from '#store';
import {
  compact,
  createWatchHub,
  WATCH_BATCH_REVISIONS,
  type WatchHub,
  type WatchStream,
} from './mod.ts';

const test = suite('stream');

interface Bench {
  readonly hub: WatchHub;
  readonly stream: WatchStream;
  put(key: string, value?: string): void;
  compact(revision: number): void;
  now(): number;
}

function bench(capacity?: number): Bench {
  const index = new KeyIndex();
  const store = createStore(index);
  const hub = createWatchHub(store, capacity === undefined ? {} : { capacity });
  return {
    hub,
    stream: hub.stream(),
    put: (key, value = '') => void store.put({ key, value }),
    compact: (revision) => compact(store, index, hub, revision),
    now: () => store.revision,
  };
}

test('ids begin at 0, pass over those that a client took, and are not used again', () => {
  const { stream } = bench();

  const ids = [0, 1, 0, 0].map((watchId) => stream.watch({ key: 'a', watchId }));
  stream.cancel(3);

  assert.equal(ids, [0, 1, 2, 3]);
  assert.is(stream.watch({ key: 'a' }), 4);
});

test('a taken id and an empty range are refused in the words of etcd', () => {
  const { stream } = bench();
  stream.watch({ key: 'a', watchId: 7 });
  stream.take();

  assert.is(stream.watch({ key: 'a', watchId: 7 }), -1);
  assert.is(stream.watch({ key: 'b', rangeEnd: 'a' }), -1);

  const refused = {
    watchId: -1,
    revision: 1,
    events: [],
    created: true,
    canceled: true,
  };
  assert.equal(stream.take(), [
    {
      ...refused,
      cancelReason: 'mvcc: duplicate watch ID provided on the WatchStream',
    },
    { ...refused, cancelReason: 'mvcc: watcher range is empty' },
  ]);
});

test('after a cancel nothing comes, wherever the watch stood', () => {
  const { stream, put } = bench(2);
  stream.watch({ key: 'a' });
  stream.watch({ key: 'a' });
  stream.take();
  put('a');
  put('a'); // both fall behind here

  stream.cancel(0);
  stream.cancel(0);
  put('a');

  const responses = [...stream.take(), ...stream.take(), ...stream.take()];
  const ends = responses.filter(({ canceled }) => canceled);
  assert.equal(
    ends.map(({ watchId }) => watchId),
    [0],
  );
  const mine = responses.filter(({ watchId }) => watchId === 0);
  assert.is(mine.at(-1), ends[0]);
  const others = responses.filter(({ watchId }) => watchId === 1);
  assert.equal(
    others.flatMap(({ events }) => events.map(({ kv }) => kv.modRevision)),
    [2, 3, 4],
  );
});

test('a watch waits for a revision that is still to come', () => {
  const { stream, put } = bench();
  stream.watch({ key: 'a', startRevision: 4 });

  for (let i = 0; i < 4; i++) put('a');

  const revisions = stream
    .take()
    .flatMap(({ events }) => events.map(({ kv }) => kv.modRevision));
  assert.equal(revisions, [4, 5]);
});

test('one who catches up is told of at most so many revisions at once', () => {
  const { stream, put } = bench();
  for (let i = 0; i < WATCH_BATCH_REVISIONS + 1; i++) put('a');

  stream.watch({ key: 'a', startRevision: 1 });

  const sizes = stream.take().map(({ events }) => events.length);
  assert.equal(sizes, [0, WATCH_BATCH_REVISIONS, 1]);
});

test('a stream is woken when a response comes, once, until it is empty again', () => {
  const { stream, put } = bench(1);
  let woken = 0;
  stream.onReady(() => {
    woken += 1;
  });

  stream.watch({ key: 'a' });
  put('a');
  assert.is(woken, 1);
  while (stream.take().length > 0);
  put('b');
  assert.is(woken, 1);
  put('a');
  put('a');
  assert.is(woken, 2);
});

test('one that reads as soon as it is woken is told of all, in order', () => {
  const { stream, put } = bench(1);
  const seen: number[] = [];
  stream.onReady(() => {
    for (;;) {
      const taken = stream.take();
      if (taken.length === 0) return;
      seen.push(
        ...taken.flatMap(({ events }) => events.map(({ kv }) => kv.modRevision)),
      );
    }
  });
  put('a');

  stream.watch({ key: 'a', startRevision: 1 });
  put('a');
  put('a');

  assert.equal(seen, [2, 3, 4]);
});

test('progress is told behind the events, and not while a watch is behind', () => {
  const { stream, put } = bench(3);
  stream.progress(); // there is no watch
  assert.equal(stream.take(), []);
  stream.watch({ key: 'a' });
  put('a');
  put('b');

  stream.progress();

  const [, told, progress] = stream.take();
  assert.is(told?.revision, 2);
  assert.equal(progress, { watchId: -1, revision: 3, events: [] });
  for (let i = 0; i < 4; i++) put('a');
  stream.progress();
  assert.is(stream.take().filter(({ watchId }) => watchId === -1).length, 0);
});

test('progress is not told while a watch waits for a later revision', () => {
  const { stream } = bench();
  stream.watch({ key: 'a', startRevision: 9 });

  stream.progress();

  assert.is(stream.take().length, 1);
});

test('only quiet watches that asked are told now and then how far they have come', () => {
  const { hub, stream, put } = bench();
  stream.watch({ key: 'a', progressNotify: true });
  stream.watch({ key: 'b', progressNotify: true });
  stream.watch({ key: 'c' });
  put('a');
  stream.take();

  hub.notifyProgress();
  assert.equal(stream.take(), [{ watchId: 1, revision: 2, events: [] }]);
  hub.notifyProgress();
  assert.equal(
    stream.take().map(({ watchId }) => watchId),
    [0, 1],
  );
});

test('a watch below the compacted revision is created, then ended', () => {
  const { stream, put, compact: compactAt } = bench();
  for (let i = 0; i < 4; i++) put('a');
  compactAt(4);

  stream.watch({ key: 'a', startRevision: 3 });
  stream.watch({ key: 'a', startRevision: 4 });

  const [created, ended, other, told] = stream.take();
  assert.is(created?.created, true);
  assert.equal(ended, {
    watchId: 0,
    revision: 5,
    events: [],
    canceled: true,
    compactRevision: 4,
  });
  assert.is(other?.created, true);
  assert.equal(
    told?.events.map(({ kv }) => kv.modRevision),
    [4, 5],
  );
});

test('one that was synced lives on, however old its last event is', () => {
  const { stream, put, compact: compactAt } = bench();
  stream.watch({ key: 'a' });
  for (let i = 0; i < 4; i++) put('b');
  compactAt(5);
  put('a');

  assert.equal(
    stream.take().map(({ canceled }) => canceled),
    [undefined, undefined],
  );
});

test('one that fell behind and is overtaken by a compaction ends', () => {
  const { stream, put, compact: compactAt, now } = bench(1);
  stream.watch({ key: 'a' });
  stream.take();
  for (let i = 0; i < 3; i++) put('a');

  compactAt(now());

  const [first] = stream.take();
  assert.is(first?.events[0]?.kv.modRevision, 2);
  const [end] = stream.take();
  assert.is(end?.compactRevision, 4);
  assert.equal(stream.take(), []);
});

test('prevKv is left out where the pair before is compacted', () => {
  const { stream, put, compact: compactAt } = bench();
  put('a', '1');
  put('a', '2');
  put('a', '3');
  compactAt(3);

  stream.watch({ key: 'a', startRevision: 3, prevKv: true });

  const before = stream
    .take()
    .flatMap(({ events }) => events.map(({ prevKv }) => prevKv?.value));
  assert.equal(before, [undefined, '2']);
});

test('compacting twice at one revision, or ahead of the store, is refused', () => {
  const { put, compact: compactAt } = bench();
  put('a');
  compactAt(2);

  assert.throws(
    () => compactAt(2),
    /^etcdserver: mvcc: required revision has been compacted$/,
  );
  assert.throws(
    () => compactAt(3),
    /^etcdserver: mvcc: required revision is a future revision$/,
  );
});

test('a hub over a store that is not new treats what was before as forgotten', () => {
  const store = createStore();
  store.put({ key: 'a', value: '1' });
  const stream = createWatchHub(store).stream();

  stream.watch({ key: 'a', startRevision: 2 });
  stream.watch({ key: 'a', startRevision: 3, prevKv: true });
  store.put({ key: 'a', value: '2' });

  const responses = stream.take();
  assert.equal(
    responses.map(({ compactRevision }) => compactRevision),
    [undefined, 3, undefined, undefined],
  );
  assert.is(responses.at(-1)?.events[0]?.prevKv?.value, '1');
});

test('a compaction below all that a late hub knows leaves its log as it is', () => {
  const index = new KeyIndex();
  const store = createStore(index);
  for (let i = 0; i < 6; i++) store.put({ key: 'a', value: `${i}` });
  const hub = createWatchHub(store);
  const stream = hub.stream();
  compact(store, index, hub, 4);

  store.put({ key: 'a', value: 'after' });
  stream.watch({ key: 'a', startRevision: 6 });
  stream.watch({ key: 'a', startRevision: 8 });

  const told = stream.take().map(({ compactRevision, events }) => {
    return compactRevision ?? events.map(({ kv }) => kv.value).join();
  });
  assert.equal(told, ['', 8, '', 'after']);
});

test('watches that are behind are served in turn, a batch each', () => {
  const { stream, put } = bench(1);
  for (let i = 0; i < 2_500; i++) put('a');
  stream.watch({ key: 'a', startRevision: 2 });
  stream.watch({ key: 'a', startRevision: 2 });

  const turns: number[] = [];
  for (let taken = stream.take(1); taken.length > 0; taken = stream.take(1))
    turns.push(...taken.map(({ watchId }) => watchId));

  assert.equal(turns, [0, 1, 0, 1, 0, 1, 0, 1]);
});

test('a closed stream is told nothing more and takes no watch', () => {
  const { stream, put } = bench();
  stream.watch({ key: 'a' });
  stream.close();

  put('a');

  assert.equal(stream.take(), []);
  assert.throws(() => stream.watch({ key: 'a' }), /closed/);
});
test.run();
