// Right, and of classes: plugins are objects with methods, a term is compiled into a
// predicate, sets and lists are handed out as copies.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'taint-toleration.ts',
    swaps: [
      [
        '  return {\n    name:',
        '  class TaintToleration {\n    readonly plugin: Plugin = {\n    name:',
      ],
      [
        'normalized(counts, { reverse: true }),\n  };',
        '[...normalized(counts, { reverse: true })],\n  };\n  }\n  return new TaintToleration().plugin;',
      ],
    ],
  },
  {
    file: 'affinity.ts',
    swaps: [
      [
        'return selector.nodeSelectorTerms.some((term) => matchesTerm(term, node));',
        'const compiled = selector.nodeSelectorTerms.map(\n    (term) => (one: Node) => matchesTerm(term, one),\n  );\n  for (const holds of compiled) if (holds(node)) return true;\n  return false;',
      ],
      [
        'return met.reduce((sum, { weight }) => sum + weight, 0);',
        'let sum = 0;\n  for (const one of met) sum += one.weight;\n  return sum;',
      ],
      ['return names;\n', 'return new Set([...names].reverse());\n'],
    ],
  },
  {
    file: 'conditions.ts',
    swaps: [
      [
        'return [...kept, ...added];',
        'return Array.from(new Set([...kept, ...added])).map((taint) => Object.freeze({ ...taint }));',
      ],
    ],
  },
];
