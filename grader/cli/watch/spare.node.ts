// A sandbox process that was started ahead of time, so that a save does not wait for it.

import type { Isolation } from '../../sandbox/limits.node.ts';
import { Runner } from '../../sandbox/process-sandbox.node.ts';

export class Spare {
  readonly #script: string;
  readonly #isolation: Isolation;
  #runner: Runner | undefined;

  constructor(script: string, isolation: Isolation) {
    this.#script = script;
    this.#isolation = isolation;
  }

  /** Starts one, unless one stands ready. */
  refill(): void {
    if (this.#runner !== undefined && this.#runner.ending === undefined) return;
    this.#runner = new Runner(this.#script, this.#isolation);
  }

  /** Hands it out; undefined if there is none alive. */
  take(): Runner | undefined {
    const runner = this.#runner;
    this.#runner = undefined;
    return runner?.ending === undefined ? runner : undefined;
  }

  end(): void {
    this.take()?.end({ verdict: 'ended-the-process', words: '' });
  }
}
