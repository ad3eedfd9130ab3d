// One process owns a folder. Node has no flock(2), and a file with a pid in it proves
// nothing: the pid may be another's by now, or of another container. A socket proves it:
// only a living process answers, and the kernel closes it however the process ends.
//
// - The lock is a socket that listens, under a number: lock.1, lock.2 and so on. The owner
//   is who has the highest number and answers.
// - Who wants the folder and finds the highest number dead takes the next one. A socket
//   gets its name by link(2), when it listens already, and of two who want the same name
//   one gets it.
// - Who has got one looks again: if there is a higher one by now, somebody was faster.
//   The highest number is never removed, so it never falls, and a slow process can not take
//   for free what was taken and given back meanwhile.
//
// It holds between all processes of one kernel. Machines that share a folder over a network
// do not see one another's sockets: there it is no lock. Windows has no such sockets.
// Chapter 05. Engine room: not told line by line.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LogError } from './errors.ts';

const LOCK = /^lock\.(\d+)$/;
/**
 * An owner that is stopped, or very busy, does not say who it is. It is there
 * still.
 */
const ANSWER_MS = 500;

export interface FolderLock {
  /** Gives the folder back. */
  release(): Promise<void>;
}

/**
 * Takes the folder, made if it is not there. @throws LogError LOCKED if it is taken
 */
export async function lockFolder(directory: string): Promise<FolderLock> {
  await fs.mkdir(directory, { recursive: true });
  const folder = await fs.open(directory, constants.O_RDONLY);
  try {
    return await take(directory, shortName(directory, folder.fd));
  } finally {
    await folder.close();
  }
}

/** The address of a socket has 107 bytes at most; a folder's name may be longer. */
function shortName(directory: string, fd: number): string {
  return process.platform === 'linux' ? `/proc/self/fd/${fd}` : directory;
}

async function take(directory: string, short: string): Promise<FolderLock> {
  for (;;) {
    const highest = await highestLock(directory);
    if (highest > 0) await refuseIfAlive(directory, join(short, `lock.${highest}`));
    const server = await listen(directory, short, highest + 1);
    if (server === undefined) continue;
    if ((await highestLock(directory)) > highest + 1) {
      await close(server);
      continue;
    }
    await clear(directory, highest + 1);
    return { release: () => close(server) };
  }
}

async function highestLock(directory: string): Promise<number> {
  let highest = 0;
  for (const name of await fs.readdir(directory))
    highest = Math.max(highest, Number(LOCK.exec(name)?.[1] ?? 0));
  return highest;
}

/** Listens under that number; undefined if somebody else has it. */
async function listen(
  directory: string,
  short: string,
  number: number,
): Promise<Server | undefined> {
  const draft = `lock-draft.${randomUUID().slice(0, 8)}`;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(`process ${process.pid} on ${hostname()}`);
  });
  // A lock alone keeps no process alive.
  server.unref().listen(join(short, draft));
  await once(server, 'listening');
  try {
    await fs.link(join(directory, draft), join(directory, `lock.${number}`));
    return server;
  } catch (error) {
    await close(server);
    // Taken by somebody else, who may have cleared our draft away as well.
    if (['EEXIST', 'ENOENT'].includes(codeOf(error))) return undefined;
    throw error;
  } finally {
    await fs.rm(join(directory, draft), { force: true });
  }
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

/** Removes lower numbers, and drafts of those who died or come too late. */
async function clear(directory: string, number: number): Promise<void> {
  for (const name of await fs.readdir(directory)) {
    const own = Number(LOCK.exec(name)?.[1] ?? number);
    if (own < number || name.startsWith('lock-draft.'))
      await fs.rm(join(directory, name), { force: true });
  }
}

async function refuseIfAlive(directory: string, socket: string): Promise<void> {
  const owner = await ask(socket);
  if (owner === undefined) return;
  const text = `${directory} is in use by ${owner}; end it, or use another folder`;
  throw new LogError('LOCKED', text);
}

/** Who listens there; undefined if nobody does. */
function ask(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = createConnection(path);
    const answer = (owner: string | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(owner);
    };
    const silent = 'a process that does not say which it is';
    const timer = setTimeout(() => answer(said || silent), ANSWER_MS);
    socket.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    socket.on('end', () => answer(said || silent));
    socket.on('error', (error) => {
      const isDead = ['ECONNREFUSED', 'ENOENT'].includes(codeOf(error));
      answer(isDead ? undefined : silent);
    });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
