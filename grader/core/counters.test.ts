import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addCounters } from './counters.ts';
import {
  COUNTERS,
  createMeter,
  type Meter,
  UNCOUNTED,
  type Work,
} from './meter.ts';
import { SyntaxProblem } from './strip.ts';
import { toCountedBody } from './transform.ts';

const test = suite('counters');

interface Ran {
  readonly answer: unknown;
  readonly work: Work;
}

/** Runs `f` of a module, with its work. */
function run(source: string, meter: Meter = createMeter()): Ran {
  const body = toCountedBody(source);
  const factory = new Function('exports', COUNTERS, body) as (
    exports: Record<string, () => unknown>,
    counting: unknown,
  ) => void;
  const exports: Record<string, () => unknown> = {};
  factory(exports, meter.of('09-x/a.ts', true));
  let answer: unknown;
  const work = meter.weigh(() => {
    answer = exports.f?.();
  });
  return { answer, work };
}

const stepsOf = (source: string): number => run(source).work.steps;

test('a module does with counters what it does without', () => {
  const sources = [
    'export const f = () => ({ a: 1 })',
    'export const f = () => { let sum = 0; for (const x of [1, 2]) sum += x; return sum }',
    'export const f = () => { for (let i = 0; ; i++) if (i > 3) return i; else continue }',
    'export const f = () => { let i = 0; do i++; while (i < 3); return i }',
    'export const f = () => { let i = 0; while (i < 3) i++; return i }',
    'export const f = () => { const o = []; for (const k in { a: 1 }) o.push(k); return o }',
    'export const f = () => { a: for (;;) for (;;) break a; return 1 }',
    'class A { #v = [3, 1]; get v() { return this.#v.toSorted() } }; export const f = () => new A().v',
    'class A { static { for (let i = 0; i < 2; i++) A.n = i } }; export const f = () => A.n',
    'class A extends Array { sort() { return super.sort() } }; export const f = () => A.of(2, 1).sort().at(0)',
    'export const f = (a?: { b: number[] }) => a?.b.sort().slice(1).at(0)',
    'export const f = (a?: number[]) => a?.slice(1)',
    'export const f = () => { const m = new Map([[1, [2, 3]]]); return m.get(1)?.indexOf(3) }',
    'export const f = () => [...new Set("aab"), ...[1].concat(2)]',
    'export const f = () => Math.max(...new Map([[1, 2]]).values())',
    'export const f = () => { const o = { a: 1 }; return { ...o, ...null, b: [..."xy"] } }',
    'function* g() { for (let i = 0; i < 2; i++) yield i; yield* [7] } export const f = () => [...g()]',
    'export const f = () => ((a, b = [1].includes(1)) => b)(1)',
    'export const f = () => Object.entries(Object.fromEntries(new Map([["a", 1]])))',
    'export const f = () => (1, [2, 1]).sort()',
    'export const f = () => { "use strict"; return JSON.parse(JSON.stringify([1])) }',
    'export const f = () => { const [a, ...b] = [1, 2, 3]; return [a, b.reverse()] }',
    'export const f = () => new (class { x = 1 })().x',
    'export const f = () => eval?.("1")',
  ];

  for (const source of sources) {
    const exports: { f?: () => unknown } = {};
    const plain = new Function('exports', COUNTERS, toCountedBody(source));
    plain(exports, UNCOUNTED);

    const expected = exports.f?.();
    assert.equal(run(source).answer, expected, source);
  }
});

test('lines stay where they were', () => {
  const source =
    'export const f = () => {\n  for (;;)\n    throw new Error("here")\n}';

  const counted = addCounters(source.replace('export ', ''));

  assert.is(counted.split('\n').length, 4);
  assert.match(counted.split('\n')[2] ?? '', /here/);
});

test('each call and each turn is a step', () => {
  const sources = {
    'export const f = () => 1': 1,
    'export function f() { for (let i = 0; i < 10; i++); }': 11,
    'const g = (x) => x; export const f = () => [1, 2, 3].map(g)': 4,
    'export const f = () => { let i = 0; while (i < 5) { i++ } do { i++ } while (i < 9) }': 10,
    'function* g() { yield 1; yield 2 } export const f = () => { for (const x of g()) x }': 4,
    'class A { get b() { return 1 } } export const f = () => new A().b': 2,
  };

  for (const [source, steps] of Object.entries(sources)) {
    assert.is(stepsOf(source), steps, source);
  }
});

test('what goes through much without a loop is counted by how much that is', () => {
  const many = 'const many = Array.from({ length: 640 }, (_, i) => String(i));\n';
  const looks = [
    ['many.toSorted()', 640],
    ['many.includes("x")', 640],
    ['many.indexOf("x")', 640],
    ['[...new Set(many)]', 1_280],
    ['Math.max(...many.keys())', 640],
    ['new Map(many.entries())', 640],
    ['Array.from(many.values())', 640],
    ['Object.keys(many)', 640],
    ['({ ...many })', 640],
    ['many.find((x) => x === "639")', 640],
    ['many.sort', 0],
    ['many.slice(0, 64)', 1],
    ['many.slice()', 10],
    ['[...many]', 10],
    ['many.splice(0, 1)', 10],
    ['many.at(-1)', 0],
  ] as const;

  for (const [what, steps] of looks) {
    assert.is(stepsOf(`${many}export const f = () => ${what}`), 1 + steps, what);
  }
});

test('most of the work has a place', () => {
  const { work } = run(
    'const g = () => 1;\nexport const f = () => {\n  g();\n  for (let i = 0; i < 9; i++) g;\n}',
  );

  assert.is(work.place, '09-x/a.ts:4');
});

test('what is done by modules that are given counts for who asked them', () => {
  const meter = createMeter();
  const given: Record<string, () => unknown> = {};
  const walk = 'exports.walk = () => { for (let i = 0; i < 100; i++); }';
  new Function('exports', COUNTERS, addCounters(walk))(
    given,
    meter.of('01-store/mod.ts', false),
  );
  Object.assign(globalThis, { walkGiven: given.walk });

  const { work } = run(
    'export const f = () => {\n  (() => {})();\n  (() => walkGiven())();\n}',
    meter,
  );

  assert.is(work.place, '09-x/a.ts:3');
  assert.is(work.steps, 104);
  Reflect.deleteProperty(globalThis, 'walkGiven');
});

test('a loop that does not end is stopped, whoever catches that', () => {
  const meter = createMeter(1_000);
  const source =
    'export const f = () => {\n  for (;;)\n    try {\n      for (;;);\n    } catch {}\n}';

  assert.throws(() => run(source, meter), /does not end/);

  assert.is(meter.endless?.place, '09-x/a.ts:4');
  assert.ok((meter.endless?.turns ?? 0) > 990);
});

test('a new program has all its steps again', () => {
  const meter = createMeter(100);
  const source = 'export const f = () => { for (let i = 0; i < 90; i++); }';

  run(source, meter);
  const { work } = run(source, meter);

  assert.is(work.steps, 91);
  assert.is(meter.endless, undefined);
});

test('the names of the counters are refused, with their line', () => {
  for (const source of [
    'let x;\nlet $kw_turn;',
    'f(\n$kw)',
    'let a = (\n$kw_look) => 1',
  ]) {
    try {
      toCountedBody(source);
      assert.unreachable(source);
    } catch (error) {
      assert.instance(error, SyntaxProblem);
      assert.is((error as SyntaxProblem).line, 2, source);
      assert.match((error as SyntaxProblem).message, /belong to the grader/);
    }
  }
});

test('what no engine would run is refused with its line', () => {
  try {
    toCountedBody('let a;\nlet a;');
    assert.unreachable();
  } catch (error) {
    assert.is((error as SyntaxProblem).line, 2);
    assert.is(
      (error as SyntaxProblem).message,
      "Identifier 'a' has already been declared",
    );
  }
});

test.run();
