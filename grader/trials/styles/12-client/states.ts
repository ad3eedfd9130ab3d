// Right, and built otherwise: a key of the queue has one state in one map, one timer rings
// for all that wait, and the bucket is a moment: the one at which it would be full again.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'work-queue.ts',
    swaps: [
      [
        `  /** Somebody has to look at these: they wait, or will when they are done. */
  readonly #dirty = new Set<string>();
  /** A worker has these. */
  readonly #processing = new Set<string>();
`,
        `  readonly #states = new Map<string, 'waits' | 'worked on' | 'and again'>();
`,
      ],
      [
        `    if (this.#processing.has(key)) this.#move(key, 'done');`,
        `    const state = this.#states.get(key);
    if (state === undefined || state === 'waits') return;
    this.#move(key, 'done');`,
      ],
      [
        `    if (why === 'taken') {
      this.#dirty.delete(key);
      this.#processing.add(key);
      return;
    }
    if (why === 'added') {
      if (this.#dirty.has(key)) return;
      this.#dirty.add(key);
    } else this.#processing.delete(key);
    if (this.#dirty.has(key) && !this.#processing.has(key)) this.#offer(key);
`,
        `    const state = this.#states.get(key);
    switch (why) {
      case 'taken':
        this.#states.set(key, 'worked on');
        break;
      case 'added':
        if (state === 'worked on') this.#states.set(key, 'and again');
        if (state !== undefined) break;
        this.#states.set(key, 'waits');
        this.#offer(key);
        break;
      case 'done':
        this.#states.delete(key);
        if (state === 'and again') this.#move(key, 'added');
    }
`,
      ],
    ],
  },
  {
    file: 'delays.ts',
    swaps: [
      [
        `  readonly #timers = new Map<string, { at: Millis; timer: Timer }>();
`,
        `  readonly #dues = new Map<string, Millis>();
  #timer: Timer | undefined;
  #rings = Number.POSITIVE_INFINITY;
`,
      ],
      [
        `    const before = this.#timers.get(key);
    if (before !== undefined && before.at <= at) return;
    before?.timer.cancel();
    const timer = this.#clock.after(delay, () => {
      this.#timers.delete(key);
      this.#add(key);
    });
    this.#timers.set(key, { at, timer });
  }
`,
        `    const before = this.#dues.get(key) ?? Number.POSITIVE_INFINITY;
    if (before <= at) return;
    this.#dues.set(key, at);
    if (at < this.#rings) this.#setTimer(at);
  }

  #setTimer(at: Millis): void {
    this.#timer?.cancel();
    this.#rings = at;
    this.#timer = this.#clock.after(at - this.#clock.now(), () => this.#ring());
  }

  #ring(): void {
    const now = this.#clock.now();
    this.#rings = Number.POSITIVE_INFINITY;
    const due = [...this.#dues].filter(([, at]) => at <= now);
    for (const [key] of due) this.#dues.delete(key);
    for (const [key] of due) this.#add(key);
    if (this.#dues.size > 0) this.#setTimer(Math.min(...this.#dues.values()));
  }
`,
      ],
      [
        `    for (const { timer } of this.#timers.values()) timer.cancel();
    this.#timers.clear();
`,
        `    this.#timer?.cancel();
    this.#dues.clear();
`,
      ],
    ],
  },
  {
    file: 'rate-limiter.ts',
    swaps: [
      [
        `    const failures = this.numRequeues(key);
    this.#failures.set(key, failures + 1);
    const own = Math.min(BASE_DELAY_MS * 2 ** failures, MAX_DELAY_MS);
    const now = this.#clock.now();
    const full = RETRY_BURST * RETRY_EVERY_MS;
    const credit = Math.min(this.#credit + now - this.#at, full);
    this.#credit = credit - RETRY_EVERY_MS;
    this.#at = now;
    return Math.max(own, -this.#credit);
`,
        `    let own = BASE_DELAY_MS;
    const failures = this.numRequeues(key);
    for (let i = 0; i < failures && own < MAX_DELAY_MS; i++) own = own * 2;
    if (own > MAX_DELAY_MS) own = MAX_DELAY_MS;
    this.#failures.set(key, failures + 1);
    const now = this.#clock.now();
    if (this.#at < now) this.#at = now;
    this.#at += RETRY_EVERY_MS;
    const shared = this.#at - now - RETRY_BURST * RETRY_EVERY_MS;
    return shared > own ? shared : own;
`,
      ],
      [
        `  /** Milliseconds that the bucket holds: a retry costs RETRY_EVERY_MS. */
  #credit: Millis = RETRY_BURST * RETRY_EVERY_MS;
`,
        ``,
      ],
    ],
  },
];
