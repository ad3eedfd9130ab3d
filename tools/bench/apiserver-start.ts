// From the start of the process until it says that it is ready.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { row } from './figures.ts';

const ROUNDS = 7;

export async function start(): Promise<void> {
  const times: number[] = [];
  // The first makes the bundle.
  await one();
  for (let round = 0; round < ROUNDS; round++) times.push(await one());
  console.log(`${row('process start to /readyz, ms', times)}   wanted: 600`);
}

async function one(): Promise<number> {
  const port = await freePort();
  const file = fileURLToPath(new URL('../cluster.mjs', import.meta.url));
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [file, '--insecure', '--port', String(port)],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  let isEnded = false;
  ended.then(() => {
    isEnded = true;
  });
  while (!isEnded && !(await isReady(port)));
  const took = performance.now() - began;
  child.kill();
  await ended;
  return took;
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    // Nobody listens yet.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
