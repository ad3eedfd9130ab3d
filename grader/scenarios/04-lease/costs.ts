// What chapter 04 promises about the work of a lessor: whatever is done to one lease
// asks no other, and the keys of a lease are found without reading the store.

import type { createLessor, Lessor } from '#lease';
import type { Store } from '#store';
import type { VirtualWorld } from '#world';
import type { Cost } from '../../core/scenario.ts';
import { fillKeys, keyOf } from '../01-store/costs.ts';

interface Bench {
  readonly world: VirtualWorld;
  readonly store: Store;
  readonly lessor: Lessor;
  readonly createLessor: typeof createLessor;
}

function cost(
  head: Pick<Cost, 'what' | 'among' | 'few' | 'isHeld'>,
  prepare: (bench: Bench, many: number) => () => unknown,
): Cost {
  return {
    ...head,
    prepare: (subject, many, { parts, world }) => {
      const doors = subject as unknown as Pick<Bench, 'createLessor'>;
      const store = parts.store.createStore();
      const lessor = doors.createLessor(world, store);
      return prepare(
        { world, store, lessor, createLessor: doors.createLessor },
        many,
      );
    },
  };
}

/** Something that is done among `many` leases, each of a minute and a bit more. */
function amongLeases(
  what: string,
  act: (bench: Bench, many: number) => void,
): Cost {
  return cost({ what, among: 'leases' }, (bench, many) => {
    for (let id = 1; id <= many; id++) bench.lessor.grant({ id, ttl: 60 + id });
    return () => act(bench, many);
  });
}

/** Something that is done among `many` keys: eight hang on lease 7, the rest on 8. */
function amongKeys(what: string, act: (bench: Bench) => void): Cost {
  return cost({ what, among: 'keys' }, (bench, many) => {
    bench.lessor.grant({ id: 7, ttl: 60 });
    bench.lessor.grant({ id: 8, ttl: 3_600 });
    fillKeys(bench.store, many, { lease: 8 });
    for (let i = 0; i < 8; i++) {
      bench.store.put({ key: keyOf((i * many) >> 3), lease: 7 });
    }
    return () => act(bench);
  });
}

export const grants: readonly Cost[] = [
  amongLeases('a grant', ({ lessor }, many) =>
    lessor.grant({ id: many + 1, ttl: 60 }),
  ),
];

export const looks: readonly Cost[] = [
  amongLeases('a look at a lease', ({ lessor }, many) =>
    lessor.timeToLive(many - 9),
  ),
];

export const keepAlives: readonly Cost[] = [
  amongLeases('a keep-alive', ({ lessor }, many) => lessor.keepAlive(many - 9)),
];

export const keys: readonly Cost[] = [
  amongKeys('a look at a lease and its keys', ({ lessor }) => {
    lessor.timeToLive(7, { keys: true });
  }),
  amongKeys('a put on a lease', ({ store }) => {
    store.put({ key: keyOf(0), lease: 0 });
    store.put({ key: keyOf(0), lease: 7 });
  }),
  cost(
    { what: 'a put on a lease', among: 'keys of that lease' },
    ({ store, lessor }, many) => {
      lessor.grant({ id: 8, ttl: 3_600 });
      fillKeys(store, many, { lease: 8 });
      return () => store.put({ key: 'k', lease: 8 });
    },
  ),
];

export const ends: readonly Cost[] = [
  amongKeys('the end of a lease', ({ world }) => world.clock.advanceSync(61_000)),
  amongLeases('the end of a lease', ({ world }) => world.clock.advanceSync(61_500)),
];

export const revokes: readonly Cost[] = [
  amongKeys('a revoke', ({ lessor }) => lessor.revoke(7)),
  amongLeases('a revoke', ({ lessor }, many) => lessor.revoke(many - 9)),
  cost(
    {
      what: 'a lessor',
      among: 'leases that were given back',
      few: 16,
      isHeld: true,
    },
    ({ world, store, lessor }, many) => {
      for (let id = 1; id <= many; id++) {
        lessor.grant({ id, ttl: 60 });
        store.put({ key: keyOf(id), lease: id });
        lessor.revoke(id);
      }
      return () => [lessor, store, world];
    },
  ),
];

export const admits: readonly Cost[] = [
  amongLeases('to admit a put', ({ lessor }, many) => {
    lessor.admit({ key: 'k', lease: many - 9 });
  }),
];

export const restarts: readonly Cost[] = [
  cost(
    { what: 'a restart', among: 'leases, each with a key' },
    ({ world, store, lessor, createLessor }, many) => {
      for (let id = 1; id <= many; id++) {
        lessor.grant({ id, ttl: 60 });
        store.put({ key: keyOf(id), lease: id });
      }
      const saved = lessor.snapshot();
      lessor.close();
      return () => createLessor(world, store, saved);
    },
  ),
];
