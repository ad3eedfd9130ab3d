// A client that costs little: requests as bytes on connections that stay open, answers
// counted by their length. One request is under way on each connection.

import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';

/** Sends `request(i)` until `count` are answered, over so many connections. */
export async function load(
  port: number,
  { clients, count, request }: LoadOptions,
): Promise<LoadResult> {
  const times: number[] = [];
  let sent = 0;
  let failed = 0;
  const began = performance.now();
  const one = async (): Promise<void> => {
    const connection = await open(port);
    while (sent < count) {
      const bytes = request(sent++);
      const start = performance.now();
      const code = await connection.ask(bytes);
      times.push(performance.now() - start);
      if (code >= 400) failed += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: clients }, one));
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: times.length / seconds, times, failed };
}

export interface LoadOptions {
  readonly clients: number;
  readonly count: number;
  request(i: number): string;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Of each answer, in ms. */
  readonly times: readonly number[];
  readonly failed: number;
}

export function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n\r\n`;
}

export function post(path: string, body: string): string {
  const head = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json`;
  return `${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

interface Connection {
  /** The code of the answer, when all of it is there. */
  ask(bytes: string): Promise<number>;
  close(): void;
}

async function open(port: number): Promise<Connection> {
  const socket: Socket = connect(port, '127.0.0.1').setNoDelay(true);
  let answered = (_: number): void => undefined;
  let broke = (_: Error): void => undefined;
  let head = '';
  /** Bytes of the answer that are still to come; unknown before its head is there. */
  let missing: number | undefined;
  socket.on('data', (part: Buffer) => {
    if (missing === undefined) {
      head += part.toString('latin1');
      const end = head.indexOf(HEAD_END);
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      if (end < 0 || length === undefined) return;
      missing = end + HEAD_END.length + Number(length) - head.length;
    } else missing -= part.length;
    if (missing > 0) return;
    const code = Number(head.slice(9, 12));
    head = '';
    missing = undefined;
    answered(code);
  });
  socket.on('error', (error) => broke(error));
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    ask: (bytes) =>
      new Promise((resolve, reject) => {
        answered = resolve;
        broke = reject;
        socket.write(bytes, 'latin1');
      }),
    close: () => socket.destroy(),
  };
}
