import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type FolderLock, lockFolder } from './mod.node.ts';
import { LogError } from './mod.ts';

const test = suite('the lock of a folder');
const scratch = mkdtempSync(join(tmpdir(), 'kubewright-lock-'));
const HOLDER = fileURLToPath(new URL('../../tools/log/holder.ts', import.meta.url));

test.after(() => rmSync(scratch, { recursive: true, force: true }));

async function refusal(directory: string): Promise<string> {
  const error = await lockFolder(directory).catch((reason: unknown) => reason);
  assert.ok(error instanceof LogError && error.code === 'LOCKED', String(error));
  return error instanceof LogError ? error.message : '';
}

test('who comes second is told who has the folder', async () => {
  const directory = join(scratch, 'second');
  const lock = await lockFolder(directory);

  assert.match(await refusal(directory), `in use by process ${process.pid} on `);
  await lock.release();
  await (await lockFolder(directory)).release();
});

test('of many who want it at once one gets it', async () => {
  const directory = join(scratch, 'many');
  mkdirSync(directory);
  for (let round = 0; round < 20; round++) {
    const tries = Array.from({ length: 8 }, () =>
      lockFolder(directory).catch((error: unknown) => error),
    );
    const ended = await Promise.all(tries);
    const got = ended.filter(isLock);
    assert.is(got.length, 1);
    for (const other of ended)
      assert.ok(isLock(other) || other instanceof LogError);
    await got[0]?.release();
  }
  const locks = readdirSync(directory).filter((name) => name.startsWith('lock'));
  assert.is(locks.length, 1, locks.join());
});

function isLock(value: unknown): value is FolderLock {
  return typeof value === 'object' && value !== null && 'release' in value;
}

test('a process that was killed leaves a lock that is nobody’s', async () => {
  const directory = join(scratch, 'killed');
  const holder = spawn(process.execPath, ['--import', 'tsx', HOLDER, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  assert.match(await refusal(directory), `in use by process ${holder.pid} on `);

  holder.kill('SIGKILL');
  await once(holder, 'close');
  assert.ok(existsSync(join(directory, 'lock.1')));

  await (await lockFolder(directory)).release();
});

test('a folder may have a longer name than a socket', async () => {
  const directory = join(scratch, 'long'.repeat(30), 'name'.repeat(30));
  const lock = await lockFolder(directory);
  assert.match(await refusal(directory), 'in use by');
  await lock.release();
});

test.run();
