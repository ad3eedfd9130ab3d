// A real etcd, started for a test and ended after it: one member, its data in a
// folder of its own, ports of its own choosing on the loopback interface.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 5_000;
/**
 * Port 0 lets the kernel pick one that is free, and etcd tells which in its log.
 */
const ANY_PORT = 'http://127.0.0.1:0';

const MEMORY = '/dev/shm';
/** A log begins with 128 MiB; the bench of the store writes 3 GiB. */
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * The version of the etcd on the PATH. Where there is none it says aloud what
 * `purpose` goes without, and answers undefined. @throws Error instead where CI is
 * set.
 */
export function etcdVersion(purpose: string): string | undefined {
  const { stdout } = spawnSync('etcd', ['--version'], { encoding: 'utf8' });
  const version = /^etcd Version: (\S+)/m.exec(stdout ?? '')?.[1];
  if (version !== undefined) return version;
  const absent =
    `No etcd on the PATH: ${purpose} is NOT held against the real one. ` +
    'Install it (Debian: etcd-server) and run again.';
  if (process.env.CI) throw new Error(absent);
  console.error(`\n  !!  ${absent}\n`);
  return undefined;
}

export interface EtcdProcess {
  /** Host and port of its clients' door. */
  readonly address: string;
  readonly pid: number;
  /** Kills it, as a power cut would, and starts it on what it has left on its disk. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts an etcd, with `more` flags if there are, its data in a folder below `parent`, and
 * waits until it serves. @throws Error with its last words if not.
 */
export async function startProcess(
  more: readonly string[] = [],
  parent: string = home(),
): Promise<EtcdProcess> {
  const folder = mkdtempSync(join(parent, 'kubewright-etcd-'));
  const start = (): ChildProcess =>
    spawn('etcd', [...flags(folder), ...more], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  let child = start();
  const kill = (): void => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', kill);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ended = once(child, 'exit').catch(() => undefined);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    child.kill(signal);
    await ended;
    clearTimeout(timer);
  };
  const stop = async (): Promise<void> => {
    await end('SIGTERM');
    process.removeListener('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  };
  let address = '';
  const serve = async (): Promise<void> => {
    try {
      address = await served(child);
    } catch (error) {
      await stop();
      throw error;
    }
  };
  await serve();
  return {
    get address() {
      return address;
    },
    get pid() {
      return child.pid ?? 0;
    },
    restart: async () => {
      await end('SIGKILL');
      child = start();
      await serve();
    },
    stop,
  };
}

/** In memory where there is room: nobody here asks how etcd waits for a disk. */
function home(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

function flags(folder: string): readonly string[] {
  return [
    `--data-dir=${join(folder, 'data')}`,
    `--listen-client-urls=${ANY_PORT}`,
    `--advertise-client-urls=${ANY_PORT}`,
    `--listen-peer-urls=${ANY_PORT}`,
    `--initial-advertise-peer-urls=${ANY_PORT}`,
    `--initial-cluster=default=${ANY_PORT}`,
    '--logger=zap',
    '--log-outputs=stderr',
  ];
}

/**
 * The address that the log names once a leader is elected and clients are let in.
 */
function served(child: ChildProcess): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(
        new Error(`etcd ${what}; its log ends:\n${lines.slice(-5).join('\n')}`),
      );
    };
    const timer = setTimeout(
      () => fail(`serves nobody after ${START_LIMIT_MS} ms`),
      START_LIMIT_MS,
    );
    child.once('error', (error) => fail(`did not start: ${error.message}`));
    child.once('exit', (code) => fail(`ended with code ${code} while starting`));
    if (child.stderr === null)
      return fail('was started without a pipe for its log');
    // Read on after it serves: a full pipe would stop it.
    createInterface(child.stderr).on('line', (line) => {
      lines.splice(0, lines.length - 20);
      lines.push(line);
      const address = /"serving client traffic.*"address":"([^"]+)"/.exec(
        line,
      )?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
