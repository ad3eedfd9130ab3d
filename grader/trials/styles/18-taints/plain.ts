// Right, and plain: loops and flags instead of filters, a map of operators instead of a
// switch, names counted instead of cut down to what is common.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'tolerations.ts',
    swaps: [
      [
        "const { key = '', operator = '', value = '', effect = '' } = toleration;\n  if (effect !== '' && effect !== taint.effect) return false;\n  if (key !== '' && key !== taint.key) return false;\n  switch (operator) {\n    case 'Exists':\n      return true;\n    case '':\n    case 'Equal':\n      return value === (taint.value ?? '');\n    default:\n      return false;\n  }",
        "const sameValue = (toleration.value || '') === (taint.value || '');\n  const byOperator = new Map([['', sameValue], ['Equal', sameValue], ['Exists', true]]);\n  const sameEffect = !toleration.effect || toleration.effect === taint.effect;\n  const sameKey = !toleration.key || toleration.key === taint.key;\n  return sameEffect && sameKey && byOperator.get(toleration.operator ?? '') === true;",
      ],
      [
        "const soft = taints.filter(({ effect }) => effect === 'PreferNoSchedule');\n  return soft.filter((taint) => !isTolerated(taint, tolerations)).length;",
        "let count = 0;\n  for (const taint of taints) {\n    if (taint.effect !== 'PreferNoSchedule') continue;\n    if (!isTolerated(taint, tolerations)) count += 1;\n  }\n  return count;",
      ],
    ],
  },
  {
    file: 'normalized.ts',
    swaps: [
      [
        'const share = most === 0 ? 0 : Math.trunc((MAX_NODE_SCORE * count) / most);',
        'const share = most > 0 ? Number((100n * BigInt(count)) / BigInt(most)) : 0;',
      ],
    ],
  },
  {
    file: 'conditions.ts',
    swaps: [
      [
        "const kept = taints.filter((taint) => !isOver(taint));\n  for (const { key, effect } of kept) {\n    if (effect === 'NoSchedule') wanted.delete(key);\n  }\n  if (wanted.size === 0 && kept.length === taints.length) return taints;",
        "const kept: Taint[] = [];\n  let changed = false;\n  for (const taint of taints) {\n    if (isOver(taint)) changed = true;\n    else kept.push(taint);\n  }\n  for (const taint of kept) if (taint.effect === 'NoSchedule') wanted.delete(taint.key);\n  if (!changed && [...wanted].length === 0) return taints;",
      ],
    ],
  },
  {
    file: 'affinity.ts',
    swaps: [
      [
        'const [first, ...more] = lists;\n',
        'const [first] = lists;\n    const times = new Map<string, number>();\n    for (const list of lists)\n      for (const name of new Set(list)) times.set(name, (times.get(name) ?? 0) + 1);\n',
      ],
      [
        'const left = first.filter((name) => more.every((list) => list.includes(name)));\n',
        'const left = first.filter((name) => times.get(name) === lists.length);\n',
      ],
    ],
  },
];
