// The two plugins, and both formulas said once more in the plainest way, with integers
// that can't overflow, over random clusters.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CycleState, type Node, NodeState, type Pod } from '#scheduler';
import {
  CONFLICT,
  NOT_CHOSEN,
  NOT_ENFORCED,
  nodeAffinity,
  taintToleration,
  UNTOLERATED,
} from './mod.ts';

const test = suite('plugins');
const isLong = process.env.KUBEWRIGHT_LONG === '1';

const podOf = (spec: Pod['spec']): Pod => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec },
});
const nodeOf = (
  name: string,
  labels: Record<string, string>,
  spec: Node['spec'],
) => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, labels } },
  ...(spec && { spec }),
});
const state = new CycleState();

/** A plugin's refusal of a node, or its raw score. */
function verdictOf(
  plugin: ReturnType<typeof taintToleration>,
  pod: Pod,
  node: Node,
) {
  const info = new NodeState(node);
  const refused = plugin.filter?.(state, pod, info);
  return refused === undefined
    ? plugin.score?.(state, pod, info)
    : refused.reasons[0];
}

const few = fc.constantFrom('', 'a', 'b');
const effect = fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute');
const taints = fc.array(
  fc.record({ key: fc.constantFrom('a', 'b'), value: few, effect }),
  {
    maxLength: 5,
  },
);
const tolerations = fc.array(
  fc.record(
    {
      ...{ key: few, value: few },
      operator: fc.constantFrom('', 'Equal', 'Exists', 'Gt'),
      effect: fc.oneof(fc.constant(''), effect),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 4 },
);

test('taints and tolerations, said once more', () => {
  const plugin = taintToleration();
  const clusters = fc.tuple(
    fc.array(taints, { minLength: 1, maxLength: 6 }),
    tolerations,
  );
  fc.assert(
    fc.property(clusters, ([nodes, tolerated]) => {
      const isCovered = (taint: {
        key: string;
        value: string;
        effect: string;
      }): boolean =>
        tolerated.some(
          (one) =>
            [undefined, '', taint.effect].includes(one.effect) &&
            [undefined, '', taint.key].includes(one.key) &&
            (one.operator === 'Exists' ||
              ([undefined, '', 'Equal'].includes(one.operator) &&
                (one.value ?? '') === taint.value)),
        );
      const pod = podOf({ tolerations: tolerated });
      const counts: number[] = [];
      for (const its of nodes) {
        const open = its.filter((taint) => !isCovered(taint));
        const isHard = open.some((taint) => taint.effect !== 'PreferNoSchedule');
        const verdict = verdictOf(plugin, pod, nodeOf('n', {}, { taints: its }));
        assert.is(verdict, isHard ? UNTOLERATED : open.length);
        if (!isHard) counts.push(open.length);
      }
      const most = BigInt(Math.max(0, ...counts));
      const scores = counts.map((n) =>
        most === 0n ? 100 : Number(100n - (100n * BigInt(n)) / most),
      );
      assert.equal(plugin.normalizeScore?.(state, pod, counts), scores);
    }),
    { numRuns: isLong ? 10_000 : 400 },
  );
});

const requirement = fc.oneof(
  fc.record({
    key: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom('1', '2', '03'), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    key: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('Exists', 'DoesNotExist'),
    values: fc.constant<string[]>([]),
  }),
  fc.record({
    key: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('Gt', 'Lt'),
    values: fc.constantFrom('1', '2', '3').map((one) => [one]),
  }),
);
const field = fc.record({
  key: fc.constant('metadata.name'),
  operator: fc.constantFrom('In', 'NotIn'),
  values: fc.constantFrom('n0', 'n1').map((one) => [one]),
});
const term = fc.record(
  {
    matchExpressions: fc.array(requirement, { maxLength: 2 }),
    matchFields: fc.array(field, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
type Term = typeof term extends fc.Arbitrary<infer T> ? T : never;
type Requirement = { key: string; operator: string; values: string[] };

function holds(
  { key, operator, values }: Requirement,
  of: ReadonlyMap<string, string>,
) {
  const value = of.get(key);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  if (value === undefined) return false;
  if (operator === 'In') return values.includes(value);
  if (!/^\d+$/.test(value)) return false;
  const [found, bound] = [BigInt(value), BigInt(values[0] ?? '0')];
  return operator === 'Gt' ? found > bound : found < bound;
}

function termHolds({ matchExpressions = [], matchFields = [] }: Term, node: Node) {
  if (matchExpressions.length + matchFields.length === 0) return false;
  const labels = new Map(Object.entries(node.metadata.labels ?? {}));
  const fields = new Map([['metadata.name', node.metadata.name ?? '']]);
  return (
    matchExpressions.every((one) => holds(one, labels)) &&
    matchFields.every((one) => holds(one, fields))
  );
}

test('selectors, terms and wishes, said once more', () => {
  const labels = fc.dictionary(
    fc.constantFrom('a', 'b'),
    fc.constantFrom('1', '2', '03', 'x'),
    {
      maxKeys: 2,
    },
  );
  const wish = fc.record({
    weight: fc.integer({ min: 1, max: 100 }),
    preference: term,
  });
  const terms = fc.option(fc.array(term, { maxLength: 3 }), { nil: undefined });
  const wishes = fc.array(wish, { maxLength: 3 });
  const cluster = fc.record({
    ...{ labels: fc.array(labels, { minLength: 1, maxLength: 4 }) },
    selector: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2'), {
      maxKeys: 1,
    }),
    ...{ terms, added: terms, wishes },
  });
  const affinityOf = (required: readonly Term[] | undefined) =>
    required && {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: required,
      },
    };
  fc.assert(
    fc.property(cluster, ({ labels, selector, terms, added, wishes }) => {
      const plugin = nodeAffinity(affinityOf(added));
      const affinity = {
        ...affinityOf(terms),
        preferredDuringSchedulingIgnoredDuringExecution: wishes,
      };
      const pod = podOf({
        nodeSelector: selector,
        affinity: { nodeAffinity: affinity },
      });
      const names = plugin.preFilter?.(state, pod, {
        nodes: [],
        get: () => undefined,
      });
      for (const [i, its] of labels.entries()) {
        const node = nodeOf(`n${i}`, its, undefined);
        const any = (list: readonly Term[]) =>
          list.some((one) => termHolds(one, node));
        const isChosen =
          Object.entries(selector).every(([key, value]) => its[key] === value) &&
          (terms === undefined || any(terms));
        const weight = wishes
          .filter(({ preference }) => termHolds(preference, node))
          .reduce((sum, one) => sum + one.weight, 0);
        const reason =
          added && !any(added) ? NOT_ENFORCED : isChosen ? weight : NOT_CHOSEN;
        assert.is(verdictOf(plugin, pod, node), reason);
        // What is left out by name could not have been chosen.
        if (isChosen) assert.not(names?.nodeNames?.has(`n${i}`) === false);
        if (names?.status?.reasons[0] === CONFLICT) assert.not(isChosen);
      }
    }),
    { numRuns: isLong ? 10_000 : 400 },
  );
});

test('a Pod that asks for nothing is no affair of NodeAffinity', () => {
  const plugin = nodeAffinity();
  const snapshot = { nodes: [], get: () => undefined };

  assert.is(plugin.preFilter?.(state, podOf({}), snapshot).status?.code, 'Skip');
  assert.is(plugin.preScore?.(state, podOf({}), [])?.code, 'Skip');
  assert.equal(
    plugin.preFilter?.(state, podOf({ nodeSelector: { a: '1' } }), snapshot),
    {},
  );
});

test('a node is worth a try when it has become one that could be had', () => {
  const [nodeEvents, podEvents] = taintToleration().events ?? [];
  const clean = nodeOf('n', {}, {});
  const tainted = nodeOf('n', {}, { taints: [{ key: 'a', effect: 'NoSchedule' }] });
  const pod = podOf({});

  assert.is(nodeEvents?.hint?.(pod, { object: clean }), 'Queue');
  assert.is(nodeEvents?.hint?.(pod, { object: tainted }), 'Skip');
  assert.is(nodeEvents?.hint?.(pod, { old: tainted, object: clean }), 'Queue');
  assert.is(nodeEvents?.hint?.(pod, { old: clean, object: clean }), 'Skip');
  assert.is(podEvents?.hint, undefined);
  const [labelled] = nodeAffinity().events ?? [];
  const wants = podOf({ nodeSelector: { a: '1' } });
  const [bare, right] = [nodeOf('n', {}, {}), nodeOf('n', { a: '1' }, {})];
  assert.is(labelled?.hint?.(wants, { old: bare, object: right }), 'Queue');
  assert.is(labelled?.hint?.(wants, { old: right, object: right }), 'Skip');
});

test.run();
