import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scribble } from './scribble.ts';

const test = suite('writing on answers');

test('lists are emptied and fields changed, however deep', () => {
  const inner = [1, 2];
  const value = { list: [{ name: 'a', inner }], count: 3 };
  const [item] = value.list;

  scribble(value);

  assert.equal(inner, ['written on']);
  assert.equal(item, { inner: 'written on' });
  assert.equal(value, { count: 'written on' });
});

test('what is frozen stays, and nothing is thrown', () => {
  const frozen = Object.freeze({ list: Object.freeze([1]) });
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const throwing = {
    get a(): never {
      throw new Error('no');
    },
  };

  for (const value of [frozen, circle, throwing, null, 1, 'a']) scribble(value);

  assert.equal(frozen, { list: [1] });
});

test.run();
