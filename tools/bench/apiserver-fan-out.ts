// One event to 1,000 watchers over HTTP: how long from the write until the last has it.

import { Agent, get, request } from 'node:http';
import type { Servers } from './apiserver.ts';
import { configMap } from './apiserver-objects.ts';
import { row } from './figures.ts';

const WATCHERS = 1_000;
const EVENTS = 20;
const NOT_COUNTED = 5;

export async function fanOut({ port }: Servers): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: WATCHERS });
  let seen = 0;
  let all = (): void => undefined;
  const opened: Promise<() => void>[] = [];
  for (let i = 0; i < WATCHERS; i++) {
    opened.push(
      watch(port, agent, () => {
        seen += 1;
        if (seen % WATCHERS === 0) all();
      }),
    );
  }
  const closers = await Promise.all(opened);
  const times: number[] = [];
  for (let i = 0; i < EVENTS; i++) {
    const told = new Promise<void>((resolve) => {
      all = resolve;
    });
    const began = performance.now();
    await create(port, `event-${i}`);
    await told;
    if (i >= NOT_COUNTED) times.push(performance.now() - began);
  }
  for (const close of closers) close();
  const what = `one event to ${WATCHERS} watchers, the last, ms`;
  console.log(`${row(what, times)}   wanted: 25`);
}

const PLACE = '/api/v1/namespaces/kube-public/configmaps';

function watch(
  port: number,
  agent: Agent,
  onEvent: () => void,
): Promise<() => void> {
  const path = `${PLACE}?watch=true&resourceVersion=0`;
  return new Promise((resolve, reject) => {
    const sent = get({ port, agent, path, host: '127.0.0.1' }, (answer) => {
      answer.on('error', () => undefined);
      answer.on('data', (part: Buffer) => {
        for (const byte of part) if (byte === 10) onEvent();
      });
      resolve(() => sent.destroy());
    });
    sent.on('error', reject);
  });
}

function create(port: number, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ port, path: PLACE, method: 'POST', host: '127.0.0.1' },
        headers: { 'content-type': 'application/json' },
      },
      (answer) => answer.resume().on('end', resolve),
    );
    sent.on('error', reject).end(configMap(name));
  });
}
