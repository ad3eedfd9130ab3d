// Selectors against a naive restatement, and the vectors of apimachinery's own tests.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import {
  type Labels,
  matches,
  parseSelector,
  type Requirement,
  requirementOf,
  selectorOf,
  selectorText,
} from './mod.ts';

const seed = Number(process.env.SEED ?? 1);
const test = suite('selectors');

test('what is read is written again without its white space', () => {
  for (const text of [
    ...['x=a,y=b,z=c', '', 'x!=a,y=b', 'x=', 'x=,z=', '!x', 'x>1', 'x>1,z<5'],
    ...['x in (a,b)', 'x notin (a),y in ()', 'in=notin'],
  ])
    assert.is(selectorText(parseSelector(text)), text);
  assert.is(selectorText(parseSelector('x= ,a = x')), 'a=x,x=');
  assert.is(selectorText(parseSelector('x in(b,,a, b)')), 'x in (,a,b)');
});

test('what can not be read is refused in the words of Kubernetes', () => {
  const refusals = {
    'x==a==b': "found '==', expected: ',' or 'end of string'",
    '!x=a': "found '=', expected: ',' or 'end of string'",
    'x<a':
      "unable to parse requirement: values[0]: Invalid value: \"a\": for 'Gt', 'Lt' operators, the value must be an integer",
    'x a':
      "unable to parse requirement: found 'a', expected: in, notin, =, ==, !=, gt, lt",
    'x in': "unable to parse requirement: found '' expected: '('",
    'x in (':
      "unable to parse requirement: found '', expected: ',', ')' or identifier",
    'x in (a,':
      "unable to parse requirement: found '', expected: ',', or identifier",
    '=': "found '=', expected: !, identifier, or 'end of string'",
    'a,': "found '', expected: identifier after ','",
    '!': "unable to parse requirement: found '', expected: identifier",
    'x=(': "unable to parse requirement: found '(', expected: identifier",
  };

  for (const [text, says] of Object.entries(refusals))
    assert.throws(
      () => parseSelector(text),
      (error: Error) => error.message === says,
      text,
    );
});

test('a faulty key has no field to be named', () => {
  const says =
    /^unable to parse requirement: <nil>: Invalid value: "-x": name part must/;
  assert.throws(() => parseSelector('-x=a'), says);
  const value =
    /^unable to parse requirement: values\[0\]\[x\]: Invalid value: "-a": a valid/;
  assert.throws(() => parseSelector('x=-a'), value);
});

test('the selector of an object says what is wrong with it', () => {
  const of = (operator: string, values?: readonly string[]) => () =>
    selectorOf({
      matchExpressions: [{ key: 'x', operator, ...(values && { values }) }],
    });

  assert.throws(of('Gt', ['1']), '"Gt" is not a valid label selector operator');
  const empty =
    "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty";
  assert.throws(of('In'), empty);
  const filled =
    'values: Invalid value: ["a"]: values set must be empty for exists and does not exist';
  assert.throws(of('Exists', ['a']), filled);
});

test('each operator takes as many values as it can ask for', () => {
  const says = {
    '=': 'exact-match compatibility requires one single value',
    gt: "for 'Gt', 'Lt' operators, exactly one value is required",
  } as const;
  for (const operator of ['=', 'gt'] as const) {
    const of = (...values: readonly string[]) =>
      `values: Invalid value: ${values.length === 0 ? null : JSON.stringify(values)}: ${says[operator]}`;
    for (const values of [[], ['1', '2']])
      assert.throws(
        () => requirementOf('x', operator, values),
        (error: Error) => error.message === of(...values),
      );
  }
});

test('names that every object has are names like any other', () => {
  const odd: Labels = JSON.parse('{"__proto__":"a","constructor":"b"}');
  assert.is(matches(parseSelector('constructor'), {}), false);
  assert.is(matches(parseSelector('constructor=b'), odd), true);
  assert.is(matches(parseSelector('!toString'), odd), true);
});

/** Asked of the pairs themselves, operator by operator. */
function naive({ key, operator, values }: Requirement, labels: Labels): boolean {
  const pairs = Object.entries(labels).filter(([name]) => name === key);
  const isIn = pairs.some(([, value]) => values.some((one) => one === value));
  const isWhole = (text = '') => /^\d{1,15}$/.test(text);
  const above = pairs.some(
    ([, value]) => isWhole(value) && Number(value) > Number(values[0]),
  );
  const below = pairs.some(
    ([, value]) => isWhole(value) && Number(value) < Number(values[0]),
  );
  const answers = {
    ...{ exists: pairs.length > 0, '!': pairs.length === 0 },
    ...{ '=': isIn, '==': isIn, in: isIn, '!=': !isIn, notin: !isIn },
    ...{ gt: above, lt: below },
  };
  return answers[operator];
}

test('a selector finds what a naive one finds', () => {
  const { chance } = createVirtualWorld({ seed });
  const pick = (all: readonly string[]): string =>
    all[Math.floor(chance.next() * all.length)] ?? '';
  const terms = [
    'a',
    '!b',
    'a=1',
    'b!=x',
    'a in (1,x)',
    'b notin (,2)',
    'a>1',
    'b<10',
  ];
  for (let run = 0; run < 1000; run++) {
    const selector = parseSelector(`${pick(terms)},${pick(terms)}`);
    const labels = Object.fromEntries(
      ['a', 'b', 'c']
        .filter(() => chance.next() < 0.7)
        .map((key) => [key, pick(['1', '2', '10', '', 'x'])]),
    );

    const found = matches(selector, labels);

    assert.is(
      found,
      selector.requirements.every((one) => naive(one, labels)),
    );
  }
});

test.run();
