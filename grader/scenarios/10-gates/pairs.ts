// Programs of chapter 10 by rule: each part of a rule beside each part of a request, each
// kind of plugin beside each deed, each amount beside each limit.

import { type Pairs, pairs } from '../../core/pairs.ts';
import type { Program } from './types.ts';

export const rules: Pairs<Program> = pairs(
  {
    verb: ['get', '*', 'list'],
    group: ['', '*', 'apps'],
    resource: ['pods', '*', 'pods/log', '*/log', 'nodes'],
    names: [undefined, 'a', 'b'],
    part: [undefined, 'log', 'status'],
    name: [undefined, 'a'],
    of: ['', 'apps'],
  },
  ({ verb, group, resource, names, part, name, of }) => [
    {
      rule: {
        ...{ verbs: [verb], apiGroups: [group], resources: [resource] },
        ...(names === undefined ? {} : { resourceNames: [names] }),
      },
      asks: [
        {
          ...{ verb: 'get', group: of, resource: 'pods' },
          ...(part === undefined ? {} : { subresource: part }),
          ...(name === undefined ? {} : { name }),
        },
      ],
    },
  ],
);

export const escalation: Pairs<Program> = pairs(
  {
    verb: ['get', '*'],
    group: ['', '*'],
    resource: ['pods', '*', '*/log', 'pods/log'],
    names: [undefined, 'a'],
    given: ['pods', '*', '*/log', 'pods/log'],
    of: ['', '*'],
    doing: ['get', '*'],
    named: [undefined, 'a'],
  },
  ({ verb, group, resource, names, given, of, doing, named }) => {
    const rule = (
      does: string,
      in_: string,
      what: string,
      only: string | undefined,
    ) => ({
      ...{ verbs: [does], apiGroups: [in_], resources: [what] },
      ...(only === undefined ? {} : { resourceNames: [only] }),
    });
    return [
      {
        held: [rule(verb, group, resource, names)],
        given: [rule(doing, of, given, named)],
      },
    ];
  },
);

export const order: Pairs<Program> = pairs(
  {
    first: ['ours', 'IfNeeded', 'Never'],
    second: ['ours', 'IfNeeded', 'Never'],
    deed: ['sets', 'adds', 'copies', 'repeats'],
    next: ['sets', 'adds', 'drops', 'repeats'],
  },
  ({ first, second, deed, next }) => {
    const deeds = {
      ...{ sets: { sets: 'x' }, adds: { adds: 'l' }, drops: { drops: 'x' } },
      ...{ copies: { copies: 'x', to: 'y' }, repeats: { repeats: true as const } },
    };
    const kindOf = (kind: 'ours' | 'IfNeeded' | 'Never') =>
      kind === 'ours' ? {} : { reinvocation: kind };
    return [
      {
        chain: [
          { name: 'a', ...kindOf(first), admit: deeds[deed] },
          { name: 'b', ...kindOf(second), admit: deeds[next], looks: {} },
        ],
        labels: {},
      },
    ];
  },
);

export const quotas: Pairs<Program> = pairs(
  {
    hard: [undefined, '0', '1', '1500m', '2'],
    used: [undefined, '0', '1', '500m', '3'],
    amount: ['1', '500m', '1m'],
    beside: [undefined, '0', '9'],
  },
  ({ hard, used, amount, beside }) => [
    {
      quotas: [
        {
          name: 'q',
          hard: {
            ...(hard === undefined ? {} : { cpu: hard }),
            ...(beside === undefined ? {} : { pods: beside }),
          },
          ...(used === undefined ? {} : { used: { cpu: used } }),
        },
      ],
      amounts: { cpu: amount },
    },
  ],
);
