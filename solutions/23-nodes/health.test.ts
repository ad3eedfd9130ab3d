import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rfc3339 } from '#objects';
import { createVirtualWorld, type Millis } from '#world';
import { type Health, isSilent, observe, type Signs } from './health.ts';
import type { NodeCondition } from './objects.ts';
import { unknownConditions } from './unknown.ts';

const test = suite('health');

const at = (seconds: number): string => rfc3339(seconds * 1_000);
const signs = (heartbeat?: number, renewTime?: number): Signs => ({
  heartbeat: heartbeat === undefined ? undefined : at(heartbeat),
  renewTime: renewTime === undefined ? undefined : at(renewTime),
  created: -7_000,
});

test('a sign of life counts from when it is seen, whatever time it says', () => {
  const first = observe(undefined, signs(1, 1), 1_000_000);
  assert.is(first.probe, 1_000_000);
  const same = observe(first, signs(1, 1), 1_005_000);
  assert.is(same.probe, 1_000_000);
  const renewed = observe(same, signs(1, 2), 1_010_000);
  assert.is(renewed.probe, 1_010_000);
  // A heartbeat may go back: it is another one.
  assert.is(observe(renewed, signs(0, 2), 1_015_000).probe, 1_015_000);
  // A renewal may not.
  assert.is(observe(renewed, signs(1, 1), 1_015_000).probe, 1_010_000);
});

test('a heartbeat that is news makes the lease count once more', () => {
  const first = observe(undefined, signs(1, 1), 0);
  const second = observe(first, signs(2, 1), 5_000);
  assert.is(second.renewTime, undefined);
  const third = observe(second, signs(2, 1), 10_000);
  assert.is(third.probe, 10_000);
  assert.is(observe(third, signs(2, 1), 15_000).probe, 10_000);
});

test('a node without a status has lived since it was made', () => {
  const first = observe(undefined, signs(), 0);
  assert.is(first.probe, -7_000);
  assert.not.ok(isSilent(first, 53_000));
  assert.ok(isSilent(first, 53_001));
  assert.is(observe(first, signs(undefined, 3), 20_000).probe, 20_000);
});

test('at the very end of the grace period a node lives', () => {
  const health = observe(undefined, signs(1), 0);
  assert.not.ok(isSilent(health, 50_000));
  assert.ok(isSilent(health, 50_001));
  const old = { monitor: 40_000, startup: 60_000 };
  assert.ok(isSilent(health, 40_001, old));
});

/** Over the whole history, from its end. */
function naiveProbe(history: readonly Signs[], every: Millis): Millis {
  const news = (i: number): boolean => {
    const [was, is] = [history[i - 1], history[i]];
    return is?.heartbeat !== undefined && was?.heartbeat !== is.heartbeat;
  };
  /** The highest renewal since the last record began, up to tick i. */
  const known = (i: number): string | undefined => {
    if (i < 0) return undefined;
    const renewal = history[i]?.renewTime;
    const before = known(i - 1);
    const isNewer =
      renewal !== undefined && (before === undefined || renewal > before);
    if (isNewer) return renewal;
    return news(i) ? undefined : before;
  };
  for (let i = history.length - 1; i >= 0; i--)
    if (news(i) || known(i) !== known(i - 1)) {
      const isForgotten = known(i) === undefined && !news(i);
      if (!isForgotten) return i * every;
    }
  return -7_000;
}

test('the record says what the whole history says', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { chance } = createVirtualWorld({ seed });
    const history: Signs[] = [];
    let health: Health | undefined;
    let beat: number | undefined;
    let renewal: number | undefined;
    for (let tick = 0; tick < 12; tick++) {
      if (chance.next() < 0.3) beat = Math.floor(chance.next() * 5);
      if (chance.next() < 0.4) renewal = Math.floor(chance.next() * 9);
      history.push(signs(beat, renewal));
      health = observe(health, signs(beat, renewal), tick * 5_000);
      assert.is(
        health.probe,
        naiveProbe(history, 5_000),
        `seed ${seed}, tick ${tick}`,
      );
    }
  }
});

const told = (type: string, status: NodeCondition['status']): NodeCondition => ({
  ...{ type, status, lastHeartbeatTime: at(5), lastTransitionTime: at(1) },
  ...{ reason: 'KubeletSays', message: 'so' },
});

test('a silent node has four Unknown conditions, and NetworkUnavailable as it was', () => {
  const before = [
    told('NetworkUnavailable', 'False'),
    told('MemoryPressure', 'Unknown'),
    told('Ready', 'True'),
  ];
  const after = unknownConditions(before, { now: at(60), created: at(0) });
  assert.equal(after.slice(0, 2), before.slice(0, 2));
  assert.equal(after[2], {
    ...{ type: 'Ready', status: 'Unknown', lastHeartbeatTime: at(5) },
    ...{ lastTransitionTime: at(60), reason: 'NodeStatusUnknown' },
    message: 'Kubelet stopped posting node status.',
  });
  assert.equal(
    after.slice(3),
    ['DiskPressure', 'PIDPressure'].map((type) => ({
      ...{ type, status: 'Unknown', lastHeartbeatTime: at(0) },
      ...{ lastTransitionTime: at(60), reason: 'NodeStatusNeverUpdated' },
      message: 'Kubelet never posted node status.',
    })),
  );
  assert.is(unknownConditions(after, { now: at(70), created: at(0) }), after);
});

test('where Ready is Unknown already nothing is said of the others', () => {
  const before = [told('Ready', 'Unknown'), told('DiskPressure', 'True')];
  assert.is(unknownConditions(before, { now: at(9), created: at(0) }), before);
});

test.run();
