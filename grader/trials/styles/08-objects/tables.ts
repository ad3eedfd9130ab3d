// Right, and plain: tables of functions, strings of digits, the largest suffix tried first,
// copies that are written on.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'labels.ts',
    swaps: [
      [
        `  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value === undefined) {
    // A value that is not there is in no list either.
    return operator === '!' || operator === '!=' || operator === 'notin';
  }
  switch (operator) {
    case 'exists':
      return true;
    case '!':
      return false;
    case '!=':
    case 'notin':
      return !values.includes(value);
    case 'gt':
    case 'lt': {
      const [found, asked] = [integerOf(value), integerOf(values[0])];
      if (found === undefined || asked === undefined) return false;
      return operator === 'gt' ? found > asked : found < asked;
    }
    default:
      return values.includes(value);
  }
`,
        `  const own = Object.getOwnPropertyDescriptor(labels, key);
  const has = own !== undefined;
  const value: string = own?.value ?? '';
  const isIn = has && values.indexOf(value) >= 0;
  const above = (one = '', other = ''): boolean => {
    const [a, b] = [integerOf(one), integerOf(other)];
    return a !== undefined && b !== undefined && a > b;
  };
  const tests: Readonly<Record<string, () => boolean>> = {
    exists: () => has,
    '!': () => !has,
    '!=': () => !isIn,
    notin: () => !isIn,
    gt: () => has && above(value, values[0]),
    lt: () => has && above(values[0], value),
  };
  return tests[operator]?.() ?? isIn;
`,
      ],
    ],
  },
  {
    file: 'parse.ts',
    swaps: [
      [
        `  const isAbsent = tokens.peek().kind === '!';
  if (isAbsent) tokens.take();
  const { kind, text: key } = tokens.take();
  if (kind !== 'identifier') throw found(key, 'identifier');
  checkKey(key);
  const after = tokens.peek().kind;
  if (isAbsent) return requirementOf(key, '!', []);
  if (after === 'end' || after === ',') return requirementOf(key, 'exists', []);
  const operator = readOperator(tokens);
  const isOfSet = operator === 'in' || operator === 'notin';
  const values = isOfSet ? readValues(tokens) : [readValue(tokens)];
  // A set: its order says nothing, and nothing is in it twice.
  return requirementOf(key, operator, [...new Set(values)].sort());
`,
        `  let first = tokens.take();
  const not = first.kind === '!';
  if (not) first = tokens.take();
  if (first.kind !== 'identifier') throw found(first.text, 'identifier');
  checkKey(first.text);
  const bare = ['end', ','].includes(tokens.peek().kind);
  if (not || bare) return requirementOf(first.text, not ? '!' : 'exists', []);
  const operator = readOperator(tokens);
  const values = operator.endsWith('in') ? readValues(tokens) : [readValue(tokens)];
  const once: string[] = [];
  for (const value of [...values].sort()) {
    if (once.length === 0 || once.at(-1) !== value) once.push(value);
  }
  return requirementOf(first.text, operator, once);
`,
      ],
    ],
  },
  {
    file: 'quantity.ts',
    swaps: [
      [
        `  let size = BigInt(whole + fraction) * ONE;
  let divisor = 10n ** BigInt(fraction.length);
  const factor = base ** BigInt(Math.abs(exponent));
  if (exponent < 0) divisor *= factor;
  else size *= factor;
  const nanos = (size + divisor - 1n) / divisor;
  if (format !== 'BinarySI') return { nanos, format };
  if (nanos > MOST_BINARY) return { nanos: MOST_BINARY, format };
  return { nanos, format: nanos > 0n && nanos < ONE ? 'DecimalSI' : format };
`,
        `  let digits = BigInt(\`0\${whole}\${fraction}\`);
  let tens = 9 - fraction.length;
  if (suffix.base === 2n) digits <<= BigInt(suffix.exponent);
  else tens += suffix.exponent;
  let nanos = digits * 10n ** BigInt(Math.max(tens, 0));
  if (tens < 0) {
    const divisor = 10n ** BigInt(-tens);
    nanos = digits / divisor + (digits % divisor > 0n ? 1n : 0n);
  }
  void [base, exponent];
  if (format === 'BinarySI') {
    if (nanos > MOST_BINARY) nanos = MOST_BINARY;
    if (nanos > 0n && nanos < ONE) return { nanos, format: 'DecimalSI' };
  }
  return { nanos, format };
`,
      ],
      [
        `  if (nanos === 0n) return '0';
  const isLarge = nanos <= -1024n * ONE || nanos >= 1024n * ONE;
  const isBinary = format === 'BinarySI' && isLarge && nanos % ONE === 0n;
  const decimal = format === 'DecimalExponent' ? format : 'DecimalSI';
  const family = isBinary ? 'BinarySI' : decimal;
  const step = isBinary ? 1024n : 1000n;
  let amount = isBinary ? nanos / ONE : nanos;
  let power = isBinary ? 0 : -3;
  while (amount % step === 0n && suffixText(family, power + 1) !== undefined) {
    amount /= step;
    power++;
  }
  return \`\${amount}\${suffixText(family, power)}\`;
`,
        `  if (nanos < 0n) return \`-\${canonical({ nanos: -nanos, format })}\`;
  if (nanos === 0n) return '0';
  if (format === 'BinarySI' && nanos % ONE === 0n && nanos >= 1024n * ONE) {
    for (let power = 6; power > 0; power--) {
      const size = ONE * 1024n ** BigInt(power);
      if (nanos % size === 0n) return \`\${nanos / size}\${suffixText(format, power)}\`;
    }
    return String(nanos / ONE);
  }
  const digits = String(nanos);
  const zeros = digits.length - digits.replace(/0+$/, '').length;
  const family = format === 'BinarySI' ? 'DecimalSI' : format;
  let steps = Math.floor(zeros / 3);
  while (suffixText(family, steps - 3) === undefined) steps--;
  const end = suffixText(family, steps - 3) ?? '';
  return digits.slice(0, digits.length - 3 * steps) + end;
`,
      ],
    ],
  },
  {
    file: 'conditions.ts',
    swaps: [
      [
        `  const before = findCondition(conditions, next.type);
  const time = next.lastTransitionTime ?? now;
  if (before === undefined)
    return [...conditions, { ...next, lastTransitionTime: time }];
  const isTurned = before.status !== next.status;
  const lastTransitionTime = isTurned ? time : before.lastTransitionTime;
  const after: Condition = { ...next, lastTransitionTime };
  if (isSame(before, after)) return conditions;
  return conditions.map((one) => (one === before ? after : one));
`,
        `  const copy = conditions.slice();
  for (const [i, before] of copy.entries()) {
    if (before.type !== next.type) continue;
    const { lastTransitionTime: since, ...was } = before;
    const isTurned = was.status !== next.status;
    const time = isTurned ? (next.lastTransitionTime ?? now) : since;
    const fields = ['status', 'reason', 'message', 'observedGeneration'] as const;
    if (fields.every((field) => (was[field] || '') === (next[field] || ''))) return conditions;
    copy[i] = { ...next, lastTransitionTime: time };
    return copy;
  }
  copy.push({ lastTransitionTime: now, ...next });
  return copy;
`,
      ],
    ],
  },
];
