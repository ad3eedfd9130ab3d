import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { tolerates } from '#taints';
import { createVirtualWorld, type VirtualClock } from '#world';
import { createEvictions, type Evictions } from './evictions.ts';
import type { Taint, Toleration } from './objects.ts';
import { tolerationTime } from './toleration-time.ts';

const test = suite('evictions');

const taint = (key: string): Taint => ({ key, effect: 'NoExecute' });
const exists = (key: string, seconds?: number): Toleration => ({
  ...{ key, operator: 'Exists', effect: 'NoExecute' },
  ...(seconds === undefined ? {} : { tolerationSeconds: seconds }),
});

test('the smallest of those that are used, for ever if none has a number', () => {
  const taints = [taint('a'), taint('b')];
  const time = (...all: Toleration[]) => tolerationTime(taints, all);
  assert.is(time(exists('a', 300), exists('b', 30)), 30_000);
  assert.is(time(exists('a'), exists('b', 30)), 30_000);
  assert.is(time(exists('a'), exists('b')), Number.POSITIVE_INFINITY);
  assert.is(time(exists('a', 300), exists('b', -1)), 0);
  assert.is(time(exists('a', 300)), undefined);
  assert.is(tolerationTime(taints), undefined);
  // Not used: no taint has this key.
  assert.is(time(exists('a', 300), exists('b', 200), exists('c', 1)), 200_000);
  // Two for one taint: the first of them counts.
  assert.is(time(exists('a', 300), exists('a', 1), exists('b', 400)), 300_000);
});

function naive(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
): number | undefined {
  const used = taints.map(
    (one) => tolerations.filter((each) => tolerates(each, one))[0],
  );
  if (used.includes(undefined)) return undefined;
  const seconds = used.flatMap((one) => one?.tolerationSeconds ?? []);
  if (seconds.length === 0) return Number.POSITIVE_INFINITY;
  const least = seconds.toSorted((a, b) => a - b)[0] ?? 0;
  return least <= 0 ? 0 : least * 1_000;
}

test('it is what a list of all that are used says', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const { chance } = createVirtualWorld({ seed });
    const pick = <T>(all: readonly T[]): T | undefined =>
      all[Math.floor(chance.next() * all.length)];
    const taints = ['a', 'b', 'c'].filter(() => chance.next() < 0.6).map(taint);
    const tolerations = Array.from({ length: 4 }, () =>
      exists(pick(['a', 'b', 'c', '']) ?? '', pick([undefined, -1, 0, 5, 30])),
    );
    const expected = naive(taints, tolerations);
    assert.is(tolerationTime(taints, tolerations), expected, `seed ${seed}`);
  }
});

interface Planned {
  readonly lines: string[];
  readonly evictions: Evictions;
  readonly clock: VirtualClock;
}

/** An eviction takes 10 ms. */
function planned(): Planned {
  const { clock } = createVirtualWorld({ seed: 1 });
  const lines: string[] = [];
  const evictions = createEvictions(clock, async (key) => {
    lines.push(`${clock.now()} ${key}`);
    await clock.sleep(10);
  });
  return { lines, evictions, clock };
}

test('an eviction comes once, at its time, unless it is taken back', async () => {
  const { lines, evictions, clock } = planned();
  for (const key of ['a', 'b']) assert.not.ok(evictions.judge(key, 1_000));
  evictions.judge('now', 0);
  assert.not.ok(evictions.cancel('now'), 'it is under way');
  evictions.judge('now', undefined);
  await clock.advance(999);
  assert.ok(evictions.cancel('b'));
  assert.not.ok(evictions.cancel('b'));
  await clock.advance(2_000);
  assert.equal(lines, ['0 now', '1000 a']);
  evictions.judge('a', 0);
  assert.is(lines.length, 3, 'what is over may come once more');
});

test('a planned eviction keeps its time, until it is for ever or at once', async () => {
  const { lines, evictions, clock } = planned();
  for (const key of ['a', 'b', 'c']) evictions.judge(key, 300_000);
  await clock.advance(10_000);
  assert.not.ok(evictions.judge('a', 1_000));
  assert.ok(evictions.judge('b', Number.POSITIVE_INFINITY));
  assert.ok(evictions.judge('c', undefined));
  assert.not.ok(evictions.judge('c', undefined));
  await clock.advance(1_000_000);
  assert.equal(lines, ['10000 c', '300000 a']);
});

test.run();
