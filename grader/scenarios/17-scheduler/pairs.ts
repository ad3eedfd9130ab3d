// Programs of chapter 17 by rule: who refused beside what is told and when, how tries end
// one after the other, and what is done to a pod that's believed to be somewhere.

import { type Pairs, pairs } from '../../core/pairs.ts';
import type { CacheOp, CacheProgram } from './believe.ts';
import type { SearchProgram } from './search.ts';
import type { QueueOp, QueueProgram } from './wait.ts';

const ADD: QueueOp = { op: 'add', name: 'a' };
const POP: QueueOp = { op: 'pop' };
const wait = (ms: number): QueueOp => ({ op: 'wait', ms });

/** `Node Add`, `AssignedPod Delete`; the pod of an event is the one that waits. */
function toldOf(words: string, isInFlight: boolean): readonly QueueOp[] {
  if (words === 'ANY')
    return [isInFlight ? { op: 'activate', name: 'a' } : wait(330_000)];
  const [resource, action] = words.split(' ') as ['Node', 'Add'];
  const event = { op: 'event', resource, action } as const;
  return [action === 'Add' ? event : { ...event, about: 'a' }];
}

const list = (word: string | undefined) => (word === undefined ? [] : [word]);

/** Who is pending, if somebody is, and what is told. */
const TOLD: readonly string[] = [
  ...['- Node Add', '- Node Delete', '- AssignedPod Add', '- ANY'],
  ...['Nodes Node Add', 'Same AssignedPod Delete'],
  ...['Two Node UpdateNodeLabel', 'Two ANY'],
];

export const places: Pairs<QueueProgram> = pairs(
  {
    refused: [undefined, 'Nodes', 'Same', 'Two', 'Any'],
    told: TOLD,
    before: [undefined, 'Node Add', 'Node UpdateNodeLabel', 'AssignedPod Delete'],
    after: [undefined, 'Node Add', 'AssignedPod Delete'],
    when: ['meanwhile', 'at once', 'late'],
  },
  ({ refused, told = '', before, after, when }) => {
    const [pending = '', ...words] = told.split(' ');
    const isInFlight = when === 'meanwhile';
    const events = [before, words.join(' '), after].flatMap((one) =>
      one === undefined ? [] : toldOf(one, isInFlight),
    );
    const refuse: QueueOp = {
      ...{ op: 'refuse', by: list(refused) },
      pending: pending === '-' ? [] : [pending],
    };
    return [
      ...[ADD, POP, ...(isInFlight ? events : []), refuse],
      ...(when === 'late' ? [wait(5_000)] : []),
      ...(isInFlight ? [] : events),
      ...[wait(2_000)],
    ];
  },
);

const ENDS: Readonly<Record<string, readonly string[]>> = { b: [], r: ['Any'] };

/** How tries end: something breaks, or a plugin refuses that cares for all. */
export const tries: Pairs<QueueProgram> = pairs(
  {
    tries: ['bbrb', 'brb', 'brrb', 'rbb', 'rbrr', 'rrrrr', 'bbbbb'],
    from: [0, 999],
  },
  ({ tries: ends = '', from = 0 }) => [
    ...(from === 0 ? [] : [wait(from)]),
    ADD,
    ...[...ends].flatMap((end): readonly QueueOp[] => [
      ...([POP, { op: 'refuse', by: ENDS[end] ?? [] }] as const),
      { op: 'event', resource: 'Node', action: 'UpdateNodeLabel' },
      ...[wait(1_000), wait(1_000), wait(2_000), wait(4_000), wait(8_000)],
    ]),
  ],
);

const SECOND: readonly string[] = [
  ...['assume n2', 'told n1', 'told n2', 'told n3', 'forget n1', 'forget n2'],
  ...['gone n1', 'gone n2', 'bound n1', 'node gone n1', 'clean up'],
];
const THIRD: readonly string[] = [
  ...['assume n1', 'told n2', 'forget n1', 'gone n1', 'bound n1', 'node told n1'],
  'clean up',
];

function doneOf(words: string, cpu: number): CacheOp {
  if (words === 'clean up') return { op: 'clean up' };
  const node = words.slice(-2);
  const op = words.slice(0, -3);
  if (op === 'node gone' || op === 'node told') return { op, node };
  return { op: op as 'assume', pod: 'p1', node, cpu };
}

/** What is done to a pod, beside what was done before. */
export const beliefs: Pairs<CacheProgram> = pairs(
  {
    first: ['assume n1', 'told n1', 'told n3'],
    second: SECOND,
    third: THIRD,
    beside: [undefined, 'p2'],
    expires: [undefined, 1_000],
  },
  ({ first = '', second = '', third = '', beside, expires }) => {
    const p2 = { op: 'told', pod: 'p2', node: 'n1', cpu: 100 } as const;
    return {
      ...(expires === undefined ? {} : { expires }),
      ops: [
        ...(beside === undefined ? [] : [p2]),
        ...[doneOf(first, 1_000), doneOf(second, 500), doneOf(third, 250)],
        ...([{ op: 'wait', ms: 1_001 }, { op: 'clean up' }] as const),
      ],
    };
  },
);

/** What a decision is made under. */
export const decisions: Pairs<SearchProgram> = pairs(
  {
    nodes: [6, 130, 240],
    percent: [undefined, 50, 100],
    own: [undefined, 0, 60],
    closed: [undefined, 1, 2],
    only: [undefined, 2, 300],
    nominated: [undefined, 2, 4, 5, 900],
    breaks: [undefined, 5],
    scores: ['default', 'none', 'weighed'],
  },
  (row) => ({ ...given(row), pods: 1 }),
);

/** How searches follow one another. */
export const turns: Pairs<SearchProgram> = pairs(
  {
    nodes: [6, 130, 240],
    pods: [2, 3],
    percent: [undefined, 50],
    closed: [undefined, 1, 3],
    only: [undefined, 2, 3],
    nominated: [undefined, 4],
    scores: ['default', 'none'],
  },
  given,
);

function given(
  row: {
    readonly [Name in keyof SearchProgram]?: SearchProgram[Name] | undefined;
  },
): SearchProgram {
  const there = Object.entries(row).filter(([, value]) => value !== undefined);
  return { nodes: 1, pods: 1, ...Object.fromEntries(there) };
}
