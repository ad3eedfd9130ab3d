import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hashOf, type Island, MOST_MOVES, sayValue, stateIn } from './island.ts';

const test = suite('a link to a state of an island');

const island: Island = {
  title: 'A tape',
  settings: {
    grace: { label: 'Grace', min: 10, max: 120, step: 5 },
    way: { label: 'Way', min: 0, max: 1, options: ['a', 'b'] },
  },
  moves: { 'put-a': 'put a', 'del-a': 'delete a' },
  start: { set: { grace: 50, way: 0 }, moves: ['put-a'], at: 1 },
  view: () => ({ picture: '', head: [], rows: [], says: '', steps: 0, now: '' }),
};

test('says all that the state is', () => {
  const state = { set: { grace: 70, way: 1 }, moves: ['put-a', 'del-a'], at: 1 };
  const hash = hashOf('tape', state);

  assert.is(hash, '#play-tape?grace=70&way=1&moves=put-a.del-a&at=1');
  assert.equal(stateIn(hash, 'tape', island), state);
});

test('without moves is the state before the first of them', () => {
  assert.equal(stateIn('#play-tape?grace=50&way=0&at=0', 'tape', island), {
    ...{ set: { grace: 50, way: 0 }, moves: [], at: 0 },
  });
});

test('names one island, and no other place of the page', () => {
  for (const hash of ['', '#tape', '#play-other?at=1', '#play-tapes?at=1'])
    assert.is(stateIn(hash, 'tape', island), undefined, hash);
});

test('that was written by hand comes to a state that there is', () => {
  const all = Array.from({ length: 99 }, () => 'put-a').join('.');
  const read = (words: string) => stateIn(`#play-tape?${words}`, 'tape', island);

  assert.equal(read('grace=1e9&way=-4&at=-3')?.set, { grace: 120, way: 0 });
  assert.equal(read('grace=63&way=x')?.set, { grace: 65, way: 0 });
  assert.equal(read('grace=&__proto__=1')?.set, { grace: 50, way: 0 });
  assert.is(read('at=-3')?.at, 0);
  assert.equal(read('moves=<b>.constructor.del-a')?.moves, ['del-a']);
  assert.is(read(`moves=${all}`)?.moves.length, MOST_MOVES);
});

test('a value is said with its unit, its name, or what 0 means', () => {
  const range = { label: '', min: 0, max: 9 };
  assert.is(sayValue(range, 4), '4');
  assert.is(sayValue({ ...range, unit: 's' }, 4), '4 s');
  assert.is(sayValue({ ...range, unit: 's', zero: 'never' }, 0), 'never');
  assert.is(sayValue({ ...range, options: ['a', 'b'] }, 1), 'b');
});

test.run();
