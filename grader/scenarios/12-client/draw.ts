// How random programs of chapter 12 are drawn.

import type * as FastCheck from 'fast-check';
import type { ExpectOp, ExpectProgram } from './expect.ts';
import type { InformerProgram } from './inform.ts';
import type { QueueOp, QueueProgram } from './queue.ts';
import type {
  ListAnswer,
  Obj,
  Refusal,
  Script,
  Tell,
  WatchAnswer,
  WatchEnd,
} from './server.ts';

export type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

const keys = (fc: Fc): Arbitrary<string> => fc.constantFrom('a', 'b', 'c');

function keyed<Op extends 'add' | 'done' | 'fail' | 'forget' | 'count'>(
  fc: Fc,
  op: Op,
): Arbitrary<{ op: Op; key: string }> {
  return keys(fc).map((key) => ({ op, key }));
}

const get: QueueOp = { op: 'get' };

/** All is added before a worker comes, or while workers wait that find it at once. */
export function waiting(fc: Fc): Arbitrary<QueueProgram> {
  const adds = fc.array(keyed(fc, 'add'), { maxLength: 8, size: 'max' });
  const gets = fc.nat(4).map((many) => Array.from({ length: many }, () => get));
  const end = fc.constantFrom<QueueProgram>([], [{ op: 'shut down' }]);
  return fc
    .tuple(adds, end, gets, fc.boolean())
    .map(([all, over, takes, idle]) =>
      idle
        ? [...takes, ...new Map(all.map((one) => [one.key, one])).values(), ...over]
        : [...all, ...over, ...takes],
    );
}

/** Workers come and go, and keys are added while they are worked on. */
export function working(fc: Fc): Arbitrary<QueueProgram> {
  const one: Arbitrary<QueueOp> = fc.oneof(
    { weight: 4, arbitrary: keyed(fc, 'add') },
    { weight: 3, arbitrary: fc.constant(get) },
    { weight: 3, arbitrary: keyed(fc, 'done') },
    { weight: 1, arbitrary: fc.constant<QueueOp>({ op: 'shut down' }) },
  );
  return fc.array(one, { maxLength: 16, size: 'max' });
}

const WAITS = [1, 4, 5, 9, 40, 100, 450, 10_000, 1_000_000];

/** Keys that fail again and again, are forgotten, and wait. */
export function failing(fc: Fc): Arbitrary<QueueProgram> {
  const wait = fc.constantFrom(...WAITS).map((ms): QueueOp => ({ op: 'wait', ms }));
  const later = fc
    .tuple(keys(fc), fc.constantFrom(-1, 0, 1, 5, 60))
    .map(([key, ms]): QueueOp => ({ op: 'later', key, ms }));
  const many = fc
    .constantFrom(40, 99, 100, 120)
    .map((times): QueueOp => ({ op: 'fail many', many: times }));
  const one: Arbitrary<QueueOp> = fc.oneof(
    { weight: 6, arbitrary: keyed(fc, 'fail') },
    { weight: 4, arbitrary: wait },
    { weight: 1, arbitrary: keyed(fc, 'forget') },
    { weight: 1, arbitrary: keyed(fc, 'count') },
    { weight: 2, arbitrary: later },
    { weight: 1, arbitrary: many },
    { weight: 1, arbitrary: keyed(fc, 'add') },
  );
  // A key that comes back fails again: only then is its next wait seen.
  const again = fc
    .tuple(keys(fc), fc.constantFrom(1, 2, 3, 4), fc.constantFrom(9, 40, 100))
    .map(([key, times, ms]) =>
      Array.from({ length: times }, (): QueueOp[] => [
        { op: 'fail', key },
        { op: 'wait', ms },
      ]).flat(),
    );
  const last: QueueOp = { op: 'wait', ms: 20_000 };
  return fc
    .tuple(fc.option(again), fc.array(one, { maxLength: 14, size: 'max' }))
    .map(([rounds, program]) => [...(rounds ?? []), ...program, last]);
}

/** Versions rise along a script, whatever is asked. */
function tellsFrom(
  fc: Fc,
  version: number,
  maxLength = 3,
): Arbitrary<readonly Tell[]> {
  const tell = fc.record({
    after: fc.constantFrom(0, 10, 999, 2_000),
    type: fc.constantFrom('ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK' as const),
    name: fc.constantFrom('a', 'b'),
  });
  return fc.array(tell, { maxLength }).map((all) =>
    all.map(({ after, type, name }, i) => ({
      ...{ after, type },
      object: { name, version: version + i + 1 },
    })),
  );
}

const CUTS: readonly WatchEnd[] = ['closed', 'cut'];
const REFUSALS: readonly Refusal[] = [
  'expired',
  'gone',
  'too large',
  'busy',
  'error',
  'forbidden',
];

function watchAnswer(
  fc: Fc,
  version: number,
  ends: readonly WatchEnd[],
): Arbitrary<WatchAnswer> {
  return fc.record({
    tells: tellsFrom(fc, version),
    last: fc.record({
      after: fc.constantFrom(0, 999, 1_000, 300_000),
      end: fc.constantFrom(...ends),
    }),
  });
}

/** Watches that are cut, and taken up. */
export function cuts(fc: Fc): Arbitrary<Script> {
  const watches = [10, 20, 30].map((version) => watchAnswer(fc, version, CUTS));
  return fc
    .tuple(...watches)
    .map((all) => ({ lists: [{ version: 5 }], watches: all }));
}

/** All that can go wrong with a list and a watch. */
export function faults(fc: Fc): Arbitrary<Script> {
  const refused = fc.constantFrom(...REFUSALS);
  const lists = (version: number): Arbitrary<ListAnswer> =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constant<ListAnswer>({ version }) },
      { weight: 1, arbitrary: refused.map((one) => ({ refused: one })) },
      { weight: 1, arbitrary: fc.constant<ListAnswer>('unreachable') },
    );
  const watches = (version: number): Arbitrary<WatchAnswer> =>
    fc.oneof(
      {
        weight: 3,
        arbitrary: watchAnswer(fc, version, [...CUTS, ...REFUSALS]),
      },
      { weight: 1, arbitrary: refused.map((one) => ({ refused: one })) },
      { weight: 1, arbitrary: fc.constant<WatchAnswer>('unreachable') },
    );
  return fc.record({
    lists: fc.tuple(...[5, 15, 25].map(lists)),
    watches: fc.tuple(...[10, 20, 30].map(watches)),
  });
}

const NAMES = ['a', 'b', 'c', 'd'];

function objects(fc: Fc, versions: readonly number[]): Arbitrary<readonly Obj[]> {
  const one = fc.tuple(
    fc.constantFrom(...versions),
    fc.constantFrom('web', 'db', undefined),
  );
  return fc.tuple(...NAMES.map(() => fc.option(one, { freq: 2 }))).map((all) =>
    all.flatMap((found, i) => {
      if (found === null) return [];
      const [version, app] = found;
      const object = { name: NAMES[i] ?? '', version };
      return [app === undefined ? object : { ...object, app }];
    }),
  );
}

/** A list, what is told of, what is missed, and the next list. */
export function missed(fc: Fc): Arbitrary<InformerProgram> {
  return fc
    .record({
      first: objects(fc, [1, 2]),
      tells: tellsFrom(fc, 100),
      second: objects(fc, [1, 2, 101, 102, 300]),
      more: tellsFrom(fc, 500, 2),
      resync: fc.constantFrom(0, 30_000),
    })
    .map((program) => ({
      ...program,
      tells: sound(program.first, program.tells),
      more: sound(program.second, program.more),
    }));
}

/** Nothing is deleted that is not there: no server says so. */
function sound(first: readonly Obj[], tells: readonly Tell[]): readonly Tell[] {
  const known = new Set(first.map(({ name }) => name));
  return tells.map((tell) => {
    const { name } = tell.object;
    if (tell.type === 'BOOKMARK') return tell;
    if (tell.type !== 'DELETED') {
      known.add(name);
      return tell;
    }
    if (known.delete(name)) return tell;
    known.add(name);
    return { ...tell, type: 'ADDED' };
  });
}

const EXPECTERS = ['web', 'db'];

export function awaited(fc: Fc): Arbitrary<ExpectProgram> {
  const key = fc.constantFrom(...EXPECTERS);
  const uid = fc.constantFrom('u1', 'u2', 'u3');
  const count = fc.constantFrom(0, 1, 2, 3);
  const one: Arbitrary<ExpectOp> = fc.oneof(
    fc.tuple(key, count).map(
      ([k, c]): ExpectOp => ({
        ...{ op: 'expect new', key: k, count: c },
      }),
    ),
    fc.tuple(key, fc.subarray(['u1', 'u2', 'u3'])).map(
      ([k, uids]): ExpectOp => ({
        ...{ op: 'expect ends', key: k, uids },
      }),
    ),
    key.map((k): ExpectOp => ({ op: 'seen new', key: k })),
    key.map((k): ExpectOp => ({ op: 'seen new', key: k })),
    fc.tuple(key, uid).map(
      ([k, u]): ExpectOp => ({
        ...{ op: 'seen end', key: k, uid: u },
      }),
    ),
    key.map((k): ExpectOp => ({ op: 'forget', key: k })),
    fc
      .constantFrom(1, 299_999, 300_000)
      .map((ms): ExpectOp => ({ op: 'wait', ms })),
    fc
      .record(
        {
          ...{ op: fc.constant('create' as const), key, count },
          ...{ fails: fc.constantFrom(1, 2, 3), early: fc.constantFrom(1, 2) },
        },
        { requiredKeys: ['op', 'key', 'count'] },
      )
      .map((made): ExpectOp => made),
  );
  return fc.array(one, { maxLength: 12, size: 'max' });
}
