// Where a Pod has to be: operators, terms, names, wishes.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type {
  Node,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Pod,
} from '#scheduler';
import {
  matchesTerm,
  NOT_CHOSEN,
  NOT_ENFORCED,
  namedNodes,
  preferred,
  unmatched,
} from './mod.ts';

const test = suite('affinity');

const nodeOf = (labels: Record<string, string>, name = 'n1'): Node => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, labels } },
});
const podOf = (spec: Pod['spec']): Pod => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec },
});
const ask = (
  key: string,
  operator: string,
  ...values: readonly string[]
): NodeSelectorRequirement => ({ key, operator, values });
const requires = (...nodeSelectorTerms: readonly NodeSelectorTerm[]): Pod =>
  podOf({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms },
      },
    },
  });
const named = (...names: readonly string[]): NodeSelectorTerm => ({
  matchFields: names.map((name) => ask('metadata.name', 'In', name)),
});

test('the six operators', () => {
  const rows: readonly (readonly [NodeSelectorRequirement, string])[] = [
    [ask('zone', 'In', 'a', 'b'), 'a b'],
    [ask('zone', 'NotIn', 'a', 'b'), 'c none'],
    [ask('zone', 'Exists'), 'a b c'],
    [ask('zone', 'DoesNotExist'), 'none'],
    [ask('cores', 'Gt', '7'), 'b'],
    [ask('cores', 'Lt', '8'), 'a'],
    [ask('cores', 'Gt', '8'), ''],
    [ask('cores', 'Gt', '7', '1'), ''],
    [ask('cores', 'Gt', 'many'), ''],
    [ask('zone', 'in', 'a'), ''],
    [ask('zone', 'In'), ''],
    [ask('zone', 'Exists', 'a'), ''],
  ];
  const nodes = [
    nodeOf({ zone: 'a', cores: '4' }, 'a'),
    nodeOf({ zone: 'b', cores: '8' }, 'b'),
    nodeOf({ zone: 'c', cores: 'many' }, 'c'),
    nodeOf({}, 'none'),
  ];

  for (const [requirement, expected] of rows) {
    const term = { matchExpressions: [requirement] };
    const found = nodes.filter((node) => matchesTerm(term, node));
    const names = found.map(({ metadata }) => metadata.name).join(' ');
    assert.is(names, expected, JSON.stringify(requirement));
  }
});

test('a term that says nothing holds nowhere', () => {
  for (const term of [{}, { matchExpressions: [] }, { matchFields: [] }])
    assert.not(matchesTerm(term, nodeOf({})));
});

test('a name may be longer than a label’s value', () => {
  const name = 'n'.repeat(200);

  assert.ok(matchesTerm(named(name), nodeOf({}, name)));
  assert.not(matchesTerm(named(name), nodeOf({}, 'n')));
});

test('selector, terms and what the scheduler adds have to hold', () => {
  const node = nodeOf({ zone: 'a', disk: 'ssd' });
  const ssd: NodeSelectorTerm = { matchExpressions: [ask('disk', 'In', 'ssd')] };
  const hdd: NodeSelectorTerm = { matchExpressions: [ask('disk', 'In', 'hdd')] };
  const enforced = (term: NodeSelectorTerm) => ({
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] },
  });

  assert.is(unmatched(podOf({}), node), undefined);
  assert.is(unmatched(podOf({ nodeSelector: { zone: 'a' } }), node), undefined);
  assert.is(unmatched(podOf({ nodeSelector: { zone: 'b' } }), node), NOT_CHOSEN);
  assert.is(unmatched(requires(hdd, ssd), node), undefined);
  assert.is(unmatched(requires(hdd), node), NOT_CHOSEN);
  assert.is(unmatched(requires(), node), NOT_CHOSEN);
  const both = { ...requires(ssd).spec, nodeSelector: { zone: 'b' } };
  assert.is(unmatched(podOf(both), node), NOT_CHOSEN);
  assert.is(unmatched(requires(hdd), node, enforced(hdd)), NOT_ENFORCED);
  assert.is(unmatched(requires(ssd), node, enforced(ssd)), undefined);
});

test('names: of one term all, of several terms any, and where one is silent none', () => {
  const names = (pod: Pod) => [...(namedNodes(pod) ?? ['all'])].sort().join(' ');

  assert.is(names(podOf({})), 'all');
  assert.is(names(requires(named('a'))), 'a');
  assert.is(names(requires(named('a'), named('b'))), 'a b');
  assert.is(names(requires(named('a', 'b'))), '');
  assert.is(names(requires(named('a', 'b'), named('c'))), 'c');
  const silent = { matchExpressions: [ask('zone', 'Exists')] };
  assert.is(names(requires(named('a'), silent)), 'all');
  const not = { matchFields: [ask('metadata.name', 'NotIn', 'a')] };
  assert.is(names(requires(not)), 'all');
});

test('wishes that are met are added, those of the scheduler too', () => {
  const wish = (weight: number, zone: string) => ({
    weight,
    preference: { matchExpressions: [ask('zone', 'In', zone)] },
  });
  const likes = (...wishes: readonly ReturnType<typeof wish>[]) => ({
    preferredDuringSchedulingIgnoredDuringExecution: wishes,
  });
  const pod = podOf({
    affinity: { nodeAffinity: likes(wish(10, 'a'), wish(3, 'b')) },
  });

  assert.is(preferred(pod, nodeOf({ zone: 'a' }), likes(wish(5, 'a'))), 15);
  assert.is(preferred(pod, nodeOf({ zone: 'b' })), 3);
  assert.is(preferred(pod, nodeOf({})), 0);
});

test.run();
