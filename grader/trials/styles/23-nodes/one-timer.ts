// Right, and built of other things: the queue counts parts of a token in place of a time, and
// one timer serves all Pods. It rings for the earliest, and finds those who are due.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'rate-limited-queue.ts',
    swaps: [
      ['  return new Queue();\n', '  return new TokenQueue();\n'],
      [
        '/** An empty queue at the default rate. */\n',
        `class TokenQueue {
  /** Whether each of them waits still. */
  nodes = new Map<string, boolean>();
  line = new Set<string>();
  rate = NODE_EVICTION_RATE;
  spentAt: number | undefined;

  tokens(now: number): number {
    if (this.rate === 0) return 0;
    if (this.spentAt === undefined) return 1;
    return Math.min(1, ((now - this.spentAt) * this.rate) / 1_000);
  }

  add(node: string): boolean {
    if (this.nodes.has(node)) return false;
    this.nodes.set(node, true);
    this.line.add(node);
    return true;
  }

  remove(node: string): void {
    this.nodes.delete(node);
    this.line.delete(node);
  }

  take(now: number): string | undefined {
    if (this.line.size === 0 || this.tokens(now) < 1) return undefined;
    const { value: node = '' } = this.line.values().next();
    this.line.delete(node);
    this.nodes.set(node, false);
    this.spentAt = now;
    return node;
  }

  next(): number {
    if (this.line.size === 0 || this.rate === 0) return Number.POSITIVE_INFINITY;
    return this.spentAt === undefined ? 0 : this.spentAt + 1_000 / this.rate;
  }

  retry(node: string): void {
    if (this.nodes.get(node) !== false) return;
    this.nodes.set(node, true);
    this.line.add(node);
  }

  setRate(rate: number, now: number): void {
    if (rate === this.rate) return;
    this.spentAt = this.tokens(now) < 1 ? now : undefined;
    this.rate = rate;
  }
}

/** An empty queue at the default rate. */
`,
      ],
    ],
  },
  {
    file: 'evictions.ts',
    swaps: [
      [
        '  return new TimedEvictions(clock, evict);\n',
        `  const due = new Map<string, number>();
  const underWay = new Set<string>();
  let alarm: { at: number; timer: Timer } | undefined;
  const begin = async (key: string) => {
    due.delete(key);
    underWay.add(key);
    await evict(key);
    underWay.delete(key);
  };
  const arm = (at: number) => {
    if (alarm !== undefined && alarm.at <= at) return;
    alarm?.timer.cancel();
    alarm = { at, timer: clock.after(at - clock.now(), ring) };
  };
  const ring = () => {
    alarm = undefined;
    let next = Number.POSITIVE_INFINITY;
    for (const [key, at] of [...due])
      if (at <= clock.now()) void begin(key);
      else next = Math.min(next, at);
    if (next < Number.POSITIVE_INFINITY) arm(next);
  };
  const cancel = (key: string) => {
    const was = due.delete(key);
    if (due.size > 0) return was;
    alarm?.timer.cancel();
    alarm = undefined;
    return was;
  };
  const judge = (key: string, time: number | undefined) => {
    if (time === Number.POSITIVE_INFINITY) return cancel(key);
    const was = time === undefined && cancel(key);
    if (due.has(key) || underWay.has(key)) return was;
    if (!time) {
      void begin(key);
      return was;
    }
    const at = clock.now() + time;
    due.set(key, at);
    arm(at);
    return false;
  };
  const cancelAll = () => {
    for (const key of [...due.keys()]) cancel(key);
  };
  return { judge, cancel, cancelAll };
`,
      ],
    ],
  },
];
