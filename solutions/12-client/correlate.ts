// What becomes of an Event before it is sent: counted, if it was told before; combined,
// if many differ in their message alone; dropped, if there are too many about one
// object. client-go: tools/record/events_cache.go. Chapter 12.
// Engine room: not told line by line.

import { type KubeObject, rfc3339 } from '#objects';
import type { Clock, Millis } from '#world';
import { Recent } from './recent.ts';

export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

/** Whom an Event is about. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** Something that has happened to an object, for people to read. */
export interface Event extends KubeObject {
  readonly involvedObject: ObjectReference;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstTimestamp: string;
  readonly lastTimestamp: string;
  readonly source: EventSource;
  readonly reportingComponent: string;
  readonly reportingInstance: string;
}

/** So many that differ in their message alone, and they are told as one. */
export const AGGREGATE_EVENTS: number = 10;
/** If as long as this no similar one came, counting begins anew: 10 min. */
export const AGGREGATE_INTERVAL_MS: Millis = 600_000;
/** So many about one object at once, and then one each SPAM_EVERY_MS. */
export const SPAM_BURST: number = 25;
/** 5 min. */
export const SPAM_EVERY_MS: Millis = 300_000;
/** So many objects, and kinds of events, are remembered. */
export const REMEMBERED: number = 4_096;

interface Similar {
  readonly messages: Set<string>;
  readonly at: Millis;
}

interface Bucket {
  readonly credit: Millis;
  readonly at: Millis;
}

type Observed = Pick<Event, 'count' | 'firstTimestamp' | 'metadata'>;

export class Correlator {
  readonly #clock: Clock;
  readonly #similar = new Recent<Similar>(REMEMBERED);
  readonly #observed = new Recent<Observed>(REMEMBERED);
  readonly #buckets = new Recent<Bucket>(REMEMBERED);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The event to be sent, a new one if its count is 1; none if there are too many. */
  correlate(event: Event): Event | undefined {
    const [combined, key] = this.#combine(event);
    const before = this.#observed.get(key);
    const counted: Event =
      before === undefined
        ? combined
        : {
            ...combined,
            metadata: before.metadata,
            firstTimestamp: before.firstTimestamp,
            count: before.count + 1,
          };
    this.#observed.set(key, counted);
    return this.#isSpam(event) ? undefined : counted;
  }

  /** The event, or the one that stands for many like it, and under what it counts. */
  #combine(event: Event): readonly [Event, string] {
    const now = this.#clock.now();
    const key = keyOfReason(event);
    const before = this.#similar.get(key);
    const isOld = before === undefined || now - before.at > AGGREGATE_INTERVAL_MS;
    const messages = isOld ? new Set<string>() : before.messages;
    messages.add(event.message);
    this.#similar.set(key, { messages, at: now });
    if (messages.size < AGGREGATE_EVENTS) return [event, keyOfMessage(event)];
    // It must not grow any further; which one is let go does not matter.
    messages.delete(messages.values().next().value ?? '');
    const message = `(combined from similar events): ${event.message}`;
    return [{ ...event, message }, key];
  }

  #isSpam(event: Event): boolean {
    const now = this.#clock.now();
    const key = keyOfObject(event);
    const full = SPAM_BURST * SPAM_EVERY_MS;
    const { credit: had, at } = this.#buckets.get(key) ?? { credit: full, at: now };
    const credit = Math.min(had + now - at, full);
    const isSpam = credit < SPAM_EVERY_MS;
    this.#buckets.set(key, {
      credit: isSpam ? credit : credit - SPAM_EVERY_MS,
      at: now,
    });
    return isSpam;
  }
}

function keyOfObject({ source, involvedObject, type }: Event): string {
  const { kind, namespace, name, uid, apiVersion } = involvedObject;
  const { component, host } = source;
  return JSON.stringify([
    component,
    host,
    kind,
    namespace,
    name,
    uid,
    apiVersion,
    type,
  ]);
}

function keyOfReason(event: Event): string {
  return `${keyOfObject(event)} ${event.reason}`;
}

function keyOfMessage(event: Event): string {
  return `${keyOfReason(event)} ${JSON.stringify(event.message)}`;
}

/** An event that has just come to pass. */
export function eventOf(
  clock: Clock,
  about: ObjectReference,
  said: Pick<Event, 'type' | 'reason' | 'message' | 'source'>,
): Event {
  const nanos = BigInt(Math.floor(clock.wall())) * 1_000_000n;
  const time = rfc3339(clock.wall());
  const { component, host = '' } = said.source;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${about.name ?? ''}.${nanos.toString(16)}`,
      namespace: about.namespace || 'default',
    },
    involvedObject: about,
    ...said,
    count: 1,
    firstTimestamp: time,
    lastTimestamp: time,
    reportingComponent: component,
    reportingInstance: host,
  };
}
