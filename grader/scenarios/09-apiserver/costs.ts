// What chapter 09 promises about the work of a server: one object costs what one costs,
// and a page what a page costs, among however many.

import type { ApiServer, Storage } from '#apiserver';
import type { Store } from '#store';
import type { Cost, Place, Subject } from '../../core/scenario.ts';
import type { Doors } from './play.ts';
import { ROWS, STRATEGIES } from './table.ts';

const MAPS = '/api/v1/namespaces/d/configmaps';

interface Opened {
  readonly server: ApiServer;
  readonly store: Store;
  readonly storage: Storage;
}

function open(subject: Subject, { world, parts }: Place): Opened {
  const { createApiServer, embedded } = subject as unknown as Doors;
  const index = new parts.store.KeyIndex();
  const store = parts.store.createStore(index);
  const storage = embedded(store, parts.watch.createWatchHub(store), index);
  const tables = { resources: ROWS, strategies: STRATEGIES };
  const server = createApiServer({ world, storage, ...tables });
  return { server, store, storage };
}

async function send(
  { handle }: ApiServer,
  method: string,
  url: string,
  body?: object,
): Promise<void> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  await handle({ method, url, ...sent });
}

/** So many that a walk outweighs what a request costs without one. */
const FEW = 24;

/** A request to a server that holds so many objects. */
function among(
  what: string,
  act: (server: ApiServer, place: Place & Opened) => Promise<void>,
  before: (server: ApiServer) => Promise<void> = async () => {},
): Cost {
  return {
    ...{ what, among: 'objects', few: FEW },
    prepare: async (subject, many, place) => {
      const opened = open(subject, place);
      for (let n = 0; n < many; n++) put(opened.store, n);
      await before(opened.server);
      const { world, parts } = place;
      return () => act(opened.server, { world, parts, ...opened });
    },
  };
}

/** An object in the store, as a server puts it there. */
function put(store: Store, n: number): void {
  const name = `c${n + 1000}`;
  const metadata = { name, namespace: 'd', uid: `uid of ${name}` };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata };
  store.put({
    key: `/registry/configmaps/d/${name}`,
    value: JSON.stringify(object),
  });
}

const NAMED = { metadata: { name: 'c1003' }, data: { k: '1' } };

export const writes: readonly Cost[] = [
  among('a new object', (server) =>
    send(server, 'POST', MAPS, { metadata: { name: 'new' } }),
  ),
  among('an update of an object', (server) =>
    send(server, 'PUT', `${MAPS}/c1003`, NAMED),
  ),
  among('a get of an object', (server) => send(server, 'GET', `${MAPS}/c1003`)),
  {
    ...{ what: 'a server', among: 'versions that were read', isHeld: true },
    prepare: async (subject, many, place) => {
      const { server, store, storage } = open(subject, place);
      for (let n = 0; n < many; n++) {
        put(store, 3);
        await send(server, 'GET', `${MAPS}/c1003`);
      }
      const { world } = place;
      return async () => [server, store, storage, world];
    },
  },
];

/** Of the store only what it hands out is counted: its count of what is left is not. */
export const pages: readonly Cost[] = [
  {
    ...{ what: 'a page of five', among: 'objects', few: FEW },
    prepare: async (subject, many, { world, parts }) => {
      const { createApiServer } = subject as unknown as Doors;
      const { store } = open(subject, { world, parts });
      for (let n = 0; n < many; n++) put(store, n);
      const storage = handingOut(store);
      const server = createApiServer({ world, storage, resources: ROWS });
      await send(server, 'GET', `${MAPS}?limit=5`);
      return () => send(server, 'GET', `${MAPS}?limit=5`);
    },
  },
];

/** A door to what a store holds now: a page of it costs what the page holds. */
function handingOut(store: Store): Storage {
  const { kvs, revision } = store.range({ key: '\0', rangeEnd: '\0' });
  return {
    async range({ key, rangeEnd = `${key}\0`, limit = 0 }) {
      const found = kvs.filter((kv) => kv.key >= key && kv.key < rangeEnd);
      const more = limit > 0 && limit < found.length;
      const end = more ? found[limit]?.key : rangeEnd;
      const page = store.range({
        key,
        ...(end === undefined ? {} : { rangeEnd: end }),
      });
      return { revision, kvs: page.kvs, more, count: found.length };
    },
    txn: () => Promise.reject(new Error('a page is read')),
    async *watch(_, signal) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
    compact: async () => {},
  };
}

export const deletions: readonly Cost[] = [
  among('a deletion', (server) => send(server, 'DELETE', `${MAPS}/c1003`)),
];

const CHANGED = { metadata: { name: 'c1003' }, data: { k: '2' } };

/** A change, and all that the server does about it. */
async function change(
  server: ApiServer,
  { world }: Pick<Place, 'world'>,
): Promise<void> {
  await send(server, 'PUT', `${MAPS}/c1003`, CHANGED);
  await world.clock.settle();
}

async function watch(
  { handle }: ApiServer,
  signal: AbortSignal,
  query = '',
): Promise<void> {
  await handle({ method: 'GET', url: `${MAPS}?watch=1${query}`, signal });
}

export const events: readonly Cost[] = [
  {
    ...among('a change that is watched', change, (server) =>
      watch(server, new AbortController().signal),
    ),
    // A copy of all is a step for each, beside the hundreds that a change takes.
    few: 128,
  },
  {
    ...{
      what: 'a change that nobody watches any more',
      among: 'watches',
      few: FEW,
    },
    prepare: async (subject, many, place) => {
      const { server, store } = open(subject, place);
      for (let n = 0; n < 5; n++) put(store, n);
      for (let n = 0; n < many; n++) {
        const gone = new AbortController();
        await watch(server, gone.signal, '&labelSelector=no');
        gone.abort();
      }
      return () => change(server, place);
    },
  },
];

export const resumed: readonly Cost[] = [
  among(
    'a watch that goes on',
    (server, { store }) =>
      watch(
        server,
        new AbortController().signal,
        `&resourceVersion=${store.revision}`,
      ),
    (server) => send(server, 'GET', `${MAPS}?limit=1`),
  ),
];
