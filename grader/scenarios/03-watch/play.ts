// Plays a program on a store, a hub over it and one stream. After each operation all is
// taken that the stream has to tell, unless the program is read slowly.

import type { KeyIndex, Store } from '#store';
import type { WatchCreateRequest, WatchHub, WatchStream } from '#watch';
import type { Stage, Subject } from '../../core/scenario.ts';
import { heard } from '../01-store/listeners.ts';
import type { Op, Program, WatchOp } from './draw.ts';
import { wordsOfOp } from './say.ts';
import { type Bounds, Listener, Neighbour } from './told.ts';

/** How many responses may wait if nobody says how many. */
const CAPACITY = 128;

const EVERYTHING = { key: '\0', rangeEnd: '\0' };

interface Doors {
  createWatchHub(store: Store, options?: { capacity: number }): WatchHub;
  compact(store: Store, index: KeyIndex, hub: WatchHub, revision: number): void;
}

export function play(subject: Subject, program: Program, stage: Stage): void {
  const { ops, capacity, slow = false, onlyEnds = false, turns } = program;
  const bench = createBench(subject, stage, program);
  const listener = new Listener(bench.stream, {
    ...{ capacity: capacity ?? CAPACITY, slow, onlyEnds },
    turns: turns ?? false,
  });
  const beside = bench.neighbour && new Neighbour(bench.neighbour);
  for (const op of ops) {
    stage.call(
      () => wordsOfOp(op),
      () => {
        const answer = { ...bench.run(op), ...beside?.account() };
        if (op.op === 'take') listener.take(op.max);
        if (slow) return answer;
        listener.takeAll();
        return { ...answer, ...listener.account() };
      },
    );
  }
  if (slow) {
    const takeAll = (): object => {
      listener.takeAll();
      return listener.account(bench.bounds());
    };
    stage.call(() => 'take all that is left', takeAll);
  }
  stage.call(
    () => 'close the stream',
    () => bench.stream.close(),
  );
}

interface Bench {
  readonly stream: WatchStream;
  readonly neighbour: WatchStream | undefined;
  run(op: Op): object;
  bounds(): Bounds;
}

function createBench(
  subject: Subject,
  stage: Stage,
  { capacity, late = 0, neighbour }: Program,
): Bench {
  const { createWatchHub, compact } = subject as unknown as Doors;
  const { createStore, KeyIndex } = stage.parts.store;
  const index = new KeyIndex();
  const store = createStore(index);
  const { store: followed, listeners } = heard(store);
  stage.atEnd('the store', () => ({ listeners: listeners() }));
  for (let i = 0; i < late; i++) store.put({ key: 'z' });
  const hub = createWatchHub(
    followed,
    capacity === undefined ? undefined : { capacity },
  );
  const stream = hub.stream();
  let floor = 0;
  let isClosed = false;
  const watch = (op: WatchOp): object => {
    try {
      return { id: stream.watch(requestOf(op, store.revision, floor)) };
    } catch (error) {
      // In which words a closed stream refuses is left open.
      if (isClosed && error instanceof Error) return { refused: true };
      throw error;
    }
  };
  const compactBack = (back: number): object => {
    const revision = store.revision - back;
    compact(store, index, hub, revision);
    floor = revision;
    return { at: revision, ...leftovers(index, revision) };
  };
  const hubOf = (room: number): object => {
    try {
      createWatchHub(createStore(), { capacity: room });
      return { made: true };
    } catch (error) {
      // In which words is left open.
      if (error instanceof RangeError) return { refused: 'RangeError' };
      throw error;
    }
  };
  const run = (op: Op): object => {
    switch (op.op) {
      case 'watch':
        return watch(op);
      case 'cancel':
        stream.cancel(op.id);
        return {};
      case 'progress':
        stream.progress();
        return {};
      case 'notify':
        hub.notifyProgress();
        return {};
      case 'compact':
        return compactBack(op.back);
      case 'get':
        return store.range({ ...EVERYTHING, revision: store.revision - op.back });
      case 'hub':
        return hubOf(op.capacity);
      case 'close':
        stream.close();
        isClosed = true;
        return {};
      default:
        write(store, op);
        return {};
    }
  };
  const bounds = (): Bounds => ({ newest: store.revision, floor });
  return { stream, neighbour: neighbour && hub.stream(), run, bounds };
}

function write(store: Store, op: Op): void {
  switch (op.op) {
    case 'put':
      store.put(op.put);
      return;
    case 'delete':
      store.deleteRange(op.range);
      return;
    case 'together':
      store.write((txn) => {
        for (const key of op.keys) txn.put({ key, value: 'together' });
      });
      return;
    case 'anew':
      store.write((txn) => {
        txn.deleteRange({ key: op.key });
        txn.put({ key: op.key, value: 'anew' });
      });
      return;
    case 'many':
      for (let i = 0; i < op.count; i++) store.put({ key: op.key });
      return;
    case 'crowd':
      for (let i = 0; i < op.count; i++) store.put({ key: `k${i}` });
  }
}

function requestOf(
  { watch, back, above }: WatchOp,
  now: number,
  floor: number,
): WatchCreateRequest {
  if (above !== undefined)
    return { ...watch, startRevision: Math.max(floor, 1) + above };
  if (back === undefined) return watch;
  return { ...watch, startRevision: Math.max(1, now - back) };
}

/** What a compaction could have dropped and did not; at the revision itself it may stay. */
function leftovers(index: KeyIndex, revision: number): object {
  let superseded = 0;
  let tombstones = 0;
  let empty = 0;
  for (const { versions } of index.scan({ from: '\0', end: undefined })) {
    if (versions.length === 0) empty += 1;
    const old = versions.filter((kv) => kv.modRevision <= revision);
    superseded += Math.max(0, old.length - 1);
    const last = old.at(-1);
    if (last?.version === 0 && last.modRevision < revision) tombstones += 1;
  }
  return { superseded, tombstones, 'keys without a version': empty };
}
