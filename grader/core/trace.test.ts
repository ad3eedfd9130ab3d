import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyLaws, compare, partingOf, sameTrace } from './compare.ts';
import type { Breach, Step } from './scenario.ts';
import type { Outcome, Trace, TraceLine } from './trace.ts';
import { parseTrace } from './trace.ts';

const test = suite('traces');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 300 };

const line = (outcome: Outcome, more: Partial<TraceLine> = {}): TraceLine => ({
  call: 'get a',
  at: 0,
  outcome,
  ...more,
});
const returned = (value: number): TraceLine => line({ kind: 'returned', value });

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    kind: fc.constant('returned' as const),
    value: fc.jsonValue({ maxDepth: 3 }),
  }),
  fc.record({
    kind: fc.constant('threw' as const),
    code: fc.string(),
    message: fc.string(),
  }),
  fc.record({ kind: fc.constant('not-written' as const), step: fc.string() }),
  fc.record({ kind: fc.constant('odd' as const), what: fc.string() }),
) as never;
const traces: fc.Arbitrary<Trace> = fc.array(
  fc.record({ call: fc.string(), at: fc.nat(), outcome: outcomes }),
);

test('a trace is read as it was written, and is the same as itself', () => {
  fc.assert(
    fc.property(traces, (trace) => {
      const read = parseTrace(JSON.stringify(trace));
      if (read === undefined) return JSON.stringify(trace).includes('__proto__');

      assert.ok(sameTrace(trace, read));
      return true;
    }),
    runs,
  );
});

test('junk is no trace, and reading it throws nothing', () => {
  const junk = [
    '',
    '{}',
    'null',
    '[null]',
    '[[]]',
    '[{}]',
    '[{"call":"","at":0}]',
    '[{"call":"","at":"0","outcome":{"kind":"odd","what":""}}]',
    '[{"call":"","at":0,"outcome":{"kind":"passed"}}]',
    '[{"call":"","at":0,"outcome":{"kind":"returned"}}]',
    '[{"call":"","at":0,"outcome":{"kind":"threw","message":"a"}}]',
    '[{"call":"","at":0,"outcome":{"kind":"odd","what":""},"where":{}}]',
    '[{"call":"","at":0,"outcome":{"kind":"odd","what":""},"where":"/etc/passwd:1"}]',
    '[{"call":"","at":0,"outcome":{"kind":"odd","what":""},"where":["a:1"]}]',
    `[{"call":"","at":0,"outcome":{"kind":"odd","what":"${'a'.repeat(4_001)}"}}]`,
    `[${Array(5_001).fill('{"call":"","at":0,"outcome":{"kind":"odd","what":""}}')}]`,
    `[{"call":"","at":0,"outcome":{"kind":"returned","value":${'['.repeat(99)}${']'.repeat(99)}}}]`,
  ];

  for (const text of junk)
    assert.is(parseTrace(text), undefined, text.slice(0, 90));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      parseTrace(text);
    }),
    runs,
  );
});

test('half of a trace, or one with a letter changed, is never taken for another', () => {
  fc.assert(
    fc.property(
      traces,
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 1 }),
      (trace, at, letter) => {
        const text = JSON.stringify(trace);
        const place = at % text.length;
        const changed = text.slice(0, place) + letter + text.slice(place + 1);
        const read = parseTrace(changed);

        assert.is(parseTrace(text.slice(0, -1)), undefined);
        if (read !== undefined && sameTrace(trace, read))
          assert.equal(JSON.parse(changed), JSON.parse(text));
      },
    ),
    runs,
  );
});

test('two traces part at the first line that differs', () => {
  const [a, b, c] = [returned(1), returned(2), returned(3)];

  assert.is(compare([a, b], [a, b]), undefined);
  assert.equal(compare([a, b, c], [a, c, c]), {
    line: 1,
    reference: b,
    learner: c,
  });
  assert.equal(compare([a, b], [a]), { line: 1, reference: b });
  assert.equal(compare([a], [a, b]), { line: 1, learner: b });
  assert.equal(compare([], []), undefined);
});

test('the place in the code is no part of what is compared', () => {
  const threw = line({ kind: 'threw', code: 'X', message: 'a' });

  assert.ok(sameTrace([threw], [{ ...threw, where: 'store.ts:1' }]));
});

test('every part of a line counts: the call, the time, the code, the message', () => {
  const threw = line({ kind: 'threw', code: 'X', message: 'a' });
  const others = [
    { ...threw, call: 'get b' },
    { ...threw, at: 1 },
    line({ kind: 'threw', code: 'Y', message: 'a' }),
    line({ kind: 'threw', code: 'X', message: 'b' }),
    line({ kind: 'odd', what: 'a' }),
    line({ kind: 'not-written', step: 'a' }),
    returned(1),
  ];

  for (const other of others) assert.not(sameTrace([threw], [other]));
});

const SIDES = { input: null, reference: [] };
const laws = [
  {
    says: 'no answer is negative',
    broken: (trace: Trace): Breach | undefined => {
      const at = trace.findIndex(({ outcome }) => numberIn(outcome) < 0);
      return at < 0 ? undefined : { line: at };
    },
  },
  {
    says: 'answers rise',
    broken: (trace: Trace): Breach | undefined => {
      const at = trace.findIndex(
        ({ outcome }, i) => numberIn(outcome) < numberIn(trace[i - 1]?.outcome),
      );
      return at < 0 ? undefined : { line: at };
    },
  },
];

function numberIn(outcome: Outcome | undefined): number {
  if (outcome === undefined) return 0;
  if (outcome.kind !== 'returned') throw new TypeError('it has no value');
  return Number(outcome.value);
}

test('the first law that is broken is told, at its line', () => {
  const broken = [returned(2), returned(1), returned(-1)];

  assert.is(applyLaws(laws, [returned(1), returned(2)], SIDES), undefined);
  assert.equal(applyLaws(laws, broken, SIDES), {
    ...{ line: 2, law: 'no answer is negative', learner: returned(-1) },
  });
  assert.equal(applyLaws(laws, broken.slice(0, 2), SIDES), {
    ...{ line: 1, law: 'answers rise', learner: returned(1) },
  });
});

const left = (counts: Readonly<Record<string, number>>, due: number[] = []) =>
  line({ kind: 'left', left: counts, due });

test('more left than the reference leaves is a difference, less or later is none', () => {
  const reference = [left({ timers: 1 }, [5])];
  const parts = (...more: Parameters<typeof left>): boolean =>
    compare(reference, [left(...more)]) !== undefined;

  assert.equal([parts({}), parts({ timers: 1 }, [9])], [false, false]);
  assert.equal([parts({ timers: 2 }), parts({ listeners: 1 })], [true, true]);
  assert.not(sameTrace(reference, [left({})]));
});

test('laws do not excuse what is left behind', () => {
  const step = { laws: [] } as unknown as Step<null>;
  const done = returned(1);

  const parting = partingOf(
    step,
    [done, left({})],
    [done, left({ timers: 2 })],
    null,
  );

  assert.is(parting?.line, 1);
  assert.is(partingOf(step, [done, left({})], [done, left({})], null), undefined);
});

test('no law excuses a hole or an odd value', () => {
  for (const outcome of [
    { kind: 'not-written', step: '1.1' },
    { kind: 'odd', what: 'a Map' },
  ] as const) {
    const parting = applyLaws([], [returned(1), line(outcome)], SIDES);

    assert.equal(parting, { line: 1, learner: line(outcome) });
  }
});

test('an answer that a law can not even read breaks it', () => {
  const threw = line({ kind: 'threw', code: '', message: 'no' });

  const parting = applyLaws(laws, [returned(1), threw], SIDES);

  assert.is(parting?.law, 'no answer is negative');
  assert.is(parting?.line, 1);
});

test.run();
