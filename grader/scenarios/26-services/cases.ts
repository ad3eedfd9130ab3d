// The named programs of chapter 26, by what they show. They are always played, first.

import type { ServicePort, ServiceType } from '#services';
import type { Asking, Deed, Mark, Op, Program } from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const any: Deed = { any: true };
const of = (range: readonly [number, number], ...deeds: readonly Deed[]): Op => ({
  ...{ range, deeds },
});

export const taking: Cases = {
  'until none is left': [
    of([5, 0], any, any, any, any, any, any),
    of([1, 0], any, any),
    of([5, 0], { until: 0 }, any, any),
  ],
  'what is taken is not given out': [
    of([4, 0], { take: 0 }, { take: 2 }, any, any, any),
    of([3, 0], { take: 2 }, { take: 1 }, { take: 0 }, any),
  ],
  'what is given back can be had again': [
    of(
      [3, 0],
      { until: 0 },
      { give: 1 },
      any,
      any,
      { give: 0 },
      { give: 2 },
      any,
      any,
      any,
    ),
    of([3, 0], { give: 1 }, { until: 0 }, any),
    of([3, 0], { take: 1 }, { give: 1 }, { give: 1 }, { take: 1 }, { take: 1 }),
  ],
  'one that is asked for': [
    of([5, 0], { take: 0 }, { take: 4 }, { take: 0 }),
    of([5, 0], { take: -1 }, { take: 5 }, { take: 1.5 }, { take: -30_000 }),
  ],
  'a refusal takes nothing': [
    of([2, 0], { take: 0 }, { take: 0 }, { take: 9 }, { until: 0 }, any),
  ],
};

export const banding: Cases = {
  'above the band first': [
    of([10, 4], { until: 4 }, any, any),
    of([10, 4], { until: 5 }, any, any),
    of([10, 9], any, any),
  ],
  'the band when all else is gone': [
    of([10, 4], { until: 0 }, any),
    of([6, 5], { take: 5 }, any, { until: 0 }),
    of([4, 4], any, any, { until: 0 }, any),
  ],
  'above it again, when one comes back': [
    of([10, 4], { until: 2 }, { give: 9 }, any, any),
    of([10, 4], { until: 0 }, { give: 1 }, { give: 8 }, any, any, any),
  ],
  'whoever asks gets one of the band': [
    of([10, 4], { take: 0 }, { take: 9 }, { until: 3 }, { take: 1 }, any),
  ],
  'from a place that nobody can guess': [
    { spread: 20, of: 'all' },
    { spread: 20, of: 'the band' },
    { again: 20 },
  ],
  'how large a band is': [
    ...[0, 1, 16, 17, 511, 512, 543, 544, 2_768, 4_095, 4_096, 70_000].map(
      (size): Op => ({ band: [size, 32, 128] }),
    ),
    { band: [254, 16, 256] },
    { band: [1_048_574, 16, 256] },
  ],
  'cluster IPs': [
    ...[
      '10.96.0.0/12',
      '10.0.0.0/24',
      '10.0.0.17/28',
      '10.0.0.0/30',
      '0.0.0.0/8',
      '192.168.0.0/16',
    ].map((network): Op => ({ network })),
    ...['10.0.0.0', '10.0.0.0/31', 'x/8', '10.0.0/8', '10.0.0.256/8', '::/64'].map(
      (network): Op => ({ network }),
    ),
  ],
};

const port = (
  name: string,
  number: number,
  nodePort?: number,
  protocol?: string,
) => ({
  ...{ name, port: number },
  ...(nodePort !== undefined && { nodePort }),
  ...(protocol !== undefined && { protocol }),
});
const asking = (
  type: ServiceType,
  ports: readonly ServicePort[],
  more: Partial<Asking> = {},
): Asking => ({ type, ports, ...more });
const create = (
  type: ServiceType,
  ports: readonly ServicePort[],
  more: Partial<Asking> = {},
  ...taken: readonly number[]
): Op => ({ create: asking(type, ports, more), taken });
const none = { allocateLoadBalancerNodePorts: false };

export const creating: Cases = {
  'by its type': [
    create('ClusterIP', [port('a', 80)]),
    create('NodePort', [port('a', 80)]),
    create('LoadBalancer', [port('a', 80)]),
    create('ExternalName', [port('a', 80)]),
    create('NodePort', []),
  ],
  'each port one of its own': [create('NodePort', [port('a', 80), port('b', 81)])],
  'two protocols of one port share': [
    create('NodePort', [port('a', 53), port('b', 53, undefined, 'UDP')]),
    create('NodePort', [port('a', 53), port('b', 53, 30_053, 'UDP')]),
    create('NodePort', [port('a', 53, 30_053), port('b', 53, undefined, 'UDP')]),
    create('NodePort', [port('a', 53, 30_053), port('b', 53, 30_053, 'UDP')]),
    create('NodePort', [port('a', 53, 30_053), port('b', 53, 30_054, 'UDP')]),
    create('NodePort', [
      ...[port('a', 53), port('c', 80), port('b', 53, undefined, 'UDP')],
    ]),
  ],
  'of three the first that has one': [
    ...[
      [30_053, 30_054, undefined],
      [undefined, 30_054, 30_053],
      [30_053, undefined, 30_054],
      [undefined, undefined, 30_053],
    ].map((numbers) =>
      create(
        'NodePort',
        numbers.map((one, i) => port(`p${i}`, 53, one, ['TCP', 'UDP', 'SCTP'][i])),
      ),
    ),
  ],
  'one that is taken': [
    create('NodePort', [port('a', 80, 30_001)], {}, 30_001),
    create('NodePort', [port('a', 80), port('b', 81, 30_001)], {}, 30_001),
    create('NodePort', [port('a', 80), port('b', 80, 30_001, 'UDP')], {}, 30_001),
    create('NodePort', [port('a', 80, 30_001), port('b', 81, 30_001)]),
  ],
  'one that is none': [
    create('NodePort', [port('a', 80, 80)]),
    create('NodePort', [port('a', 80), port('b', 81, 81)]),
    create('NodePort', [port('a', 80, 0)]),
  ],
  'none is left': [
    { create: asking('NodePort', [port('a', 80)]), left: 0 },
    { create: asking('NodePort', [port('a', 80), port('b', 81)]), left: 1 },
    { create: asking('NodePort', [port('a', 80, 30_001)]), left: 0 },
  ],
  'a load balancer without': [
    create('LoadBalancer', [port('a', 80), port('b', 81, 30_001)], none),
    create('LoadBalancer', [port('a', 80), port('b', 80, 30_001, 'UDP')], none),
    create('LoadBalancer', [port('a', 80, 30_001), port('b', 80, 0, 'UDP')], none),
    create(
      'LoadBalancer',
      [port('a', 80, 30_001), port('b', 80, 30_001, 'UDP')],
      none,
    ),
    create('NodePort', [port('a', 80)], none),
  ],
};

const operation = (
  ends: Extract<Op, { ends: unknown }>['ends'],
  ...deeds: readonly (Deed | { readonly later: number })[]
): Op => ({ operation: deeds, taken: [0, 1], ends });

export const undoing: Cases = {
  'a failure leaves nothing': [
    operation('revert', { take: 3 }, any, { take: 4 }),
    operation('revert', { take: 3 }, { take: 0 }, any),
    operation('revert', { take: 0 }),
    operation('revert'),
  ],
  'a success keeps': [operation('commit', { take: 3 }, any), operation('commit')],
  'given back at the end, not before': [
    operation('commit', { later: 0 }, { take: 0 }, { take: 3 }),
    operation('commit', { later: 0 }, { later: 1 }),
    operation('commit', { later: 0 }, { later: 0 }),
  ],
  'a failure gives nothing back': [
    operation('revert', { later: 0 }, { take: 3 }),
    operation('revert', { later: 0 }, { later: 1 }, any),
  ],
  'the first end is the end': [
    operation('commit, revert', { take: 3 }, any, { later: 0 }),
    operation('revert, commit', { take: 3 }, any, { later: 0 }),
  ],
};

const was = asking('NodePort', [port('a', 80, 30_001), port('b', 81, 30_002)]);
const update = (
  type: ServiceType,
  ports: readonly ServicePort[],
  more: Partial<Asking> = {},
  ...taken: readonly number[]
): Op => ({ was, update: asking(type, ports, more), taken });

export const updating: Cases = {
  'who says nothing keeps its number': [
    update('NodePort', [port('a', 80), port('b', 81)]),
    update('NodePort', [port('b', 81), port('a', 80)]),
    update('NodePort', [port('a', 8080), port('b', 81, 0)]),
    update('LoadBalancer', [port('a', 80), port('b', 81)]),
  ],
  'what is gone is given back': [
    update('NodePort', [port('a', 80)]),
    update('NodePort', [port('c', 80)]),
    update('NodePort', []),
  ],
  'another number': [
    update('NodePort', [port('a', 80, 30_005), port('b', 81)]),
    update('NodePort', [port('a', 80, 30_002), port('b', 81, 30_001)]),
    update('NodePort', [port('a', 80, 30_002), port('b', 81)]),
    update('NodePort', [port('a', 80, 30_009), port('b', 81)], {}, 30_009),
    update('NodePort', [port('a', 80, 9), port('b', 81)]),
    update('NodePort', [port('c', 80), port('d', 81, 30_009)], {}, 30_009),
    update('NodePort', [port('c', 80, 30_001), port('a', 82)]),
  ],
  'the same new number twice': [
    update('NodePort', [port('a', 80, 30_005), port('c', 80, 30_005, 'UDP')]),
  ],
  'none is left': [
    {
      ...{ was, left: 0 },
      update: asking('NodePort', [port('a', 80), port('c', 81)]),
    },
    { was, left: 0, update: asking('NodePort', [port('b', 80)]) },
  ],
  'away from node ports': [
    update('ClusterIP', [port('a', 80, 30_001), port('b', 81, 30_002)]),
    update('ClusterIP', [port('a', 80), port('b', 81)]),
    update('ExternalName', [port('a', 80, 30_002)]),
    update('ClusterIP', [port('a', 80, 30_009)]),
  ],
  'to node ports': [
    {
      was: asking('ClusterIP', [port('a', 80)]),
      update: asking('NodePort', [port('a', 80), port('b', 81)]),
    },
    {
      was: asking('ExternalName', []),
      update: asking('LoadBalancer', [port('a', 80, 30_007)]),
    },
    {
      was: asking('ClusterIP', [port('a', 80)]),
      update: asking('NodePort', [port('a', 80, 30_001)]),
      taken: [30_001],
    },
  ],
  'between types without': [
    {
      was: asking('ClusterIP', [port('a', 80)]),
      update: asking('ExternalName', [port('a', 80)]),
    },
  ],
  'a load balancer without': [
    update('LoadBalancer', [port('a', 80), port('c', 82)], none),
  ],
};

export const sending: Cases = {
  'ready is serving, and not on its way out': [
    { pod: { ready: 'True', ip: '10.0.0.1' } },
    { pod: { ready: 'False', ip: '10.0.0.1' } },
    { pod: { ready: 'Unknown', ip: '10.0.0.1' } },
    { pod: { ip: '10.0.0.1' } },
    { pod: { ready: 'True', ip: '10.0.0.1', leaves: true } },
    { pod: { ready: 'False', ip: '10.0.0.1', leaves: true } },
  ],
  'everybody is published': [
    { pod: { ready: 'False', ip: '10.0.0.1' }, publish: true },
    { pod: { ready: 'True', ip: '10.0.0.1', leaves: true }, publish: true },
    { pod: { ip: '10.0.0.1', leaves: true }, publish: true },
    { pod: { ready: 'True', ip: '10.0.0.1' }, publish: false },
  ],
  'nobody is there': [
    { pod: {} },
    { pod: { ip: '', ready: 'True' }, publish: true },
    { pod: { ip: '10.0.0.1', phase: 'Succeeded', ready: 'True' } },
    { pod: { ip: '10.0.0.1', phase: 'Failed', ready: 'True' }, publish: true },
    { pod: { ip: '10.0.0.1', phase: 'Pending' } },
  ],
  'ports by number and by name': [
    {
      pod: { ip: '10.0.0.1', node: 'n1', ports: [['http'], ['dns', 'UDP']] },
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 80, targetPort: 8000 },
        { name: 'c', port: 80, targetPort: 'http' },
        { name: 'd', port: 53, targetPort: 'dns' },
        { name: 'e', port: 53, targetPort: 'dns', protocol: 'UDP' },
        { name: 'f', port: 80, targetPort: 'none' },
      ],
    },
    {
      pod: { ip: '10.0.0.1', ports: [['http']] },
      ports: [{ port: 80, targetPort: 'http' }],
    },
    {
      pod: { ip: '10.0.0.1', ports: [['a'], ['b'], ['http'], ['b']] },
      ports: [
        { name: 'x', port: 80, targetPort: 'http' },
        { name: 'y', port: 81, targetPort: 'b' },
      ],
    },
  ],
};

const marks = (from: number, to: number): readonly Mark[] =>
  Array.from({ length: to - from }, (_, i): Mark => [from + i, true]);
const slices = (
  wanted: readonly Mark[],
  ...before: readonly (readonly Mark[])[]
): Op => ({ slices: before, wanted, most: 4 });

export const slicing: Cases = {
  'anew, and full': [
    slices(marks(0, 9)),
    slices(marks(0, 8)),
    slices(marks(0, 1)),
    slices([]),
  ],
  'nothing has changed': [
    slices(marks(0, 6), marks(0, 4), marks(4, 6)),
    slices(marks(0, 6), marks(4, 6), marks(0, 4)),
  ],
  'one comes': [
    slices(marks(0, 7), marks(0, 4), marks(4, 6)),
    slices(marks(0, 6), marks(0, 1), marks(1, 4), marks(4, 5)),
    slices(marks(0, 5), marks(0, 4)),
  ],
  'one goes': [
    slices(marks(1, 6), marks(0, 4), marks(4, 6)),
    slices(marks(0, 4), marks(0, 4), marks(4, 5)),
  ],
  'one goes and one comes': [
    slices(marks(1, 7), marks(0, 4), marks(4, 6)),
    slices(marks(1, 9), marks(0, 2), marks(2, 5), marks(5, 7)),
  ],
  'the fullest that is written anyway': [
    slices([...marks(1, 4), ...marks(5, 7), [9, true]], marks(0, 4), marks(4, 7)),
    slices([...marks(1, 2), ...marks(3, 6), [9, true]], marks(0, 2), marks(2, 6)),
  ],
  'no room in one for all': [
    slices(marks(0, 9), marks(0, 3), marks(3, 6)),
    slices(marks(0, 8), marks(0, 3), marks(3, 6)),
    slices(marks(0, 14), marks(0, 3)),
  ],
  'one is ready no more': [
    slices([[0, false], ...marks(1, 4)], marks(0, 4)),
    slices([[0, false], ...marks(1, 6)], marks(0, 3), marks(3, 5)),
  ],
  'what else is known of one': [
    ...[
      { terminating: true },
      { serving: false },
      { node: 'n1' },
      { at: 99 },
    ].flatMap((more): readonly Op[] => [
      slices([[0, true, more], ...marks(1, 4)], marks(0, 4)),
      slices(marks(0, 4), [[0, true, more], ...marks(1, 4)]),
      slices([[0, true, more], ...marks(1, 3)], [[0, true, more], ...marks(1, 3)]),
    ]),
    slices([[0, true, { node: 'n2' }]], [[0, true, { node: 'n1' }]]),
  ],
  'an endpoint is its Pod': [
    slices([...marks(1, 3), [9, true, { at: 0 }]], marks(0, 3)),
    slices(
      [
        [0, true, { at: 1 }],
        [1, true, { at: 0 }],
      ],
      marks(0, 2),
    ),
    slices(
      [[0, true, { isNoPod: true }], ...marks(1, 2)],
      [[0, true, { isNoPod: true }]],
    ),
    slices([[0, false, { isNoPod: true }]], [[0, true, { isNoPod: true }]]),
  ],
  'an endpoint is in one slice, and once': [
    slices(marks(0, 4), marks(0, 3), marks(2, 4)),
    slices(marks(0, 3), marks(0, 3), marks(0, 3)),
  ],
  'a slice that would go is written over': [
    slices(marks(10, 14), marks(0, 4)),
    slices(marks(10, 19), marks(0, 4), marks(4, 8)),
    slices(marks(10, 12), marks(0, 4), marks(4, 8)),
    slices(marks(4, 14), marks(0, 4), marks(4, 8)),
  ],
  'a hundred': [{ slices: [], wanted: marks(0, 250), most: 100 }],
};
