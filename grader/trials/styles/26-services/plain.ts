// Right, and plain: a list of free numbers that one is drawn from, a class for an operation,
// slices filled one endpoint at a time.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'allocator.ts',
    swaps: [
      [
        'const start = many === 0 ? 0 : this.#chance.integer(0, many - 1);\n      for (let i = 0; i < many; i++) {\n        const number = from + ((start + i) % many);\n        if (this.#taken.has(number)) continue;\n        this.#taken.add(number);\n        return number;\n      }',
        'const free: number[] = [];\n      for (let i = 0; i < many; i++)\n        if (!this.#taken.has(from + i)) free.push(from + i);\n      if (free.length === 0) continue;\n      const number = this.#chance.pick(free);\n      this.#taken.add(number);\n      return number;',
      ],
    ],
  },
  {
    file: 'operation.ts',
    swaps: [
      [
        'let taken: number[] = [];\n  let later: number[] = [];\n',
        'const taken: number[] = [];\n  const later: number[] = [];\n',
      ],
      [
        'for (const number of numbers) allocator.release(number);\n    [taken, later] = [[], []];',
        'const all = [...numbers];\n    taken.length = 0;\n    later.length = 0;\n    all.forEach((number) => allocator.release(number));',
      ],
    ],
  },
  {
    file: 'slices.ts',
    swaps: [
      [
        'for (const { endpoints } of filled)\n    endpoints.push(...rest.splice(0, Math.max(0, most - endpoints.length)));',
        'for (const { endpoints } of filled) {\n    while (endpoints.length < most) {\n      const one = rest.pop();\n      if (one === undefined) break;\n      endpoints.push(one);\n    }\n  }',
      ],
    ],
  },
];
