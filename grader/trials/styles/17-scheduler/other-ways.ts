// Right, and built otherwise: reasons by filter and map, a mean by lists, a search over a
// list that was turned, a place by questions, and a cache that is told first.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'fit.ts',
    swaps: [
      [
        `  let isForEver = false;
  for (const { name, amount } of wanted) {
    const capacity = amountOf(allocatable, name);
    if (amount <= capacity - amountOf(requested, name)) continue;
    reasons = [...reasons, \`Insufficient \${name}\`];
    isForEver ||= amount > capacity;
  }
`,
        `  const missing = wanted.filter(
    ({ name, amount }) =>
      amountOf(requested, name) + amount > amountOf(allocatable, name),
  );
  reasons = reasons.concat(missing.map(({ name }) => \`Insufficient \${name}\`));
  const isForEver = missing.some(
    ({ name, amount }) => amount > amountOf(allocatable, name),
  );
`,
      ],
    ],
  },
  {
    file: 'schedule-pod.ts',
    swaps: [
      [
        `    while (asked < nodes.length && found.length < enough) {
      const node = nodes[(this.#nextStart + asked) % nodes.length];
      asked += 1;
      if (node === undefined) continue;
`,
        `    const start = nodes.length === 0 ? 0 : this.#nextStart % nodes.length;
    for (const node of [...nodes.slice(start), ...nodes.slice(0, start)]) {
      if (found.length === enough) break;
      asked += 1;
`,
      ],
    ],
  },
  {
    file: 'place.ts',
    swaps: [
      [
        `  let isWorthATry = unschedulable.size + pending.size === 0;
  for (const happening of happenings)
    for (const plugin of [...unschedulable, ...pending]) {
      if (!helps(pod, plugin, happening, placing.rules)) continue;
      if (happening[0] !== 'ANY' && pending.has(plugin)) return 'active';
      isWorthATry = true;
    }
  if (!isWorthATry) return 'unschedulable';
`,
        `  const helped = (plugins: ReadonlySet<string>, all: readonly Happening[]) =>
    [...plugins].some((plugin) =>
      all.some((one) => helps(pod, plugin, one, placing.rules)),
    );
  const isBroken = unschedulable.size === 0 && pending.size === 0;
  const real = happenings.filter(([event]) => event !== 'ANY');
  if (helped(pending, real)) return 'active';
  const isHelped = helped(new Set([...pending, ...unschedulable]), happenings);
  if (!isBroken && !isHelped) return 'unschedulable';
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
        `    if (what === 'told' || what === 'gone' || isAssumed) {
      this.#assumed.delete(uid);
      this.#take(uid);
    }
    if (what !== 'told') return;
    this.#put(uid, pod);
`,
      ],
    ],
  },
];
