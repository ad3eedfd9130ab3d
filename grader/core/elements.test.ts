import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { byElements, withoutOne } from './elements.ts';
import type { Plain } from './plain.ts';
import { shrink } from './shrink.ts';

const test = suite('programs with less in them');

test('each list of an input loses each of its elements, however deep it stands', () => {
  const input = [1, { keys: ['a', 'b'], text: 'no list' }, [2]];

  assert.equal(
    [...withoutOne(input)],
    [
      [1, { keys: ['a', 'b'], text: 'no list' }],
      [1, [2]],
      [{ keys: ['a', 'b'], text: 'no list' }, [2]],
      [1, { keys: ['a'], text: 'no list' }, [2]],
      [1, { keys: ['b'], text: 'no list' }, [2]],
      [1, { keys: ['a', 'b'], text: 'no list' }, []],
    ],
  );
});

test('what is no list has nothing less', () => {
  for (const input of [1, 'text', null, {}, []])
    assert.equal([...withoutOne(input)], []);
});

test('of two hundred calls the three that matter are left, in a few hundred tries', async () => {
  const input = Array.from({ length: 200 }, (_, i) => i);
  const isFailing = (part: Plain): boolean =>
    [3, 77, 150].every((call) => JSON.stringify(part).match(`\\b${call}\\b`));
  const start = { drawn: byElements(input), failure: true };

  const { drawn, tried } = await shrink(start, async (inputs) =>
    inputs.map((one) => isFailing(one) || undefined),
  );

  assert.equal(drawn.input, [3, 77, 150]);
  assert.ok(tried < 1_000, `${tried} tries`);
});

test.run();
