// Plays one life of a process after the other, each ended by a power cut at some turn, and
// holds what comes back against the requests that were made.

import type { DurableStore } from '#log';
import type { Stage, Subject } from '../../core/scenario.ts';
import { askOf, foundIn } from './doors.ts';
import type { Ask, Life, Lives } from './draw.ts';
import type { Doors } from './play.ts';

const SEGMENT_BYTES = 2_048;

/** What a life came to. */
export interface Came {
  readonly asked: number;
  readonly acknowledged: number;
  /** The last revision of which anybody was told before the power went. */
  readonly seen: number;
  readonly revision: number;
  /** To how many of the requests the state belongs that came back; -1: to no number. */
  readonly found: number;
  /** What a put answered after it, above the revision that came back. */
  readonly next: number;
}

export async function playLives(
  subject: Subject,
  { lives, snapshotEntries }: Lives,
  stage: Stage,
): Promise<void> {
  const { openDurableStore } = subject as unknown as Doors;
  const options = { segmentBytes: SEGMENT_BYTES, snapshotEntries };
  const open = (): Promise<DurableStore> => openDurableStore(stage.world, options);
  /** What is known to have come to pass, in order. */
  const past: Ask[] = [];
  for (const [number, life] of lives.entries()) {
    const came = await stage.callAsync(
      () => sayLife(number + 1, life),
      () => liveOnce(open, past, [life, stage]),
    );
    if (came === undefined) return;
  }
}

/** Is put after each return, so that revisions are seen to go on. */
const MORE = { ask: 'put', request: { key: 'more', value: '' } } as const;

async function liveOnce(
  open: () => Promise<DurableStore>,
  past: Ask[],
  [life, stage]: readonly [Life, Stage],
): Promise<Came> {
  const { world, parts } = stage;
  const store = await open();
  const process = new Process(store, life.asks, parts);
  const living = process.live(life, () => world.disk.failNextSync());
  await pass(life.turns);
  process.isOver = true;
  const { acknowledged, seen } = process;
  const asked = process.asked.length;
  world.disk.crash();
  await living;
  const dead = [store];
  if (life.again !== undefined) {
    open().then(
      (one) => dead.push(one),
      () => {},
    );
    await pass(life.again);
    world.disk.crash();
  }
  await world.clock.advance(parts.world.millis(0));
  // A process that is dead keeps no timer: what it left behind is not to be counted.
  for (const one of dead) await one.close().catch(() => {});
  // A fault that nobody met does not outlive the process.
  const unused = await world.disk.open('unused');
  await unused.sync().catch(() => {});
  await unused.close();
  const after = await open();
  const submitted = [...past, ...process.submitted];
  const found = foundIn(after, submitted, parts);
  const revision = after.revision as number;
  const next = (await after.put(MORE.request)).revision - revision;
  await after.close();
  const inAll = past.length + acknowledged;
  past.push(...submitted.slice(past.length, Math.max(found, past.length)), MORE);
  return { asked, acknowledged: inAll, seen, revision, found, next };
}

/** What is asked of a store until the power goes, and what of it was answered. */
class Process {
  readonly #store: DurableStore;
  readonly #asks: readonly Ask[];
  readonly #parts: Stage['parts'];
  readonly asked: Ask[] = [];
  /** Refused for want of room: nothing of it was written, and writing goes on. */
  readonly #refused = new Set<Ask>();
  acknowledged = 0;
  seen: number;
  isOver = false;

  constructor(store: DurableStore, asks: readonly Ask[], parts: Stage['parts']) {
    this.#store = store;
    this.#asks = asks;
    this.#parts = parts;
    this.seen = store.revision;
    store.onCommit(({ revision }) => {
      this.seen = revision;
    });
  }

  /** Those that may have come to pass. */
  get submitted(): readonly Ask[] {
    return this.asked.filter((ask) => !this.#refused.has(ask));
  }

  async live({ breath, fault }: Life, fail: () => void): Promise<void> {
    for (const [index, ask] of this.#asks.entries()) {
      if (this.isOver) return;
      if (index === fault) fail();
      // A request may be made twice: each is one of its own.
      const own = { ...ask };
      this.asked.push(own);
      askOf(this.#store, own).then(
        () => this.#answered(),
        (error: unknown) => this.#refuse(own, error),
      );
      await pass(breath);
    }
  }

  #answered(): void {
    if (!this.isOver) this.acknowledged += 1;
  }

  #refuse(ask: Ask, error: unknown): void {
    if (error instanceof this.#parts.store.EtcdError) this.#answered();
    else if (this.#store.status().failure === undefined) this.#refused.add(ask);
  }
}

async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await undefined;
}

function sayLife(number: number, life: Life): string {
  const { asks, breath, turns, again, fault } = life;
  const faulty = fault === undefined ? '' : `, a sync fails after request ${fault}`;
  const twice = again === undefined ? '' : `, and again ${again} turns after it`;
  return (
    `life ${number}: ${asks.length} requests, ${breath} turns apart${faulty}; ` +
    `the power goes after ${turns} turns${twice}`
  );
}
