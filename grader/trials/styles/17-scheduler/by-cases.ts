// Right, and built otherwise: a mean over a list of those that count, a search that goes
// no further when something broke, a place by the best answer so far, and a cache by cases.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'fit.ts',
    swaps: [
      [
        `  if (reasons.length === 0) return undefined;
  return isForEver ?`,
        `  if (hasPlace && wanted.every(({ name, amount }) => amount + amountOf(requested, name) <= amountOf(allocatable, name)))
    return undefined;
  return isForEver ?`,
      ],
    ],
  },
  {
    file: 'scorers.ts',
    swaps: [
      [
        `  let sum = 0;
  let weights = 0;
  for (let i = 0; i < resources.length; i++) {
    const { name, weight } = resources[i] ?? NONE;
    const asked = asks[i] ?? 0;
    const capacity = amountOf(node.allocatable, name);
    if (capacity === 0 || (asked === 0 && isScalar(name))) continue;
    const worth = worthOf(scored, amountOf(taken, name) + asked, capacity);
    if (isRatio && worth === 0) continue;
    sum += weight * worth;
    weights += weight;
  }
`,
        `  const counted = resources
    .map(({ name, weight }, i) => ({
      ...{ name, weight, asked: asks[i] ?? 0 },
      capacity: amountOf(node.allocatable, name),
    }))
    .filter(({ name, asked, capacity }) => capacity > 0 && (asked > 0 || !isScalar(name)))
    .map(({ name, weight, asked, capacity }) => ({
      ...{ weight, worth: worthOf(scored, amountOf(taken, name) + asked, capacity) },
    }))
    .filter(({ worth }) => !isRatio || worth > 0);
  const sum = counted.reduce((all, { weight, worth }) => all + weight * worth, 0);
  const weights = counted.reduce((all, { weight }) => all + weight, 0);
`,
      ],
      ['const NONE: WeightedResource =', 'export const NONE: WeightedResource ='],
    ],
  },
  {
    file: 'schedule-pod.ts',
    swaps: [
      [
        'else refusals.set(node.name, refusal);\n',
        `else refusals.set(node.name, refusal);
      if (refusal?.code === 'Error') break;
`,
      ],
    ],
  },
  {
    file: 'place.ts',
    swaps: [
      [
        `  if (!isWorthATry) return 'unschedulable';
  return isBackingOff(info, placing) ? 'backoff' : 'active';
`,
        `  const rested = isBackingOff(info, placing) ? 'backoff' : 'active';
  return isWorthATry ? rested : 'unschedulable';
`,
      ],
    ],
  },
  {
    file: 'cache.ts',
    swaps: [
      [
        `    if (what === 'forgotten' && !isAssumed) return;
    this.#take(uid);
    this.#assumed.delete(uid);
    if (what === 'told') this.#put(uid, pod);
`,
        `    switch (what) {
      case 'forgotten':
        if (this.#assumed.delete(uid)) this.#take(uid);
        return;
      case 'gone':
        this.#take(uid);
        this.#assumed.delete(uid);
        return;
      default:
        this.removePod(pod);
        this.#put(uid, pod);
    }
`,
      ],
    ],
  },
];
