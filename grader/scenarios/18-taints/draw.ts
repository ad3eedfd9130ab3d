// What is asked of taints and affinities in a program, and how programs are drawn: few
// keys, values and zones, so that they meet. Simple ones come first in every list.

import type * as FastCheck from 'fast-check';
import type { NodeSelectorTerm, Taint, Toleration } from '#scheduler';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

/** A node by its name, labels and taints. */
export interface Place {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
}

export interface Wish {
  readonly weight: number;
  readonly preference: NodeSelectorTerm;
}

/** What a Pod says of nodes; the long names of the fields are the player's affair. */
export interface Asking {
  readonly selector?: Readonly<Record<string, string>>;
  readonly required?: readonly NodeSelectorTerm[];
  readonly preferred?: readonly Wish[];
  readonly tolerations?: readonly Toleration[];
}

export type Op =
  /** Which of the taints does the toleration cover? */
  | { readonly cover: readonly Taint[]; readonly by: Toleration }
  /** May a Pod with these come to nodes with those, and how gladly? */
  | {
      readonly enter: readonly (readonly Taint[] | null)[];
      readonly with: readonly Toleration[] | null;
    }
  | {
      readonly score: readonly (readonly Taint[] | null)[];
      readonly with: readonly Toleration[] | null;
    }
  | { readonly measure: readonly number[]; readonly reverse?: boolean }
  /** What the taints of a node should be; twice, for the second time changes nothing. */
  | {
      readonly told: readonly (readonly [type: string, status: string])[];
      readonly cordoned?: boolean;
      readonly taints?: readonly Taint[];
    }
  | { readonly term: NodeSelectorTerm; readonly nodes: readonly Place[] }
  /** Where a Pod may be, by what it asks and what the scheduler adds. */
  | {
      readonly place: Asking;
      readonly added?: Asking;
      readonly nodes: readonly Place[];
    }
  | {
      readonly wish: Asking;
      readonly added?: Asking;
      readonly nodes: readonly Place[];
    }
  | { readonly name: Asking; readonly added?: Asking }
  /** Whether a node that was so, and is so now, is worth another try. */
  | {
      readonly retry: 'TaintToleration' | 'NodeAffinity';
      readonly pod: Asking;
      readonly old?: Place;
      readonly node: Place;
    };

export type Program = readonly Op[];

export const EFFECTS: readonly string[] = [
  'NoSchedule',
  'PreferNoSchedule',
  'NoExecute',
];
const KEYS = ['a', 'b'];
const VALUES = ['', '1', '2'];

const taintOf = (fc: Fc): Arbitrary<Taint> =>
  fc.record(
    {
      ...{ key: fc.constantFrom(...KEYS), value: fc.constantFrom(...VALUES) },
      effect: fc.constantFrom(...EFFECTS),
    },
    { requiredKeys: ['key', 'effect'] },
  );

const tolerationOf = (fc: Fc): Arbitrary<Toleration> =>
  fc.record(
    {
      ...{ key: fc.constantFrom('a', 'b', ''), value: fc.constantFrom(...VALUES) },
      operator: fc.constantFrom('Exists', 'Equal', '', 'Gt'),
      effect: fc.constantFrom('', ...EFFECTS),
    },
    { requiredKeys: [] },
  );

const many = <T extends Op>(fc: Fc, one: Arbitrary<T>): Arbitrary<Program> =>
  fc.array(one, { minLength: 1, maxLength: 4 });

export function coverings(fc: Fc): Arbitrary<Program> {
  const taints = fc.array(taintOf(fc), { minLength: 1, maxLength: 4, size: 'max' });
  return many(fc, fc.record({ cover: taints, by: tolerationOf(fc) }));
}

export function entries(fc: Fc): Arbitrary<Program> {
  const taints = fc.array(taintOf(fc), { maxLength: 4, size: 'max' });
  const node = fc.oneof({ weight: 9, arbitrary: taints }, fc.constant(null));
  const bears = fc.array(tolerationOf(fc), { maxLength: 3 });
  return many(
    fc,
    fc.record({
      enter: fc.array(node, { minLength: 1, maxLength: 3 }),
      with: fc.oneof({ weight: 9, arbitrary: bears }, fc.constant(null)),
    }),
  );
}

export function counts(fc: Fc): Arbitrary<Program> {
  const count = fc.oneof(fc.nat({ max: 7 }), fc.constant(0));
  const measure = fc.record({
    measure: fc.array(count, { maxLength: 5 }),
    reverse: fc.constantFrom(true, true, false),
  });
  const soft = fc.array(
    fc.record({
      key: fc.constantFrom(...KEYS),
      effect: fc.constantFrom('PreferNoSchedule', 'PreferNoSchedule', 'NoExecute'),
    }),
    { maxLength: 4, size: 'max' },
  );
  const score = fc.record({
    score: fc.array(soft, { minLength: 1, maxLength: 4 }),
    with: fc.array(tolerationOf(fc), { maxLength: 2 }),
  });
  return many(fc, fc.oneof<Arbitrary<Op>[]>(measure, score));
}

export const OURS = 'node.kubernetes.io/';

export function conditions(fc: Fc): Arbitrary<Program> {
  const type = fc.constantFrom('DiskPressure', 'Ready', 'MemoryPressure', 'Other');
  const status = fc.constantFrom('True', 'False', 'Unknown');
  const key = fc.constantFrom(
    ...['disk-pressure', 'not-ready', 'unreachable', 'unschedulable'].map(
      (name) => OURS + name,
    ),
    ...['a', `${OURS}other`],
  );
  const taint = fc.record(
    {
      ...{ key, effect: fc.constantFrom('NoSchedule', 'NoSchedule', 'NoExecute') },
      timeAdded: fc.constant('10:00'),
    },
    { requiredKeys: ['key', 'effect'] },
  );
  return many(
    fc,
    fc.record(
      {
        told: fc.uniqueArray(fc.tuple(type, status), {
          ...{ maxLength: 3, selector: ([name]) => name },
        }),
        cordoned: fc.constantFrom(true, false),
        taints: fc.uniqueArray(taint, {
          ...{ maxLength: 4, selector: (one) => one.key + one.effect },
        }),
      },
      { requiredKeys: ['told'] },
    ),
  );
}

const LABELS = ['a', 'b', 'constructor'];
const SAID = ['1', '2', '10', 'x', ''];

const entriesOf = (
  fc: Fc,
  values: readonly string[],
  maxLength: number,
): Arbitrary<Record<string, string>> =>
  fc
    .array(fc.tuple(fc.constantFrom(...LABELS), fc.constantFrom(...values)), {
      maxLength,
    })
    .map((entries) => Object.fromEntries(entries));

const labelsOf = (fc: Fc): Arbitrary<Record<string, string>> =>
  entriesOf(fc, SAID, 2);

function nodesOf(fc: Fc): Arbitrary<readonly Place[]> {
  return fc
    .array(labelsOf(fc), { minLength: 1, maxLength: 4, size: 'max' })
    .map((all) => all.map((labels, i) => ({ name: `n${i}`, labels })));
}

function termOf(fc: Fc): Arbitrary<NodeSelectorTerm> {
  const key = fc.constantFrom('a', 'a', 'b', 'constructor');
  const value = fc.constantFrom('1', '2', '10', 'x');
  const expression = fc.oneof(
    fc.record({
      ...{ key, operator: fc.constantFrom('In', 'NotIn') },
      values: fc.array(value, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
    fc.record({
      ...{ key, operator: fc.constantFrom('Gt', 'Lt') },
      values: value.map((one) => [one]),
    }),
  );
  const matchExpressions = fc.array(expression, { maxLength: 2 });
  const matchFields = fc.array(fieldOf(fc), { maxLength: 1 });
  return fc.oneof(
    fc.record({ matchExpressions }),
    fc.record({ matchExpressions, matchFields }, { requiredKeys: [] }),
  );
}

const fieldOf = (fc: Fc) =>
  fc.record({
    key: fc.constant('metadata.name'),
    operator: fc.constantFrom('In', 'In', 'NotIn'),
    values: fc.constantFrom('n0', 'n1', 'n2').map((one) => [one]),
  });

export function terms(fc: Fc): Arbitrary<Program> {
  return many(fc, fc.record({ term: termOf(fc), nodes: nodesOf(fc) }));
}

function requiringOf(fc: Fc): Arbitrary<Asking> {
  const required = fc.array(termOf(fc), { maxLength: 2 });
  return fc.record(
    {
      selector: entriesOf(fc, ['1', '2', ''], 1),
      required,
    },
    { requiredKeys: [] },
  );
}

export function places(fc: Fc): Arbitrary<Program> {
  const added = fc.record({ required: fc.array(termOf(fc), { maxLength: 2 }) });
  return many(
    fc,
    fc.record(
      { place: requiringOf(fc), added, nodes: nodesOf(fc) },
      { requiredKeys: ['place', 'nodes'] },
    ),
  );
}

export function wishes(fc: Fc): Arbitrary<Program> {
  const weight = fc.constantFrom(1, 2, 3, 50, 100);
  const preferred = fc.array(fc.record({ weight, preference: termOf(fc) }), {
    ...{ maxLength: 3, size: 'max' },
  });
  const asking = fc.record({ preferred });
  return many(
    fc,
    fc.record(
      { wish: asking, added: asking, nodes: nodesOf(fc) },
      { requiredKeys: ['wish', 'nodes'] },
    ),
  );
}

export function names(fc: Fc): Arbitrary<Program> {
  const fields = fc.array(fieldOf(fc), { minLength: 1, maxLength: 3 });
  const expression = { key: 'a', operator: 'Exists' };
  const matchExpressions = fc.constantFrom([expression], []);
  const term = fc.oneof(
    { weight: 6, arbitrary: fc.record({ matchFields: fields }) },
    { weight: 2, arbitrary: fc.record({ matchFields: fields, matchExpressions }) },
    { weight: 1, arbitrary: fc.record({ matchExpressions }) },
  );
  const asking = fc.record({ required: fc.array(term, { maxLength: 3 }) });
  return many(fc, fc.record({ name: asking }));
}
