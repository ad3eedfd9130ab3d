// What is asked of allocators, Services and slices in a program, and how programs are
// drawn: ranges that fill up, few ports, slices of four. Simple ones come first.

import type * as FastCheck from 'fast-check';
import type { ServicePort, ServiceSpec, ServiceType } from '#services';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

export type Deed =
  /** Takes this one, counted from the range's first. */
  | { readonly take: number }
  | { readonly any: true }
  /** Takes any until so many are left. */
  | { readonly until: number }
  | { readonly give: number };

/** Services as they are written: type, ports and what else decides. */
export interface Asking {
  readonly type: ServiceType;
  readonly ports: readonly ServicePort[];
  readonly allocateLoadBalancerNodePorts?: boolean;
}

export interface PodSketch {
  readonly ready?: 'True' | 'False' | 'Unknown';
  readonly phase?: string;
  readonly ip?: string;
  readonly leaves?: true;
  readonly node?: string;
  /** Names of ports in the container, each 8080, 8081, … */
  readonly ports?: readonly (readonly [name: string, protocol?: string])[];
}

/** An endpoint by a number; it is ready or not, or something else is known of it. */
export type Mark = readonly [uid: number, ready: boolean, more?: More];

export interface More {
  /** Ready because the Service publishes all; whether it serves, and goes. */
  readonly serving?: boolean;
  readonly terminating?: boolean;
  readonly node?: string;
  /** The last byte of its address, where that is not its number. */
  readonly at?: number;
  /** Nobody says which Pod it is. */
  readonly isNoPod?: true;
}

export type Op =
  | {
      readonly range: readonly [size: number, band: number];
      readonly deeds: readonly Deed[];
    }
  /** Begins so many allocators, and counts how many first answers there are. */
  | { readonly spread: number; readonly of: 'all' | 'the band' }
  /** Takes any of one allocator and gives it back, so many times. */
  | { readonly again: number }
  | { readonly band: readonly [size: number, step: number, most: number] }
  | { readonly network: string }
  /** A Service that is made, where so many numbers are left; absent: enough. */
  | {
      readonly create: Asking;
      readonly taken?: readonly number[];
      readonly left?: number;
    }
  | {
      readonly was: Asking;
      readonly update: Asking;
      readonly taken?: readonly number[];
      readonly left?: number;
    }
  /** Deeds of one operation, and how it ends. */
  | {
      readonly operation: readonly (Deed | { readonly later: number })[];
      readonly taken: readonly number[];
      readonly ends: 'commit' | 'revert' | 'commit, revert' | 'revert, commit';
    }
  | {
      readonly pod: PodSketch;
      readonly ports?: ServiceSpec['ports'];
      readonly publish?: boolean;
    }
  | {
      readonly slices: readonly (readonly Mark[])[];
      readonly wanted: readonly Mark[];
      readonly most: number;
    };

export type Program = readonly Op[];

/**
 * Which number comes is for chance to say. So those that are asked for come first, and
 * those that are given back when nobody has any other left.
 */
function deedsOf(fc: Fc, size: number): Arbitrary<readonly Deed[]> {
  const take = fc.record({ take: fc.integer({ min: -1, max: size }) });
  const any = fc.record({ any: fc.constant(true as const) });
  const until = fc.record({ until: fc.integer({ min: 0, max: size - 1 }) });
  const give = fc.record({ give: fc.integer({ min: 0, max: size - 1 }) });
  const few = { maxLength: 4, size: 'max' } as const;
  const all = fc.tuple(
    fc.array(take, few),
    fc.array(fc.oneof<Arbitrary<Deed>[]>(any, any, until), few),
    fc.array(give, few),
    fc.array(any, few),
  );
  return all.map(([takes, anys, gives, more]): readonly Deed[] =>
    gives.length === 0
      ? [...takes, ...anys]
      : [...takes, ...anys, { until: 0 }, ...gives, ...more],
  );
}

export function takings(fc: Fc): Arbitrary<Program> {
  return deedsOf(fc, 6).map((deeds): Program => [{ range: [6, 0], deeds }]);
}

export function bands(fc: Fc): Arbitrary<Program> {
  const bounds = fc.constantFrom<[number, number][]>([10, 4], [10, 1], [10, 6]);
  return fc
    .tuple(bounds, deedsOf(fc, 10))
    .map(([range, deeds]): Program => [{ range, deeds }]);
}

const portOf = (fc: Fc): Arbitrary<ServicePort> =>
  fc.record(
    {
      ...{
        name: fc.constantFrom('a', 'b', 'c'),
        port: fc.constantFrom(80, 53, 443),
      },
      protocol: fc.constantFrom('TCP', 'UDP'),
      nodePort: fc.constantFrom(0, 30_001, 30_002, 30_003, 29_999),
    },
    { requiredKeys: ['name', 'port'] },
  );

const TYPES: readonly ServiceType[] = [
  ...(['NodePort', 'ClusterIP', 'LoadBalancer', 'ExternalName'] as const),
];

const askingOf = (fc: Fc): Arbitrary<Asking> =>
  fc.record(
    {
      type: fc.constantFrom(...TYPES),
      ports: fc.uniqueArray(portOf(fc), {
        ...{ minLength: 1, maxLength: 3, selector: ({ name }) => name },
      }),
      allocateLoadBalancerNodePorts: fc.constantFrom(true, false),
    },
    { requiredKeys: ['type', 'ports'] },
  );

const takenOf = (fc: Fc) => fc.subarray([30_001, 30_002]);

export function creations(fc: Fc): Arbitrary<Program> {
  const create = fc.record({ create: askingOf(fc), taken: takenOf(fc) });
  return fc.array(create, { minLength: 1, maxLength: 3 });
}

export function operations(fc: Fc): Arbitrary<Program> {
  const deed = fc.oneof<Arbitrary<Deed | { later: number }>[]>(
    fc.record({ take: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ any: fc.constant(true as const) }),
    fc.record({ later: fc.integer({ min: 0, max: 5 }) }),
  );
  const one = fc.record({
    operation: fc.array(deed, { maxLength: 5, size: 'max' }),
    taken: fc.subarray([0, 1, 2]),
    ends: fc.constantFrom('commit', 'revert', 'commit, revert', 'revert, commit'),
  });
  return fc.array(one, { minLength: 1, maxLength: 3 }) as Arbitrary<Program>;
}

export function updates(fc: Fc): Arbitrary<Program> {
  // Each name once, and each number once.
  const named = fc.uniqueArray(
    fc.record({
      ...{ name: fc.constantFrom('a', 'b', 'c'), port: fc.constantFrom(80, 53) },
    }),
    { minLength: 1, maxLength: 3, selector: ({ name }) => name },
  );
  const turned = fc.constantFrom(30_001, 30_002, 30_003);
  const had = fc.tuple(fc.constantFrom(...TYPES), named, turned).map(
    ([type, ports, first]): Asking => ({
      type,
      ports: ports.map((port, i) => ({
        ...port,
        nodePort: 30_001 + ((first + i) % 3),
      })),
    }),
  );
  const one = fc
    .tuple(had, askingOf(fc), takenOf(fc))
    .map(([was, update, taken]): Op => {
      const has = was.type === 'NodePort' || was.type === 'LoadBalancer';
      const bare = was.ports.map(({ nodePort: _, ...port }) => port);
      return { was: has ? was : { ...was, ports: bare }, update, taken };
    });
  return fc.array(one, { minLength: 1, maxLength: 3 });
}

export function endpoints(fc: Fc): Arbitrary<Program> {
  const pod = fc.record(
    {
      ready: fc.constantFrom('True', 'False', 'Unknown'),
      phase: fc.constantFrom('Running', 'Pending', 'Succeeded', 'Failed'),
      ...{
        ip: fc.constantFrom('10.0.0.1', ''),
        leaves: fc.constant(true as const),
      },
      node: fc.constant('n1'),
      ports: fc.constantFrom<NonNullable<PodSketch['ports']>[]>(
        [['http']],
        [['http', 'UDP'], ['http']],
        [],
      ),
    },
    { requiredKeys: ['ip'] },
  );
  const port = fc.record(
    {
      ...{ name: fc.constantFrom('a', 'b'), port: fc.constantFrom(80, 53) },
      targetPort: fc.constantFrom<(number | string)[]>(8000, 'http', 'none'),
      protocol: fc.constantFrom('UDP', 'TCP'),
    },
    { requiredKeys: ['name', 'port'] },
  );
  const one = fc.record(
    {
      ...{ pod, publish: fc.constantFrom(true, false) },
      ports: fc.array(port, { maxLength: 2 }),
    },
    { requiredKeys: ['pod'] },
  );
  return fc.array(one, { minLength: 1, maxLength: 4 }) as Arbitrary<Program>;
}

export function slices(fc: Fc): Arbitrary<Program> {
  const uid = fc.integer({ min: 0, max: 12 });
  const marks = fc.uniqueArray(fc.tuple(uid, fc.constantFrom(true, true, false)), {
    ...{ maxLength: 12, size: 'max', selector: ([one]) => one },
  });
  const cuts = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
  const one = fc.tuple(marks, cuts, marks).map(([all, sizes, wanted]): Op => {
    let at = 0;
    const cut = sizes.map((size) => {
      at += size;
      return all.slice(at - size, at);
    });
    return { slices: cut, wanted, most: 4 };
  });
  return fc.array(one, { minLength: 1, maxLength: 2 });
}
