// Plays a program on a lessor and its store, under virtual time. Of each call the answer
// is noted, and of time that passes what it deleted.

import type { createLessor, Lessor, leased, SavedLease } from '#lease';
import type { KeyValue, Store } from '#store';
import type { World } from '#world';
import type { Stage, Subject } from '../../core/scenario.ts';
import { heard } from '../01-store/listeners.ts';
import { type CountingClock, counting } from './counting.ts';
import { listenToFirst, writeStep } from './doors.ts';
import type { Op, Program } from './draw.ts';
import { Dues } from './dues.ts';
import { HandedOut } from './handed.ts';
import { callOf } from './say.ts';

/** What was deleted at once, and when. */
interface Deleted {
  readonly at: number;
  readonly keys: readonly string[];
}

interface PlayerOptions {
  /** Puts go through the store as clients see it. */
  readonly admits?: boolean;
  /** What is deleted in one millisecond is noted in its order, for laws to judge. */
  readonly inOrder?: boolean;
}

/** A lessor, its store, and the one who plays with both. */
class Player {
  readonly #subject: Subject;
  readonly #stage: Stage;
  readonly #options: PlayerOptions;
  readonly #plain: Store;
  /** The store as lessors know it. */
  readonly #heard: Store;
  readonly #deleted: Deleted[] = [];
  readonly #chosen = new Set<number>();
  readonly #dues = new Dues();
  readonly #handedOut = new HandedOut();
  /** What was found out meanwhile, and is told with the next answer. */
  #found: Record<string, unknown> = {};
  /** Timers of our own that did not ring yet. */
  #alarms = 0;
  readonly #clock: CountingClock;
  /** The world as lessors know it. */
  readonly #world: World;
  #lessor: Lessor;
  /** The store as clients see it, once one of them has come. */
  #clients: Store | undefined;

  constructor(subject: Subject, stage: Stage, options: PlayerOptions = {}) {
    this.#subject = subject;
    this.#stage = stage;
    this.#options = options;
    this.#plain = stage.parts.store.createStore();
    const { store, listeners } = heard(this.#plain);
    this.#heard = store;
    stage.atEnd('the store', () => ({ listeners: listeners() }));
    this.#clock = counting(stage.world.clock);
    this.#world = { ...stage.world, clock: this.#clock };
    this.#plain.onCommit(({ changes }) => this.#note(changes));
    this.#lessor = this.#create();
  }

  #create(saved?: readonly SavedLease[]): Lessor {
    const create = this.#subject.createLessor as typeof createLessor;
    return create(this.#world, this.#heard, saved);
  }

  get #store(): Store {
    if (!this.#options.admits) return this.#plain;
    const wrap = this.#subject.leased as typeof leased;
    this.#clients ??= wrap(this.#plain, this.#lessor);
    return this.#clients;
  }

  #note(changes: readonly KeyValue[]): void {
    const gone = changes.filter(({ version }) => version === 0);
    if (gone.length === 0) return;
    const at = this.#stage.world.clock.now();
    this.#deleted.push({ at, keys: gone.map(({ key }) => key) });
    if (this.#lessor.leases().some((id) => this.#lessor.timeToLive(id).ttl < -1))
      this.#found['a lease has'] = 'less than no time left';
  }

  playAll(program: Program): void {
    for (const op of program) this.play(op);
    this.#stage.call(
      () => 'close the lessor',
      () => {
        this.#lessor.close();
        return this.#handedOut.hasChanged ? { 'an earlier answer': 'changed' } : {};
      },
    );
  }

  play(op: Op): void {
    this.#deleted.length = 0;
    this.#stage.call(
      () => callOf(op),
      () => this.#do(op),
    );
  }

  get #now(): number {
    return this.#stage.world.clock.now();
  }

  #do(op: Op): object {
    switch (op.op) {
      case 'grant':
        return this.#grant(op);
      case 'look':
        if (op.keys === undefined) return this.#lessor.timeToLive(op.id);
        return this.#lessor.timeToLive(op.id, { keys: op.keys });
      case 'keep alive':
        return this.#keepAlive(op.id);
      case 'list':
        return {
          leases: asHandedOut(this.#handedOut.keep(this.#lessor.leases()), (ids) =>
            this.#dues.inOrder(ids),
          ),
        };
      case 'save':
        return {
          saved: asHandedOut(this.#handedOut.keep(this.#lessor.snapshot()), byId),
        };
      case 'save in':
        this.#alarms += 1;
        this.#stage.world.clock.after(op.ms, () => this.#saveNow());
        return {};
      case 'revoke inside':
        return this.#revokeInside(op.id);
      case 'revoke':
        this.#lessor.revoke(op.id);
        return this.#written();
      case 'wait':
        this.#stage.world.clock.advanceSync(op.ms);
        return this.#written();
      case 'put':
        return this.#store.put(op.put);
      case 'step':
        return { answer: writeStep(this.#store, op.puts), ...this.#written() };
      case 'delete':
        return { answer: this.#store.deleteRange(op.range) };
      case 'read':
        return this.#store.range(op.range);
      case 'listen':
        return { heard: listenToFirst(this.#store, op.puts) };
      case 'restart':
        return this.#restart(op);
    }
  }

  /** A lease that is due now may have ended or not; if it is there, it is saved. */
  #saveNow(): void {
    this.#alarms -= 1;
    const saved = byId(this.#lessor.snapshot());
    const ids = saved.map(({ id }) => id);
    const others = this.#lessor.leases().filter((id) => !ids.includes(id));
    this.#found = { saved: saved.filter(({ left }) => left !== 0) };
    if (others.length > 0) this.#found['not saved'] = others;
  }

  /** Ids that were chosen differ from one lessor to the next; that they fit does not. */
  #grant(request: { ttl: number; id?: number }): object {
    const { id, ttl } = this.#lessor.grant(request);
    this.#dues.begin(id, this.#now, ttl * 1_000);
    if (request.id) return { id, ttl };
    const fits = Number.isSafeInteger(id) && id > 0 && !this.#chosen.has(id);
    this.#chosen.add(id);
    return { id: fits ? 'chosen' : id, ttl };
  }

  /** Leases that end in the same millisecond may do so in any order. */
  #written(): object {
    const deleted = [...this.#deleted];
    if (!this.#options.inOrder) deleted.sort(byTime);
    const found = this.#found;
    this.#found = {};
    return {
      ...{ revision: this.#store.revision, deleted },
      ...this.#stray(),
      ...found,
    };
  }

  /** More timers than leases: some were left behind. */
  #stray(): object {
    const { pending } = this.#stage.world.clock;
    const timers = pending.length - this.#alarms;
    const stray = timers - this.#lessor.leases().length;
    return stray > 0 ? { 'timers without a lease': stray } : {};
  }

  /** Only of a lease with keys: without any there is nothing that the store refuses. */
  #revokeInside(id: number): object {
    const { kvs } = this.#plain.range({ key: '\0', rangeEnd: '\0' });
    if (!kvs.some(({ lease }) => lease === id)) return {};
    this.#plain.write(() => this.#lessor.revoke(id));
    return this.#written();
  }

  #keepAlive(id: number): object {
    const before = this.#clock.timers;
    const ttl = this.#lessor.keepAlive(id);
    if (ttl > 0) this.#dues.begin(id, this.#now, ttl * 1_000);
    const timers = this.#clock.timers - before;
    return timers === 0 ? { ttl } : { ttl, 'timers set': timers };
  }

  #restart(op: { away: number; anew?: boolean; left?: number }): object {
    const { clock } = this.#stage.world;
    const saved = byId(this.#lessor.snapshot());
    this.#lessor.close();
    clock.advanceSync(op.away);
    const given = saved.map(({ id, ttl, left }) => {
      const kept = op.anew === true ? undefined : (op.left ?? left);
      this.#dues.begin(id, this.#now, kept ?? ttl * 1_000);
      return kept === undefined ? { id, ttl } : { id, ttl, left: kept };
    });
    this.#lessor = this.#create(given);
    this.#clients = undefined;
    clock.advanceSync(0);
    return { saved, ...this.#written() };
  }
}

/** In another order; the very list that was handed out if it has that order already. */
function asHandedOut<T>(
  list: readonly T[],
  ordered: (list: readonly T[]) => readonly T[],
): readonly T[] {
  const other = ordered(list);
  return other.every((one, i) => one === list[i]) ? list : other;
}

function byTime(a: Deleted, b: Deleted): number {
  return a.at - b.at || (a.keys.join() < b.keys.join() ? -1 : 1);
}

function byId(saved: readonly SavedLease[]): readonly SavedLease[] {
  return saved.toSorted((a, b) => a.id - b.id);
}

/** Plays a program on the bare store: a put is never refused for its lease. */
export function play(subject: Subject, program: Program, stage: Stage): void {
  const player = new Player(subject, stage);
  player.playAll(program);
}

/** The same, with the order in which leases end. */
export function playInOrder(
  subject: Subject,
  program: Program,
  stage: Stage,
): void {
  const player = new Player(subject, stage, { inOrder: true });
  player.playAll(program);
}

/** Plays a program on the store as clients see it. */
export function playAdmitted(
  subject: Subject,
  program: Program,
  stage: Stage,
): void {
  const player = new Player(subject, stage, { admits: true });
  player.playAll(program);
}
