// A disk at its worst: every write torn at every byte, every byte turned, every sync that
// fails or lies, no room at any moment, a crash before every operation.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  createVirtualWorld,
  type Disk,
  type DiskFile,
  type VirtualWorld,
} from '#world';
import { ask, durableState, states } from '../../tools/log/model.ts';
import { processDisk } from '../../tools/log/process-disk.ts';
import {
  contentOf,
  HISTORY,
  HISTORY_SEGMENT_BYTES,
  layOut,
  playHistory,
} from '../../tools/log/scenario.ts';
import { type DurableStore, LogError, openDurableStore } from './mod.ts';

const test = suite('a failing disk');
const isLong = process.env.KUBEWRIGHT_LONG === '1';
const STATES = states(HISTORY);
const WHOLE = STATES.length - 1;

type Files = Map<string, Uint8Array>;

interface Opened {
  /** How many of the requests are in the state; -1 if it is that of no prefix. */
  readonly at: number;
  readonly warnings: readonly string[];
  readonly store: DurableStore;
}

async function open(world: VirtualWorld, disk: Disk = world.disk): Promise<Opened> {
  const warnings: string[] = [];
  const store = await openDurableStore(
    { ...world, disk },
    {
      segmentBytes: HISTORY_SEGMENT_BYTES,
      onWarning: (text) => warnings.push(text),
    },
  );
  return { store, warnings, at: STATES.lastIndexOf(durableState(store)) };
}

async function openFiles(files: Files): Promise<Opened | LogError> {
  const world = createVirtualWorld({ seed: 1 });
  await layOut(world.disk, files);
  try {
    return await open(world);
  } catch (error) {
    if (error instanceof LogError) return error;
    throw error;
  }
}

/** A log with the whole history, and what every write found and wrote. */
interface Write {
  readonly before: Files;
  readonly name: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** How many requests had been acknowledged. */
  readonly acknowledged: number;
}

/** Sees every write in place before it is done. */
function watched(
  disk: Disk,
  onWrite: (name: string, write: Place) => Promise<void>,
): Disk {
  const names = new Map<DiskFile, string>();
  return {
    ...bound(disk),
    open: async (name) => {
      const file = await disk.open(name);
      const own: DiskFile = {
        ...file,
        write: async (offset, bytes) => {
          await onWrite(names.get(own) ?? name, { offset, bytes: bytes.slice() });
          await file.write(offset, bytes);
        },
      };
      names.set(own, name);
      return own;
    },
  };
}

interface Place {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

function bound(disk: Disk): Disk {
  return {
    open: (path) => disk.open(path),
    list: (dir) => disk.list(dir),
    rename: (from, to) => disk.rename(from, to),
    remove: (path) => disk.remove(path),
    exists: (path) => disk.exists(path),
  };
}

/** All writes of entries that the history makes. */
async function writesOfHistory(): Promise<readonly Write[]> {
  const world = createVirtualWorld({ seed: 1 });
  const writes: Write[] = [];
  let acknowledged = 0;
  const disk = watched(world.disk, async (name, place) => {
    const before = await contentOf(world.disk);
    // Heads are written before a segment has its name.
    const own = before.has(name) && !name.endsWith('.tmp') ? name : last(before);
    if (place.offset > 0)
      writes.push({ before, name: own, ...place, acknowledged });
  });
  const { store } = await open(world, disk);
  store.onCommit(() => {});
  for (const [index, command] of HISTORY.entries()) {
    acknowledged = index;
    await ask(store, command);
  }
  return writes;
}

function last(files: Files): string {
  const segments = [...files.keys()].filter((name) => name.endsWith('.wal'));
  return segments.sort().at(-1) ?? '';
}

function withBytes(files: Files, name: string, { offset, bytes }: Place): Files {
  const changed = files.get(name)?.slice() ?? new Uint8Array();
  changed.set(bytes, offset);
  return new Map(files).set(name, changed);
}

test('a write torn at any byte is cut, with a warning, and nothing else is', async () => {
  const writes = await writesOfHistory();
  assert.is(writes.length, HISTORY.length);
  for (const { before, name, offset, bytes, acknowledged } of writes) {
    for (let length = 1; length < bytes.length; length++) {
      const torn = { offset, bytes: bytes.subarray(0, length) };
      const opened = await openFiles(withBytes(before, name, torn));

      if (opened instanceof LogError) throw opened;
      assert.is(STATES[opened.at], STATES[acknowledged], `torn at ${length}`);
      assert.is(opened.warnings.length, 1);
      assert.match(opened.warnings[0] ?? '', `${name} at byte ${offset}`);
    }
  }
});

test('a torn write that is being cut when the power goes again is cut the next time', async () => {
  const writes = await writesOfHistory();
  for (const { before, name, offset, bytes, acknowledged } of writes.slice(-3)) {
    for (const length of [9, 17, 24, bytes.length - 1]) {
      const torn = { offset, bytes: bytes.subarray(0, length) };
      const world = createVirtualWorld({ seed: 1 });
      let files = withBytes(before, name, torn);
      await layOut(world.disk, files);
      const places: Place[] = [];
      const disk = watched(world.disk, async (_, place) => {
        places.push(place);
      });
      await open(world, disk);
      assert.ok(places.length > 1);

      for (const place of places) {
        for (let cut = 0; cut <= place.bytes.length; cut++) {
          const part = { ...place, bytes: place.bytes.subarray(0, cut) };
          const opened = await openFiles(withBytes(files, name, part));
          if (opened instanceof LogError) throw opened;
          assert.is(STATES[opened.at], STATES[acknowledged], `cut at ${cut}`);
        }
        files = withBytes(files, name, place);
      }
    }
  }
});

test('a write of which any sectors are missing is cut', async () => {
  const writes = await writesOfHistory();
  let tried = 0;
  for (const { before, name, offset, bytes, acknowledged } of writes) {
    const first = Math.floor(offset / 512);
    const count = Math.floor((offset + bytes.length - 1) / 512) - first + 1;
    for (let subset = 0; subset < 2 ** count - 1; subset++) {
      const part = bytes.slice();
      for (let sector = 0; sector < count; sector++) {
        if (subset & (1 << sector)) continue;
        const begin = Math.max((first + sector) * 512 - offset, 0);
        part.fill(0, begin, (first + sector + 1) * 512 - offset);
      }
      const opened = await openFiles(
        withBytes(before, name, { offset, bytes: part }),
      );

      if (opened instanceof LogError) throw opened;
      assert.is(STATES[opened.at], STATES[acknowledged]);
      tried += 1;
    }
  }
  assert.ok(tried > HISTORY.length);
});

test('a byte that is not what it was is never believed', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const { store } = await open(world);
  await playHistory(store, { snapshotAt: 5 });
  await store.close();
  const files = await contentOf(world.disk);
  const turns = isLong ? [1, 2, 4, 8, 16, 32, 64, 128, 255] : [255];
  let refused = 0;
  for (const [name, bytes] of files) {
    if (name.endsWith('.tmp')) continue;
    for (let offset = 0; offset < bytes.length; offset++) {
      for (const turn of isLong ? turns : [255, 1 << (offset % 8)]) {
        const turned = (bytes[offset] ?? 0) ^ turn;
        const place = { offset, bytes: Uint8Array.of(turned) };
        const opened = await openFiles(withBytes(files, name, place));

        if (opened instanceof LogError) {
          assert.match(opened.message, name);
          refused += 1;
        } else if (opened.at !== WHOLE) {
          // A byte that became 0 may look as if it had never been written.
          const said = `${name} at ${offset}, turned to ${turned}: ${opened.at}`;
          assert.is(turned, 0, said);
          assert.is(opened.warnings.length, 1, said);
        }
      }
    }
  }
  assert.ok(refused > 1_000, `${refused} refused`);
});

test('what was durable and is gone stops the log, and says where', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const { store } = await open(world);
  await playHistory(store);
  await store.close();
  const files = await contentOf(world.disk);
  const segments = [...files.keys()].filter((name) => name.endsWith('.wal')).sort();
  assert.is(segments.length, 3);

  for (const name of segments.slice(0, 2)) {
    const place = { offset: 512, bytes: new Uint8Array(512) };
    const opened = await openFiles(withBytes(files, name, place));
    assert.ok(opened instanceof LogError && opened.code === 'DAMAGED');
    assert.match(opened.message, name);

    const fewer = new Map(files);
    fewer.delete(name);
    const missing = await openFiles(fewer);
    assert.ok(missing instanceof LogError && missing.code === 'DAMAGED');
  }
});

test('after a sync that failed nothing is acknowledged until the log is read again', async () => {
  for (let fault = 0; ; fault++) {
    const world = createVirtualWorld({ seed: fault });
    let syncs = -1;
    const disk = syncing(world.disk, () => {
      if (++syncs === fault) world.disk.failNextSync();
    });
    const opened = await open(world, disk).catch((error: unknown) => error);
    if (!isOpened(opened)) continue;
    const { acknowledged, error } = await playHistory(opened.store);
    if (error === undefined) {
      if (syncs < fault) break;
      continue;
    }
    assert.ok(error instanceof LogError, String(error));
    assert.match(error.message, 'the device reported a write error');
    if (opened.store.status().failure !== undefined) {
      const again = await opened.store.put({ key: 'z' }).catch((e: unknown) => e);
      assert.ok(again instanceof LogError && again.code === 'FAILED');
      assert.is(opened.store.range({ key: 'z' }).count, 0);
    }

    // The process starts anew, and reads what may lie in the kernel's cache alone.
    const first = await open(world, processDisk(world.disk));
    assert.ok(first.at >= acknowledged, `${first.at} of ${acknowledged}`);
    world.disk.crash();
    const second = await open(world);
    assert.is(second.at, first.at, 'what was shown is gone');
  }
});

function isOpened(value: unknown): value is Opened {
  return typeof value === 'object' && value !== null && 'store' in value;
}

/** Tells of every sync before it is done. */
function syncing(disk: Disk, onSync: () => void): Disk {
  return {
    ...bound(disk),
    open: async (name) => {
      const file = await disk.open(name);
      const sync = (): Promise<void> => {
        onSync();
        return file.sync();
      };
      return { ...file, sync };
    },
  };
}

test('a sync that lied is found out, or nothing came after it', async () => {
  let refused = 0;
  for (let fault = 0; fault < 40; fault++) {
    const world = createVirtualWorld({ seed: fault });
    let syncs = -1;
    const disk = syncing(world.disk, () => {
      if (++syncs === fault) world.disk.lieNextSync();
    });
    const { store } = await open(world, disk);
    await playHistory(store, { snapshotAt: 6 });
    world.disk.crash();

    const after = await open(world).catch((error: unknown) => error);
    if (isOpened(after)) assert.ok(after.at >= 0);
    else {
      assert.instance(after, LogError);
      refused += 1;
    }
  }
  assert.ok(refused > 5, `${refused} refused`);
});

test('an error while the next segment is laid out refuses who needs it, and no more', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const store = await openDurableStore(world, { segmentBytes: 2_048 });
  const value = 'x'.repeat(1_000);
  await store.put({ key: 'a', value });
  // More than half of the segment is used: the zeros of the next are on their way.
  world.disk.failNextSync();
  const error = await store.put({ key: 'b', value }).catch((why: unknown) => why);
  assert.ok(error instanceof LogError && error.code === 'FAILED', String(error));
  assert.match(String(error), /another segment can not be made: .*EIO/);
  assert.is(store.status().failure, undefined);

  await store.put({ key: 'b', value });
  world.disk.crash();
  const again = await openDurableStore(world, { segmentBytes: 2_048 });
  const { kvs } = again.range({ key: '\0', rangeEnd: '\0' });
  assert.equal(
    kvs.map(({ key }) => key),
    ['a', 'b'],
  );
});

test('a full disk is said, and what was acknowledged stays', async () => {
  for (let room = 0; room < 6 * HISTORY_SEGMENT_BYTES; room += 97) {
    const world = createVirtualWorld({ seed: 1 });
    const { store } = await open(world);
    world.disk.full(room);
    const { acknowledged, error } = await playHistory(store, { snapshotAt: 3 });
    if (error !== undefined) {
      const isOurs = error instanceof LogError && error.code === 'NO_SPACE';
      assert.ok(isOurs || /no space left/.test(String(error)), String(error));
      assert.is(durableState(store), STATES[acknowledged]);
    }
    world.disk.full(Number.POSITIVE_INFINITY);
    const { revision } = store;
    assert.is((await store.put({ key: 'more' })).revision, revision + 1);
    world.disk.crash();

    const after = await open(world);
    assert.is(after.store.revision, revision + 1);
    assert.is(after.store.range({ key: 'more' }).count, 1);
  }
});

test('a crash before any operation loses nothing that was acknowledged', async () => {
  for (let at = 0; ; at++) {
    const world = createVirtualWorld({ seed: at });
    let isOver = false;
    const disk = processDisk(world.disk, (number) => {
      if (number === at) {
        isOver = true;
        disk.kill();
      }
    });
    let acknowledged = 0;
    const work = open(world, disk).then(async ({ store }) => {
      for (const [index, command] of HISTORY.entries()) {
        if (index === 5 || index === 10) await store.snapshot();
        await ask(store, command);
        acknowledged = index + 1;
      }
      return 'done';
    });
    const result = await Promise.race([work, turns(3_000)]);
    world.disk.crash();
    const after = await open(world);
    assert.ok(after.at >= acknowledged, `operation ${at}`);
    assert.ok(STATES.indexOf(STATES[after.at] ?? '') <= acknowledged + 1);
    if (result === 'done' && !isOver) break;
  }
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await undefined;
}

test('a newer version is refused by its number', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const { store } = await open(world);
  await playHistory(store, { snapshotAt: 3 });
  await store.close();
  const files = await contentOf(world.disk);
  for (const name of files.keys()) {
    if (name.endsWith('.tmp')) continue;
    const opened = await openFiles(
      withBytes(files, name, { offset: 15, bytes: Uint8Array.of(0x32) }),
    );
    assert.ok(opened instanceof LogError && opened.code === 'NEWER_VERSION');
    assert.match(opened.message, `${name} is of version 2`);
  }
});

test.run();
