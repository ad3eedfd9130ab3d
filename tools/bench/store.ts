// npm run bench store: chapters 01 to 04 against a real etcd, in the same run.
//   npx tsx tools/bench/store.ts [ops] [fan-out] [memory] [curves]     all if none is named

import { cpus } from 'node:os';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { etcdVersion } from '../etcd/process.ts';
import { benchCurves } from './store-curves.ts';
import { benchFanOut } from './store-fan-out.ts';
import { benchMemory } from './store-memory.ts';
import { benchOps } from './store-ops.ts';

const PARTS = {
  ops: benchOps,
  'fan-out': benchFanOut,
  memory: benchMemory,
  curves: benchCurves,
} satisfies Record<string, () => Promise<void>>;

/** Prints all parts, or those that are named. Without an etcd only what is ours. */
export async function benchStore(wanted: readonly string[] = []): Promise<void> {
  const version = etcdVersion('the bench of the store');
  const { length: cores } = cpus();
  const model = cpus()[0]?.model ?? 'unknown';
  console.log(
    `Node ${process.version}, etcd ${version ?? 'absent'}, ${cores} cores of ${model}\n` +
      'ours: in process, with a watch hub and a lessor that listen; one call at a time;\n' +
      '  nothing is written to a disk, encoded or sent; values are kept as they are given\n' +
      'etcd: one member with its raft log and its backend, in memory where /dev/shm has room\n' +
      '  (it has no flag that leaves fsync out; there it costs nothing), through @grpc/grpc-js\n' +
      '  over one connection on the loopback; that client alone costs a large part of it',
  );
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if (version !== undefined || name === 'curves') await part();
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href)
  await benchStore(argv.slice(2));
