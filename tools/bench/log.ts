// npm run bench log: puts that are on the disk when they are acknowledged, and the way back
// after a kill, beside a real etcd: same disk, same machine, in turns.
//   npx tsx tools/bench/log.ts [puts] [curves] [recovery]     all if none is named
//   KUBEWRIGHT_REVISIONS=100000: a shorter recovery

import { spawnSync } from 'node:child_process';
import {
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { DurableStore, LogStatus } from '#log';
import { openDurableFolder } from '#log/node';
import { etcdVersion, startProcess } from '../etcd/process.ts';
import { PutClient } from './etcd-load.ts';
import {
  printTable,
  rateInFlight,
  say,
  saySpread,
  spread,
  verdict,
} from './store-figures.ts';

const VALUE = Buffer.alloc(1_024, '.');
const TEXT = VALUE.toString('latin1');
const KEYS = 100_000;
const CLIENTS = [1, 16, 64];
const PUT_GOALS: Readonly<Record<number, number>> = { 1: 1, 16: 2, 64: 2 };
const RECOVERY_GOAL = 0.3;
const ROUNDS = 5;
const ROUND_MS = 1_500;
const REVISIONS = Number(process.env.KUBEWRIGHT_REVISIONS ?? 1_000_000);
const TMPFS = 0x01021994;
const ETCD_FLAGS = ['--quota-backend-bytes=8589934592'];

const nameOf = (number: number): string =>
  `key/${String(number % KEYS).padStart(8, '0')}`;

const PARTS = { puts: benchPuts, curves: benchCurves, recovery: benchRecovery };

/** Prints all parts, or those that are named. Without an etcd only what is ours. */
export async function benchLog(wanted: readonly string[] = []): Promise<void> {
  const version = etcdVersion('the bench of the log');
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { length: cores } = cpus();
  const where =
    statfsSync(folder).type === TMPFS ? 'MEMORY (no disk at all)' : 'disk';
  console.log(
    `Node ${process.version}, etcd ${version ?? 'absent'}, ${cores} cores of ` +
      `${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, files on ${where}\n` +
      'ours: in process, no wire; etcd: one member, driven over HTTP/2 by bytes that\n' +
      '  are laid out once, one connection a client; both acknowledge after fdatasync',
  );
  printFloor(folder);
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await part(folder, version !== undefined);
  }
}

/** What no log can go below: a write in place and its sync, alone. */
function printFloor(folder: string): void {
  const file = openSync(join(folder, 'floor'), 'w');
  writeSync(file, Buffer.alloc(4_000_000));
  fdatasyncSync(file);
  const all: number[] = [];
  for (let turn = 0; turn < 500; turn++) {
    const begin = performance.now();
    writeSync(file, VALUE, 0, VALUE.length, turn * VALUE.length);
    fdatasyncSync(file);
    all.push((performance.now() - begin) * 1_000);
  }
  const { min, median, max } = spread(all);
  console.log(
    `the floor: write in place + fdatasync, median ${say(Math.round(median))} µs ` +
      `(${say(Math.round(min))}–${say(Math.round(max))}): ` +
      `${say(Math.round(1e6 / median))} a second, one at a time`,
  );
}

type Put = (lane: number) => Promise<unknown>;

async function benchPuts(folder: string, hasEtcd: boolean): Promise<void> {
  const store = await openDurableFolder(join(folder, 'puts'));
  const etcd = hasEtcd ? await startProcess(ETCD_FLAGS, folder) : undefined;
  const rows = [['clients', 'ours a second', 'etcd a second', 'ratio', 'goal']];
  let turn = 0;
  const mine: Put = () => store.put({ key: nameOf(turn++), value: TEXT });
  for (const clients of CLIENTS) {
    const lanes = etcd === undefined ? [] : await connectAll(etcd.address, clients);
    const theirs: Put = async (lane) => lanes[lane]?.put(nameOf(turn++), VALUE);
    const [our, their] = await inTurns(clients, [mine, theirs]);
    const ratio = (our?.median ?? 0) / (their?.median ?? 1);
    const goal = PUT_GOALS[clients] ?? 1;
    const found =
      etcd === undefined
        ? ['–', '–', '–']
        : [
            saySpread(their ?? spread([])),
            `${say(ratio)}×`,
            `≥ ${goal}: ${verdict(ratio >= goal)}`,
          ];
    rows.push([String(clients), saySpread(our ?? spread([])), ...found]);
    for (const lane of lanes) lane.close();
  }
  await etcd?.stop();
  await store.close();
  const how = `median (min–max) of ${ROUNDS} rounds of ${ROUND_MS} ms, in turns`;
  printTable(`durable puts of 1 KiB over ${say(KEYS)} keys; ${how}`, rows);
}

function connectAll(address: string, count: number): Promise<PutClient[]> {
  return Promise.all(
    Array.from({ length: count }, () => PutClient.connect(address)),
  );
}

async function inTurns(clients: number, sides: readonly Put[]) {
  const rates = sides.map((): number[] => []);
  for (let round = -1; round < ROUNDS; round++) {
    for (const [side, put] of sides.entries()) {
      const rate = await rateInFlight(ROUND_MS, clients, async (lane) => {
        await put(lane);
      });
      if (round >= 0) rates[side]?.push(Math.round(rate));
    }
  }
  return rates.map(spread);
}

/** Puts the numbers from `from` up to `end`, 64 at a time. */
async function fill(
  end: number,
  put: (number: number) => Promise<unknown>,
  from = 0,
) {
  let next = from;
  const lane = async (): Promise<void> => {
    while (next < end) await put(next++);
  };
  await Promise.all(Array.from({ length: 64 }, lane));
}

const putOurs = (store: DurableStore) => (number: number) =>
  store.put({ key: nameOf(number), value: TEXT });

/** How the cost of an append and of a recovery grows with the length of the log. */
async function benchCurves(folder: string): Promise<void> {
  const sizes = [1_000, 10_000, 100_000].filter((size) => size <= REVISIONS);
  const append: string[] = [];
  const recovery: string[] = [];
  const directory = join(folder, 'curves');
  let from = 0;
  for (const size of sizes) {
    const store = await openDurableFolder(directory);
    await fill(size, putOurs(store), from);
    const begin = performance.now();
    const more = 2_000;
    await fill(size + more, putOurs(store), size);
    append.push(say(((performance.now() - begin) * 1_000) / more));
    from = size + more;
    await store.close();
    const { ms } = await reopen(folder, directory);
    recovery.push(say(Math.round(ms)));
  }
  printTable('as the log grows, ours', [
    ['revisions', ...sizes.map(say)],
    ['µs a put, 64 at a time', ...append],
    ['ms from starting a process to the first answer', ...recovery],
  ]);
}

interface Reopened {
  readonly ms: number;
  readonly cpu: number;
  readonly rss: number;
  readonly revision: number;
}

/** A program of this folder as one file, so that its start costs no transpiler. */
async function bundled(folder: string, name: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [new URL(`${name}.ts`, import.meta.url).pathname],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm' },
    logLevel: 'error',
  });
  return outfile;
}

/** A process that puts all revisions, 64 at a time, and is killed with the last. */
async function fillAndKill(
  folder: string,
  directory: string,
): Promise<Pick<LogStatus, 'snapshot' | 'entries'>> {
  const program = await bundled(folder, 'log-fill');
  const asked = [program, directory, String(REVISIONS), String(KEYS)];
  const { stdout, stderr, signal } = spawnSync(execPath, asked, {
    encoding: 'utf8',
  });
  if (signal !== 'SIGKILL') throw new Error(stderr);
  return JSON.parse(stdout) as LogStatus;
}

/** Starts a process that opens the folder, and waits until it answers. */
async function reopen(folder: string, directory: string): Promise<Reopened> {
  const program = await bundled(folder, 'log-reopen');
  const begin = performance.now();
  const child = spawnSync(execPath, [program, directory], { encoding: 'utf8' });
  const ms = performance.now() - begin;
  if (child.status !== 0) throw new Error(child.stderr);
  return { ...(JSON.parse(child.stdout) as Reopened), ms };
}

async function benchRecovery(folder: string, hasEtcd: boolean): Promise<void> {
  const directory = join(folder, 'recovery');
  const { snapshot, entries } = await fillAndKill(folder, directory);
  const etcd = hasEtcd ? await startProcess(ETCD_FLAGS, folder) : undefined;
  if (etcd !== undefined) {
    const lanes = await connectAll(etcd.address, 64);
    const free = [...lanes];
    await fill(REVISIONS, async (number) => {
      const lane = free.pop();
      await lane?.put(nameOf(number), VALUE);
      if (lane !== undefined) free.push(lane);
    });
    for (const lane of lanes) lane.close();
  }
  const mine: number[] = [];
  const real: number[] = [];
  const work = { mine: [] as number[], real: [] as number[] };
  for (let round = 0; round < 3; round++) {
    const { ms, cpu } = await reopen(folder, directory);
    mine.push(ms / 1_000);
    work.mine.push(cpu / 1_000);
    if (etcd === undefined) continue;
    const begin = performance.now();
    await etcd.restart();
    // A put is answered by who can answer a linearizable read.
    const client = await PutClient.connect(etcd.address);
    await client.put(nameOf(0), VALUE);
    real.push((performance.now() - begin) / 1_000);
    client.close();
    work.real.push(cpuSecondsOf(etcd.pid));
  }
  await etcd?.stop();
  const [our, their] = [spread(mine), spread(real)];
  const ratio = our.median / their.median;
  const goal = `≤ ${RECOVERY_GOAL}: ${verdict(ratio <= RECOVERY_GOAL)}`;
  const found = hasEtcd
    ? [saySpread(their), `${say(ratio)}×`, goal]
    : ['–', '–', '–'];
  printTable(
    `seconds until ${say(REVISIONS)} revisions of 1 KiB are served again, after a kill; ` +
      `ours: snapshot of ${say(snapshot)}, then ${say(entries - snapshot)} entries`,
    [
      ['', 'ours', 'etcd', 'ratio', 'goal'],
      ['recovery', saySpread(our), ...found],
      [
        'of it work of the processor',
        saySpread(spread(work.mine)),
        ...(hasEtcd ? [saySpread(spread(work.real)), '', ''] : ['–', '', '']),
      ],
    ],
  );
}

/** What a process has used of the processors since it began. Linux tells. */
function cpuSecondsOf(pid: number): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
    return (user + system) / 100;
  } catch {
    return Number.NaN;
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href)
  await benchLog(argv.slice(2));
