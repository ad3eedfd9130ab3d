// Right, and recursive: labels are made a map first, values go into a set, and an amount
// climbs its ladder one call at a time.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'labels.ts',
    swaps: [
      [
        'const value = Object.hasOwn(labels, key) ? labels[key] : undefined;',
        'const own = Object.getOwnPropertyDescriptor(labels, key);\n  const value: string | undefined = own?.value;',
      ],
      [
        'selector.requirements.every((one) => meets(one, labels))',
        'meetsAll(selector.requirements, labels)',
      ],
      [
        'function meets({',
        'function meetsAll([first, ...rest]: readonly Requirement[], labels: Labels): boolean {\n  return first === undefined || (meets(first, labels) && meetsAll(rest, labels));\n}\n\nfunction meets({',
      ],
    ],
  },
  {
    file: 'parse.ts',
    swaps: [
      [
        'return requirementOf(key, operator, [...new Set(values)].sort());',
        'const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));\n  const rest = sorted.filter((one, i) => one !== sorted[i - 1]);\n  return requirementOf(key, operator, rest);',
      ],
    ],
  },
  {
    file: 'quantity.ts',
    swaps: [
      [
        '  let amount = isBinary ? nanos / ONE : nanos;\n  let power = isBinary ? 0 : -3;\n',
        '  const climb = (amount: bigint, power: number): string => {\n    const next = suffixText(family, power + 1);\n    const ends = next === undefined || amount % step !== 0n;\n    if (ends) return amount.toString() + suffixText(family, power);\n    return climb(amount / step, power + 1);\n  };\n  return isBinary ? climb(nanos / ONE, 0) : climb(nanos, -3);\n',
      ],
      [
        '  while (amount % step === 0n && suffixText(family, power + 1) !== undefined) {\n    amount /= step;\n    power++;\n  }\n',
        '',
      ],
      ['  return `$' + '{amount}$' + '{suffixText(family, power)}`;\n', ''],
    ],
  },
];
