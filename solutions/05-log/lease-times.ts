// When leases are over. The log holds that a lease was granted, not when: a process that
// comes back gives each all of its seconds anew, so that none ends early because nobody
// could keep it alive meanwhile. etcd does the same when a leader takes over, but for
// what was checkpointed (Promote, server/lease/lessor.go). Chapter 05.
// Engine room: not told line by line.

import { Deadlines, type LeaseTimeToLiveResponse, type Lessor } from '#lease';
import type { Clock } from '#world';
import type { Command } from './command.ts';
import { LogError } from './errors.ts';

//#region head
/**
 * After so long a lease that could not be ended for want of room is tried again.
 */
const RETRY_MS = 1_000;

export class LeaseTimes {
  readonly #lessor: Lessor;
  readonly #deadlines: Deadlines;
  readonly #revoke: (id: number) => Promise<unknown>;
  /** Leases whose time is over, until the log says so too. */
  readonly #ending = new Map<number, Promise<void>>();

  constructor(
    clock: Clock,
    lessor: Lessor,
    revoke: (id: number) => Promise<unknown>,
  ) {
    this.#lessor = lessor;
    this.#revoke = revoke;
    this.#deadlines = new Deadlines(clock, (id) => this.#end(id));
    for (const id of lessor.leases()) this.#start(id);
  }
  //#endregion

  //#region follow
  /** Takes note of a command that was done. */
  follow({ kind, request }: Command): void {
    if (kind === 'grant') this.#start(request.id);
    if (kind === 'revoke') this.#deadlines.stop(request.id);
  }

  #start(id: number): void {
    this.#deadlines.start(id, this.#lessor.timeToLive(id).grantedTtl * 1_000);
  }
  //#endregion

  //#region end
  /** Asks for the end of a lease, as a client would: by the log. */
  #end(id: number): void {
    const done = this.#revoke(id).then(
      () => {},
      (error: unknown) => {
        const isFull = error instanceof LogError && error.code === 'NO_SPACE';
        if (isFull) this.#deadlines.start(id, RETRY_MS);
      },
    );
    this.#ending.set(
      id,
      done.then(() => void this.#ending.delete(id)),
    );
  }
  //#endregion

  //#region keep-alive
  /** A lease whose end is on its way to the log can not be kept alive any more. */
  async keepAlive(id: number): Promise<number> {
    await this.#ending.get(id);
    const ttl = this.#lessor.keepAlive(id);
    this.#deadlines.postpone(id, ttl * 1_000);
    return ttl;
  }

  timeToLive(id: number, options?: { keys?: boolean }): LeaseTimeToLiveResponse {
    const answer = this.#lessor.timeToLive(id, options);
    if (answer.ttl < 0) return answer;
    return { ...answer, ttl: Math.floor(this.#deadlines.left(id) / 1_000) };
  }

  leases(): readonly number[] {
    const left = (id: number): number => this.#deadlines.left(id);
    return this.#lessor.leases().toSorted((a, b) => left(a) - left(b));
  }

  stop(): void {
    this.#deadlines.stopAll();
  }
  //#endregion
}
