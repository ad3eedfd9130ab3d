import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  asRead,
  isBounded,
  OddValue,
  type Plain,
  samePlain,
  toPlain,
} from './plain.ts';

const test = suite('plain data');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 300 };

/** Why a value does not cross. */
function odd(value: unknown): string {
  try {
    toPlain(value);
  } catch (error) {
    if (error instanceof OddValue) return error.message;
    throw error;
  }
  return 'it crossed';
}

test('what JSON can say crosses unchanged, as a copy', () => {
  const values = fc.jsonValue({ maxDepth: 6 }).filter(isBounded as never);
  fc.assert(
    fc.property(values, (value) => {
      const copy = toPlain(value);

      assert.ok(samePlain(copy, value as Plain));
      assert.equal(copy, JSON.parse(JSON.stringify(value)));
      if (typeof value === 'object' && value !== null)
        assert.is.not(copy, value as Plain);
    }),
    runs,
  );
});

test('undefined is null by itself and in a list, and absent as a field', () => {
  assert.is(toPlain(undefined), null);
  assert.equal(toPlain([undefined]), [null]);
  assert.equal(toPlain(Object.assign(new Array(3), { 0: 1, 2: 3 })), [1, null, 3]);
  assert.equal(toPlain({ a: undefined, b: 1 }), { b: 1 });
});

test('an instance crosses as its own fields, without its class', () => {
  class Pod {
    readonly name = 'a';
    readonly #hidden = 1;
    get seen(): number {
      return this.#hidden;
    }
  }

  const copy = toPlain(new Pod());

  assert.equal(asRead(copy, { name: 'b' }), { name: 'a' });
  assert.is(Object.getPrototypeOf(copy), Object.prototype);
});

test('a getter is read once, a proxy becomes what it answers', () => {
  let reads = 0;
  const counting = {
    get a() {
      return ++reads;
    },
  };
  const proxy = new Proxy(
    { a: 1, b: 2 },
    { get: (_target, key) => `${String(key)}!` },
  );

  assert.equal(toPlain(counting), { a: 1 });
  assert.equal(toPlain(new Proxy([1, 2], {})), [1, 2]);
  assert.is(reads, 1);
  assert.match(odd(new Proxy(() => {}, {})), 'a function');
  assert.match(odd(proxy), 'a Symbol(Symbol.toStringTag)!');
});

test('what is alive does not cross', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [() => {}, 'a function'],
    [Symbol('a'), 'a symbol'],
    [1n, 'a bigint'],
    [new Map(), 'a Map'],
    [new Set(), 'a Set'],
    [new Date(0), 'a Date'],
    [Promise.resolve(), 'a Promise'],
    [/a/, 'a RegExp'],
    [new Uint8Array(1), 'a Uint8Array'],
    [new Error('a'), 'a Error'],
    [Number.NaN, 'the number NaN'],
    [Number.POSITIVE_INFINITY, 'the number Infinity'],
    [JSON.parse('{"__proto__": {"polluted": 1}}'), 'a key named __proto__'],
  ];

  for (const [value, why] of cases) {
    assert.is(odd(value), why);
    assert.is(odd({ deep: [value] }), why);
  }
});

test('a value has bounds: nesting, parts, and characters', () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  const endless = {
    *[Symbol.iterator]() {
      for (;;) yield 1;
    },
  };
  const endlessList = Object.setPrototypeOf([], endless);

  assert.is(odd(cyclic), 'nested 32 deep');
  assert.is(odd(Array(20_001).fill(0)), 'more than 20000 parts');
  assert.is(odd(new Array(4_000_000_000)), 'more than 20000 parts');
  assert.is(odd(endlessList), 'more than 20000 parts');
  assert.is(odd('a'.repeat(100_001)), 'a text of 100001 characters');
  assert.is(odd({ ['k'.repeat(100_001)]: 1 }), 'a text of 100001 characters');
  assert.is(
    odd(Array(6).fill('a'.repeat(100_000))),
    'texts of more than 500000 characters',
  );
});

test('the sharing of one part by many is bounded as if each were its own', () => {
  let shared: unknown = 'leaf';
  for (let i = 0; i < 30; i++) shared = [shared, shared];

  assert.is(odd(shared), 'more than 20000 parts');
});

test('nothing thrown but OddValue, and the learner’s own errors', () => {
  fc.assert(
    fc.property(
      fc.anything({ withProxy: false, withNullPrototype: true } as never),
      (value) => {
        try {
          const copy = toPlain(value);
          assert.ok(isBounded(copy));
          assert.type(JSON.stringify(copy), 'string');
        } catch (error) {
          assert.instance(error, OddValue);
        }
      },
    ),
    runs,
  );
});

test('what was parsed is bounded in nesting and keys', () => {
  assert.ok(isBounded(JSON.parse('[[[1]]]')));
  assert.not(isBounded(JSON.parse('['.repeat(33) + ']'.repeat(33))));
  assert.not(isBounded(JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)));
  assert.not(isBounded(JSON.parse('{"a": {"__proto__": 1}}')));
});

test('the same is the same in every order of keys, and only then', () => {
  const pair = fc.tuple(fc.jsonValue(), fc.jsonValue());
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const sorted = (value: unknown): string =>
        JSON.stringify(value, (_key, part: unknown) =>
          typeof part === 'object' && part !== null && !Array.isArray(part)
            ? Object.fromEntries(Object.entries(part).sort())
            : part,
        );
      const turned = (value: unknown): Plain =>
        JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
          typeof part === 'object' && part !== null && !Array.isArray(part)
            ? Object.fromEntries(Object.entries(part).reverse())
            : part,
        ) as Plain;

      assert.ok(samePlain(a as Plain, turned(a)));
      assert.is(samePlain(a as Plain, b as Plain), sorted(a) === sorted(b));
    }),
    runs,
  );
});

test('a list is no object with numbers for keys, and absent is not null', () => {
  assert.not(samePlain([], {}));
  assert.not(samePlain(['a'], { 0: 'a' }));
  assert.not(samePlain({ a: null }, {}));
  assert.not(samePlain({ a: null }, { b: null }));
  assert.ok(samePlain(0, -0));
});

/** A pair made by a class: all of it is read through getters. */
class Pair {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  get value(): string {
    return this.#value;
  }

  get isTombstone(): boolean {
    return false;
  }
}

test('an object of a class is read as a reader would, through its getters', () => {
  const copied = toPlain({ kv: new Pair('1') });

  assert.equal(asRead(copied, { kv: { value: '2' } }), { kv: { value: '1' } });
  assert.equal(asRead(toPlain([new Pair('1')]), [{ value: '1', lease: 0 }]), [
    { value: '1' },
  ]);
});

test('a field of an object’s own is never passed over', () => {
  class More extends Pair {
    readonly more: number = 1;
  }

  assert.equal(asRead(toPlain(new More('1')), { value: '1' }), {
    ...{ more: 1, value: '1' },
  });
  assert.equal(asRead({ a: 1, b: [{ c: 2 }] }, {}), { a: 1, b: [{ c: 2 }] });
});

test.run();
