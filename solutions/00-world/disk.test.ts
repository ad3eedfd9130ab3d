import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  createVirtualWorld,
  type Disk,
  type DiskError,
  type DiskFile,
} from './mod.ts';

const test = suite('disk');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 200 };

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function content(disk: Disk, path: string): Promise<string> {
  const file = await disk.open(path);
  const text = new TextDecoder().decode(await file.read(0, await file.size()));
  await file.close();
  return text;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'fine',
    (error: DiskError) => error.code,
  );
}

const text = fc.stringMatching(/^[a-z]{0,9}$/);

test('what was synced survives, and all that survives is a prefix', async () => {
  const step = fc.tuple(fc.constantFrom('x', 'y'), text, fc.boolean());
  const property = fc.asyncProperty(
    fc.integer(),
    fc.array(step, { maxLength: 12 }),
    async (seed, steps) => {
      const { disk } = createVirtualWorld({ seed });
      const written = new Map([
        ['x', ''],
        ['y', ''],
      ]);
      const synced = new Map<string, string>(written);
      const files = new Map<string, DiskFile>();
      for (const path of written.keys()) files.set(path, await disk.open(path));

      for (const [path, more, isSynced] of steps) {
        await files.get(path)?.append(bytes(more));
        written.set(path, written.get(path) + more);
        if (isSynced) await files.get(path)?.sync();
        if (isSynced) synced.set(path, written.get(path) ?? '');
      }
      disk.crash();

      for (const path of written.keys()) {
        const kept = await content(disk, path);
        assert.ok(
          kept.startsWith(synced.get(path) ?? ''),
          `${path} lost what was synced`,
        );
        assert.ok(
          written.get(path)?.startsWith(kept),
          `${path} holds no prefix: ${kept}`,
        );
      }
    },
  );
  await fc.assert(property, runs);
});

test('a crash may cut an unsynced append at any byte', async () => {
  const lengths = new Set<number>();

  for (let seed = 0; seed < 200; seed++) {
    const { disk } = createVirtualWorld({ seed });
    await (await disk.open('log')).append(bytes('abcd'));
    disk.crash();
    lengths.add((await content(disk, 'log')).length);
  }

  assert.equal([...lengths].sort(), [0, 1, 2, 3, 4]);
});

test('an unsynced truncation happens or does not, as a whole', async () => {
  const outcomes = new Set<string>();

  for (let seed = 0; seed < 100; seed++) {
    const { disk } = createVirtualWorld({ seed });
    const file = await disk.open('log');
    await file.append(bytes('abcd'));
    await file.sync();
    await file.truncate(1);
    disk.crash();
    outcomes.add(await content(disk, 'log'));
  }

  assert.equal([...outcomes].sort(), ['a', 'abcd']);
});

test('of a write in place any sectors may survive, and the size stays', async () => {
  const kept = new Set<string>();

  for (let seed = 0; seed < 200; seed++) {
    const { disk } = createVirtualWorld({ seed });
    const file = await disk.open('log');
    await file.append(bytes('.'.repeat(1536)));
    await file.sync();
    await file.write(0, bytes('x'.repeat(1536)));
    disk.crash();
    const found = await content(disk, 'log');
    assert.is(found.length, 1536);
    const sector = (at: number): string => found.slice(at * 512, (at + 1) * 512);
    kept.add(
      [0, 1, 2].map((at) => new Set(sector(at)).values().next().value).join(''),
    );
  }

  assert.ok(kept.size >= 7, [...kept].join());
});

test('a sync that lies resolves, and a crash shows it', async () => {
  const { disk } = createVirtualWorld({ seed: 1 });
  const file = await disk.open('log');
  await file.append(bytes('....'));
  await file.sync();
  disk.lieNextSync();

  await file.write(1, bytes('x'));
  await file.sync();
  assert.is(await content(disk, 'log'), '.x..');
  await file.write(2, bytes('y'));
  await file.sync();
  disk.crash();

  assert.is(await content(disk, 'log'), '..y.');
});

test('a write that a failed sync dropped can be written again', async () => {
  const { disk } = createVirtualWorld({ seed: 1 });
  const file = await disk.open('log');
  await file.append(bytes('....'));
  await file.sync();
  disk.failNextSync();
  await file.write(1, bytes('x'));
  assert.is(await codeOf(file.sync()), 'EIO');

  await file.write(1, bytes('x'));
  await file.sync();
  disk.crash();

  assert.is(await content(disk, 'log'), '.x..');
});

test('a sync under way when the power fails promises nothing', async () => {
  const kept = new Set<string>();

  for (let seed = 0; seed < 50; seed++) {
    const { disk } = createVirtualWorld({ seed });
    const file = await disk.open('log');
    await file.append(bytes('ab'));
    const sync = codeOf(file.sync());
    disk.crash();
    assert.is(await sync, 'EIO');
    kept.add(await content(disk, 'log'));
  }

  assert.equal([...kept].sort(), ['', 'a', 'ab']);
});

test('a rename that resolved stays, one under way may', async () => {
  const names = new Set<string>();

  for (let seed = 0; seed < 50; seed++) {
    const { disk } = createVirtualWorld({ seed });
    await disk.open('old');
    await disk.rename('old', 'new');
    const second = codeOf(disk.rename('new', 'newest'));
    disk.crash();
    assert.is(await second, 'EIO');
    names.add((await disk.list('')).join());
  }

  assert.equal([...names].sort(), ['new', 'newest']);
});

test('of several names under way, the first survive first', async () => {
  for (let seed = 0; seed < 50; seed++) {
    const { disk } = createVirtualWorld({ seed });
    const steps = ['a', 'b', 'c'].map((path) => codeOf(disk.open(path)));
    disk.crash();
    await Promise.all(steps);

    assert.ok(['', 'a', 'a,b', 'a,b,c'].includes((await disk.list('')).join()));
  }
});

test('a durable name does not make the content durable', async () => {
  const kept = new Set<string>();

  for (let seed = 0; seed < 100; seed++) {
    const { disk } = createVirtualWorld({ seed });
    const next = await disk.open('state.tmp');
    await next.append(bytes('new'));
    await disk.rename('state.tmp', 'state');
    disk.crash();
    kept.add(await content(disk, 'state'));
  }

  assert.equal([...kept].sort(), ['', 'n', 'ne', 'new']);
});

test('after a failed sync the data is lost, whatever later syncs say', async () => {
  const { disk } = createVirtualWorld({ seed: 1 });
  const file = await disk.open('log');
  await file.append(bytes('one'));
  await file.sync();

  await file.append(bytes('two'));
  disk.failNextSync();
  assert.is(await codeOf(file.sync()), 'EIO');
  await file.append(bytes('three'));
  await file.sync();
  const before = await content(disk, 'log');
  disk.crash();

  assert.is(before, 'onetwothree');
  assert.is(await content(disk, 'log'), 'one\0\0\0three');
});

test('who cuts the lost data off and writes it again has it', async () => {
  const { disk } = createVirtualWorld({ seed: 1 });
  const file = await disk.open('log');
  await file.append(bytes('one'));
  disk.failNextSync('bad sector');
  assert.is(await codeOf(file.sync()), 'EIO');

  await file.truncate(0);
  await file.append(bytes('one'));
  await file.sync();
  disk.crash();

  assert.is(await content(disk, 'log'), 'one');
});

test('a full disk writes what fits, and says so', async () => {
  const { disk } = createVirtualWorld({ seed: 1 });
  const file = await disk.open('log');
  await file.append(bytes('1234'));

  disk.full(3);
  const refused = await codeOf(file.append(bytes('56789')));
  const torn = await content(disk, 'log');
  await file.truncate(4);
  const fitting = await codeOf(file.append(bytes('567')));
  disk.full(Infinity);
  const freed = await codeOf(file.append(bytes('89')));

  assert.equal(
    [refused, torn, fitting, freed],
    ['ENOSPC', '1234567', 'fine', 'fine'],
  );
  assert.is(await content(disk, 'log'), '123456789');
});

test('a crash closes the files that were open', async () => {
  const { disk } = createVirtualWorld({ seed: 1 });
  const file = await disk.open('log');

  disk.crash();

  assert.is(await codeOf(file.append(bytes('x'))), 'EBADF');
  assert.is(await codeOf(file.close()), 'fine');
});

test('a path can not lead out of the disk', async () => {
  const { disk } = createVirtualWorld({ seed: 1 });

  for (const path of [
    '',
    '/etc',
    '../x',
    'a/../../x',
    'a//b',
    'a/',
    '.',
    'a\\b',
    'a\0',
  ]) {
    assert.is(await codeOf(disk.open(path)), 'EINVAL', JSON.stringify(path));
  }
});

test('who appends may use the buffer again', async () => {
  const { disk } = createVirtualWorld({ seed: 1 });
  const file = await disk.open('log');
  const buffer = bytes('abc');

  const done = file.append(buffer);
  buffer.fill(0);
  await done;
  await file.sync();
  disk.crash();

  assert.is(await content(disk, 'log'), 'abc');
});

test.run();
