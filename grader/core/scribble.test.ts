import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scribbleOn } from './scribble.ts';

const test = suite('scribbling');

test('what can be written on is, whatever it lies in', () => {
  const pair = { key: 'a', version: 1 };
  const kvs = [pair];

  scribbleOn({ kvs });

  assert.equal(kvs, []);
  assert.equal(pair, { key: 'scribbled', version: -1 });
});

test('what is frozen stays as it is', () => {
  const answer = Object.freeze({
    kvs: Object.freeze([Object.freeze({ key: 'a' })]),
  });

  scribbleOn(answer);

  assert.equal(answer, { kvs: [{ key: 'a' }] });
});

test('a circle is left after a few rounds', () => {
  const round: Record<string, unknown> = { name: 'x' };
  round.self = round;

  scribbleOn(round);

  assert.is(round.name, 'scribbled');
});

test.run();
