// Memory: 100,000 keys of 1 KiB with ten revisions each, on both sides in a process of
// its own, written as 10,000 txns of 100 puts; then what the kernel counts as resident.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { startProcess } from '../etcd/process.ts';
import { connect, method, send } from '../etcd/wire.ts';
import { printTable, say, verdict } from './store-figures.ts';
import { A_TXN, createValues, KEYS, keyOf, REVISIONS } from './store-load.ts';

const GOAL = 0.6;
const IN_FLIGHT = 16;

interface Resident {
  readonly all: number;
  /** Without pages of files, which the kernel could take back. */
  readonly own: number;
  readonly seconds: number;
}

function residentOf(pid: number, begin: number): Resident {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kib = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  const seconds = (performance.now() - begin) / 1_000;
  return { all: kib('VmRSS') / 1024, own: kib('RssAnon') / 1024, seconds };
}

/** In a plain Node: what compiles our TypeScript is no part of the store. */
async function ours(): Promise<Resident> {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-bench-'));
  const program = join(folder, 'store.mjs');
  const source = fileURLToPath(new URL('store-memory-child.ts', import.meta.url));
  const format = { bundle: true, platform: 'node', format: 'esm' } as const;
  buildSync({ ...format, entryPoints: [source], outfile: program });
  const begin = performance.now();
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) =>
        reject(new Error(`bench: it ended with ${code}`)),
      );
    });
    return residentOf(child.pid ?? 0, begin);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const TXN = method('KV', 'Txn');

async function theirs(): Promise<Resident> {
  const etcd = await startProcess(['--quota-backend-bytes=8589934592']);
  const client = connect(etcd.address);
  const nextValue = createValues();
  const begin = performance.now();
  const txns = (KEYS * REVISIONS) / A_TXN;
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < txns) {
      const first = (next++ * A_TXN) % KEYS;
      const success = Array.from({ length: A_TXN }, (_, index) => ({
        requestPut: { key: Buffer.from(keyOf(first + index)), value: nextValue() },
      }));
      await send(client, TXN, { success });
    }
  };
  try {
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
    return residentOf(etcd.pid, begin);
  } finally {
    client.close();
    await etcd.stop();
  }
}

export async function benchMemory(): Promise<void> {
  if (process.platform !== 'linux') {
    console.log('\nmemory is measured on Linux alone: it is read from /proc');
    return;
  }
  const mine = await ours();
  const real = await theirs();
  const row = (name: string, { all, own, seconds }: Resident): string[] => [
    name,
    say(all),
    say(own),
    say(seconds),
  ];
  const ratio = (what: 'all' | 'own'): number => mine[what] / real[what];
  printTable(
    `${say(KEYS)} keys of 1 KiB × ${REVISIONS} revisions (${say(
      (KEYS * REVISIONS) / 1024,
    )} MiB of values), n = 1`,
    [
      ['', 'resident MiB', 'of it not of files', 'seconds to load'],
      row('ours', mine),
      row('etcd', real),
      ['ratio', `${say(ratio('all'))}×`, `${say(ratio('own'))}×`, ''],
      ['goal', `≤ ${GOAL}: ${verdict(ratio('all') <= GOAL)}`, '', ''],
    ],
  );
}
