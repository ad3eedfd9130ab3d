// What chapter 12 promises about work: whatever is done with one key or one object asks
// no other.

import type {
  createClient,
  createExpectations,
  createInformer,
  createWorkQueue,
} from '#client';
import type { Cost } from '../../core/scenario.ts';
import { appOf } from './inform.ts';
import { PODS } from './reflect.ts';
import { LAST_VERSION, objectOf } from './server.ts';

const nameOf = (i: number): string => `key-${i}`;

export const adds: readonly Cost[] = [
  {
    what: 'to add a key that waits already',
    among: 'keys that wait',
    prepare: (subject, many, { world }) => {
      const queue = (subject.createWorkQueue as typeof createWorkQueue)(world);
      for (let i = 0; i < many; i++) queue.add(nameOf(i));
      return () => {
        for (const i of [0, many >> 1, many - 1]) queue.add(nameOf(i));
      };
    },
  },
];

export const turns: readonly Cost[] = [
  {
    what: 'to be done with a key, and to take the next',
    among: 'keys that wait, half of which are worked on',
    prepare: async (subject, many, { world }) => {
      const queue = (subject.createWorkQueue as typeof createWorkQueue)(world);
      for (let i = 0; i < many; i++) queue.add(nameOf(i));
      for (let i = 0; i < many / 2; i++) await queue.get();
      return async () => {
        for (const i of [0, 5, many / 2 - 1]) {
          queue.add(nameOf(i));
          queue.done(nameOf(i));
          await queue.get();
        }
      };
    },
  },
];

/** Each key fails, comes back in its time, goes well and is forgotten. */
const kept: Cost = {
  what: 'a work queue',
  among: 'keys that have gone well',
  few: 16,
  isHeld: true,
  prepare: (subject, many, { world }) => {
    const queue = (subject.createWorkQueue as typeof createWorkQueue)(world);
    for (let i = 0; i < many; i++) {
      queue.addRateLimited(nameOf(i));
      world.clock.advanceSync(1_000);
      void queue.get();
      queue.forget(nameOf(i));
      queue.done(nameOf(i));
    }
    return () => [queue, world];
  },
};

export const failures: readonly Cost[] = [
  kept,
  {
    what: 'to add a key rate limited',
    among: 'keys that have failed',
    prepare: (subject, many, { world }) => {
      const queue = (subject.createWorkQueue as typeof createWorkQueue)(world);
      for (let i = 0; i < many; i++) queue.addRateLimited(nameOf(i));
      return () => {
        for (const i of [0, many >> 1, many - 1]) {
          queue.forget(nameOf(i));
          queue.addRateLimited(nameOf(i));
        }
      };
    },
  },
];

/** An informer of `many` objects, eight of each app. */
function informer(what: string, after: (many: number) => readonly string[]): Cost {
  return {
    what,
    among: 'objects',
    prepare: async (subject, many, { world }) => {
      const doors = subject as unknown as {
        createClient: typeof createClient;
        createInformer: typeof createInformer;
      };
      const items = Array.from({ length: many }, (_, i) =>
        objectOf({ name: nameOf(i), version: 1, app: `app-${i >> 3}` }),
      );
      let go: () => void = () => {};
      const begun = new Promise<void>((resolve) => {
        go = resolve;
      });
      async function* stream(): AsyncGenerator<string> {
        await begun;
        for (const line of after(many)) yield `${line}\n`;
        await new Promise(() => {});
      }
      const metadata = { resourceVersion: String(LAST_VERSION) };
      const list = JSON.stringify({
        kind: 'PodList',
        apiVersion: 'v1',
        metadata,
        items,
      });
      const client = doors.createClient(async ({ url }) =>
        url.includes('watch=true')
          ? { code: 200, headers: {}, stream: stream() }
          : { code: 200, headers: {}, body: list },
      );
      const one = doors.createInformer(world, client.resource(PODS), {
        indexes: { app: appOf },
      });
      one.run().catch(() => {});
      await one.whenSynced();
      await world.clock.settle();
      return async () => {
        go();
        await world.clock.settle();
        one.lister.byIndex('app', 'app-2');
        one.lister.get('default/key-9');
      };
    },
  };
}

export const copies: readonly Cost[] = [
  informer('a look by an index, and by a key', () => []),
  informer('an event of one object', (many) => [
    JSON.stringify({
      type: 'MODIFIED',
      object: objectOf({ name: nameOf(many - 3), version: 901, app: 'app-0' }),
    }),
    JSON.stringify({
      type: 'DELETED',
      object: objectOf({ name: nameOf(2), version: 902, app: 'app-0' }),
    }),
  ]),
];

/** What is compared grows with the list; nothing may grow faster. */
export const relists: readonly Cost[] = [
  {
    what: 'to compare a list with the copy',
    among: 'objects',
    prepare: async (subject, many, { world }) => {
      const doors = subject as unknown as {
        createClient: typeof createClient;
        createInformer: typeof createInformer;
      };
      const items = Array.from({ length: many }, (_, i) =>
        objectOf({ name: nameOf(i), version: 1 }),
      );
      const lists = [items, items.slice(1)];
      const status = {
        kind: 'Status',
        apiVersion: 'v1',
        code: 410,
        reason: 'Expired',
      };
      const client = doors.createClient(async ({ url }) => {
        if (url.includes('watch=true'))
          return { code: 410, headers: {}, body: JSON.stringify(status) };
        const metadata = { resourceVersion: '5' };
        const list = {
          kind: 'PodList',
          apiVersion: 'v1',
          metadata,
          items: lists.shift() ?? [],
        };
        return { code: 200, headers: {}, body: JSON.stringify(list) };
      });
      const one = doors.createInformer(world, client.resource(PODS));
      one.run().catch(() => {});
      await one.whenSynced();
      return async () => {
        await world.clock.advance(1_600);
        one.stop();
      };
    },
  },
];

export const looks: readonly Cost[] = [
  {
    what: 'an expectation',
    among: 'keys that were forgotten',
    few: 16,
    isHeld: true,
    prepare: (subject, many, { world }) => {
      const create = subject.createExpectations as typeof createExpectations;
      const expectations = create(world.clock);
      for (let i = 0; i < many; i++) {
        expectations.expectDeletions(nameOf(i), ['u1', 'u2']);
        expectations.forget(nameOf(i));
      }
      return () => [expectations, world];
    },
  },
  {
    what: 'to see what was expected of one key',
    among: 'keys',
    prepare: (subject, many, { world }) => {
      const create = subject.createExpectations as typeof createExpectations;
      const expectations = create(world.clock);
      for (let i = 0; i < many; i++) expectations.expectCreations(nameOf(i), 2);
      return () => {
        for (const i of [0, many >> 1, many - 1]) {
          expectations.creationObserved(nameOf(i));
          expectations.isSatisfied(nameOf(i));
          expectations.forget(nameOf(i));
        }
      };
    },
  },
];
