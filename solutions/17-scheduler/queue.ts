// Scheduling queue: pods that wait to be scheduled. Those that may be tried now wait in the
// order of their priority; those that were refused wait for something to happen; between
// the two they wait for their time. Kubernetes: pkg/scheduler/backend/queue. Chapter 17.

import type { Clock, Millis } from '#world';
import type { Changed, ClusterEvent, ClusterEventWithHint } from './events.ts';
import { Heap } from './heap.ts';
import { uidOf } from './node-info.ts';
import type { Pod } from './objects.ts';
import { podEvents } from './pod-events.ts';
import type { QueuedPodInfo } from './queued.ts';
import { Ticks } from './ticks.ts';
import type { Verdict } from './types.ts';

//#region bounds
/** podInitialBackoffSeconds and podMaxBackoffSeconds. */
export const INITIAL_BACKOFF_MS: Millis = 1_000;
export const MAX_BACKOFF_MS: Millis = 10_000;
/** The backoff queue is looked through once in so long, on the whole second. */
export const FLUSH_MS: Millis = 1_000;
/** A refused pod waits no longer than this, and is looked for once in so long. */
export const MAX_UNSCHEDULABLE_MS: Millis = 300_000;
export const LEFTOVER_MS: Millis = 30_000;
//#endregion

//#region rules
/** What the profiles have to say of pods that wait. */
export interface QueueRules {
  less(a: QueuedPodInfo, b: QueuedPodInfo): boolean;
  preEnqueue(pod: Pod): Verdict;
  /** What a plugin of the pod's profile waits for; undefined: anything. */
  eventsOf(pod: Pod, plugin: string): readonly ClusterEventWithHint[] | undefined;
}

/** ANY is worth a try for every pod: time has passed, or somebody asks for it. */
export type Happening = readonly [event: ClusterEvent | 'ANY', changed: Changed];

export type QueueName = 'active' | 'backoff' | 'unschedulable';
//#endregion

//#region fields
export interface QueueOptions {
  readonly clock: Clock;
  readonly rules: QueueRules;
  /** Called when a pod has come into the active queue. */
  readonly onActive?: () => void;
  readonly initialBackoff?: Millis;
  readonly maxBackoff?: Millis;
}

export class SchedulingQueue {
  readonly #clock: Clock;
  readonly #rules: QueueRules;
  readonly #onActive: () => void;
  readonly #initial: Millis;
  readonly #max: Millis;
  readonly #active: Heap<QueuedPodInfo>;
  readonly #backoff = new Map<string, QueuedPodInfo>();
  readonly #unschedulable = new Map<string, QueuedPodInfo>();
  /** Pods that were taken out, and what has happened since. */
  readonly #inFlight = new Map<string, Happening[]>();
  readonly #ticks: Ticks;

  constructor({ clock, rules, onActive = () => {}, ...waits }: QueueOptions) {
    this.#clock = clock;
    this.#rules = rules;
    this.#onActive = onActive;
    this.#initial = waits.initialBackoff ?? INITIAL_BACKOFF_MS;
    this.#max = waits.maxBackoff ?? MAX_BACKOFF_MS;
    this.#active = new Heap(keyOf, (a, b) => rules.less(a, b));
    this.#ticks = new Ticks(clock, [
      { every: FLUSH_MS, among: this.#backoff, look: () => this.#flush() },
      {
        ...{ every: LEFTOVER_MS, among: this.#unschedulable },
        look: () => this.#flushLeftover(),
      },
    ]);
  }
  //#endregion

  //#region add
  /** A pod that nobody has tried yet. */
  add(pod: Pod): void {
    const timestamp = this.#clock.now();
    this.#put(
      {
        ...{ pod, timestamp, attempts: 0, refused: 0, errors: 0 },
        ...{ unschedulable: new Set(), pending: new Set() },
      },
      'active',
    );
  }

  /** Puts it into this queue and no other, unless a plugin keeps it out. */
  #put(info: QueuedPodInfo, wanted: QueueName): QueueName {
    const key = keyOf(info);
    const gate = wanted === 'active' ? this.#rules.preEnqueue(info.pod) : undefined;
    delete info.gatedBy;
    if (gate?.plugin !== undefined) {
      info.gatedBy = gate.plugin;
      info.unschedulable = new Set(info.unschedulable).add(gate.plugin);
    }
    const name = gate === undefined ? wanted : 'unschedulable';
    this.#drop(key);
    if (name === 'active') this.#active.set(info);
    else if (name === 'backoff') this.#backoff.set(key, info);
    else this.#unschedulable.set(key, info);
    this.#ticks.start();
    if (name === 'active') this.#onActive();
    return name;
  }

  #drop(key: string): void {
    this.#active.delete(key);
    this.#backoff.delete(key);
    this.#unschedulable.delete(key);
  }
  //#endregion

  //#region pop
  /** The pod that is to be tried next. `addUnschedulable` or `done` must follow. */
  pop(): QueuedPodInfo | undefined {
    const info = this.#active.pop();
    if (info === undefined) return undefined;
    this.#inFlight.set(keyOf(info), []);
    info.attempts += 1;
    info.firstTried ??= this.#clock.now();
    info.unschedulable = new Set();
    info.pending = new Set();
    return info;
  }

  /** It will not come back: it is bound, or will be. */
  done(pod: Pod): void {
    this.#inFlight.delete(uidOf(pod));
  }

  /**
   * It was refused by the plugins that it names, or by none: then something broke.
   * Where it waits is decided by what has happened since it was taken out.
   */
  addUnschedulable(info: QueuedPodInfo): QueueName {
    const key = keyOf(info);
    const since = this.#inFlight.get(key) ?? [];
    this.#inFlight.delete(key);
    const isRefused = info.unschedulable.size + info.pending.size > 0;
    info.refused += isRefused ? 1 : 0;
    info.errors = isRefused ? 0 : info.errors + 1;
    info.timestamp = this.#clock.now();
    return this.#put(info, this.#placeOf(info, since));
  }
  //#endregion

  //#region place-of
  /** Where a pod belongs that was refused, after all of this has happened. */
  #placeOf(info: QueuedPodInfo, happenings: readonly Happening[]): QueueName {
    //#exercise 5 decide whether it may try again, and how soon
    const { pod, unschedulable, pending } = info;
    let isWorthATry = unschedulable.size + pending.size === 0;
    for (const happening of happenings)
      for (const plugin of [...unschedulable, ...pending]) {
        if (!this.#helps(pod, plugin, happening)) continue;
        if (happening[0] !== 'ANY' && pending.has(plugin)) return 'active';
        isWorthATry = true;
      }
    if (!isWorthATry) return 'unschedulable';
    return this.#isBackingOff(info) ? 'backoff' : 'active';
    //#endexercise
  }
  //#endregion

  //#region helps
  /** Whether the plugin says that this may have made room. A hint that fails: yes. */
  #helps(pod: Pod, plugin: string, [event, changed]: Happening): boolean {
    if (event === 'ANY') return true;
    const events = this.#rules.eventsOf(pod, plugin);
    if (events === undefined) return true;
    return events.some(({ resource, actions, hint }) => {
      if (resource !== event.resource || !actions.includes(event.action))
        return false;
      try {
        return hint === undefined || hint(pod, changed) === 'Queue';
      } catch {
        return true;
      }
    });
  }
  //#endregion

  //#region backing-off
  /** 1 s after the first refusal, doubled each time, until the second is over. */
  #isBackingOff({ refused, errors, timestamp }: QueuedPodInfo): boolean {
    const times = errors > 0 ? errors : refused;
    if (times === 0) return false;
    const wait = Math.min(this.#initial * 2 ** (times - 1), this.#max);
    const end = Math.floor((timestamp + wait) / FLUSH_MS);
    return end >= Math.floor(this.#clock.now() / FLUSH_MS);
  }

  /** All whose time has come, at once: the heap then has the best of them first. */
  #flush(): void {
    for (const info of [...this.#backoff.values()])
      if (!this.#isBackingOff(info)) this.#put(info, 'active');
  }

  #flushLeftover(): void {
    const now = this.#clock.now();
    for (const info of [...this.#unschedulable.values()])
      if (now - info.timestamp > MAX_UNSCHEDULABLE_MS)
        this.#requeue(info, ['ANY', {}]);
  }
  //#endregion

  //#region move
  /** Something has happened: pods that it may help try again. */
  move(event: ClusterEvent, changed: Changed = {}): void {
    const happening: Happening = [event, changed];
    for (const since of this.#inFlight.values()) since.push(happening);
    for (const info of [...this.#unschedulable.values()])
      this.#requeue(info, happening);
  }

  #requeue(info: QueuedPodInfo, happening: Happening): QueueName {
    const name = this.#placeOf(info, [happening]);
    return name === 'unschedulable' ? name : this.#put(info, name);
  }

  /** Somebody knows that this one fits now. Nothing, if it does not wait. */
  activate(pod: Pod): void {
    const key = uidOf(pod);
    this.#inFlight.get(key)?.push(['ANY', {}]);
    const info = this.#unschedulable.get(key) ?? this.#backoff.get(key);
    if (info !== undefined) this.#put(info, 'active');
  }
  //#endregion

  //#region update
  /** The pod has changed, and perhaps in what it was refused for. */
  update(old: Pod, pod: Pod): void {
    const key = uidOf(pod);
    const events = podEvents(old, pod).map(
      (event): Happening => [event, { old, object: pod }],
    );
    const flight = this.#inFlight.get(key);
    if (flight !== undefined) {
      flight.push(...events);
      return;
    }
    const waiting = this.#active.get(key) ?? this.#backoff.get(key);
    const info = waiting ?? this.#unschedulable.get(key);
    if (info === undefined) {
      this.add(pod);
      return;
    }
    info.pod = pod;
    if (this.#active.get(key) !== undefined) this.#active.set(info);
    if (waiting !== undefined) return;
    for (const happening of events)
      if (this.#requeue(info, happening) !== 'unschedulable') return;
  }

  delete(pod: Pod): void {
    this.#drop(uidOf(pod));
  }

  /** No timer rings any more. */
  close(): void {
    this.#ticks.stop();
  }
  //#endregion

  //#region look
  /** Who waits where, for people to see: in no order but the active ones in theirs. */
  waiting(): Readonly<Record<QueueName, readonly QueuedPodInfo[]>> {
    const first = (a: QueuedPodInfo, b: QueuedPodInfo) =>
      Number(this.#rules.less(b, a)) - Number(this.#rules.less(a, b));
    return {
      active: [...this.#active.list()].sort(first),
      backoff: [...this.#backoff.values()],
      unschedulable: [...this.#unschedulable.values()],
    };
  }
}

function keyOf({ pod }: QueuedPodInfo): string {
  return uidOf(pod);
}
//#endregion
