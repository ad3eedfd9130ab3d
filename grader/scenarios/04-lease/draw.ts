// How what happens to leases is drawn. Few leases and keys, so that programs meet
// themselves; simple ones first in every list, because shrinking moves to the front.

import type * as FastCheck from 'fast-check';
import type { DeleteRangeRequest, PutRequest, RangeRequest } from '#store';

export type Fc = typeof FastCheck;
export type Arbitrary<T> = FastCheck.Arbitrary<T>;

/** What is asked of a store besides its writes. */
export type DoorOp =
  | { readonly op: 'read'; readonly range: RangeRequest }
  /** Somebody listens to the first of these puts, and no more to the others. */
  | { readonly op: 'listen'; readonly puts: readonly PutRequest[] };

/** One thing that happens. An absent id of a grant is for the lessor to choose. */
export type Op =
  | DoorOp
  | { readonly op: 'grant'; readonly id?: number; readonly ttl: number }
  | { readonly op: 'look'; readonly id: number; readonly keys?: boolean }
  | {
      readonly op: 'keep alive' | 'revoke' | 'revoke inside';
      readonly id: number;
    }
  | { readonly op: 'list' | 'save' }
  | { readonly op: 'wait'; readonly ms: number }
  /** So long from now a snapshot is taken; told with what is waited for then. */
  | { readonly op: 'save in'; readonly ms: number }
  | { readonly op: 'put'; readonly put: PutRequest }
  | { readonly op: 'step'; readonly puts: readonly PutRequest[] }
  | { readonly op: 'delete'; readonly range: DeleteRangeRequest }
  | {
      readonly op: 'restart';
      readonly away: number;
      /** What was left is not saved. */
      readonly anew?: boolean;
      /** Is saved instead of what was left. */
      readonly left?: number;
    };

export type Program = readonly Op[];

export const LEASES: readonly number[] = [7, 8];
const KEYS = ['a', 'b', 'c', 'ab', '\xff'];

export const id = (fc: Fc): Arbitrary<number> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...LEASES) },
    { weight: 1, arbitrary: fc.constant(9) },
  );

/** Grants of every kind, also with an id to be chosen, and with too many seconds. */
export function grants(fc: Fc): Arbitrary<Op> {
  const ttl = fc.constantFrom(
    ...[10, 2, 1, 0, 3, -1, 9_000_000_000, 9_000_000_001],
  );
  const odd = fc.constantFrom(0, -7, 2 ** 53 - 1);
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ op: op(fc, 'grant'), id: id(fc), ttl }) },
    { weight: 1, arbitrary: fc.record({ op: op(fc, 'grant'), ttl }) },
    { weight: 1, arbitrary: fc.record({ op: op(fc, 'grant'), id: odd, ttl }) },
  );
}

export function op<T extends string>(fc: Fc, name: T): Arbitrary<T> {
  return fc.constant(name);
}

/** Grants of a minute and more: `quiet` programs are over before it is. */
export function longGrants(fc: Fc): Arbitrary<Op> {
  const ttl = fc.constantFrom(60, 61, 3_600, 9_000_000_000);
  return fc.record({ op: op(fc, 'grant'), id: id(fc), ttl });
}

/** Grants of a few seconds. */
export function shortGrants(fc: Fc): Arbitrary<Op> {
  const ttl = fc.constantFrom(2, 3, 5, 1);
  return fc.record({ op: op(fc, 'grant'), id: id(fc), ttl });
}

export function looks(fc: Fc): Arbitrary<Op> {
  return fc.oneof(
    fc.record({ op: op(fc, 'look'), id: id(fc) }),
    fc.record({ op: op(fc, 'look'), id: id(fc), keys: fc.constant(true) }),
    fc.record({ op: op(fc, 'list') }),
  );
}

export function waits(fc: Fc): Arbitrary<Op> {
  const ms = fc.constantFrom(1_000, 2_000, 1, 999, 1_001, 500, 3_000, 5_000);
  return fc.record({ op: op(fc, 'wait'), ms });
}

export function keepAlives(fc: Fc): Arbitrary<Op> {
  return fc.record({ op: op(fc, 'keep alive'), id: id(fc) });
}

export function revokes(fc: Fc): Arbitrary<Op> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ op: op(fc, 'revoke'), id: id(fc) }) },
    {
      weight: 1,
      arbitrary: fc.record({ op: op(fc, 'revoke inside'), id: id(fc) }),
    },
  );
}

/** Puts on one of `leases`, on none, or with the lease that the key has. */
export function puts(fc: Fc, leases: readonly number[] = LEASES): Arbitrary<Op> {
  const key = fc.constantFrom(...KEYS);
  const value = fc.constantFrom('1', '2');
  const put = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ key, value, lease: fc.constantFrom(...leases, 0) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ key, value, ignoreLease: fc.constant(true) }),
    },
  );
  return fc.record({ op: op(fc, 'put'), put });
}

/** Puts that hang on no lease, and deletes of one key or of all from one on. */
export function detaches(fc: Fc): Arbitrary<Op> {
  const key = fc.constantFrom(...KEYS);
  return fc.oneof(
    puts(fc, []),
    fc.record({ op: op(fc, 'delete'), range: fc.record({ key }) }),
    fc.record({
      op: op(fc, 'delete'),
      range: fc.record({ key, rangeEnd: fc.constant('\0') }),
    }),
  );
}

export function restarts(fc: Fc): Arbitrary<Op> {
  const away = fc.constantFrom(0, 1_000, 60_000);
  return fc.oneof(
    fc.record({ op: op(fc, 'restart'), away }),
    fc.record({ op: op(fc, 'restart'), away, anew: fc.constant(true) }),
    fc.record({ op: op(fc, 'restart'), away, left: fc.constantFrom(0, 1, 1_500) }),
  );
}

export function saves(fc: Fc): Arbitrary<Op> {
  return fc.record({ op: op(fc, 'save') });
}

/** Puts that contradict themselves, or want what is not there, on any lease or none. */
export function oddPuts(fc: Fc): Arbitrary<Op> {
  const put = fc.record(
    {
      key: fc.constantFrom('a', 'b', ''),
      value: fc.constantFrom('1', ''),
      lease: fc.constantFrom(0, 7, 9, -7),
      ignoreValue: fc.boolean(),
      ignoreLease: fc.boolean(),
      prevKv: fc.boolean(),
    },
    { requiredKeys: ['key'] },
  );
  return fc.record({ op: op(fc, 'put'), put });
}
