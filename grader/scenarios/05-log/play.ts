// Plays a program on a store whose disk can be held, filled and made to fail.

import type { DurableOptions, DurableStore, VerifyLine } from '#log';
import type { Disk, World } from '#world';
import type { Stage, Subject } from '../../core/scenario.ts';
import { WatchedDisk } from './disk.ts';
import { askOf, everythingOf } from './doors.ts';
import type { Ask, Harm, More, Op, Program } from './draw.ts';
import { cutSnapshot, type Hand, moreOf } from './more.ts';
import { callOf } from './say.ts';

export interface Doors {
  openDurableStore(world: World, options: DurableOptions): Promise<DurableStore>;
  verifyFolder(world: { disk: Disk }, path?: string): AsyncIterable<VerifyLine>;
}

function isNoRoom(error: unknown): string {
  if (codeOf(error) === 'ENOSPC') return 'no room';
  throw error;
}

/** What a log refuses with, by its code. */
function codeOf(error: unknown): string {
  return String(Object(error).code ?? error);
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
  readonly #program: Program;
  #segmentBytes: number;
  readonly #warnings: string[] = [];
  /** Revisions of which a listener was told. */
  readonly #seen: number[] = [];
  #disk: WatchedDisk;
  #store: DurableStore | undefined;
  /** Ends the telling of commits. */
  #leave = (): void => {};
  /** What was found of things that a program asks for again. */
  readonly #found = { drawn: [] as number[], snapshot: 0 };

  constructor(subject: Subject, program: Program, stage: Stage) {
    this.#doors = subject as unknown as Doors;
    this.#stage = stage;
    this.#program = program;
    this.#segmentBytes = program.segmentBytes ?? 4_096;
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
            snapshotEntries: this.#program.snapshotEntries ?? 1_000_000,
            folder: this.#folder,
            onWarning: (text) => this.#warnings.push(text),
          },
        );
        this.#leave = store.onCommit(({ revision }) => this.#seen.push(revision));
        this.#store = store;
        this.#disk.syncs = 0;
        this.#disk.touches = 0;
        return { warnings: [...this.#warnings], ...everythingOf(store) };
      },
    );
    await this.#settle();
  }

  get #folder(): string {
    return this.#program.folder ?? '';
  }

  /** Waits until nothing more can come to pass. */
  #settle(ms: number = 0): Promise<void> {
    const { world, parts } = this.#stage;
    return world.clock.advance(parts.world.millis(ms));
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
        this.#segmentBytes = op.segmentBytes ?? this.#segmentBytes;
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
            // A disk without room says so in its own words.
            const refused = await store?.snapshot().catch(isNoRoom);
            return refused === undefined ? {} : { refused };
          },
          { noted: 'at its end' },
        );
        for (const one of op.asks ?? []) this.#ask(one);
        return;
      case 'close':
        return this.#close(callOf(op));
      case 'harm':
        return harm(this.#lines(), disk, op.harm);
      case 'files':
        return this.#files(callOf(op));
      case 'verify':
        return this.#verify(callOf(op));
      case 'wait':
        this.#note(op, () => {});
        return this.#settle(op.ms);
      case 'leave':
        return this.#note(op, this.#leave);
      case 'keep all files':
        return this.#note(op, () => {
          this.#disk.keepsAll = true;
        });
      case 'cut the snapshot':
        return cutSnapshot(disk, this.#lines());
      case 'power cut, and what then':
        return this.#comesBack(op);
      default:
        return this.#more(op, store);
    }
  }

  #more(op: More, store: DurableStore | undefined): void {
    if (store === undefined) return;
    const hand: Hand = {
      ...{ store, disk: this.#disk, found: this.#found },
      ...{ lines: () => this.#lines(), segmentBytes: this.#segmentBytes },
    };
    void this.#stage.callAsync(
      () => callOf(op),
      async () => moreOf(op, hand),
      // One may know at once that a lease is over, and another wait for its end.
      op.op === 'keep alive' ? {} : { noted: 'at its end' },
    );
  }

  /** Where only the code of a refusal is promised, and not its words. */
  async #comesBack(op: Op): Promise<void> {
    const { disk } = this.#stage.world;
    disk.crash();
    await this.#store?.close().catch(() => {});
    this.#store = undefined;
    await this.#stage.callAsync(
      () => callOf(op),
      async () => {
        const options = { segmentBytes: this.#segmentBytes, folder: this.#folder };
        const opened = this.#doors.openDurableStore(this.#stage.world, options);
        const code = await opened.then(
          () => 'none',
          (error: unknown) => codeOf(error),
        );
        return { refused: code };
      },
    );
  }

  #lines(): AsyncIterable<VerifyLine> {
    return this.#doors.verifyFolder(this.#stage.world, this.#folder);
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
    const counted = this.#program.counts === true ? { syncs } : {};
    const disk = failure === undefined ? counted : { touches };
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
        const above = this.#folder === '' ? '' : `${this.#folder}/`;
        const names = (kind: string): Promise<readonly string[]> =>
          disk.list(`${above}${kind}`);
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
        for await (const line of this.#lines()) {
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
async function harm(
  lines: AsyncIterable<VerifyLine>,
  disk: Disk,
  wanted: Harm,
): Promise<void> {
  const { record, from, to, turn, segment = 0 } = wanted;
  const all: VerifyLine[] = [];
  for await (const line of lines) all.push(line);
  const files = [...new Set(all.map(({ file }) => file))];
  const file = files.at(-1 - segment) ?? '';
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
