// Programs of chapter 18 by rule: each field of a toleration beside each other, each state
// of a taint beside each condition, each operator beside each state of a label.

import { type Pairs, pairs } from '../../core/pairs.ts';
import { EFFECTS, OURS, type Program } from './draw.ts';

export const covering: Pairs<Program> = pairs(
  {
    key: [undefined, '', 'a', 'b'],
    operator: [undefined, '', 'Equal', 'Exists', 'Lt'],
    value: [undefined, '', '1', '2'],
    effect: [undefined, '', 'NoSchedule', 'NoExecute'],
  },
  (named) => {
    const by = Object.fromEntries(
      Object.entries(named).filter(([, value]) => value !== undefined),
    );
    const taints = ['NoSchedule', 'NoExecute'].flatMap((effect) => [
      { key: 'a', effect },
      { key: 'a', value: '1', effect },
    ]);
    return [{ cover: taints, by }];
  },
);

export const conditions: Pairs<Program> = pairs(
  {
    status: ['True', 'False', 'Unknown'],
    there: [undefined, 'not-ready', 'unreachable'],
    effect: EFFECTS,
    beside: [undefined, 'a', `${OURS}disk-pressure`],
    cordoned: [undefined, true, false],
  },
  ({ status, there, effect, beside, cordoned }) => [
    {
      told: [['Ready', status]],
      ...(cordoned !== undefined && { cordoned }),
      taints: [
        ...(there === undefined
          ? []
          : [{ key: OURS + there, effect: effect ?? '' }]),
        ...(beside === undefined ? [] : [{ key: beside, effect: 'NoSchedule' }]),
      ],
    },
  ],
);

export const terms: Pairs<Program> = pairs(
  {
    operator: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
    found: [undefined, '', '1', '2', '10', 'x'],
    field: [undefined, 'In n', 'NotIn n', 'In m'],
  },
  ({ operator, found, field }) => {
    const isBare = operator === 'Exists' || operator === 'DoesNotExist';
    const expression = { key: 'a', operator, ...(!isBare && { values: ['2'] }) };
    const [how = '', name = ''] = field?.split(' ') ?? [];
    const asked = { key: 'metadata.name', operator: how, values: [name] };
    return [
      {
        term: {
          matchExpressions: [expression],
          ...(field !== undefined && { matchFields: [asked] }),
        },
        nodes: [
          { name: 'n', ...(found !== undefined && { labels: { a: found } }) },
        ],
      },
    ];
  },
);

export const placing: Pairs<Program> = pairs(
  {
    selector: [undefined, 'a', 'b'],
    first: [undefined, 'a', 'b'],
    second: [undefined, 'a', 'b'],
    added: [undefined, 'a', 'b'],
    label: [undefined, 'a', 'b'],
  },
  ({ selector, first, second, added, label }) => {
    const term = (zone: string) => ({
      matchExpressions: [{ key: 'zone', operator: 'In', values: [zone] }],
    });
    const asked = [first, second].flatMap((zone) =>
      zone === undefined ? [] : [term(zone)],
    );
    return [
      {
        place: {
          ...(selector !== undefined && { selector: { zone: selector } }),
          ...(asked.length > 0 && { required: asked }),
        },
        ...(added !== undefined && { added: { required: [term(added)] } }),
        nodes: [
          { name: 'n', ...(label !== undefined && { labels: { zone: label } }) },
        ],
      },
    ];
  },
);
