// kill -9 at random moments, with real files and a process that writes all the time. What
// it acknowledged is there, nothing is half there, and the revisions go on.
// KUBEWRIGHT_LONG=1: 200 kills; else 20.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createChance } from '#world';
import { createSystemDisk } from '#world/node';
import { openDurableFolder } from './mod.node.ts';
import { type DurableStore, verifyFolder } from './mod.ts';

const test = suite('kill -9');
const kills = process.env.KUBEWRIGHT_LONG === '1' ? 200 : 20;
const seed = Number(process.env.SEED ?? 1);
const WRITER = fileURLToPath(new URL('../../tools/log/writer.ts', import.meta.url));
const MOST_LINES = 400;

const scratch = mkdtempSync(join(tmpdir(), 'kubewright-kill-'));
const program = join(scratch, 'writer.mjs');
let child: ChildProcess | undefined;
process.once('exit', () => child?.kill('SIGKILL'));

test.before(async () => {
  // Bundled: a process that is to be killed in a moment should not take one to begin.
  await build({
    entryPoints: [WRITER],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});

test.after(() => rmSync(scratch, { recursive: true, force: true }));

interface Told {
  /** The last number that was acknowledged, and its revision. */
  readonly revisions: ReadonlyMap<number, number>;
}

/** Lets a writer run until it has said so many lines, and kills it there. */
async function killAfter(
  directory: string,
  from: number,
  lines: number,
): Promise<Told> {
  const revisions = new Map<number, number>();
  const writer = spawn(process.execPath, [program, directory, String(from)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = writer;
  let said = '';
  writer.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  let seen = 0;
  createInterface(writer.stdout).on('line', (line) => {
    const [number = '', revision] = line.split(' ');
    if (revision !== undefined) revisions.set(Number(number), Number(revision));
    seen += 1;
    if (seen === lines) writer.kill('SIGKILL');
  });
  const [, signal] = await once(writer, 'close');
  assert.is(signal, 'SIGKILL', said);
  return { revisions };
}

/** Each value as the writer made it, at the revision that it named. */
function check(
  store: DurableStore,
  revisions: ReadonlyMap<number, number>,
): number {
  const { kvs } = store.range({ key: '\0', rangeEnd: '\0' });
  let highest = -1;
  for (const { key, value } of kvs) {
    const [number = '', rest] = value.split(':');
    assert.is(rest, '.'.repeat(Number(number) % 700), `half a write: ${value}`);
    assert.is(key, `key${Number(number) % 50}`);
    highest = Math.max(highest, Number(number));
  }
  const { floor } = store.status();
  for (const [number, revision] of revisions) {
    if (revision < floor) continue;
    const [kv] = store.range({ key: `key${number % 50}`, revision }).kvs;
    assert.is(kv?.modRevision, revision, `number ${number} is lost`);
    assert.ok(kv?.value.startsWith(`${number}:`));
  }
  return highest;
}

test(`no acknowledged write is lost in ${kills} kills`, async () => {
  const chance = createChance(seed);
  const directory = join(scratch, 'data');
  let from = 0;
  let before = 1;
  for (let kill = 0; kill < kills; kill++) {
    // Sometimes before it has written anything, or while it is still reading.
    const lines = chance.integer(1, 4) === 1 ? 1 : chance.integer(2, MOST_LINES);
    const { revisions } = await killAfter(directory, from, lines);
    const store = await openDurableFolder(directory);
    const highest = check(store, revisions);
    const told = Math.max(before, ...revisions.values());
    assert.ok(store.revision >= told, `revision ${store.revision} of ${told}`);
    before = store.revision;
    from = Math.max(from, highest + 1, ...revisions.keys());
    await store.close();
  }
  for await (const line of verifyFolder({ disk: createSystemDisk(directory) }))
    assert.not.ok(line.isDamage, line.what);
});

test.run();
