import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  disruption,
  evictionRate,
  type ZoneState,
  zoneOf,
  zoneState,
} from './zones.ts';

const test = suite('zones');

test('a zone is its region and its zone together', () => {
  const node = (labels: Record<string, string>) => ({
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { labels } },
  });
  assert.is(zoneOf(node({})), '');
  assert.is(zoneOf(node({ 'topology.kubernetes.io/zone': 'a' })), '/a');
  assert.is(
    zoneOf(
      node({
        'topology.kubernetes.io/zone': 'a',
        'topology.kubernetes.io/region': 'eu',
      }),
    ),
    'eu/a',
  );
});

test('the state of a zone is that of whole numbers, for all counts up to 200', () => {
  for (let ready = 0; ready <= 200; ready++)
    for (let notReady = 0; notReady <= 200; notReady++) {
      let expected: ZoneState = 'Normal';
      if (notReady >= 3 && 20 * notReady >= 11 * (ready + notReady))
        expected = 'PartialDisruption';
      if (notReady >= 1 && ready === 0) expected = 'FullDisruption';
      const says = `${ready} ready, ${notReady} not`;
      assert.is(zoneState({ ready, notReady }), expected, says);
    }
});

test('only a partial disruption is slower, and in a small zone it stops', () => {
  assert.is(evictionRate('Normal', 51), 0.1);
  assert.is(evictionRate('FullDisruption', 51), 0.1);
  assert.is(evictionRate('PartialDisruption', 51), 0.01);
  assert.is(evictionRate('PartialDisruption', 50), 0);
});

const states = (zones: Record<string, ZoneState>) => new Map(Object.entries(zones));
const counts = (zones: Record<string, readonly [number, number]>) =>
  new Map(
    Object.entries(zones).map(([zone, [ready, notReady]]) => [
      zone,
      { ready, notReady },
    ]),
  );

test('a zone gets another rate when its state is another one', () => {
  const before = states({ a: 'Normal', b: 'Normal', c: 'PartialDisruption' });
  const zones = counts({ a: [0, 2], b: [9, 1], c: [20, 40] });
  const { rates, all } = disruption(before, zones);
  assert.equal([...rates], [['a', 0.1]]);
  assert.is(all, undefined);
});

test('all zones full: everything stops once, and begins anew when one is back', () => {
  const none = counts({ a: [0, 2], b: [0, 1] });
  const entered = disruption(states({ a: 'Normal', b: 'FullDisruption' }), none);
  assert.is(entered.all, 'entered');
  assert.equal([...entered.rates.values()], [0, 0]);
  const still = disruption(entered.states, none);
  assert.is(still.all, undefined);
  assert.is(still.rates.size, 0);
  const left = disruption(still.states, counts({ a: [1, 1], b: [0, 1] }));
  assert.is(left.all, 'left');
  assert.equal([...left.rates.values()], [0.1, 0.1]);
});

test('a zone that was not there before was not disrupted', () => {
  const before = states({ a: 'FullDisruption' });
  assert.is(disruption(before, counts({ a: [0, 2], b: [0, 1] })).all, 'entered');
  assert.is(disruption(states({}), counts({})).all, undefined);
  assert.is(disruption(states({}), counts({ a: [0, 1] })).all, 'entered');
});

test.run();
