// What a KubeSchedulerConfiguration makes of the default plugins, and what stops the start.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { createDecider, PLUGINS, readConfig } from './mod.ts';

const test = suite('configuration');
const HEAD = {
  apiVersion: 'kubescheduler.config.k8s.io/v1',
  kind: 'KubeSchedulerConfiguration',
};

function frameworkOf(profile: object) {
  const [read] = readConfig({ ...HEAD, profiles: [profile] }, PLUGINS).profiles;
  const world = createVirtualWorld({ seed: 1 });
  return createDecider(world, { nodes: [], ...(read && { profile: read }) })
    .framework;
}

const namesAt = (profile: object, point: 'score' | 'filter'): readonly string[] =>
  frameworkOf(profile)
    .at(point)
    .map(({ name }) => name);

const SCORES = [
  'NodeResourcesFit',
  'NodeResourcesBalancedAllocation',
  'ImageLocality',
];

test('without a word it is the default plugins', () => {
  assert.equal(namesAt({}, 'score'), SCORES);
  assert.equal(namesAt({}, 'filter'), [
    'NodeUnschedulable',
    'NodeName',
    'NodePorts',
    'NodeResourcesFit',
  ]);
});

test('a star at a point takes all of multiPoint away there, and nowhere else', () => {
  const plugins = {
    score: { disabled: [{ name: '*' }], enabled: [{ name: 'ImageLocality' }] },
  };
  assert.equal(namesAt({ plugins }, 'score'), ['ImageLocality']);
  assert.is(namesAt({ plugins }, 'filter').length, 4);
});

test('a name takes one away, of a point or of all', () => {
  const disabled = [{ name: 'NodeResourcesFit' }];
  assert.equal(
    namesAt({ plugins: { score: { disabled } } }, 'score'),
    SCORES.slice(1),
  );
  assert.is(namesAt({ plugins: { score: { disabled } } }, 'filter').length, 4);
  assert.is(namesAt({ plugins: { multiPoint: { disabled } } }, 'filter').length, 3);
});

test('a configuration that can not be stops the start, and says where', () => {
  const wrong = (fields: object, says: RegExp) =>
    assert.throws(
      () => frameworkOf(fields),
      (error: Error) => says.test(error.message),
    );
  wrong(
    { plugins: { scores: {} } },
    /profiles\[0\]\.plugins: unknown field "scores"/,
  );
  wrong({ percentageOfNodesToScore: 101 }, /expected 0 to 100, found 101/);
  wrong(
    { plugins: { filter: { enabled: [{ name: 'Nobody' }] } } },
    /no plugin called "Nobody"/,
  );
  wrong({ pluginConfig: [{ name: 'Nobody' }] }, /no plugin called "Nobody"/);
  wrong(
    {
      pluginConfig: [
        { name: 'NodeResourcesFit', args: { scoringStrategy: { type: 'Worst' } } },
      ],
    },
    /scoringStrategy\.type: expected .* found "Worst"/,
  );
  wrong(
    { plugins: { queueSort: { disabled: [{ name: '*' }] } } },
    /expected one queueSort plugin, found 0/,
  );
  assert.throws(() => readConfig({ kind: 'Config' }, PLUGINS));
});

test.run();
