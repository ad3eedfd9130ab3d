// The named programs of chapter 08, by what they show. They are always played, first.

import type { Labels } from '#objects';
import { type Asked, type Op, type Program, type Told, timeAt } from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const ask = (asked: readonly Asked[], ...among: readonly Labels[]): Op => ({
  ...{ ask: asked, among },
});
const one = (
  key: string,
  operator: Asked['operator'],
  ...values: readonly string[]
): Asked => ({ key, operator, values });

export const matching: Cases = {
  'a key that is not there': [
    ask([one('a', 'notin', '1')], {}, { a: '1' }, { a: '2' }),
    ask([one('a', '!=', '1')], {}, { a: '1' }, { a: '2' }),
    ask([one('a', 'in', '1')], {}, { a: '1' }, { a: '2' }),
    ask([one('a', 'gt', '1')], {}, { a: '1' }, { a: '2' }),
  ],
  'a value that is empty': [
    ask([one('a', 'exists')], { a: '' }, {}),
    ask([one('a', '!')], { a: '' }, {}),
    ask([one('a', '=', '')], { a: '' }, {}),
    ask([one('a', 'notin', '', '1')], { a: '' }, {}),
  ],
  'numbers are no texts': [
    ask([one('a', 'gt', '9')], { a: '10' }, { a: '9' }, { a: '8' }, { a: '010' }),
    ask([one('a', 'lt', '10')], { a: '9' }, { a: '10' }, { a: '11' }),
  ],
  'texts are no numbers': [
    ask([one('a', 'gt', '0')], { a: 'x' }, { a: '' }, { a: '1.5' }, { a: '0x2' }),
    ask([one('a', 'lt', '1')], { a: 'x' }, { a: '' }, { a: '0.5' }, { a: '0' }),
    ask([one('a', '=', '1')], { a: '01' }, { a: '1' }),
  ],
  'more than 64 bits': [
    ask(
      [one('a', 'gt', '9223372036854775806')],
      { a: '9223372036854775807' },
      { a: '9223372036854775808' },
      { a: '9223372036854775806' },
    ),
  ],
  'keys that every JavaScript object has': [
    ask([one('constructor', 'exists')], {}, { constructor: '1' }),
    ask([one('toString', '!')], {}, { toString: '1' }),
    ask([one('constructor', '!=', '1')], {}, { constructor: '1' }),
  ],
  'all of them, not one': [
    ask([one('a', 'exists'), one('b', '=', '1')], { a: '1' }, { a: '1', b: '1' }),
  ],
  'no selector, and an empty one': [
    { select: null, among: [{}, { a: '1' }] },
    { select: {}, among: [{}, { a: '1' }] },
    { select: { matchLabels: {} }, among: [{}, { a: '1' }] },
  ],
  "a selector that was handed out is the caller's": [
    { select: { matchLabels: { a: '1' } }, among: [{ a: '1' }], writes: true },
    { select: { matchLabels: { a: '1' } }, among: [{ a: '1' }] },
    { select: {}, among: [{}], writes: true },
    { select: {}, among: [{}] },
  ],
  'in the order of their keys': [
    ask(
      [one('b', 'exists'), one('a', '=', '2'), one('B', '!'), one('a', '=', '1')],
      {},
    ),
    ask([one('a', 'in', 'b', 'B', 'a', '')], { a: '' }),
    {
      select: {
        matchLabels: { b: '', a: '1' },
        matchExpressions: [
          { key: 'B', operator: 'In', values: ['2', '1'] },
          { key: 'a', operator: 'Exists' },
        ],
      },
      among: [{ a: '1', b: '', B: '1' }],
    },
  ],
  'the selector of an object': [
    {
      select: {
        matchLabels: { a: '1' },
        matchExpressions: [
          { key: 'b', operator: 'NotIn', values: ['x', 'y'] },
          { key: 'c', operator: 'DoesNotExist' },
        ],
      },
      among: [
        { a: '1' },
        { a: '1', b: 'x' },
        { a: '1', b: 'z' },
        { a: '1', c: '' },
      ],
    },
  ],
};

const expressed = (
  key: string,
  operator: string,
  ...values: readonly string[]
): Op => ({
  select: {
    matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }],
  },
  among: [{}],
});

const parse = (text: string, ...among: readonly Labels[]): Op => ({
  ...{ parse: text, among },
});
const read = (...texts: readonly string[]): Program =>
  texts.map((text) => parse(text, {}, { x: 'a' }, { x: '', y: 'b' }));

export const reading: Cases = {
  'one requirement of each kind': read(
    'x',
    '!x',
    'x=a',
    'x==a',
    'x!=a',
    'x>1',
    'x<5',
  ),
  'nothing, and white space': read('', ' \t', ' x = a , y ', '! x'),
  'no value is the empty value': read('x=', 'x=,y=b', 'x!= ', 'x=='),
  'keys and values called in': read('in', 'notin=in', '!notin', 'in,x', 'x=notin'),
  'several, in the order of their keys': read('y=b,x', 'y,!a,x=a', 'b,a,B,A'),
  'two of one key stay as they came': read('x=a,x', 'x,x=a', 'x!=b,y,x!=a'),
  "what was read is the caller's": [
    { parse: 'x=a,y', among: [{ x: 'a', y: '' }], writes: true },
    parse('x=a,y', { x: 'a', y: '' }),
    { parse: '', among: [{}], writes: true },
    parse('', {}),
  ],
};

export const saying: Cases = {
  sets: read('x in (a,b)', 'x notin (b,a)', 'x in(a) , y notin ( b )'),
  'a set with empty places': read(
    'x in ()',
    'x in (,)',
    'x in (a,)',
    'x in (a,,b)',
    'x notin (,a)',
  ),
  'a set says each value once': read('x in (b,a,b)', 'x in (in,notin,in)'),
  'values in the order of their bytes': read(
    'x in (b,B,a,A,10,9,)',
    'x notin (a,A)',
  ),
  'more values than a stack holds': read(`x in (${','.repeat(16_000)}a)`),
  'white space that is none': read(
    'x\u00a0=a',
    'x=a\u2003',
    '\ufeffx',
    'x\f',
    'x\v,y',
    'x \t\r\n=\r\na',
  ),
  'words that are no operators': read(
    'x IN (a)',
    'x NotIn (a)',
    'x exists',
    'x gt 1',
    'IN',
    'x=In',
    'x==!a',
    'x=>1',
    'x>=1',
    'x<>1',
  ),
  'lengths are those of bytes': read(
    `x=${'é'.repeat(32)}`,
    `x=${'é'.repeat(31)}`,
    `${'é'.repeat(32)}`,
    `${'a'.repeat(253)}/x`,
    `${'a'.repeat(254)}/x`,
  ),
  'a value is looked at from its beginning to its end': read(
    `x=${'a'.repeat(60)}*`,
    `x=${'a-'.repeat(30)}`,
    `${'a'.repeat(60)}*`,
    `${'a.'.repeat(60)}*/x`,
  ),
  "a selector of an object that can't be asked": [
    ...['Gt', 'Lt', 'in', 'IN', 'exists', '=', ''].map((operator) =>
      expressed('a', operator, '1'),
    ),
    expressed('a', 'In'),
    expressed('a', 'NotIn'),
    expressed('a', 'Exists', '1'),
    expressed('a', 'DoesNotExist', '1', '2'),
    expressed('-a', 'In', '-b', 'c', 'd_'),
    expressed('-a', 'In'),
    expressed('-a', '-b', '-c'),
    { select: { matchLabels: { '-a': '-b' } }, among: [{}] },
  ],
  "requirements that can't be asked": [
    ask([one('a', '=')], {}),
    ask([one('a', '=', '1', '2')], {}),
    ask([one('a', '!=')], {}),
    ask([one('a', 'gt')], {}),
    ask([one('a', 'lt', '1', 'x')], {}),
    ask([one('a', '!', '1')], {}),
    ask([one('-a', 'gt', '-b')], {}),
  ],
  'a value too many': read('x=a=b', 'x==a==b', 'x a', '!x=a', 'x=a b', 'x!y'),
  'signs in wrong places': read(
    '=a',
    ',',
    'x,',
    'x,,y',
    '(x)',
    'x=(',
    'x=)',
    '!',
    '!!x',
    'x=a)',
  ),
  'sets in pieces': read(
    'x in',
    'x in a',
    'x in (',
    'x in (a',
    'x in (a b)',
    'x in (a,',
    'x in (=)',
    'x in (a,=)',
    'x notin x',
  ),
  'numbers that are none': read('x>a', 'x<', 'x>1.5', 'x>9223372036854775808'),
  'a key that is none': read(
    '-x',
    'x/y/z',
    '/x',
    'x/',
    'X.io/a=b',
    `${'x'.repeat(64)}=a`,
    '!_',
  ),
  'a value that is none': read(
    'x=-a',
    'x in (a,b_)',
    `x=${'a'.repeat(64)}`,
    `x=${'a'.repeat(63)}`,
  ),
  'the key is looked at before what is asked of it': read(
    '-x y',
    '-x in b',
    '-x=-a',
    '!-x=a',
  ),
};

const amounts = (...texts: readonly string[]): Program =>
  texts.map((text) => ({ read: text }));

export const sizes: Cases = {
  'each suffix': amounts('1n', '1u', '1m', '1', '1k', '1M', '1G', '1T', '1P', '1E'),
  'each binary suffix': amounts('1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'),
  exponents: amounts('1e3', '1E3', '1e+3', '1e-3', '1.5e0', '1e0', '0e5'),
  fractions: amounts('0.5', '.5', '5.', '1.5Gi', '0.1Ki', '0.001k', '100.035Ki'),
  'too fine': amounts(
    '0.1n',
    '1.1n',
    '0.0000000001',
    '0.00000000049',
    '-3.001n',
    '1e-10',
    '1e-999',
  ),
  'too much, in the binary family': amounts(
    '8Ei',
    '9Ei',
    '-9Ei',
    '9223372036854775807Ki',
    '9223372036854775807',
    '9223372036854775808',
  ),
  'much, in the others': amounts('12E', '123456789012345678901234567890', '1e30'),
  'more digits than a number has': amounts(
    '9007199254740993',
    '0.123456789',
    '1234567890.123456789',
    '0.3',
  ),
  'less than one byte': amounts(
    '0.0001Ki',
    '-0.0001Ki',
    '0Ki',
    '0.0009765625Ki',
    '0.5Ki',
  ),
  "an amount that was handed out is the caller's": [
    { read: '0', writes: true },
    { read: '0' },
    { read: '9Ei', writes: true },
    { read: '9Ei' },
  ],
  'an exponent of three digits': amounts('1e999', '1e1000', '1e-999', '1e-1000'),
  'no digits': amounts('', '+', '-', '.', 'Mi', '0', '-0'),
  'no quantity': amounts('1.1.1', '1x', ' 1', '1 ', '1,5', '١', '1_000'),
  'no suffix': amounts(
    '1e',
    '1k5',
    '1i',
    '1KI',
    '1mi',
    '1ki',
    '1K',
    '1ee3',
    '1-5',
    '1Kim',
  ),
};

const write = (
  format: 'BinarySI' | 'DecimalSI' | 'DecimalExponent',
  ...texts: readonly string[]
): Program => texts.map((text) => ({ write: text, format }));
const ones = (value: bigint): string => `${value * 1_000_000_000n}`;

export const forms: Cases = {
  'nothing has no suffix': [
    ...write('BinarySI', '0'),
    ...write('DecimalSI', '0'),
    ...write('DecimalExponent', '0'),
  ],
  decimal: write(
    'DecimalSI',
    '500000000',
    '1000000000',
    '1500000000',
    ones(1000n),
    ones(1500n),
    ones(1024n),
    ones(12_000_000n),
    '1',
    '-1500000000',
  ),
  binary: write(
    'BinarySI',
    ones(1024n),
    ones(1536n),
    ones(2048n),
    ones(1536n << 20n),
    ones(1000n * 1024n),
    ones(1n << 60n),
    ones(-2048n),
    ones(-1024n),
    ones(-1025n),
  ),
  'one amount in each family': [
    ...write('BinarySI', ones(1024n)),
    ...write('DecimalSI', ones(1024n)),
    ...write('DecimalExponent', ones(1024_000n)),
    ...write('DecimalSI', ones(1024_000n)),
    ...write('BinarySI', ones(1024_000n)),
  ],
  'binary, below one Ki': write(
    'BinarySI',
    ones(512n),
    ones(1000n),
    ones(1023n),
    ones(-1000n),
    '500000000',
  ),
  'binary, and no whole number of bytes': write(
    'BinarySI',
    '1024500000000',
    '102435840000000',
    '-1024500000000',
  ),
  exponents: write(
    'DecimalExponent',
    ones(1000n),
    ones(12_000_000n),
    ones(100n),
    '1000000',
    '1',
    ones(10n ** 30n),
  ),
  'more than the largest suffix': [
    ...write('DecimalSI', ones(10n ** 21n), ones(10n ** 18n)),
    ...write('BinarySI', ones(1n << 70n)),
  ],
};

const sum = (a: string, b: string, sign: '+' | '-' = '+'): Op => ({
  ...{ sum: [a, b], sign },
});

export const sums: Cases = {
  tenths: [sum('0.1', '0.2'), sum('0.3', '0.1', '-'), sum('100m', '0.1', '-')],
  'families meet': [
    sum('1Ki', '1k'),
    sum('1k', '1Ki'),
    sum('1e3', '1k'),
    sum('1Mi', '24'),
  ],
  'nothing takes the other family': [
    sum('0', '1Ki'),
    sum('0Ki', '2k'),
    sum('0', '1Ki', '-'),
    sum('1Ki', '0k'),
  ],
  'to nothing and below': [
    sum('1Ki', '1024', '-'),
    sum('1Ki', '2Ki', '-'),
    sum('1m', '1', '-'),
  ],
  'the same amount': [
    sum('1000m', '1'),
    sum('1024', '1Ki'),
    sum('1e3', '1k'),
    sum('0', '0Ki'),
  ],
  'beyond 2^53': [
    sum('9007199254740993', '1n'),
    sum('9007199254740993', '9007199254740993.000000001'),
    sum('9223372036854775807', '1'),
    sum('8Ei', '8Ei'),
  ],
  'in thousandths and whole ones': [
    sum('1u', '1m'),
    sum('-1u', '0'),
    sum('1n', '1', '-'),
    sum('1.5', '-3'),
    sum('9007199254740993', '1n'),
  ],
  'near each other': [
    sum('10', '9'),
    sum('1n', '2n'),
    sum('10000T', '100Gi'),
    sum('-1', '1n'),
  ],
};

const tell = (...all: readonly Partial<Told>[]): Program =>
  all.map((told, i) => ({
    set: {
      ...{ type: 'Ready', status: 'True', reason: 'Started', message: '' },
      ...told,
    },
    now: timeAt(i),
  }));
const EARLIER = '2020-01-01T00:00:00Z';

export const conditions: Cases = {
  'told twice': tell({}, {}),
  'turned, and turned back': tell({}, { status: 'False' }, {}),
  'another reason': tell({}, { reason: 'Crashed' }, { status: 'False' }),
  'another message': tell({}, { message: 'again' }),
  'another generation': tell(
    {},
    { observedGeneration: 1 },
    { observedGeneration: 2 },
    {},
  ),
  'what is absent is empty, or 0': [
    ...tell({}),
    { set: { type: 'Ready', status: 'True', reason: 'Started' }, now: timeAt(1) },
    ...tell({ observedGeneration: 0 }, { reason: '' }),
    { set: { type: 'Ready', status: 'True' }, now: timeAt(4) },
    { set: { type: 'Ready', status: 'False' }, now: timeAt(5) },
  ],
  'two types': tell({}, { type: 'Available' }, { status: 'False' }),
  'a time that is brought along': tell(
    { lastTransitionTime: EARLIER },
    { lastTransitionTime: timeAt(7) },
    { lastTransitionTime: timeAt(8), status: 'False' },
    { lastTransitionTime: EARLIER, reason: 'Crashed', status: 'False' },
  ),
};
