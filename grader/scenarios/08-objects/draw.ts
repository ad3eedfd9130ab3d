// What is done with objects' parts in a program, and how programs are drawn: few keys and
// values, so that labels and selectors meet; amounts near the edges of their suffixes.
// Simple ones come first in every list, because shrinking moves to the front.

import type * as FastCheck from 'fast-check';
import type {
  Condition,
  LabelSelector,
  Labels,
  Operator,
  QuantityFormat,
} from '#objects';
import type { Plain } from '../../core/plain.ts';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

export interface Asked {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

export type Told = Omit<Condition, 'lastTransitionTime'> & {
  readonly lastTransitionTime?: string;
};

/** What is asked of which labels; afterwards somebody may write on the selector. */
interface Among {
  readonly among: readonly Labels[];
  readonly writes?: true;
}

/** A call of what the chapter shows beside its steps. */
export interface Face {
  readonly face: string;
  readonly given: readonly Plain[];
}

export type Op =
  /** Requirements, all of which labels have to meet; which of these do? */
  | ({ readonly ask: readonly Asked[] } & Among)
  /** A selector of an object, or null for none. */
  | ({ readonly select: LabelSelector | null } & Among)
  | ({ readonly parse: string } & Among)
  | { readonly read: string; readonly writes?: true }
  | { readonly write: string; readonly format: QuantityFormat }
  | { readonly sum: readonly [string, string]; readonly sign: '+' | '-' }
  | { readonly set: Told; readonly now: string }
  | Face;

export type Program = readonly Op[];

const KEYS = ['a', 'a', 'a', 'b', 'B', 'in', 'constructor', 'x.io/a'];
const VALUES = ['1', '2', '10', '', 'x', 'X', '007', '1.5', '9223372036854775808'];

const keyOf = (fc: Fc): Arbitrary<string> => fc.constantFrom(...KEYS);
const textOf = (fc: Fc): Arbitrary<string> => fc.constantFrom(...VALUES);

const labelsOf = (fc: Fc): Arbitrary<Labels> =>
  fc
    .array(fc.tuple(keyOf(fc), textOf(fc)), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries));

const amongOf = (fc: Fc): Arbitrary<readonly Labels[]> =>
  fc.array(labelsOf(fc), { minLength: 1, maxLength: 5, size: 'max' });

function askedOf(fc: Fc): Arbitrary<Asked> {
  const key = keyOf(fc);
  const ask = (operators: readonly Operator[], values: Arbitrary<string[]>) =>
    fc.record({ key, operator: fc.constantFrom(...operators), values });
  const number = fc.constantFrom('1', '2', '10', '9');
  return fc.oneof(
    ask(['exists', '!'], fc.constant([])),
    ask(
      ['=', '!=', '=='],
      textOf(fc).map((one) => [one]),
    ),
    ask(['in', 'notin'], fc.array(textOf(fc), { minLength: 1, maxLength: 3 })),
    fc.record({
      key: fc.constantFrom('a', 'a', 'b'),
      operator: fc.constantFrom('gt', 'lt'),
      values: number.map((one) => [one]),
    }),
  );
}

/** Requirements and selectors of objects, asked of labels. */
export function asks(fc: Fc): Arbitrary<Program> {
  const one: Arbitrary<Op> = fc.record({
    ask: fc.array(askedOf(fc), { minLength: 1, maxLength: 2 }),
    among: amongOf(fc),
  });
  const expression = fc.oneof(
    fc.record({
      key: keyOf(fc),
      operator: fc.constantFrom('In', 'NotIn'),
      values: fc.array(textOf(fc), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      key: keyOf(fc),
      operator: fc.constantFrom('Exists', 'DoesNotExist'),
    }),
  );
  const selector = fc.record({
    matchLabels: labelsOf(fc),
    matchExpressions: fc.array(expression, { maxLength: 2 }),
  });
  const select: Arbitrary<Op> = fc.record({
    select: fc.oneof(
      { weight: 5, arbitrary: selector },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    among: amongOf(fc),
  });
  return fc.array(fc.oneof(one, one, select), { minLength: 1, maxLength: 4 });
}

const SIGNS = ['=', '==', '!=', '>', '<'];
const SPACES = ['', '', ' '];

/** One requirement as a text: of a key, of a value, of a set. */
function termOf(fc: Fc, hasSets: boolean): Arbitrary<string> {
  const key = fc.constantFrom('a', 'b', 'B', 'in', 'notin', 'x.io/a');
  const value = fc.constantFrom('1', '2', '', 'x', 'X', 'in', 'notin');
  const space = fc.constantFrom(...SPACES);
  const plain = fc.oneof(
    key,
    key.map((one) => `!${one}`),
    fc
      .tuple(key, space, fc.constantFrom(...SIGNS), space, value)
      .map((parts) => parts.join('')),
  );
  if (!hasSets) return plain;
  const list = fc.array(value, { maxLength: 4 });
  const set = fc
    .tuple(key, fc.constantFrom('in', 'notin'), space, list)
    .map(
      ([one, word, gap, items]) => `${one} ${word}${gap}(${items.join(`,${gap}`)})`,
    );
  const compared = fc.tuple(key, value).map(([one, of]) => `!${one}=${of}`);
  return fc.oneof(
    { weight: 6, arbitrary: set },
    { weight: 3, arbitrary: plain },
    { weight: 1, arbitrary: compared },
  );
}

/** Selectors as texts, mostly well formed; some have a word too many. */
export function texts(fc: Fc, hasSets: boolean): Arbitrary<Program> {
  const term = termOf(fc, hasSets);
  const whole = fc.array(term, { maxLength: 3 }).map((terms) => terms.join(','));
  const noise = hasSets
    ? ['(', ')', ',', ' in', ' (', ',)', 'a b', ' notin x', '-', '-a x', '/']
    : ['!', '=', ',', ' b', '!=', 'a!b', '-', '/a'];
  const broken = fc
    .tuple(whole, fc.constantFrom(...noise), fc.nat({ max: 12 }))
    .map(([text, word, at]) => text.slice(0, at) + word + text.slice(at));
  const parse = fc.oneof(
    { weight: 3, arbitrary: whole },
    { weight: 1, arbitrary: broken },
  );
  const one: Arbitrary<Op> = fc.record({ parse, among: amongOf(fc) });
  return fc.array(one, { minLength: 1, maxLength: 4 });
}

const SUFFIXES = [
  '',
  'm',
  'k',
  'Ki',
  'M',
  'Mi',
  'Gi',
  'E',
  'Pi',
  'e30',
  'n',
  'u',
  'G',
  'Ei',
  'e3',
  'e-9',
];
const WHOLES = [
  '1',
  '0',
  '5',
  '1000',
  '1024',
  '1536',
  '2048',
  '999',
  '9223372036854775807',
  '',
];
const FRACTIONS = [
  '',
  '',
  '.5',
  '.1',
  '.25',
  '.0001',
  '.0000000001',
  '.9999999999',
  '.000',
  '.',
];

/** Where an amount is bounded, changes its family or is rounded. */
const EDGES = ['0.0001Ki', '0Ki', '0.5Ki', '9Ei', '12E', '0.1n', '-1u'];

function amountOf(fc: Fc): Arbitrary<string> {
  const any = fc
    .tuple(
      fc.constantFrom('', '', '', '-', '+'),
      fc.oneof(fc.constantFrom(...WHOLES), fc.nat({ max: 4096 }).map(String)),
      fc.constantFrom(...FRACTIONS),
      fc.constantFrom(...SUFFIXES),
    )
    .map((parts) => parts.join(''));
  return fc.oneof(
    { weight: 8, arbitrary: any },
    { weight: 1, arbitrary: fc.constantFrom(...EDGES) },
  );
}

/** Amounts to be read. */
export function amounts(fc: Fc): Arbitrary<Program> {
  const one: Arbitrary<Op> = fc.record({ read: amountOf(fc) });
  return fc.array(one, { minLength: 1, maxLength: 5 });
}

const FORMATS: readonly QuantityFormat[] = [
  'DecimalSI',
  'BinarySI',
  'DecimalExponent',
];

const ONE = 1_000_000_000n;

/** Amounts to be written, in billionths. */
export function written(fc: Fc): Arbitrary<Program> {
  const digits = fc.constantFrom('1', '5', '1000', '1023', '1024', '1536', '7');
  const zeros = fc.nat({ max: 33 });
  const decimal = fc.tuple(digits, zeros).map(([d, z]) => d + '0'.repeat(z));
  // Some are no whole number, by a half.
  const binary = fc
    .tuple(digits, fc.nat({ max: 8 }), fc.constantFrom(0n, 0n, 500_000_000n))
    .map(([d, p, half]) => `${BigInt(d) * 1024n ** BigInt(p) * ONE + half}`);
  const near = fc.constantFrom(1000n, 512n, 1023n, 1024n, 1025n);
  const small = near.map((ones) => `${ones * ONE}`);
  const amount = fc.oneof(decimal, binary, small, fc.constant('0'));
  const write = fc
    .tuple(fc.constantFrom('', '', '-'), amount)
    .map(([sign, nanos]) => (nanos === '0' ? nanos : sign + nanos));
  const one: Arbitrary<Op> = fc.record({
    write,
    format: fc.constantFrom(...FORMATS),
  });
  return fc.array(one, { minLength: 1, maxLength: 5 });
}

/** Sums and differences of two amounts. */
export function sums(fc: Fc): Arbitrary<Program> {
  const amount = fc.oneof(amountOf(fc), fc.constantFrom('0', '0Ki', '1Gi', '1e3'));
  // So near each other that a float takes them for the same.
  const large = fc.constantFrom('9007199254740993', '8e18', '1Ei');
  const near = large.map((one): [string, string] => {
    const { digits = '', end = '' } =
      /^(?<digits>\d+)(?<end>.*)$/.exec(one)?.groups ?? {};
    return [one, `${digits}.000000001${end}`];
  });
  const one: Arbitrary<Op> = fc.record({
    sum: fc.oneof(fc.tuple(amount, amount), near),
    sign: fc.constantFrom('+', '-'),
  });
  return fc.array(one, { minLength: 1, maxLength: 4 });
}

/** Conditions that are told one after the other; time goes on, of course. */
export function tellings(fc: Fc): Arbitrary<Program> {
  const plain = {
    type: fc.constantFrom('Ready', 'Ready', 'Available', 'Progressing'),
    status: fc.constantFrom('True', 'False', 'Unknown'),
  } as const;
  const why = {
    reason: fc.constantFrom('Started', 'Crashed', ''),
    message: fc.constantFrom('', 'again'),
  };
  const told = fc.oneof(
    fc.record({ ...plain, ...why }),
    fc.record({ ...plain, ...why }, { requiredKeys: ['type', 'status'] }),
    fc.record({ ...plain, message: fc.constant('') }),
    fc.record({ ...plain, ...why, observedGeneration: fc.constantFrom(0, 1, 2) }),
    fc.record({
      ...{ ...plain, ...why },
      lastTransitionTime: fc.constant('2020-01-01T00:00:00Z'),
    }),
  ) as Arbitrary<Told>;
  return fc
    .array(told, { minLength: 1, maxLength: 8, size: 'max' })
    .map((all) => all.map((set, i) => ({ set, now: timeAt(i) })));
}

/** The time of the i-th telling. */
export function timeAt(i: number): string {
  return `2026-01-01T00:0${i % 10}:00Z`;
}
