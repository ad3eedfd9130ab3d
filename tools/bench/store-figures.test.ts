import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rate, rateInFlight, say, saySpread, spread } from './store-figures.ts';

const test = suite('figures of the store bench');

test('the middle of an even number lies between two', () => {
  assert.equal(spread([4, 1, 3, 2]), { n: 4, min: 1, median: 2.5, max: 4 });
  assert.equal(spread([3, 1, 2]), { n: 3, min: 1, median: 2, max: 3 });
});

test('figures have no more digits than they are worth', () => {
  const said = [1_234_567, 100.4, 99.94, 1, 0.123].map(say);

  assert.equal(said, ['1,234,567', '100', '99.9', '1', '0.12']);
  assert.is(saySpread(spread([1, 200])), '101 (1–200)');
});

test('a rate counts turns a second, alone and in flight', async () => {
  let turns = 0;
  const alone = rate(5, (turn) => {
    assert.is(turn, turns++);
  });
  const lanes = new Set<number>();
  const inFlight = await rateInFlight(5, 4, async (lane) => {
    lanes.add(lane);
    await Promise.resolve();
  });

  assert.ok(alone > 0);
  assert.ok(inFlight > 0);
  assert.is(lanes.size, 4);
});

test.run();
