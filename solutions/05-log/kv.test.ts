import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openDurableFolder } from './mod.node.ts';

const test = suite('npm run kv');
const scratch = mkdtempSync(join(tmpdir(), 'kubewright-kv-'));
const program = join(scratch, 'kv.mjs');
const data = join(scratch, 'data');

test.before(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('../../tools/kv.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});

test.after(() => rmSync(scratch, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function kv(words: readonly string[], input: string = ''): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...words],
    { input, encoding: 'utf8' },
  );
  return { code: status, out: stdout, err: stderr };
}

const on = (...words: string[]): Ran => kv(['--data', data, ...words]);

test('what is put is there for the next process', () => {
  assert.equal(on('put', 'ä', 'grüße'), { code: 0, out: 'OK 2\n', err: '' });
  assert.equal(on('get', 'ä'), {
    code: 0,
    out: 'ä = grüße  (revision 2)\n',
    err: '',
  });
  assert.equal(on('get', 'b'), { code: 1, out: '', err: '' });
  assert.equal(on('del', 'ä'), { code: 0, out: 'OK 3 (1 deleted)\n', err: '' });
  assert.equal(on('del', 'ä'), { code: 1, out: 'OK 3 (0 deleted)\n', err: '' });
});

test('a watch tells the past, and goes on while lines ask for more', () => {
  const { code, out } = kv(
    ['--data', data, 'watch', '', '--prefix'],
    'put a 1\nput b 2\nnonsense\n',
  );

  assert.is(code, 1);
  assert.equal(out.split('\n').slice(0, 4), [
    'PUT    ä = grüße  (revision 2)',
    'DELETE ä  (3)',
    'PUT    a = 1  (revision 4)',
    'PUT    b = 2  (revision 5)',
  ]);
  assert.match(out, 'OK 4\nOK 5\nrefused: no command "nonsense"');
});

test('verify shows every record, and ends with 3 where one is damaged', () => {
  const whole = on('verify');
  assert.is(whole.code, 0);
  assert.match(whole.out, '✓ put "ä" = "grüße"');
  assert.match(whole.out, /6 records, 0 damages\n$/);

  const folder = join(data, 'wal');
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.wal'));
  const bytes = readFileSync(join(folder, name));
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(join(folder, name), bytes);

  const damaged = on('verify');
  assert.is(damaged.code, 3);
  assert.match(damaged.out, '✗ no whole record, and the group at byte');
  const refused = on('get', 'a');
  assert.is(refused.code, 3);
  assert.match(refused.err, `${name} at byte 80`);
});

test('what is not understood ends with 2 and says how it is meant', () => {
  for (const words of [
    [],
    ['put', 'a', 'b'],
    ['--data', data, 'fly'],
    ['--data', data, 'put', 'a'],
    ['--data', data, '--from', 'x', 'watch', 'a'],
    ['--nonsense'],
  ]) {
    const { code, err } = kv(words);
    assert.is(code, 2, words.join(' '));
    assert.match(err, 'npm run kv -- --data DIR COMMAND');
  }
  assert.is(kv(['--help']).code, 0);
});

test('a folder that is in use is refused by the name of its owner', async () => {
  const busy = join(scratch, 'busy');
  const store = await openDurableFolder(busy);
  // The lock answers from this very process, so it must not wait for the child.
  const { execFile } = await import('node:child_process');
  const error = await new Promise<string>((resolve) => {
    execFile(process.execPath, [program, '--data', busy, 'status'], (_, __, text) =>
      resolve(text),
    );
  });
  assert.match(error, `in use by process ${process.pid}`);
  await store.close();
});

test('a folder without a log is said to be one by verify', () => {
  const { code, err } = kv(['--data', join(scratch, 'nothing'), 'verify']);
  assert.is(code, 3);
  assert.match(err, 'no log in');
});

test.run();
