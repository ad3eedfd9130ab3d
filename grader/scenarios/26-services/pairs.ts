// Programs of chapter 26 by rule: types beside types, numbers beside numbers, what is known
// of a Pod beside what a Service wants.

import type { ServiceType } from '#services';
import { type Pairs, pairs } from '../../core/pairs.ts';
import type { Asking, Program } from './draw.ts';

const TYPES: readonly ServiceType[] = [
  'ClusterIP',
  'NodePort',
  'LoadBalancer',
  'ExternalName',
];

const typeOf = (text: string | undefined): ServiceType =>
  TYPES.find((one) => one === text) ?? 'ClusterIP';

export const creating: Pairs<Program> = pairs(
  {
    type: TYPES,
    all: [undefined, true, false],
    first: [undefined, 0, 30_001],
    second: [undefined, 30_001, 30_002],
    port: [80, 53],
    taken: [undefined, 30_001],
  },
  ({ type, all, first, second, port, taken }) => [
    {
      create: {
        type: typeOf(type),
        ports: [
          { name: 'a', port: 53, ...(first !== undefined && { nodePort: first }) },
          {
            ...{ name: 'b', port: port ?? 80, protocol: 'UDP' },
            ...(second !== undefined && { nodePort: second }),
          },
        ],
        ...(all !== undefined && { allocateLoadBalancerNodePorts: all }),
      },
      ...(taken !== undefined && { taken: [taken] }),
    },
  ],
);

export const updating: Pairs<Program> = pairs(
  {
    was: TYPES,
    is: TYPES,
    name: ['a', 'other'],
    number: [undefined, 30_001, 30_005],
    more: [undefined, 0, 30_001],
    all: [undefined, false],
  },
  ({ was, is, name, number, more, all }) => {
    const had = was === 'NodePort' || was === 'LoadBalancer';
    const before: Asking = {
      type: typeOf(was),
      ports: [{ name: 'a', port: 80, ...(had && { nodePort: 30_001 }) }],
    };
    return [
      {
        was: before,
        update: {
          type: typeOf(is),
          ports: [
            {
              name: name ?? 'a',
              port: 80,
              ...(number !== undefined && { nodePort: number }),
            },
            ...(more === undefined
              ? []
              : [{ name: 'more', port: 81, nodePort: more }]),
          ],
          ...(all !== undefined && { allocateLoadBalancerNodePorts: all }),
        },
      },
    ];
  },
);

export const sending: Pairs<Program> = pairs(
  {
    ready: [undefined, 'True', 'False', 'Unknown'],
    leaves: [undefined, true],
    publish: [undefined, true, false],
    phase: [undefined, 'Running', 'Succeeded', 'Failed'],
    ip: [undefined, '', '10.0.0.1'],
  },
  ({ ready, leaves, publish, phase, ip }) => [
    {
      pod: {
        ...(ready !== undefined && { ready: ready as 'True' }),
        ...(leaves === true && { leaves }),
        ...(phase !== undefined && { phase }),
        ...(ip !== undefined && { ip }),
      },
      ...(publish !== undefined && { publish }),
    },
  ],
);
