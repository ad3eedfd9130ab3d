// A store that can be asked: the one that is played, and the one of chapters 01 to 04 that
// it has to be like.

import type { DurableStore } from '#log';
import type { Revision } from '#store';
import type { Clock } from '#world';
import type { Parts } from '../../core/scenario.ts';
import type { Ask } from './draw.ts';

const EVERYTHING = { key: '\0', rangeEnd: '\0' };
const LEASES = [7, 8];

/** Asks with a request of its own, which is scribbled on as soon as it was handed in. */
export function askOf(store: DurableStore, ask: Ask): Promise<object> {
  const own = copyOf(ask);
  const answer = doorOf(store, own);
  scribble(own.request);
  return answer;
}

function copyOf(ask: Ask): Ask {
  if (ask.ask === 'txn') return JSON.parse(JSON.stringify(ask)) as Ask;
  return { ...ask, request: { ...ask.request } } as Ask;
}

function doorOf(store: DurableStore, { ask, request }: Ask): Promise<object> {
  switch (ask) {
    case 'put':
      return store.put(request);
    case 'delete':
      return store.deleteRange(request);
    case 'txn':
      return store.txn(request);
    case 'grant':
      return store.grant(request);
    case 'compact':
      return store.compact(request.revision as Revision);
    case 'revoke':
      return store.revoke(request.id);
  }
}

function scribble(value: object): void {
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === 'object' && field !== null) scribble(field);
    else if (typeof field === 'string')
      Object.assign(value, { [name]: 'scribble' });
  }
}

/** What a store answers to those who only look. */
interface Seen extends Pick<DurableStore, 'revision' | 'range' | 'timeToLive'> {
  readonly floor: Revision;
  stream: DurableStore['hub']['stream'];
}

export function everythingOf(store: DurableStore): object {
  return lookAt({
    revision: store.revision,
    floor: store.status().floor,
    range: (request) => store.range(request),
    timeToLive: (...asked) => store.timeToLive(...asked),
    stream: () => store.hub.stream(),
  });
}

/** All that can be asked of a store: pairs, what happened since the floor, leases. */
function lookAt({ revision, floor, ...asked }: Seen): object {
  // Field by field: in which order an object has them is its maker's business.
  const kvs = asked
    .range(EVERYTHING)
    .kvs.map(({ key, value, version, createRevision, modRevision, lease }) => ({
      ...{ key: inShort(key), value: inShort(value), version },
      ...{ createRevision, modRevision, lease },
    }));
  const stream = asked.stream();
  const startRevision = Math.max(floor, 1) as Revision;
  stream.watch({ ...EVERYTHING, startRevision });
  const events: string[] = [];
  for (let told = stream.take(1); told.length > 0; told = stream.take(1)) {
    for (const { type, kv } of told.flatMap((response) => response.events))
      events.push(`${kv.modRevision} ${type} ${inShort(kv.key)}`);
  }
  stream.close();
  const leases = LEASES.map((id) => asked.timeToLive(id, { keys: true }))
    .filter(({ ttl }) => ttl >= 0)
    .map(({ id, grantedTtl, keys = [] }) => ({ id, grantedTtl, keys }));
  return { revision, floor, kvs, events, leases };
}

const LONG = 10_000;

/** Of a long text only how long it is. */
function inShort(text: string): string {
  return text.length < LONG ? text : `${text[0]} × ${text.length}`;
}

/** Stands still: when a lease is over is not the model's business. */
const STOPPED = {
  now: () => 0,
  wall: () => 0,
  after: () => ({ cancel: () => {} }),
  sleep: () => new Promise(() => {}),
} as unknown as Clock;

/**
 * After how many of the requests, done from nothing, the state is that of `store`: the
 * most, or -1 if it is so after no number of them.
 */
export function foundIn(
  store: DurableStore,
  asks: readonly Ask[],
  parts: Parts,
): number {
  const wanted = JSON.stringify(everythingOf(store));
  let found = -1;
  let count = 0;
  for (const { revision, say } of statesOf(asks, parts)) {
    if (revision === store.revision && say() === wanted) found = count;
    count += 1;
  }
  return found;
}

interface State {
  readonly revision: Revision;
  /** All of it in words. Most states differ in their revisions already. */
  readonly say: () => string;
}

/** The states that lead from nothing through all the requests. */
function* statesOf(asks: readonly Ask[], parts: Parts): Generator<State> {
  const { store, txn, watch, lease, world } = parts;
  const index = new store.KeyIndex();
  const plain = store.createStore(index);
  const hub = watch.createWatchHub(plain);
  const stopped = { ...world.createVirtualWorld({ seed: 1 }), clock: STOPPED };
  const lessor = lease.createLessor(stopped, plain);
  const leased = lease.leased(plain, lessor);
  const say = (): string =>
    JSON.stringify(
      lookAt({
        revision: leased.revision,
        floor: index.floor,
        range: (request) => leased.range(request),
        timeToLive: (...asked) => lessor.timeToLive(...asked),
        stream: () => hub.stream(),
      }),
    );
  yield { revision: leased.revision, say };
  for (const one of asks) {
    try {
      if (one.ask === 'put') leased.put(one.request);
      if (one.ask === 'delete') leased.deleteRange(one.request);
      if (one.ask === 'txn')
        txn.txn(leased, one.request, (each) => lessor.admit(each));
      if (one.ask === 'compact')
        watch.compact(leased, index, hub, one.request.revision as Revision);
      if (one.ask === 'grant') lessor.grant(one.request);
      if (one.ask === 'revoke') lessor.revoke(one.request.id);
    } catch (error) {
      if (!(error instanceof store.EtcdError)) throw error;
    }
    yield { revision: leased.revision, say };
  }
}
