// What chapter 09 promises about the work of a server: one object costs what one costs,
// and a page what a page costs, among however many.

import type { ApiServer } from '#apiserver';
import type { Cost, Place, Subject } from '../../core/scenario.ts';
import type { Doors } from './play.ts';
import { ROWS, STRATEGIES } from './table.ts';

const MAPS = '/api/v1/namespaces/d/configmaps';

function open(subject: Subject, { world, parts }: Place): ApiServer {
  const { createApiServer, embedded } = subject as unknown as Doors;
  const index = new parts.store.KeyIndex();
  const store = parts.store.createStore(index);
  const storage = embedded(store, parts.watch.createWatchHub(store), index);
  return createApiServer({
    world,
    storage,
    resources: ROWS,
    strategies: STRATEGIES,
  });
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
function among(what: string, act: (server: ApiServer) => Promise<void>): Cost {
  return {
    ...{ what, among: 'objects', few: FEW },
    prepare: async (subject, many, place) => {
      const server = open(subject, place);
      for (let n = 0; n < many; n++)
        await send(server, 'POST', MAPS, { metadata: { name: `c${n + 1000}` } });
      return () => act(server);
    },
  };
}

const NAMED = { metadata: { name: 'c1003' }, data: { k: '1' } };

export const writes: readonly Cost[] = [
  among('an update of an object', (server) =>
    send(server, 'PUT', `${MAPS}/c1003`, NAMED),
  ),
  among('a get of an object', (server) => send(server, 'GET', `${MAPS}/c1003`)),
];

/**
 * The store counts what is left behind a page, so that the reference grows too. A page that
 * is cut out of everything is slower by a factor, which is not seen here.
 */
export const pages: readonly Cost[] = [
  {
    ...{ what: 'a page of five', among: 'objects', few: 16 },
    prepare: async (subject, many, place) => {
      const server = open(subject, place);
      await send(server, 'GET', `${MAPS}?limit=5`);
      for (let n = 0; n < many; n++)
        await send(server, 'POST', MAPS, { metadata: { name: `c${n + 1000}` } });
      return () => send(server, 'GET', `${MAPS}?limit=5`);
    },
  },
];

export const deletions: readonly Cost[] = [
  among('a deletion', (server) => send(server, 'DELETE', `${MAPS}/c1003`)),
];
