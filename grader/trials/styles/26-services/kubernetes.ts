// Right, and nearer to the original: conditions by loops, the known numbers in a map by
// name, what is held counted anew at the end.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'endpoints.ts',
    swaps: [
      [
        "const serving = all.some(\n    ({ type, status }) => type === 'Ready' && status === 'True',\n  );",
        "let serving = false;\n  for (const { type, status } of all) if (type === 'Ready') serving = status === 'True';",
      ],
    ],
  },
  {
    file: 'node-ports.ts',
    swaps: [
      [
        "const old = before.find(({ name = '' }) => name === (port.name ?? ''));\n    const nodePort = old === undefined ? 0 : numberOf(old);",
        "const byName = new Map(before.map((one) => [one.name || '', numberOf(one)]));\n    const nodePort = byName.get(port.name || '') ?? 0;",
      ],
      [
        'const left = new Set(ports.map(numberOf));\n  for (const number of held) if (!left.has(number)) operation.releaseLater(number);\n  return ports;',
        'held\n    .filter((number) => ports.every((port) => numberOf(port) !== number))\n    .forEach((number) => operation.releaseLater(number));\n  return [...ports];',
      ],
    ],
  },
];
