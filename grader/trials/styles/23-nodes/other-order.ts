// Right, and built otherwise: the queue looks before it asks for the time, the judgement
// falls by cases, and what is due at once and what is due later begin in one place.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'rate-limited-queue.ts',
    swaps: [
      [
        `    if (this.next() > now) return undefined;
    const [node] = this.#waiting.keys();
    if (node === undefined) return undefined;
    this.#waiting.delete(node);
    this.#taken.add(node);
    this.#full = now + 1_000 / this.#rate;
    return node;
`,
        `    for (const [node, since] of this.#waiting) {
      if (since > now || this.#full > now) return undefined;
      this.#full = now + 1_000 / this.#rate;
      this.#taken.add(node);
      this.#waiting.delete(node);
      return node;
    }
    return undefined;
`,
      ],
    ],
  },
  {
    file: 'evictions.ts',
    swaps: [
      [
        `    if (time === undefined) {
      const wasPlanned = this.cancel(key);
      if (!this.#timers.has(key)) void this.#begin(key);
      return wasPlanned;
    }
    if (time === Number.POSITIVE_INFINITY) return this.cancel(key);
    if (this.#timers.has(key)) return false;
    const begin = () => void this.#begin(key);
    if (time > 0) this.#timers.set(key, this.#clock.after(time, begin));
    else begin();
    return false;
`,
        `    const isBounded = time !== undefined && Number.isFinite(time);
    const wasTakenBack = isBounded ? false : this.cancel(key);
    const isThere = this.#timers.has(key);
    if (isThere || time === Number.POSITIVE_INFINITY) return wasTakenBack;
    const delay = time ?? 0;
    const begin = () => {
      void this.#begin(key);
    };
    if (delay === 0) begin();
    else this.#timers.set(key, this.#clock.after(delay, begin));
    return wasTakenBack;
`,
      ],
    ],
  },
  {
    file: 'zones.ts',
    swaps: [
      [
        `  const rates = new Map<string, number>();
  for (const [zone, { ready, notReady }] of zones) {
    const state = states.get(zone) ?? 'Normal';
    if (wasAll || before.get(zone) !== state)
      rates.set(zone, evictionRate(state, ready + notReady));
  }
  return { states, rates, ...(wasAll ? { all: 'left' } : {}) };
`,
        `  const changed = [...states].filter(
    ([zone, state]) => wasAll || before.get(zone) !== state,
  );
  const rates = new Map(
    changed.map(([zone, state]) => {
      const { ready = 0, notReady = 0 } = zones.get(zone) ?? {};
      return [zone, evictionRate(state, ready + notReady)] as const;
    }),
  );
  if (!wasAll) return { states: new Map([...states].reverse()), rates };
  return { states, rates, all: 'left' };
`,
      ],
    ],
  },
];
