// npm run bench apiserver: the API server over HTTP beside a bare node:http, and in process.
//   npx tsx tools/bench/apiserver.ts [get] [create] [list] [fan-out] [growth] [start]

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { fanOut } from './apiserver-fan-out.ts';
import { growth } from './apiserver-inside.ts';
import { lists } from './apiserver-list.ts';
import { configMap } from './apiserver-objects.ts';
import { start } from './apiserver-start.ts';
import { figures, row } from './figures.ts';
import { get, load, post } from './http-load.ts';

const PLACE = '/api/v1/namespaces/default/configmaps';
/** Below the course, so that what is not bundled is found. */
const CACHE = fileURLToPath(new URL('../../.kubewright/', import.meta.url));
const ROUNDS = 5;
const GETS = 10_000;
const CREATES = 6_000;

export interface Servers {
  readonly port: number;
  readonly bare: number;
}

const PARTS: Readonly<Record<string, (servers: Servers) => Promise<void> | void>> =
  {
    get: gets,
    create: creates,
    'fan-out': fanOut,
    list: lists,
    growth,
    start,
  };

/** Prints all parts, or those that are named. */
export async function benchApiserver(
  wanted: readonly string[] = [],
): Promise<void> {
  const model = cpus()[0]?.model ?? 'unknown';
  console.log(
    `Node ${process.version}, ${cpus().length} cores of ${model}\n` +
      'minimum / median / maximum of the rounds; server and client are two processes\n',
  );
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'bench-'));
  const child = fork(await bundled(folder), { execArgv: [] });
  try {
    const [servers] = await once(child, 'message');
    for (const [name, part] of Object.entries(PARTS))
      if (wanted.length === 0 || wanted.includes(name)) await part(servers);
  } finally {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As npm run cluster runs it: what tsx makes of it is slower by a fifth. */
async function bundled(folder: string): Promise<string> {
  const outfile = join(folder, 'child.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./apiserver-child.ts', import.meta.url))],
    ...{ outfile, bundle: true, format: 'esm', platform: 'node' },
    ...{ packages: 'external', logLevel: 'error' },
  });
  return outfile;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

/** One after the other, so that what the machine does meanwhile meets both. */
async function gets({ port, bare }: Servers): Promise<void> {
  const options = {
    clients: 16,
    count: GETS,
    request: () => get(`${PLACE}/constant`),
  };
  await load(port, options);
  await load(bare, options);
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await load(port, options);
    const theirs = await load(bare, options);
    rounds.push([ours.perSecond, theirs.perSecond]);
  }
  const column = (i: number): number[] => rounds.map((round) => round[i] ?? 0);
  console.log(row('GET of a 2 KiB object, 16 clients, per second', column(0)));
  console.log(row('a bare node:http, a constant Buffer', column(1)));
  const ratios = rounds.map(([ours = 0, bareRate = 1]) => ours / bareRate);
  console.log(`${row('  ratio, of each round', ratios)}   wanted: 0.8`);
}

async function creates({ port }: Servers): Promise<void> {
  const rates: number[] = [];
  let slow: readonly number[] = [];
  for (let round = 0; round < 3; round++) {
    const { perSecond, times, failed } = await load(port, {
      ...{ clients: 16, count: CREATES },
      request: (i) => post(PLACE, configMap(`made-${round}-${i}`)),
    });
    if (failed > 0) throw new Error(`${failed} creates were refused`);
    rates.push(perSecond);
    slow = times;
  }
  console.log(`${row('create, 16 clients, per second', rates)}   wanted: 3000`);
  const p99 = slow.toSorted((a, b) => a - b)[Math.floor(slow.length * 0.99)] ?? 0;
  const [, middle = 0] = figures(slow);
  console.log(`  of one: ${middle.toFixed(2)} ms, 99th ${p99.toFixed(2)} ms`);
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href)
  await benchApiserver(argv.slice(2));
