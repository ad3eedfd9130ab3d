// Plays a program on a store whose disk can be held, filled and made to fail.

import type { DurableOptions, DurableStore, VerifyLine } from '#log';
import type { Disk, World } from '#world';
import type { Stage, Subject } from '../../core/scenario.ts';
import { WatchedDisk } from './disk.ts';
import { askOf, everythingOf } from './doors.ts';
import type { Ask, Harm, Op, Program } from './draw.ts';
import { callOf } from './say.ts';

export interface Doors {
  openDurableStore(world: World, options: DurableOptions): Promise<DurableStore>;
  verifyFolder(world: { disk: Disk }, path?: string): AsyncIterable<VerifyLine>;
}

export async function play(
  subject: Subject,
  program: Program,
  stage: Stage,
): Promise<void> {
  const player = new Player(subject, program, stage);
  await player.open('open');
  for (const op of program.ops) await player.play(op);
  await player.end();
}

class Player {
  readonly #doors: Doors;
  readonly #stage: Stage;
  readonly #segmentBytes: number;
  readonly #warnings: string[] = [];
  /** Revisions of which a listener was told. */
  readonly #seen: number[] = [];
  #disk: WatchedDisk;
  #store: DurableStore | undefined;

  constructor(subject: Subject, { segmentBytes = 4_096 }: Program, stage: Stage) {
    this.#doors = subject as unknown as Doors;
    this.#stage = stage;
    this.#segmentBytes = segmentBytes;
    this.#disk = this.#watched();
  }

  #watched(): WatchedDisk {
    const { DiskError } = this.#stage.parts.world;
    return new WatchedDisk(
      this.#stage.world.disk,
      (path) => new DiskError('EIO', path, 'the device reported a write error'),
    );
  }

  async open(words: string): Promise<void> {
    await this.#stage.callAsync(
      () => words,
      async () => {
        this.#store = undefined;
        this.#disk = this.#watched();
        this.#warnings.length = 0;
        this.#seen.length = 0;
        const store = await this.#doors.openDurableStore(
          { ...this.#stage.world, disk: this.#disk },
          {
            segmentBytes: this.#segmentBytes,
            snapshotEntries: 1_000_000,
            onWarning: (text) => this.#warnings.push(text),
          },
        );
        store.onCommit(({ revision }) => this.#seen.push(revision));
        this.#store = store;
        this.#disk.syncs = 0;
        this.#disk.touches = 0;
        return { warnings: [...this.#warnings], ...everythingOf(store) };
      },
    );
    await this.#settle();
  }

  /** Waits until nothing more can come to pass. */
  #settle(): Promise<void> {
    const { world, parts } = this.#stage;
    return world.clock.advance(parts.world.millis(0));
  }

  async play(op: Op): Promise<void> {
    // A store that could not be opened can not be asked.
    if (this.#store === undefined && !('op' in op && op.op === 'verify')) return;
    if ('ask' in op) this.#ask(op);
    else if (op.op === 'burst') for (const one of op.asks) this.#ask(one);
    else await this.#do(op);
    await this.#settle();
  }

  #ask(ask: Ask): void {
    const store = this.#store;
    if (store === undefined) return;
    void this.#stage.callAsync(
      () => callOf(ask),
      () => askOf(store, ask),
      { noted: 'at its end' },
    );
  }

  async #do(op: Exclude<Op, Ask | { op: 'burst' }>): Promise<void> {
    const { disk } = this.#stage.world;
    const store = this.#store;
    switch (op.op) {
      case 'hold':
        return this.#note(op, () => this.#disk.hold());
      case 'hold snapshots':
        return this.#note(op, () => this.#disk.hold('snap'));
      case 'let go':
        return this.#note(op, () => this.#disk.letGo());
      case 'fail sync':
        return this.#note(op, () => disk.failNextSync());
      case 'fail write':
        return this.#note(op, () => this.#disk.failNextWrite());
      case 'room':
        return this.#note(op, () =>
          disk.full(op.bytes < 0 ? Number.POSITIVE_INFINITY : op.bytes),
        );
      case 'look':
        this.#stage.call(
          () => callOf(op),
          () => this.#look(),
        );
        return;
      case 'restart':
        this.#disk.letGo();
        await store?.close();
        return this.open(callOf(op));
      case 'power cut':
        this.#disk.letGo();
        disk.crash();
        // The process that is dead keeps no timer.
        await store?.close().catch(() => {});
        return this.open(callOf(op));
      case 'snapshot':
        // While it is being written, others may write.
        void this.#stage.callAsync(
          () => callOf(op),
          async () => {
            await store?.snapshot();
            return {};
          },
          { noted: 'at its end' },
        );
        return;
      case 'close':
        return this.#close(callOf(op));
      case 'harm':
        return harm(this.#doors, disk, op.harm);
      case 'files':
        return this.#files(callOf(op));
      case 'verify':
        return this.#verify(callOf(op));
    }
  }

  #note(op: Op, action: () => void): void {
    this.#stage.call(
      () => callOf(op),
      () => {
        action();
        return {};
      },
    );
  }

  /** What is to be seen, and what was done to the disk since the last look. */
  #look(): object {
    const store = this.#store;
    if (store === undefined) return {};
    const { failure, entries } = store.status();
    const { syncs, touches } = this.#disk;
    this.#disk.syncs = 0;
    this.#disk.touches = 0;
    const seen = this.#seen.splice(0);
    const disk = failure === undefined ? { syncs } : { touches };
    const why = failure === undefined ? {} : { failure };
    return { ...everythingOf(store), seen, entries, ...why, ...disk };
  }

  async #close(words: string): Promise<void> {
    this.#disk.letGo();
    await this.#stage.callAsync(
      () => words,
      async () => {
        await this.#store?.close();
        return { 'open files': this.#stage.world.disk.openFiles.length };
      },
    );
  }

  async #files(words: string): Promise<void> {
    await this.#stage.callAsync(
      () => words,
      async () => {
        const { disk } = this.#stage.world;
        const names = (kind: string): Promise<readonly string[]> => disk.list(kind);
        const isWhole = (name: string): boolean => !name.endsWith('.tmp');
        const status = this.#store?.status();
        return {
          segments: (await names('wal')).filter(isWhole).length,
          snapshots: (await names('snap')).filter(isWhole).length,
          status: { segments: status?.segments, snapshot: status?.snapshot },
        };
      },
    );
  }

  async #verify(words: string): Promise<void> {
    await this.#stage.callAsync(
      () => words,
      async () => {
        let records = 0;
        const wrong: object[] = [];
        for await (const line of this.#doors.verifyFolder(this.#stage.world)) {
          const { type, length, what, isDamage } = line;
          if (type === 'torn' || type === 'damaged')
            wrong.push({ type, length, isDamage, what });
          else records += 1;
        }
        return { 'whole records': records, wrong };
      },
    );
  }

  /** One more look, and all is given back. */
  async end(): Promise<void> {
    if (this.#store === undefined) return;
    await this.play({ op: 'let go' });
    await this.play({ op: 'look' });
    await this.#close('close');
  }
}

/** Turns bytes of the last segment, from the first byte of one of its records on. */
async function harm(doors: Doors, disk: Disk, wanted: Harm): Promise<void> {
  const { record, from, to, turn } = wanted;
  const all: VerifyLine[] = [];
  for await (const line of doors.verifyFolder({ disk })) all.push(line);
  const file = all.at(-1)?.file ?? '';
  const own = all.filter((line) => line.file === file && line.type !== 'torn');
  const begin = own.at(-1 - record)?.offset ?? own.at(-1)?.offset ?? 0;
  const handle = await disk.open(file);
  const size = await handle.size();
  const offset = Math.min(begin + from, size);
  const length = Math.min(to ?? size, size) - from;
  const bytes = await handle.read(offset, Math.max(length, 0));
  const turned = bytes.map((byte) => (turn === 'zero' ? 0 : byte ^ turn));
  await handle.write(offset, turned);
  await handle.sync();
  await handle.close();
}
