// Recorder: tells of what a controller has done or failed to do, as Events. It never holds
// the controller up, and an Event that can't be sent is lost. client-go:
// tools/record/event.go. Chapter 12. Engine room: not told line by line.

import { type KubeObject, StatusError } from '#objects';
import type { Millis, Timer, World } from '#world';
import { Correlator, type Event, type EventSource, eventOf } from './correlate.ts';
import { keyOf } from './keys.ts';
import type { ResourceClient } from './types.ts';

/** So many may wait to be sent; what comes then is dropped. maxQueuedEvents. */
export const QUEUED_EVENTS: number = 1_000;
/** maxTriesPerEvent. */
export const EVENT_TRIES: number = 12;
/** Between two tries; before the second one a random part of it. */
export const EVENT_RETRY_MS: Millis = 10_000;

export interface Recorder {
  /** Sends an Event about `object`, sooner or later, or never. */
  event(
    object: KubeObject,
    type: Event['type'],
    reason: string,
    message: string,
  ): void;
  /** Sends nothing more. */
  stop(): void;
}

class EventRecorder implements Recorder {
  readonly #world: World;
  readonly #client: ResourceClient<Event>;
  readonly #source: EventSource;
  readonly #correlator: Correlator;
  readonly #queue: Event[] = [];
  #isSending = false;
  #isStopped = false;
  #timer: Timer | undefined;

  constructor(world: World, client: ResourceClient<Event>, source: EventSource) {
    this.#world = world;
    this.#client = client;
    this.#source = source;
    this.#correlator = new Correlator(world.clock);
  }

  event(
    object: KubeObject,
    type: Event['type'],
    reason: string,
    message: string,
  ): void {
    if (this.#isStopped || this.#queue.length >= QUEUED_EVENTS) return;
    const { apiVersion, kind, metadata } = object;
    const { namespace, name, uid, resourceVersion } = metadata;
    const about = {
      ...{ apiVersion, kind },
      ...(namespace === undefined ? {} : { namespace }),
      ...(name === undefined ? {} : { name }),
      ...(uid === undefined ? {} : { uid }),
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
    };
    const said = { type, reason, message, source: this.#source };
    this.#queue.push(eventOf(this.#world.clock, about, said));
    if (!this.#isSending) void this.#sendAll();
  }

  stop(): void {
    this.#isStopped = true;
    this.#queue.length = 0;
    this.#timer?.cancel();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const event = this.#correlator.correlate(next);
      if (event !== undefined) await this.#send(event);
    }
    this.#isSending = false;
  }

  async #send(event: Event): Promise<void> {
    for (let tries = 1; tries <= EVENT_TRIES && !this.#isStopped; tries++) {
      try {
        await this.#write(event);
        return;
      } catch (error) {
        // What the server refuses once it refuses again.
        if (error instanceof StatusError) return;
        const { clock, chance } = this.#world;
        const share = tries === 1 ? chance.next() : 1;
        await new Promise<void>((resolve) => {
          this.#timer = clock.after(Math.floor(EVENT_RETRY_MS * share), resolve);
        });
      }
    }
  }

  async #write(event: Event): Promise<void> {
    if (event.count > 1) {
      const { count, lastTimestamp, message } = event;
      try {
        await this.#client.patch(keyOf(event), { count, lastTimestamp, message });
        return;
      } catch (error) {
        // Events are kept for an hour; the one that was counted up may be gone.
        if (!(error instanceof StatusError) || error.status.code !== 404)
          throw error;
      }
    }
    await this.#client.create(event);
  }
}

/** A recorder that sends to `client` in the name of `source`. */
export function createRecorder(
  world: World,
  client: ResourceClient<Event>,
  source: EventSource,
): Recorder {
  return new EventRecorder(world, client, source);
}
