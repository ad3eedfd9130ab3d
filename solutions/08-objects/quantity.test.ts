// Quantities against a naive restatement: fractions of two bigints, and a search among all
// ways to write an amount. The vectors carry over from apimachinery's own tests.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import {
  add,
  canonical,
  compareQuantities,
  milliValue,
  parseQuantity,
  type Quantity,
  subtract,
  wholeValue,
} from './mod.ts';

const seed = Number(process.env.SEED ?? 1);
const test = suite('quantities');
const rewritten = (text: string): string => canonical(parseQuantity(text));

test('what is read is written in its canonical form', () => {
  const vectors = {
    '1Ki': '1Ki',
    '1024Mi': '1Gi',
    '1000M': '1G',
    '.001Ki': '1024m',
    '.000001Ki': '1024u',
    '.000000001Ki': '1024n',
    '.000000000001Ki': '2n',
    '100.035k': '100035',
    '0.0005k': '500m',
    '1.2e3': '1200',
    '1.3E+6': '1300e3',
    '1.1E-9': '2e-9',
    '0.5e-9': '1e-9',
    '0.00000012345': '124n',
    '9Ei': '9223372036854775807',
    '12E': '12E',
    '1.G': '1G',
    '0.5Mi': '512Ki',
    '0Ki': '0',
    '-1.5Gi': '-1536Mi',
    '2e4': '20e3',
    '1000E': '1000E',
  };

  for (const [text, form] of Object.entries(vectors))
    assert.is(rewritten(text), form);
});

test('what is no quantity is refused in the words of Kubernetes', () => {
  const form = /^quantities must match the regular expression/;
  for (const text of ['', '1.1.M', '1+1.0M', '0.1am', 'aoeu', ' 1'])
    assert.throws(() => parseQuantity(text), form, text);
  for (const text of ['.5i', '1i', '-3.01i', '-3.01e-', '0.1mi', '1e', '1e1000'])
    assert.throws(() => parseQuantity(text), "unable to parse quantity's suffix");
});

const SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** What a suffix multiplies with, as a fraction. */
function factor(suffix: string): readonly [bigint, bigint] {
  const binary = BINARY.indexOf(suffix);
  if (binary >= 0) return [1024n ** BigInt(binary + 1), 1n];
  const decimal = SUFFIXES.indexOf(suffix);
  const tens = decimal >= 0 ? 3 * decimal - 9 : Number(suffix.slice(1));
  return tens < 0 ? [1n, 10n ** BigInt(-tens)] : [10n ** BigInt(tens), 1n];
}

function drawn(next: () => number): { text: string; up: bigint; down: bigint } {
  const pick = <T>(all: readonly T[], first: T): T =>
    all[Math.floor(next() * all.length)] ?? first;
  const whole = String(Math.floor(next() * 10 ** Math.floor(next() * 8)));
  const places = Math.floor(next() * 5);
  const fraction = String(Math.floor(next() * 10 ** places)).padStart(places, '0');
  const suffix = pick([...SUFFIXES, ...BINARY, 'e3', 'e-3', 'E2'], '');
  const [up, down] = factor(suffix);
  const digits = places === 0 ? whole : `${whole}.${fraction}`;
  const number = BigInt(places === 0 ? whole : whole + fraction);
  return {
    text: digits + suffix,
    up: number * up,
    down: down * 10n ** BigInt(places),
  };
}

test('an amount is the fraction that was written, rounded up to billionths', () => {
  const { chance } = createVirtualWorld({ seed });
  const most = (1n << 63n) - 1n;
  for (let run = 0; run < 2000; run++) {
    const { text, up, down } = drawn(() => chance.next());

    const { nanos, format } = parseQuantity(text);

    const isCapped = text.endsWith('i') && up > most * down;
    const [wholeUp, wholeDown] = isCapped ? [most, 1n] : [up, down];
    assert.ok(nanos * wholeDown >= wholeUp * 1_000_000_000n, text);
    assert.ok((nanos - 1n) * wholeDown < wholeUp * 1_000_000_000n, text);
    const small = nanos > 0n && nanos < 1_000_000_000n;
    if (text.endsWith('i')) assert.is(format, small ? 'DecimalSI' : 'BinarySI');
  }
});

/** Every way to write an amount with whole digits in one family, by its length. */
function shortest({ nanos, format }: Quantity): string {
  const size = nanos < 0n ? -nanos : nanos;
  const isBinary = format === 'BinarySI' && size >= 1024n * 10n ** 9n;
  const ofFamily = isBinary && size % 10n ** 9n === 0n ? ['', ...BINARY] : SUFFIXES;
  const ways = ofFamily.flatMap((suffix) => {
    const [up, down] = factor(suffix);
    const [a, b] = [nanos * down, up * 10n ** 9n];
    return a % b === 0n ? [`${a / b}${suffix}`] : [];
  });
  return ways.at(-1) ?? '';
}

test('no shorter form of the family has whole digits', () => {
  const { chance } = createVirtualWorld({ seed });
  for (let run = 0; run < 2000; run++) {
    const quantity = parseQuantity(drawn(() => chance.next()).text);
    if (quantity.format === 'DecimalExponent' || quantity.nanos === 0n) continue;

    const form = canonical(quantity);

    assert.is(form, shortest(quantity));
    assert.is(rewritten(form), form);
    assert.is(compareQuantities(parseQuantity(form), quantity), 0);
  }
});

test('a sum is exact, and a difference takes it back', () => {
  const { chance } = createVirtualWorld({ seed });
  for (let run = 0; run < 500; run++) {
    const [a, b] = [drawn(() => chance.next()), drawn(() => chance.next())];
    const [one, other] = [parseQuantity(a.text), parseQuantity(b.text)];

    const sum = add(one, other);

    assert.is(sum.nanos, one.nanos + other.nanos);
    assert.is(subtract(sum, other).nanos, one.nanos);
    assert.is(Math.sign(compareQuantities(one, other)), order(one, other));
  }
});

function order(a: Quantity, b: Quantity): number {
  if (a.nanos < b.nanos) return -1;
  return a.nanos > b.nanos ? 1 : 0;
}

test('whole numbers are rounded away from zero', () => {
  assert.is(milliValue(parseQuantity('100.1m')), 101n);
  assert.is(milliValue(parseQuantity('-100.1m')), -101n);
  assert.is(wholeValue(parseQuantity('1Ki')), 1024n);
  assert.is(wholeValue(parseQuantity('100m')), 1n);
  assert.is(wholeValue(parseQuantity('0')), 0n);
});

test.run();
