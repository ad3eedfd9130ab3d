// What must hold over HTTP whatever becomes of a connection: a watch is the history of the
// writes, however often it is cut; and one version is followed by one other.

import { Agent, type IncomingMessage, request } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryStorage } from '#apiserver';
import { serve } from '#apiserver/node';
import { type Chance, createVirtualWorld } from '#world';
import { assemble } from './assemble.ts';
import { bootstrap } from './bootstrap.ts';

const SEEDS = process.env.KUBEWRIGHT_LONG === undefined ? 20 : 300;
const first = Number(process.env.SEED ?? 1);
const WRITES = 40;
const PLACE = '/api/v1/namespaces/default/configmaps';
const USER = { name: 'admin', groups: ['system:masters', 'system:authenticated'] };

const test = suite('over HTTP');

interface Asked {
  readonly code: number;
  readonly body: { readonly metadata: { readonly resourceVersion: string } };
}

interface Client {
  ask(method: string, path: string, object?: unknown): Promise<Asked>;
  /** Hands each part of the answer to `take` until that says no more, and cuts. */
  follow(path: string, take: (part: Buffer) => boolean): Promise<void>;
}

async function each(run: (client: Client, chance: Chance) => Promise<void>) {
  for (let seed = first; seed < first + SEEDS; seed++) {
    const world = createVirtualWorld({ seed });
    const storage = memoryStorage();
    const server = assemble({ world, storage, clock: undefined, doors: [] });
    await server.open({ server: 'http://127.0.0.1:8080', caPem: '' });
    await bootstrap(server.handle, 6443);
    const served = await serve({ handle: server.handle, port: 0, user: USER });
    const agent = new Agent({ keepAlive: true });
    try {
      await run(clientOf(served.port, agent), world.chance.fork('laws'));
    } catch (error) {
      throw new Error(`seed ${seed}: ${error}`, { cause: error });
    } finally {
      agent.destroy();
      server.close();
      await served.close();
    }
    assert.is(served.streams, 0, `seed ${seed}: a stream is left`);
  }
}

function clientOf(port: number, agent: Agent): Client {
  const send = (method: string, path: string, isKept: boolean, body?: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const where = { host: '127.0.0.1', port, path, method, headers };
      const sent = request({ ...where, agent: isKept ? agent : false }, resolve);
      sent.on('error', reject).end(body);
    });
  return {
    async ask(method, path, object) {
      const body = object === undefined ? undefined : JSON.stringify(object);
      const answer = await send(method, path, true, body);
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part);
      const text = Buffer.concat(parts).toString();
      const code = answer.statusCode ?? 0;
      if (code >= 400 && code !== 409) throw new Error(`${method}: ${text}`);
      return { code, body: JSON.parse(text) };
    },
    async follow(path, take) {
      const answer = await send('GET', path, false);
      for await (const part of answer) if (!take(part)) return;
    },
  };
}

function below(chance: Chance, limit: number): number {
  return Math.floor(chance.next() * limit);
}

function numbered(name: string, n: number, resourceVersion?: string): object {
  const metadata = { name, ...(resourceVersion ? { resourceVersion } : {}) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { n: String(n) } };
}

/** Writes at random to a few names, and tells what a watch must say of it. */
async function write(client: Client, chance: Chance): Promise<readonly string[]> {
  const history: string[] = [];
  const there = new Map<string, number>();
  for (let n = 0; n < WRITES; n++) {
    const name = `c-${below(chance, 4)}`;
    const known = there.get(name);
    if (known === undefined) {
      await client.ask('POST', PLACE, numbered(name, n));
      history.push(`ADDED ${name} ${n}`);
    } else if (below(chance, 3) === 0) {
      await client.ask('DELETE', `${PLACE}/${name}`);
      history.push(`DELETED ${name} ${known}`);
    } else {
      await client.ask('PUT', `${PLACE}/${name}`, numbered(name, n));
      history.push(`MODIFIED ${name} ${n}`);
    }
    if (history.at(-1)?.startsWith('DELETED')) there.delete(name);
    else there.set(name, n);
  }
  await client.ask('POST', PLACE, numbered('last', WRITES));
  return [...history, `ADDED last ${WRITES}`];
}

/** Watches until it has seen the last, cut off again and again, within a line or not. */
async function watch(client: Client, chance: Chance, since: string) {
  const seen: string[] = [];
  let cuts = 0;
  let version = since;
  while (!seen.at(-1)?.startsWith('ADDED last')) {
    let text = '';
    let parts = below(chance, 5);
    await client.follow(`${PLACE}?watch=1&resourceVersion=${version}`, (part) => {
      const isCut = parts === 0;
      parts -= 1;
      const end = isCut ? below(chance, part.length) : part.length;
      text += part.toString('latin1', 0, end);
      // Nothing comes after the last: whoever waits for more waits for good.
      return !isCut && !text.includes('"last"');
    });
    cuts += 1;
    for (const line of text.split('\n').slice(0, -1)) {
      const { type, object } = JSON.parse(line);
      seen.push(`${type} ${object.metadata.name} ${object.data.n}`);
      version = object.metadata.resourceVersion;
    }
  }
  return { seen, cuts };
}

test('a watch that is cut and resumed anywhere is the history of the writes', async () => {
  let all = 0;
  await each(async (client, chance) => {
    const { body } = await client.ask('GET', PLACE);
    const since = body.metadata.resourceVersion;
    const [history, early] = await Promise.all([
      write(client, chance.fork('writes')),
      watch(client, chance.fork('early'), since),
    ]);
    const late = await watch(client, chance.fork('late'), since);

    assert.equal(early.seen, history);
    assert.equal(late.seen, history);
    all += early.cuts + late.cuts;
  });
  assert.ok(all > 5 * SEEDS, `${all} cuts`);
});

test('of two who write onto the same version, one is told of a conflict', async () => {
  await each(async (client, chance) => {
    await client.ask('POST', PLACE, numbered('a', 0));
    const wins = new Map<string, number>();
    const writer = async (): Promise<void> => {
      for (let round = 0; round < 8; round++) {
        const { body } = await client.ask('GET', `${PLACE}/a`);
        const { resourceVersion } = body.metadata;
        const n = below(chance, 1_000_000);
        const sent = numbered('a', n, resourceVersion);
        const { code } = await client.ask('PUT', `${PLACE}/a`, sent);
        if (code === 409) continue;
        wins.set(resourceVersion, (wins.get(resourceVersion) ?? 0) + 1);
      }
    };
    await Promise.all([writer(), writer(), writer(), writer()]);

    assert.ok(wins.size >= 8, 'somebody wins each time');
    for (const [version, count] of wins) assert.is(count, 1, `of ${version}`);
  });
});

test.run();
