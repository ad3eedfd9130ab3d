// One event, many watches: how long from the put until the last of them was served.

import type { Client } from '@grpc/grpc-js';
import { createStore, type Store } from '#store';
import { createWatchHub } from '#watch';
import { startProcess } from '../etcd/process.ts';
import { connect, method, send } from '../etcd/wire.ts';
import { printTable, say, saySpread, spread, verdict } from './store-figures.ts';

const WATCHES = 1_000;
const STREAMS = 10;
const EVENTS = 40;
const EVENTS_NOT_COUNTED = 5;
const KEY = 'watched';

/** Puts the key once, and returns when all have been told. */
type PutAndWait = () => Promise<void>;

/** Watches of one key of a new store, spread evenly over streams. */
export function watchOurs(watches: number, streams: number): PutAndWait {
  const store: Store = createStore();
  const hub = createWatchHub(store, { capacity: watches + 1 });
  const done = createCounter(watches);
  for (let number = 0; number < streams; number++) {
    const stream = hub.stream();
    for (let watch = 0; watch < watches / streams; watch++)
      stream.watch({ key: KEY });
    stream.take();
    stream.onReady(() => queueMicrotask(() => done.add(stream.take().length)));
  }
  return () => {
    const told = done.wait();
    store.put({ key: KEY, value: '1' });
    return told;
  };
}

const WATCH = method('Watch', 'Watch');
const PUT = method('KV', 'Put');

interface WireResponse {
  readonly created: boolean;
  readonly events: readonly object[];
}

async function watchTheirs(client: Client): Promise<PutAndWait> {
  const key = Buffer.from(KEY);
  const created = createCounter(WATCHES);
  const done = createCounter(WATCHES);
  const ready = created.wait();
  for (let number = 0; number < STREAMS; number++) {
    const { path, requestSerialize, responseDeserialize } = WATCH;
    const stream = client.makeBidiStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
    );
    stream.on('error', () => undefined);
    stream.on('data', (response: WireResponse) => {
      if (response.created) created.add(1);
      else done.add(response.events.length);
    });
    for (let watch = 0; watch < WATCHES / STREAMS; watch++)
      stream.write({ createRequest: { key } });
  }
  await ready;
  return async () => {
    const told = done.wait();
    await Promise.all([send(client, PUT, { key, value: Buffer.from('1') }), told]);
  };
}

interface Counter {
  add(count: number): void;
  wait(): Promise<void>;
}

/** Counts up to `goal`, then begins again. */
function createCounter(goal: number): Counter {
  let count = 0;
  let resolve = (): void => undefined;
  return {
    add(more) {
      count += more;
      if (count < goal) return;
      count -= goal;
      resolve();
    },
    wait: () =>
      new Promise((done) => {
        resolve = done;
      }),
  };
}

/** Milliseconds from the put until the last was told, of each event. */
export async function latencies(
  put: PutAndWait,
  events: number,
): Promise<readonly number[]> {
  const all: number[] = [];
  for (let event = -EVENTS_NOT_COUNTED; event < events; event++) {
    const begin = performance.now();
    await put();
    if (event >= 0) all.push(performance.now() - begin);
  }
  return all;
}

export async function benchFanOut(): Promise<void> {
  const etcd = await startProcess();
  const client = connect(etcd.address);
  const theirs = spread(await latencies(await watchTheirs(client), EVENTS));
  client.close();
  await etcd.stop();
  const rows: string[][] = [['', 'ms until the last is served', 'goal']];
  rows.push([`etcd, ${STREAMS} streams`, saySpread(theirs), '']);
  for (const streams of [STREAMS, WATCHES]) {
    const ours = spread(await latencies(watchOurs(WATCHES, streams), EVENTS));
    const goal = verdict(ours.median <= theirs.median);
    rows.push([
      `ours, ${say(streams)} streams`,
      saySpread(ours),
      `≤ etcd's: ${goal}`,
    ]);
  }
  printTable(
    `one event to ${say(WATCHES)} watches; median (min–max) of ${EVENTS} events`,
    rows,
  );
}
