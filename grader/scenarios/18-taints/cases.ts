// The named programs of chapter 18, by what they show. They are always played, first.

import type {
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Taint,
  Toleration,
} from '#scheduler';
import { type Op, OURS, type Place, type Program, type Wish } from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const taint = (key: string, effect = 'NoSchedule', value?: string): Taint => ({
  ...{ key, effect },
  ...(value !== undefined && { value }),
});
const gpu = taint('gpu', 'NoSchedule', 'yes');
const cover = (by: Toleration, ...more: readonly Taint[]): Op => ({
  cover: [gpu, taint('gpu', 'NoSchedule', 'no'), taint('gpu'), ...more],
  by,
});

export const covering: Cases = {
  'what is named is compared': [
    cover({ key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoSchedule' }),
    cover({ key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoExecute' }),
    cover({ key: 'disk', operator: 'Equal', value: 'yes', effect: 'NoSchedule' }),
  ],
  'without an operator it is Equal': [
    cover({ key: 'gpu', value: 'yes' }),
    cover({ key: 'gpu', operator: '', value: 'yes' }),
  ],
  'without a value it is the empty value': [
    cover({ key: 'gpu' }, taint('gpu', 'NoSchedule', '')),
    cover({ key: 'gpu', value: '' }, taint('gpu', 'NoSchedule', '')),
    cover({ key: 'gpu', operator: 'Equal' }, taint('gpu', 'NoSchedule', '')),
  ],
  'Exists looks at no value': [
    cover({ key: 'gpu', operator: 'Exists' }),
    cover({ key: 'gpu', operator: 'Exists', value: 'no' }),
  ],
  'without an effect it is every effect': [
    cover({ key: 'gpu', operator: 'Exists' }, taint('gpu', 'NoExecute')),
    cover(
      { key: 'gpu', operator: 'Exists', effect: '' },
      taint('gpu', 'NoExecute'),
    ),
    cover(
      { key: 'gpu', operator: 'Exists', effect: 'PreferNoSchedule' },
      taint('gpu', 'PreferNoSchedule'),
    ),
  ],
  'without a key it is every key': [
    cover({ operator: 'Exists' }, taint('disk', 'NoExecute', 'x')),
    cover(
      { key: '', operator: 'Exists', effect: 'NoExecute' },
      taint('d', 'NoExecute'),
    ),
    cover({ value: 'yes' }, taint('disk', 'NoSchedule', 'yes')),
    cover({}),
  ],
  'an operator that nobody knows covers nothing': [
    ...['exists', 'equal', 'In', 'Gt', 'Lt', 'DoesNotExist'].map((operator) =>
      cover({ key: 'gpu', operator, value: 'yes' }),
    ),
  ],
  'numbers are texts': [
    {
      cover: [taint('n', 'NoSchedule', '1'), taint('n', 'NoSchedule', '01')],
      by: { key: 'n', value: '1' },
    },
  ],
  'seconds change nothing here': [
    cover({ key: 'gpu', operator: 'Exists', tolerationSeconds: 0 }),
  ],
};

const soft = (...keys: readonly string[]): readonly Taint[] =>
  keys.map((key) => taint(key, 'PreferNoSchedule'));
const exists = (key: string, effect?: string): Toleration => ({
  ...{ key, operator: 'Exists' },
  ...(effect !== undefined && { effect }),
});

export const entering: Cases = {
  'no taints, no tolerations': [
    { enter: [null, []], with: null },
    { enter: [null, []], with: [] },
    { enter: [[gpu]], with: null },
  ],
  'hard ones keep out, soft ones do not': [
    { enter: [[gpu], [taint('a', 'NoExecute')], soft('a')], with: [] },
    // An effect that nobody knows says nothing.
    { enter: [[taint('a', 'Other')], [taint('a', '')]], with: [] },
  ],
  'the first that is not tolerated': [
    { enter: [[...soft('s'), taint('a', 'NoExecute'), gpu]], with: [] },
    { enter: [[taint('b'), taint('a'), taint('c')]], with: [exists('b')] },
    {
      enter: [[taint('a'), taint('b'), taint('c')]],
      with: [exists('b'), exists('a')],
    },
  ],
  'each taint needs a toleration': [
    {
      enter: [[taint('a'), taint('a', 'NoExecute')]],
      with: [exists('a', 'NoSchedule')],
    },
    { enter: [[taint('a'), taint('a', 'NoExecute')]], with: [exists('a')] },
    { enter: [[taint('a'), taint('b')]], with: [exists('a')] },
  ],
  'one toleration is enough, whichever it is': [
    { enter: [[taint('a')]], with: [exists('x'), exists('y'), exists('a')] },
    { enter: [[taint('a')]], with: [exists('a'), exists('x', 'NoExecute')] },
  ],
  'when a node is worth another try': [
    { retry: 'TaintToleration', pod: {}, node: { name: 'n' } },
    { retry: 'TaintToleration', pod: {}, node: { name: 'n', taints: [gpu] } },
    {
      ...{ retry: 'TaintToleration', pod: { tolerations: [exists('gpu')] } },
      node: { name: 'n', taints: [gpu] },
    },
    {
      ...{ retry: 'TaintToleration', pod: {}, node: { name: 'n' } },
      old: { name: 'n', taints: [gpu] },
    },
    {
      ...{ retry: 'TaintToleration', pod: {}, node: { name: 'n' } },
      old: { name: 'n', taints: soft('a') },
    },
  ],
};

export const counting: Cases = {
  'the largest count is the measure': [
    { measure: [0, 1, 3], reverse: true },
    { measure: [3, 1, 0], reverse: true },
    { measure: [7], reverse: true },
    { measure: [5, 5], reverse: true },
  ],
  'cut, and then turned round': [
    { measure: [1, 3], reverse: true },
    { measure: [2, 3], reverse: true },
    { measure: [1, 7, 6], reverse: true },
    { measure: [199, 200], reverse: true },
    { measure: [29, 57, 58, 100], reverse: true },
    { measure: [48, 97], reverse: true },
  ],
  'nobody has any': [
    { measure: [0, 0, 0], reverse: true },
    { measure: [], reverse: true },
    { measure: [0], reverse: false },
    { measure: [0, 0] },
    { measure: [] },
  ],
  'not reversed': [
    { measure: [0, 1, 3] },
    { measure: [2, 3], reverse: false },
    { measure: [29, 57, 58, 100] },
    { measure: [48, 97] },
  ],
  'many are no many calls': [
    { measure: Array.from({ length: 5_000 }, (_, i) => i % 3), reverse: true },
  ],
  'soft taints are counted': [
    { score: [[], soft('a'), soft('a', 'b', 'c')], with: [] },
    { score: [soft('a'), [gpu], soft('a', 'b')], with: null },
    { score: [[taint('a', 'Other')], [taint('b', 'NoExecute')]], with: null },
    { score: [soft('a', 'b'), soft('a')], with: [exists('b')] },
  ],
  'what is tolerated does not count': [
    { score: [soft('a', 'b')], with: [exists('a', 'NoSchedule')] },
    { score: [soft('a', 'b')], with: [exists('a', 'PreferNoSchedule')] },
    { score: [soft('a', 'a')], with: [{ operator: 'Exists' }] },
  ],
};

const own = (name: string, effect = 'NoSchedule', timeAdded = '10:00'): Taint => ({
  ...{ key: OURS + name, effect, timeAdded },
});

export const conditions: Cases = {
  'each condition has its taint': [
    { told: [['Ready', 'True']] },
    { told: [['Ready', 'False']] },
    { told: [['Ready', 'Unknown']] },
    ...[
      'MemoryPressure',
      'DiskPressure',
      'PIDPressure',
      'NetworkUnavailable',
    ].flatMap((type): readonly Op[] => [
      { told: [[type, 'True']] },
      { told: [[type, 'False']] },
      { told: [[type, 'Unknown']] },
    ]),
  ],
  'conditions that stand for nothing': [
    { told: [['Other', 'True']] },
    { told: [['constructor', 'True']] },
    { told: [['Ready', 'toString']] },
    { told: [], taints: [own('other'), taint('a')] },
  ],
  'a cordon': [
    { told: [], cordoned: true },
    { told: [], cordoned: false, taints: [own('unschedulable')] },
    { told: [], taints: [own('unschedulable')] },
    { told: [['Ready', 'False']], cordoned: true, taints: [taint('a')] },
  ],
  'what is over goes, from everywhere': [
    { told: [], taints: [own('disk-pressure'), taint('a'), own('not-ready')] },
    { told: [], taints: [taint('a'), own('pid-pressure'), taint('b')] },
    { told: [], taints: [own('disk-pressure')] },
  ],
  'what is there keeps its place and its time': [
    {
      told: [['DiskPressure', 'True']],
      taints: [own('disk-pressure', 'NoSchedule', '09:00'), taint('a')],
    },
    {
      told: [
        ['Ready', 'False'],
        ['DiskPressure', 'True'],
      ],
      taints: [own('disk-pressure', 'NoSchedule', '09:00'), taint('a')],
    },
  ],
  'other people’s taints stay': [
    {
      told: [['DiskPressure', 'True']],
      taints: [taint('a'), taint('b', 'NoExecute'), taint('c', 'PreferNoSchedule')],
    },
    { told: [['DiskPressure', 'False']], taints: [gpu] },
  ],
  'the same key with another effect is another taint': [
    { told: [['Ready', 'True']], taints: [own('not-ready', 'NoExecute')] },
    { told: [['Ready', 'False']], taints: [own('not-ready', 'NoExecute')] },
    {
      told: [['Ready', 'True']],
      taints: [own('not-ready', 'NoExecute'), own('not-ready')],
    },
    { told: [], taints: [own('unschedulable', 'PreferNoSchedule')] },
  ],
  'from one word to the other': [
    { told: [['Ready', 'Unknown']], taints: [own('not-ready')] },
    { told: [['Ready', 'False']], taints: [own('unreachable'), taint('a')] },
  ],
  'in the order of the conditions, the cordon last': [
    {
      told: [
        ['PIDPressure', 'True'],
        ['Ready', 'Unknown'],
        ['DiskPressure', 'True'],
      ],
      cordoned: true,
    },
  ],
  'told twice is one taint': [
    {
      told: [
        ['DiskPressure', 'True'],
        ['DiskPressure', 'True'],
      ],
      taints: [taint('a')],
    },
  ],
};

const ask = (
  key: string,
  operator: string,
  ...values: readonly string[]
): NodeSelectorRequirement => ({
  ...{ key, operator },
  ...(values.length > 0 && { values }),
});
const term = (...asked: readonly NodeSelectorRequirement[]): NodeSelectorTerm => ({
  matchExpressions: asked,
});
const named = (...names: readonly string[]): NodeSelectorTerm => ({
  matchFields: names.map((name) => ask('metadata.name', 'In', name)),
});
const nodes: readonly Place[] = [
  { name: 'n0', labels: { zone: 'a', cores: '8' } },
  { name: 'n1', labels: { zone: 'b', cores: '64' } },
  { name: 'n2', labels: { zone: '', cores: 'many' } },
  { name: 'n3' },
];
const at = (asked: NodeSelectorTerm): Op => ({ term: asked, nodes });

export const terms: Cases = {
  'an empty term holds nowhere': [
    at({}),
    at(term()),
    at({ matchFields: [] }),
    at({ matchExpressions: [], matchFields: [] }),
  ],
  'each operator': [
    at(term(ask('zone', 'In', 'a', 'b'))),
    at(term(ask('zone', 'NotIn', 'a', 'b'))),
    at(term(ask('zone', 'Exists'))),
    at(term(ask('zone', 'DoesNotExist'))),
    at(term(ask('cores', 'Gt', '8'))),
    at(term(ask('cores', 'Lt', '64'))),
  ],
  'all of its expressions': [
    at(term(ask('zone', 'In', 'a', 'b'), ask('cores', 'Gt', '8'))),
    at(term(ask('zone', 'In', 'a'), ask('zone', 'In', 'b'))),
    at(term(ask('zone', 'Exists'), ask('cores', 'DoesNotExist'))),
  ],
  'expressions and fields': [
    at({ ...term(ask('zone', 'Exists')), ...named('n1') }),
    at({ ...term(ask('zone', 'In', 'a')), ...named('n1') }),
    at(named('n3')),
    at(named('n0', 'n1')),
    at(named('n0', 'n0')),
    at({ matchFields: [ask('metadata.name', 'NotIn', 'n0')] }),
    at({ matchExpressions: [], ...named('n2') }),
    at({ matchFields: [ask('metadata.namespace', 'NotIn', 'n0')] }),
    at({ matchFields: [ask('metadata.namespace', 'In', 'n0')] }),
  ],
  'what can not be read holds nowhere': [
    at(term(ask('zone', 'in', 'a'))),
    at(term(ask('zone', '=', 'a'))),
    at(term(ask('zone', 'In'))),
    at(term(ask('zone', 'Exists', 'a'))),
    at(term(ask('cores', 'Gt', '1', '2'))),
    at(term(ask('cores', 'Gt', 'few'))),
    at(term(ask('-zone', 'Exists'))),
    at(term(ask('zone', 'Exists'), ask('zone', '?'))),
    at({ matchFields: [ask('metadata.name', 'Exists')] }),
    at({ matchFields: [ask('metadata.name', 'In', 'n0', 'n1')] }),
    at({ matchFields: [ask('metadata.name', 'In')] }),
  ],
  'a label of every JavaScript object': [
    at(term(ask('constructor', 'Exists'))),
    at(term(ask('constructor', 'DoesNotExist'))),
  ],
  'a long name': [
    {
      term: named('n'.repeat(200)),
      nodes: [{ name: 'n'.repeat(200) }, { name: 'n'.repeat(63) }],
    },
  ],
};

const east = term(ask('zone', 'In', 'a'));
const west = term(ask('zone', 'In', 'b'));
const place = (
  asked: Extract<Op, { place: unknown }>['place'],
  ...added: readonly NodeSelectorTerm[]
): Op => ({
  ...{ place: asked, nodes },
  ...(added.length > 0 && { added: { required: added } }),
});

export const placing: Cases = {
  'nothing is asked': [place({}), place({ selector: {} }), place({}, east)],
  'each label of the selector': [
    place({ selector: { zone: 'a' } }),
    place({ selector: { zone: 'a', cores: '64' } }),
    place({ selector: { zone: '' } }),
    place({ selector: { constructor: '' } }),
    place({ selector: { cores: '08' } }),
  ],
  'one of the terms': [
    place({ required: [east, west] }),
    place({ required: [west] }),
    place({ required: [{}, west] }),
    place({ required: [term(ask('zone', '?')), east] }),
  ],
  'no term is not the same as none': [
    place({ required: [] }),
    place({ required: [{}] }),
  ],
  'selector and terms': [
    place({ selector: { zone: 'a' }, required: [west] }),
    place({ selector: { zone: 'a' }, required: [east, west] }),
    place({ selector: { cores: '64' }, required: [west] }),
  ],
  'what the scheduler adds is looked at first': [
    place({ selector: { zone: 'b' } }, east),
    place({ required: [west] }, east),
    place({ required: [east] }, east, west),
    place({ selector: { zone: 'a' } }, term(ask('zone', '?'))),
    { place: {}, added: { required: [] }, nodes },
    { place: {}, added: { preferred: [{ weight: 1, preference: east }] }, nodes },
  ],
  'wishes keep nobody out': [
    place({ preferred: [{ weight: 100, preference: east }] }),
  ],
  'when a node is worth another try': [
    {
      retry: 'NodeAffinity',
      pod: { selector: { zone: 'a' } },
      node: { name: 'n' },
    },
    {
      ...{ retry: 'NodeAffinity', pod: { selector: { zone: 'a' } } },
      node: { name: 'n', labels: { zone: 'a' } },
    },
    {
      ...{ retry: 'NodeAffinity', pod: { required: [east] } },
      node: { name: 'n', labels: { zone: 'a' } },
      old: { name: 'n', labels: { zone: 'b' } },
    },
    {
      ...{ retry: 'NodeAffinity', pod: { required: [east, west] } },
      node: { name: 'n', labels: { zone: 'a' } },
      old: { name: 'n', labels: { zone: 'b' } },
    },
  ],
};

const wish = (weight: number, preference: NodeSelectorTerm): Wish => ({
  ...{ weight, preference },
});
const big = term(ask('cores', 'Gt', '8'));

export const wishing: Cases = {
  'weights are added': [
    { wish: { preferred: [wish(10, east), wish(3, west)] }, nodes },
    { wish: { preferred: [wish(10, west), wish(3, big)] }, nodes },
    { wish: { preferred: [wish(2, east), wish(2, east)] }, nodes },
  ],
  'the largest weight is a hundred': [
    { wish: { preferred: [wish(1, east)] }, nodes },
    {
      wish: { preferred: [wish(80, term(ask('zone', 'Exists'))), wish(30, big)] },
      nodes,
    },
  ],
  'no wish is met': [
    { wish: { preferred: [wish(100, term(ask('zone', 'In', 'x')))] }, nodes },
    { wish: { preferred: [wish(5, {})] }, nodes },
    { wish: { preferred: [] }, nodes },
    { wish: {}, nodes },
  ],
  'the scheduler has wishes too': [
    {
      ...{ wish: { preferred: [wish(4, east)] }, nodes },
      added: { preferred: [wish(5, east), wish(1, west)] },
    },
    { wish: {}, added: { preferred: [wish(5, west)] }, nodes },
  ],
};

const name = (...required: readonly NodeSelectorTerm[]): Op => ({
  name: { required },
});
const not = { matchFields: [ask('metadata.name', 'NotIn', 'a')] };

export const naming: Cases = {
  'nothing is asked': [{ name: {} }, { name: { selector: { a: '1' } } }, name()],
  'of one term what is common': [
    name(named('a')),
    name(named('a', 'b')),
    name(named('a', 'a')),
    name(named('a', 'b', 'a')),
  ],
  'of several terms all together': [
    name(named('a'), named('b')),
    name(named('a', 'b'), named('c')),
    name(named('a'), named('a')),
  ],
  'a term that names nobody may hold anywhere': [
    name(named('a'), east),
    name(east, named('a')),
    name(named('a', 'b'), east),
    name(not),
    name(named('a'), not),
    name({}),
  ],
  'a term with names and more': [
    name({ ...named('a'), ...east }),
    name({ matchFields: [...(named('a').matchFields ?? []), ...not.matchFields] }),
  ],
  'another field is no name': [
    name({ matchFields: [ask('metadata.namespace', 'In', 'a')] }),
  ],
  'terms that contradict themselves': [
    name(named('a', 'b')),
    name(named('a', 'b', 'c')),
  ],
  'what the scheduler adds names nobody': [
    { name: {}, added: { required: [named('a')] } },
    { name: { required: [named('b')] }, added: { required: [named('a')] } },
  ],
};
