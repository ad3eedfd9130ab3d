import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addCounters } from './counters.ts';
import { COUNTERS, createMeter } from './meter.ts';

const test = suite('what is held');

/** What `f` of a module answers with, and how much that holds. */
function held(source: string): number {
  const meter = createMeter();
  const factory = new Function(COUNTERS, addCounters(`${source}\nreturn f()`));
  return meter.holds(factory(meter.of('09-x/a.ts', true)));
}

test('a value is held once, however many hold it', () => {
  assert.is(held('const f = () => 1'), 1);
  assert.is(held('const f = () => { const a = {}; return { b: a, c: a } }'), 3);
  assert.is(held('const f = () => { const a = { n: 1 }; a.a = a; return a }'), 2);
});

test('lists, maps and sets hold what stands in them', () => {
  assert.is(held('const f = () => [[1, 2], 3]'), 5);
  assert.is(held('const f = () => new Map([["a", new Set([1, 2])]])'), 5);
  assert.is(held('const f = () => new Uint8Array(1_000)'), 1);
});

test('what stands in private fields is seen, those of a class above it too', () => {
  const source =
    'class A { static #no = [1]; #a = [1, 2]; }\n' +
    'class B extends A { #b = new Map([[1, 2]]); #m() {} }\n';
  assert.is(held(`${source}const f = () => new B()`), 1 + 3 + 3);
  assert.is(held(`${source}const f = () => B.prototype`), 1);
});

test('what was given does not count', () => {
  const { holds } = createMeter();
  const given = { list: [1, 2, 3] };

  assert.is(holds({ given, own: [1] }, given), 3);
  assert.is(holds({ given, own: [1] }), 8);
});

test('a getter is not asked', () => {
  const source = 'const f = () => ({ get a() { throw new Error() } })';
  assert.is(held(source), 1);
});

test.run();
