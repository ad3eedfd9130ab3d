// The figures of chapter 05, drawn by running a store on a disk.

import { type DurableStore, openDurableStore, verifyFolder } from '#log';
import { createVirtualWorld, type Disk, type VirtualWorld } from '#world';
import {
  arrow,
  box,
  type Cell,
  cross,
  cylinder,
  fresh,
  moment,
  picture,
  queue,
  type State,
  scissors,
  strip,
  tape,
  words,
} from '../../site/press/drawing.ts';

export { record } from './05-record.ts';

const SEGMENT_BYTES = 1_024;

/** A disk of which syncs come back when they are let. */
interface SlowDisk extends Disk {
  readonly syncs: number;
  hold(): void;
  letGo(): void;
}

function slowDisk(disk: Disk): SlowDisk {
  let gate: Promise<void> = Promise.resolve();
  let open = (): void => {};
  let syncs = 0;
  return {
    get syncs() {
      return syncs;
    },
    hold: () => {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    letGo: () => open(),
    open: async (path) => {
      const file = await disk.open(path);
      const sync = async (): Promise<void> => {
        syncs += 1;
        await file.sync();
        await gate;
      };
      return { ...file, sync };
    },
    list: (dir) => disk.list(dir),
    rename: (from, to) => disk.rename(from, to),
    remove: (path) => disk.remove(path),
    exists: (path) => disk.exists(path),
  };
}

async function begin(): Promise<[VirtualWorld, SlowDisk, DurableStore]> {
  const world = createVirtualWorld({ seed: 1 });
  const disk = slowDisk(world.disk);
  const options = { segmentBytes: SEGMENT_BYTES };
  return [world, disk, await openDurableStore({ ...world, disk }, options)];
}

/** A put on its way: written, synced, done. */
export async function answered(): Promise<string> {
  const [world, disk, store] = await begin();
  const keys = ['a', 'b'];
  for (const key of keys) await store.put({ key });
  const durable = (): number => store.status().entries;
  const state = (title: string, isAnswered: boolean): State => {
    const cells = keys.map((key, at): Cell => {
      const mark = at === 2 ? 'new' : undefined;
      return { text: `put ${key}`, mark };
    });
    const said = isAnswered ? fresh(words(0, 112, 'answered', 'small')) : '';
    return {
      title,
      w: 206,
      h: 118,
      body: [
        moment(2 + durable() * 62, [10, 62], 'on disk'),
        tape({ x: 2, y: 24, w: 62 }, cells),
        words(0, 92, `revision ${store.revision}`, 'mono'),
        said,
      ],
    };
  };
  const before = state('Two are there', false);
  disk.hold();
  const asked = store.put({ key: 'c' });
  keys.push('c');
  await world.clock.settle();
  const written = state('The third is written', false);
  disk.letGo();
  await asked;
  return strip(
    'Two puts are on the disk, the store is at revision 3. A third is written: the store ' +
      'stays at 3. When the sync is back the mark moves behind it, the store is at 4, and ' +
      'the client is answered.',
    [before, written, state('The sync is back', true)],
  );
}

/** A crowd, and the syncs that it needs. */
export async function groups(): Promise<string> {
  const [world, disk, store] = await begin();
  const began = disk.syncs;
  const names = ['a', 'b', 'c', 'd', 'e'];
  const states: State[] = [];
  const show = (title: string, onDisk: readonly string[], mark: boolean): void => {
    const waiting = names.slice(names.indexOf(onDisk.at(-1) ?? '') + 1);
    const cell = (text: string): Cell => ({ text, mark: mark ? 'new' : undefined });
    states.push({
      title,
      w: 206,
      h: 122,
      body: [
        words(0, 12, `sync ${disk.syncs - began}`, 'quiet'),
        tape({ x: 2, y: 20, w: 34 }, onDisk.map(cell)),
        words(0, 78, 'waiting', 'quiet'),
        queue(
          { x: 2, y: 86, w: 34 },
          5,
          waiting.map((text): Cell => ({ text })),
        ),
      ],
    });
  };
  disk.hold();
  const first = store.put({ key: 'a' });
  await world.clock.settle();
  const rest = names.slice(1).map((key) => store.put({ key }));
  await world.clock.settle();
  show('One alone', ['a'], false);
  disk.letGo();
  await first;
  await Promise.all(rest);
  show('Four together', names.slice(1), true);
  return strip(
    'While the sync of a is under way, b, c, d and e come and wait. The second sync takes ' +
      'all four along.',
    states,
  );
}

interface Line {
  readonly offset: number;
  readonly type: string;
  readonly what: string;
}

async function linesOf(world: VirtualWorld): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const line of verifyFolder(world)) lines.push(line);
  return lines.slice(1);
}

/** A torn tail, and damage in the middle. */
export async function ends(): Promise<string> {
  const side = async (title: string, isTorn: boolean): Promise<State> => {
    const [world, , store] = await begin();
    const keys = ['a', 'b', 'c', 'd'];
    for (const key of keys) await store.put({ key, value: '12345678901234567890' });
    await store.close();
    const [name = ''] = await world.disk.list('wal');
    const file = await world.disk.open(`wal/${name}`);
    const place = (await linesOf(world))[isTorn ? 3 : 1]?.offset ?? 0;
    const length = isTorn ? 24 : 1;
    await file.write(place + 24, new Uint8Array(length));
    const found = await linesOf(world);
    const last = found.at(-1);
    const whole = found.length - 1;
    const cells = keys.map(
      (text, at): Cell => ({ text, mark: at < whole ? undefined : 'gone' }),
    );
    const x = 2 + whole * 56;
    const judged = words(0, 96, `${last?.type} at byte ${last?.offset}`, 'mono');
    const wrong = isTorn ? scissors(x, 14, 66) : cross(x + 28, 39);
    const then = isTorn ? 'cut, with a warning' : 'the store does not open';
    return {
      title,
      w: 270,
      h: 124,
      body: [
        tape({ x: 2, y: 24, w: 56 }, cells),
        fresh(wrong),
        judged,
        words(0, 116, then, 'quiet'),
      ],
    };
  };
  return strip(
    'Two logs of four records. In one the last record is not all there: it is cut. In the ' +
      'other a byte of the second record has turned, with two groups behind it: the store ' +
      'does not open.',
    [await side('The power went', true), await side('A byte turned', false)],
  );
}

/** What a recovery read, and in which order. */
export async function recovery(): Promise<string> {
  const [world, , store] = await begin();
  for (const key of ['a', 'b', 'c', 'd']) await store.put({ key });
  await store.snapshot();
  for (const key of ['e', 'f']) await store.put({ key });
  await store.close();
  const again = await openDurableStore(world, { segmentBytes: SEGMENT_BYTES });
  const { snapshot, entries, revision } = again.status();
  return picture(
    320,
    206,
    `The snapshot holds the state after entry ${snapshot}. The entries from ` +
      `${snapshot + 1} to ${entries} of the log are done after it. The last group is ` +
      `written once more, and the store opens at revision ${revision}.`,
    cylinder({ x: 2, y: 8, w: 112, h: 64 }, 'snapshot', {
      note: `up to ${snapshot}`,
    }),
    arrow([116, 40], [196, 40], { label: '1 load' }),
    box({ x: 200, y: 8, w: 112, h: 184 }, 'store', {
      note: `revision ${revision}`,
    }),
    tape(
      { x: 2, y: 98, w: 46 },
      [snapshot + 1, entries].map(
        (at): Cell => ({ text: String(at), mark: 'new' }),
      ),
    ),
    arrow([116, 113], [196, 113], { label: '2 do' }),
    words(2, 172, 'the end of the log', 'small'),
    arrow([116, 168], [196, 168], { label: '3 settle' }),
  );
}

/** Three segments before a snapshot and after it. */
export async function segments(): Promise<string> {
  const [world, , store] = await begin();
  const value = 'x'.repeat(300);
  for (const key of ['a', 'b', 'c', 'd', 'e']) await store.put({ key, value });
  const firstOf = (name: string): number => Number.parseInt(name.slice(17, 33), 16);
  const names = async (): Promise<readonly string[]> =>
    (await world.disk.list('wal')).filter((name) => name.endsWith('.wal'));
  const all = await names();
  const state = async (title: string): Promise<State> => {
    const there = await names();
    const last = store.status().entries;
    const rows = all.map((name, row) => {
      const from = firstOf(name);
      const to = firstOf(all[row + 1] ?? '') || last + 1;
      const mark = there.includes(name) ? undefined : 'gone';
      const cells = Array.from(
        { length: to - from },
        (_, at): Cell => ({
          text: String(from + at),
          mark,
        }),
      );
      return tape({ x: 2 + (from - 1) * 44, y: 20 + row * 40, w: 44 }, cells);
    });
    const { snapshot } = store.status();
    const upTo =
      snapshot === 0
        ? []
        : [fresh(moment(2 + snapshot * 44, [10, 140], 'snapshot'))];
    return { title, w: 254, h: 146, body: [...rows, ...upTo] };
  };
  const before = await state('Before');
  await store.snapshot();
  return strip(
    'Entries 1 to 5 in three segments. After a snapshot the segments that hold nothing ' +
      'after it are gone; the last one stays.',
    [before, await state('After a snapshot')],
  );
}
