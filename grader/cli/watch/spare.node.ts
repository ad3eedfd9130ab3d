// A sandbox process that was started ahead of time, so that a save does not wait for it.

import type { Isolation } from '../../sandbox/limits.node.ts';
import { SandboxProcess } from '../../sandbox/process-sandbox.node.ts';

export class Spare {
  readonly #script: string;
  readonly #isolation: Isolation;
  #process: SandboxProcess | undefined;

  constructor(script: string, isolation: Isolation) {
    this.#script = script;
    this.#isolation = isolation;
  }

  /** Starts one, unless one stands ready. */
  refill(): void {
    if (this.#process !== undefined && this.#process.ending === undefined) return;
    this.#process = new SandboxProcess(this.#script, this.#isolation);
  }

  /** Hands it out; undefined if there is none alive. */
  take(): SandboxProcess | undefined {
    const process = this.#process;
    this.#process = undefined;
    return process?.ending === undefined ? process : undefined;
  }

  end(): void {
    this.take()?.end({ verdict: 'ended-the-process', words: '' });
  }
}
