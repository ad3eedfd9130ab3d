import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { differenceOf, wordsOf } from './report-step.ts';
import type { Outcome, TraceLine } from './trace.ts';

const test = suite('a parting told');

const line = (outcome: Outcome, where?: string): TraceLine => ({
  ...{ call: 'get a', at: 5, outcome },
  ...(where === undefined ? {} : { where }),
});
const returned = (value: number): TraceLine => line({ kind: 'returned', value });
const threw = (message: string): TraceLine =>
  line({ kind: 'threw', code: '', message }, 'store.ts:3');
const say = ({ outcome }: TraceLine): readonly string[] => [
  JSON.stringify(outcome),
];
const telling = {
  say,
  foundIn: 9,
  tried: 99,
  program: { input: [], seed: 1 },
  origin: 'kept',
};

const nothingOpen = { step: '1.1', sources: new Map<string, string>() };

test('each kind of parting has its verdict', () => {
  const sources = new Map([['store.ts', 'put() {\n  // TODO 1.1: look here\n']]);
  const hole = line({ kind: 'not-written', step: '1.1' }, 'store.ts:3');
  const odd = line({ kind: 'odd', what: 'a Map' });
  const verdict = (learner: TraceLine, reference: TraceLine): readonly string[] => {
    const told = wordsOf({ line: 0, learner, reference }, { step: '1.1', sources });
    return [told.verdict, told.words];
  };

  assert.equal(verdict(returned(1), returned(2)), [
    ...['different', 'differs from the reference'],
  ]);
  assert.equal(verdict(hole, returned(1)), [
    ...['not-written', 'not written yet: look here'],
  ]);
  assert.equal(verdict(odd, returned(1)), [
    ...['odd-value', 'gave a Map, which is no plain data'],
  ]);
  assert.equal(verdict(threw('no'), returned(1)), ['threw', 'threw: no']);
  assert.is(verdict(threw('no'), threw('yes'))[0], 'different');
  assert.is(
    verdict(threw('RangeError: Array buffer allocation failed'), returned(1))[0],
    'out-of-memory',
  );
});

test('the hole of a later step is a fault, unless the step itself is open', () => {
  const verdict = (hole: string, open: readonly string[] = []): string => {
    const learner = line({ kind: 'not-written', step: hole }, 'store.ts:3');
    const sources = new Map(open.map((step) => [step, `NotWritten('${step}')`]));
    const told = wordsOf({ line: 0, learner }, { step: '3.2', sources });
    return `${told.verdict}: ${told.words}`;
  };

  assert.is(
    verdict('3.8'),
    'later-hole: your code came to the hole of 3.8 here; the reference does not',
  );
  assert.is(verdict('3.10').slice(0, 10), 'later-hole');
  for (const hole of ['3.2', '3.1', '1.8', '3', 'x.9']) {
    assert.match(verdict(hole), /^not-written: /, hole);
  }
  assert.match(verdict('3.8', ['3.2']), /^not-written: /);
  assert.is(verdict('3'), 'not-written: 3.2 is not written yet');
});

test('a law that is broken is named', () => {
  const told = wordsOf(
    { line: 0, learner: returned(1), law: 'it rises' },
    nothingOpen,
  );

  assert.equal(told, { verdict: 'law-broken', words: 'breaks a law: it rises' });
});

test('what the learner wrote can not leave its line', () => {
  const told = wordsOf(
    { line: 0, learner: threw('a\n::error::\x1b[2A'), reference: returned(1) },
    nothingOpen,
  );
  const difference = differenceOf(
    { line: 0, learner: threw('a\nb\x1b]0;t\x07'), reference: returned(1) },
    [],
    {
      ...telling,
      say: ({ outcome }) => [outcome.kind === 'threw' ? outcome.message : ''],
    },
  );

  assert.is(told.words, 'threw: a ::error::');
  assert.equal(difference.yours, ['a b']);
});

test('where the words are the same, all that differs is shown', () => {
  const difference = differenceOf(
    { line: 0, learner: returned(1), reference: returned(2) },
    [],
    { ...telling, say: () => ['a number'] },
  );

  assert.equal(difference.reference, ['2']);
  assert.equal(difference.yours, ['1']);
});

test('an answer that the scenario can not tell is told all the same', () => {
  const difference = differenceOf(
    { line: 1, learner: returned(1), reference: returned(2) },
    [returned(0), returned(1)],
    {
      ...telling,
      say: ({ outcome }) => {
        if (outcome.kind === 'returned' && outcome.value !== 2)
          throw new Error('no');
        return ['two'];
      },
    },
  );

  assert.equal(difference.yours, ['1']);
  assert.equal(difference.before[0]?.told, ['0']);
});

test('two that differ in nothing but the call or the time are told by that', () => {
  const one = returned(1);
  const told = (learner: TraceLine): readonly (readonly string[])[] => {
    const parting = { line: 0, learner, reference: one };
    const { reference, yours } = differenceOf(parting, [], telling);
    return [reference, yours];
  };

  assert.equal(told({ ...one, call: 'get b' }), [['get a'], ['get b']]);
  assert.equal(
    told({ ...one, at: 9 }).map(([first]) => first),
    ['at 5 ms', 'at 9 ms'],
  );
});

test('what is printed is harmless, and each line of it one', () => {
  const printed = ['\u001b[31mred', 'a\r::error::b', '  { x: 1 }'];
  const { before, printed: last } = differenceOf(
    { line: 1, learner: { ...returned(1), printed }, reference: returned(2) },
    [{ ...returned(0), printed: ['first'] }, returned(1)],
    telling,
  );

  assert.equal(before[0]?.printed, ['first']);
  assert.equal(last, ['red', 'a', '::error::b', '  { x: 1 }']);
});

test('a trace that ended early is told so', () => {
  const difference = differenceOf(
    { line: 1, reference: returned(2) },
    [returned(1)],
    telling,
  );

  assert.is(difference.call, 'get a');
  assert.equal(difference.yours, ['(no further call)']);
});

test('what is left behind is told in words, and what the reference leaves', () => {
  const parting = {
    line: 1,
    learner: line({
      ...{ kind: 'left', due: [2_000, 25_000] },
      left: { timers: 2, 'listeners of the store': 3, hosts: 1 },
    }),
    reference: line({
      ...{ kind: 'left', due: [] },
      left: { 'listeners of the store': 1, hosts: 1 },
    }),
  };

  assert.is(
    wordsOf(parting, { step: '1.1', sources: new Map() }).words,
    'at the end 2 timers are still to ring, at 2 s, 25 s; the reference leaves none; ' +
      'listeners of the store: 3; the reference leaves 1',
  );
});

test.run();
