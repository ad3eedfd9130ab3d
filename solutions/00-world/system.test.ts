import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSystemDisk, createSystemWorld } from './mod.node.ts';
import { createVirtualWorld, type Disk, DiskError, type DiskFile } from './mod.ts';

const test = suite('system');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 25 };

const path = fc.constantFrom('a', 'b', 'dir/c', 'dir/deep/d', 'other/e');
const size = fc.nat(12);
const operation = fc.oneof(
  fc.tuple(fc.constant('append' as const), path, fc.uint8Array({ maxLength: 9 })),
  fc.tuple(
    fc.constant('write' as const),
    path,
    fc.tuple(size, fc.uint8Array({ maxLength: 9 })),
  ),
  fc.tuple(fc.constant('read' as const), path, fc.tuple(size, size)),
  fc.tuple(
    fc.constant('truncate' as const),
    path,
    fc.integer({ min: -1, max: 12 }),
  ),
  fc.tuple(
    fc.constantFrom('open' as const, 'sync' as const, 'close' as const),
    path,
  ),
  fc.tuple(fc.constantFrom('remove' as const, 'exists' as const), path),
  fc.tuple(fc.constant('rename' as const), path, path),
  fc.tuple(
    fc.constant('list' as const),
    fc.constantFrom('', 'dir', 'dir/deep', 'none'),
  ),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Plays the operations and says what each came to, failures by their code. */
async function play(
  disk: Disk,
  operations: readonly Operation[],
): Promise<unknown[]> {
  const open = new Map<string, DiskFile>();
  const file = async (name: string): Promise<DiskFile> => {
    const found = open.get(name) ?? (await disk.open(name));
    open.set(name, found);
    return found;
  };
  const perform = async (step: Operation): Promise<unknown> => {
    if (step[0] === 'append') return (await file(step[1])).append(step[2]);
    if (step[0] === 'write') return (await file(step[1])).write(...step[2]);
    if (step[0] === 'read')
      // Room for some of the reads, and too little for others.
      return [
        ...(await (
          await file(step[1])
        ).read(...step[2], new Uint8Array(6).fill(255))),
      ];
    if (step[0] === 'truncate') return (await file(step[1])).truncate(step[2]);
    if (step[0] === 'sync') return (await file(step[1])).sync();
    if (step[0] === 'close') return (await file(step[1])).close();
    if (step[0] === 'open') return void open.set(step[1], await disk.open(step[1]));
    if (step[0] === 'rename') return disk.rename(step[1], step[2]);
    if (step[0] === 'remove') return disk.remove(step[1]);
    if (step[0] === 'exists') return disk.exists(step[1]);
    return disk.list(step[1]);
  };
  const results: unknown[] = [];
  const handles: DiskFile[] = [];
  for (const step of operations) {
    try {
      results.push([step[0], await perform(step)]);
    } catch (error) {
      assert.instance(error, DiskError);
      results.push([step[0], error instanceof DiskError ? error.code : error]);
    }
    handles.push(...open.values());
  }
  for (const [name, handle] of open) {
    const bytes = await handle.read(0, 999).catch(() => 'closed');
    results.push([name, bytes === 'closed' ? bytes : [...bytes]]);
  }
  for (const handle of handles) await handle.close();
  return results;
}

async function inDirectory(
  use: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'kubewright-disk-'));
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

test('the memory disk and the one on real files agree', async () => {
  const property = fc.asyncProperty(
    fc.array(operation, { minLength: 1, maxLength: 30 }),
    async (operations) => {
      await inDirectory(async (directory) => {
        const inMemory = await play(
          createVirtualWorld({ seed: 1 }).disk,
          operations,
        );
        const onFiles = await play(createSystemDisk(directory), operations);

        assert.equal(onFiles, inMemory);
      });
    },
  );
  await fc.assert(property, runs);
});

test('operations take effect in the order of the calls', async () => {
  const use = async (disk: Disk): Promise<string> => {
    const file = await disk.open('log');
    const steps: Promise<unknown>[] = [];
    const buffer = new Uint8Array(1);
    for (const letter of 'abcdefgh') {
      buffer.fill(letter.charCodeAt(0));
      steps.push(file.append(buffer));
    }
    steps.push(file.sync(), disk.rename('log', 'kept'), file.truncate(6));
    const isThere = disk.exists('kept');
    await Promise.all(steps);
    await file.close();
    const kept = await disk.open('kept');
    const found = new TextDecoder().decode(await kept.read(0, 99));
    await kept.close();
    return `${await isThere} ${found}`;
  };

  await inDirectory(async (directory) => {
    assert.is(await use(createSystemDisk(directory)), 'true abcdef');
    assert.is(await use(createVirtualWorld({ seed: 1 }).disk), 'true abcdef');
  });
});

test('files are there for the next world on the same directory', async () => {
  await inDirectory(async (directory) => {
    const first = await createSystemWorld({ directory }).disk.open('member/snap/1');
    await first.append(new Uint8Array([1, 2, 3]));
    await first.sync();
    await first.close();

    const { disk } = createSystemWorld({ directory });
    const again = await disk.open('member/snap/1');

    assert.equal(await again.read(1, 9), new Uint8Array([2, 3]));
    assert.equal(await disk.list('member/snap'), ['1']);
    await again.close();
  });
});

// The one test that waits in earnest: what it tests is the wait. 5 ms, and no upper
// bound.
test('the real clock never calls early, and delivers messages', async () => {
  const { clock, network, trace } = createSystemWorld({ seed: 1 });
  const began = clock.now();
  const cancelled = clock.after(1, () => trace.note('cancelled'));
  const a = network.attach('a', () => undefined);
  const arrived = new Promise<unknown>((resolve) => {
    network.attach('b', (_from, message) => resolve(message));
  });

  cancelled.cancel();
  a.send('b', { hello: 'world' });
  await clock.sleep(5);

  assert.ok(clock.now() - began >= 5);
  assert.equal(await arrived, { hello: 'world' });
  assert.equal(trace.lines(), []);
});

test('two system worlds draw differently, two of one seed the same', () => {
  const draw = (seed?: number): number =>
    createSystemWorld(seed === undefined ? {} : { seed }).chance.next();

  assert.is.not(draw(), draw());
  assert.is(draw(7), draw(7));
});

test.run();
