// Programs of chapter 08 by rule: each operator beside each state of a label, each number
// beside each suffix, each change of a condition beside each other change.

import { type Pairs, pairs } from '../../core/pairs.ts';
import { type Program, type Told, timeAt } from './draw.ts';

export const matching: Pairs<Program> = pairs(
  {
    operator: ['exists', '!', '=', '!=', 'in', 'notin', 'gt', 'lt'],
    found: [undefined, '', '1', '2', '10', 'x'],
    asked: ['1', '2'],
    beside: [undefined, 'a', '1'],
  },
  ({ operator, found, asked, beside }) => {
    const isBare = operator === 'exists' || operator === '!';
    const more = operator === 'in' || operator === 'notin' ? ['x', ''] : [];
    const labels = {
      ...(found === undefined ? {} : { a: found }),
      ...(beside === undefined ? {} : { b: beside }),
    };
    const values = isBare ? [] : [asked, ...more];
    return [{ ask: [{ key: 'a', operator, values }], among: [labels] }];
  },
);

export const sizes: Pairs<Program> = pairs(
  {
    sign: ['', '-', '+'],
    whole: ['0', '1', '1024', '9223372036854775807'],
    fraction: ['', '.5', '.000', '.0000000001'],
    suffix: ['', 'm', 'n', 'k', 'E', 'Ki', 'Gi', 'Ei', 'e3', 'e-9'],
  },
  ({ sign, whole, fraction, suffix }) => [
    { read: `${sign}${whole}${fraction}${suffix}` },
  ],
);

export const forms: Pairs<Program> = pairs(
  {
    format: ['BinarySI', 'DecimalSI', 'DecimalExponent'],
    digits: ['1', '5', '1000', '1023', '1024', '1025', '1536'],
    scale: ['n', 'm', '1', 'Ki', 'k', 'Mi'],
    sign: ['', '-'],
  },
  ({ format, digits, scale, sign }) => {
    const size = { n: 1n, m: 1_000_000n, 1: ONE, Ki: 1024n * ONE, k: 1000n * ONE };
    const unit = scale === 'Mi' ? ONE << 20n : size[scale];
    return [{ write: `${sign}${BigInt(digits) * unit}`, format }];
  },
);
const ONE = 1_000_000_000n;

const FIRST: Told = {
  ...{ type: 'Ready', status: 'True', reason: 'Started', message: '' },
};

export const conditions: Pairs<Program> = pairs(
  {
    status: ['True', 'False', 'Unknown'],
    reason: ['Started', 'Crashed', '', undefined],
    message: ['', 'again', undefined],
    generation: [undefined, 0, 1],
    time: [undefined, '2020-01-01T00:00:00Z'],
    type: ['Ready', 'Available'],
  },
  ({ generation, time, reason, message, ...said }) => {
    const set: Told = {
      ...said,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      ...(generation === undefined ? {} : { observedGeneration: generation }),
      ...(time === undefined ? {} : { lastTransitionTime: time }),
    };
    return [FIRST, set, set].map((one, i) => ({ set: one, now: timeAt(i) }));
  },
);
