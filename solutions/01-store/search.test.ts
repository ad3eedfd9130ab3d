import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { firstWhere } from './search.ts';

const test = suite('search');

test('the place found is where a walk would find it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(21), (numbers, bound) => {
      const list = numbers.toSorted((a, b) => a - b);
      const walked = list.findIndex((item) => item >= bound);
      const found = firstWhere(list, (item) => item >= bound);
      assert.is(found, walked < 0 ? list.length : walked);
    }),
    { seed: Number(process.env.SEED ?? 1) },
  );
});

test('a thousand items are found with ten looks', () => {
  const list = Array.from({ length: 1_000 }, (_, at) => at);
  let looks = 0;
  firstWhere(list, (item) => {
    looks++;
    return item >= 700;
  });
  assert.ok(looks <= 10, `${looks} looks`);
});

test.run();
