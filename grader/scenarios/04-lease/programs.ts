// How a life with leases is drawn: what comes first, what after it, and how it ends.

import {
  type Arbitrary,
  detaches,
  type Fc,
  id,
  keepAlives,
  LEASES,
  looks,
  type Op,
  op,
  type Program,
  puts,
  restarts,
} from './draw.ts';

/** Programs of at most ten operations: less than a minute, whatever they wait. */
export function quiet(fc: Fc, kinds: readonly Arbitrary<Op>[]): Arbitrary<Program> {
  return fc.array(fc.oneof(...kinds), { maxLength: 10, size: 'max' });
}

/** Both leases are kept alive again and again: timers ring, and no lease ends. */
export function kept(fc: Fc): Arbitrary<Program> {
  const ttl = fc.constantFrom(60, 61);
  const wait = fc.constantFrom(30_000, 55_000, 59_999, 1_001, 1);
  const look = fc.oneof(looks(fc), keepAlives(fc));
  const round = fc
    .tuple(wait, fc.array(look, { maxLength: 2 }))
    .map(([ms, before]): Program => {
      const keep = LEASES.map((id): Op => ({ op: 'keep alive', id }));
      return [{ op: 'wait', ms }, ...before, ...keep];
    });
  const rounds = fc.array(round, { minLength: 1, maxLength: 5 });
  return fc
    .tuple(ttl, ttl, rounds)
    .map(([one, other, all]) => [
      { op: 'grant', id: 7, ttl: one },
      { op: 'grant', id: 8, ttl: other },
      ...all.flat(),
      { op: 'look', id: 7 },
    ]);
}

/** Programs of up to forty operations. */
export function free(fc: Fc, kinds: readonly Arbitrary<Op>[]): Arbitrary<Program> {
  const one = fc.oneof(...kinds);
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(one, { maxLength: 12, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(one, { maxLength: 40, size: 'max' }) },
  );
}

/** At the end of a program both leases are looked at, then all time goes by. */
const LAST: Program = [
  ...LEASES.map((id): Op => ({ op: 'look', id, keys: true })),
  { op: 'wait', ms: 10_000 },
];

/** Both leases first; keys hang on them before time goes on, so that both are there. */
export function attached(
  fc: Fc,
  kinds: readonly Arbitrary<Op>[],
  ttls: readonly number[],
): Arbitrary<Program> {
  const then = fc.array(fc.oneof(...kinds), { maxLength: 14, size: 'max' });
  return fc
    .tuple(hung(fc, ttls), then)
    .map(([before, after]) => [...before, ...after, ...LAST]);
}

/** The same, and all leases were kept alive; the timers of the shortest rang early. */
export function rung(
  fc: Fc,
  kinds: readonly Arbitrary<Op>[],
  ttls: readonly number[],
): Arbitrary<Program> {
  const wait: Op = { op: 'wait', ms: 1_500 };
  const keep = LEASES.map((id): Op => ({ op: 'keep alive', id }));
  const then = fc.array(fc.oneof(...kinds), { maxLength: 8 });
  return fc
    .tuple(hung(fc, ttls), then)
    .map(([before, after]) => [...before, wait, ...keep, wait, ...after, ...LAST]);
}

/** The same, with a restart at some place; the other operations come before and after. */
export function restarted(
  fc: Fc,
  kinds: readonly Arbitrary<Op>[],
  ttls: readonly number[],
): Arbitrary<Program> {
  const some = fc.array(fc.oneof(...kinds), { maxLength: 5 });
  return fc
    .tuple(hung(fc, ttls), some, restarts(fc), some)
    .map(([before, one, again, other]) => [
      ...[...before, ...one, again],
      ...[...other, ...LAST],
    ]);
}

/** Grants of both leases, and writes of a few keys. */
function hung(fc: Fc, ttls: readonly number[]): Arbitrary<Program> {
  const ttl = fc.constantFrom(...ttls);
  const writes = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: puts(fc) },
      { weight: 1, arbitrary: detaches(fc) },
    ),
    { minLength: 1, maxLength: 8 },
  );
  return fc
    .tuple(ttl, ttl, writes)
    .map(([one, other, all]) => [
      { op: 'grant', id: 7, ttl: one },
      { op: 'grant', id: 8, ttl: other },
      ...all,
    ]);
}

/** Looks at short leases in less than the time that they have. */
export function brief(fc: Fc): Arbitrary<Program> {
  const ttl = fc.constantFrom(1, 2, -1, 3);
  const grant = fc.record({ op: op(fc, 'grant'), id: id(fc), ttl });
  const wait = fc.record({ op: op(fc, 'wait'), ms: fc.constantFrom(1, 199) });
  return quiet(fc, [grant, wait, looks(fc)]);
}
