// Pods that have their node and wait for leave to take it: Permit said Wait. Kubernetes:
// pkg/scheduler/framework/runtime/waiting_pods_map.go. Chapter 17.
// Engine room: not told line by line.

import type { Clock, Millis, Timer } from '#world';
import type { Status, Verdict } from './types.ts';

/** No plugin makes a pod wait longer: maxTimeout. */
export const MAX_PERMIT_MS: Millis = 900_000;

interface Waiting {
  readonly plugins: Map<string, Timer>;
  readonly end: (verdict: Verdict) => void;
}

export class WaitingPods {
  readonly #clock: Clock;
  readonly #pods = new Map<string, Waiting>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Fulfilled when all of these plugins have said yes, or one no. */
  wait(uid: string, plugins: ReadonlyMap<string, Millis>): Promise<Verdict> {
    if (plugins.size === 0) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const timers = new Map<string, Timer>();
      this.#pods.set(uid, { plugins: timers, end: resolve });
      for (const [plugin, timeout] of plugins) {
        const late = (): void =>
          this.reject(uid, plugin, 'timed out waiting on permit');
        const delay = Math.min(timeout, MAX_PERMIT_MS);
        timers.set(plugin, this.#clock.after(delay, late));
      }
    });
  }

  allow(uid: string, plugin: string): void {
    const waiting = this.#pods.get(uid);
    waiting?.plugins.get(plugin)?.cancel();
    waiting?.plugins.delete(plugin);
    if (waiting?.plugins.size === 0) this.#end(uid, undefined);
  }

  reject(uid: string, plugin: string, reason: string): void {
    const says = `pod rejected while waiting on permit: ${reason}`;
    const status: Status = { code: 'Unschedulable', reasons: [says], plugin };
    this.#end(uid, status);
  }

  endAll(): void {
    for (const uid of [...this.#pods.keys()])
      this.reject(uid, '', 'the scheduler ends');
  }

  #end(uid: string, verdict: Verdict): void {
    const waiting = this.#pods.get(uid);
    if (waiting === undefined) return;
    this.#pods.delete(uid);
    for (const timer of waiting.plugins.values()) timer.cancel();
    waiting.end(verdict);
  }
}
