// Scheduling queue: pods that wait to be scheduled. Those that may be tried now wait in the
// order of their priority; those that were refused wait for something to happen; between
// the two they wait for their time. Kubernetes: pkg/scheduler/backend/queue. Chapter 17.
// Engine room: not told line by line.

import type { Clock, Millis } from '#world';
import type { Changed, ClusterEvent } from './events.ts';
import { Heap } from './heap.ts';
import { uidOf } from './node-info.ts';
import type { Pod } from './objects.ts';
import {
  FLUSH_MS,
  type Happening,
  INITIAL_BACKOFF_MS,
  isBackingOff,
  LEFTOVER_MS,
  MAX_BACKOFF_MS,
  MAX_UNSCHEDULABLE_MS,
  type Placing,
  placeOf,
  type QueueName,
  type QueueRules,
} from './place.ts';
import { podEvents } from './pod-events.ts';
import type { QueuedPodInfo } from './queued.ts';
import { Ticks } from './ticks.ts';

export interface QueueOptions {
  readonly clock: Clock;
  readonly rules: QueueRules;
  /** Called when a pod has come into the active queue. */
  readonly onActive?: () => void;
  readonly initialBackoff?: Millis;
  readonly maxBackoff?: Millis;
}

export class SchedulingQueue {
  readonly #placing: Placing;
  readonly #onActive: () => void;
  readonly #active: Heap<QueuedPodInfo>;
  readonly #backoff = new Map<string, QueuedPodInfo>();
  readonly #unschedulable = new Map<string, QueuedPodInfo>();
  /** Pods that were taken out, and what has happened since. */
  readonly #inFlight = new Map<string, Happening[]>();
  readonly #ticks: Ticks;

  constructor({ clock, rules, onActive = () => {}, ...waits }: QueueOptions) {
    const { initialBackoff = INITIAL_BACKOFF_MS, maxBackoff = MAX_BACKOFF_MS } =
      waits;
    this.#placing = { clock, rules, initial: initialBackoff, max: maxBackoff };
    this.#onActive = onActive;
    this.#active = new Heap(keyOf, (a, b) => rules.less(a, b));
    this.#ticks = new Ticks(clock, [
      { every: FLUSH_MS, among: this.#backoff, look: () => this.#flush() },
      {
        ...{ every: LEFTOVER_MS, among: this.#unschedulable },
        look: () => this.#flushLeftover(),
      },
    ]);
  }

  /** A pod that nobody has tried yet. */
  add(pod: Pod): void {
    const timestamp = this.#placing.clock.now();
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
    const gate =
      wanted === 'active' ? this.#placing.rules.preEnqueue(info.pod) : undefined;
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

  /** The pod that is to be tried next. `addUnschedulable` or `done` must follow. */
  pop(): QueuedPodInfo | undefined {
    const info = this.#active.pop();
    if (info === undefined) return undefined;
    this.#inFlight.set(keyOf(info), []);
    info.attempts += 1;
    info.firstTried ??= this.#placing.clock.now();
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
    info.timestamp = this.#placing.clock.now();
    return this.#put(info, placeOf(info, since, this.#placing));
  }

  /** All whose time has come, at once: the heap then has the best of them first. */
  #flush(): void {
    for (const info of [...this.#backoff.values()])
      if (!isBackingOff(info, this.#placing)) this.#put(info, 'active');
  }

  #flushLeftover(): void {
    const now = this.#placing.clock.now();
    for (const info of [...this.#unschedulable.values()])
      if (now - info.timestamp > MAX_UNSCHEDULABLE_MS)
        this.#requeue(info, ['ANY', {}]);
  }

  /** Something has happened: pods that it may help try again. */
  move(event: ClusterEvent, changed: Changed = {}): void {
    const happening: Happening = [event, changed];
    for (const since of this.#inFlight.values()) since.push(happening);
    for (const info of [...this.#unschedulable.values()])
      this.#requeue(info, happening);
  }

  #requeue(info: QueuedPodInfo, happening: Happening): QueueName {
    const name = placeOf(info, [happening], this.#placing);
    return name === 'unschedulable' ? name : this.#put(info, name);
  }

  /** Somebody knows that this one fits now. Nothing, if it does not wait. */
  activate(pod: Pod): void {
    const key = uidOf(pod);
    this.#inFlight.get(key)?.push(['ANY', {}]);
    const info = this.#unschedulable.get(key) ?? this.#backoff.get(key);
    if (info !== undefined) this.#put(info, 'active');
  }

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

  /** Who waits where, for people to see: in no order but the active ones in theirs. */
  waiting(): Readonly<Record<QueueName, readonly QueuedPodInfo[]>> {
    const first = (a: QueuedPodInfo, b: QueuedPodInfo) =>
      Number(this.#placing.rules.less(b, a)) -
      Number(this.#placing.rules.less(a, b));
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
