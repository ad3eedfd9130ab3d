// kill -9 of a cluster that keeps its objects in a folder, in the middle of writes, and a new
// start: what was acknowledged is there, versions go on, and Pods get their nodes.
// KUBEWRIGHT_LONG: 50 kills; else 5.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createChance } from '#world';
import { type ClusterChild, startChild } from './child.ts';

const test = suite('a cluster that is killed');
const kills = process.env.KUBEWRIGHT_LONG === undefined ? 5 : 50;
const seed = Number(process.env.SEED ?? 1);
const folder = mkdtempSync(join(tmpdir(), 'kubewright-killed-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const CORE = '/api/v1/namespaces/default';
const WRITERS = 8;
const [FEWEST, MOST] = [1, 400];

/** What one object may hold by now: what was acknowledged last, or what was asked since. */
interface Known {
  acknowledged: number | undefined;
  asked: number;
}

interface Load {
  readonly known: Map<string, Known>;
  readonly pods: Set<string>;
  /** The highest version that anybody was told. */
  version: number;
  acknowledged: number;
  /** Told when so many were. */
  reach: { readonly count: number; tell(): void } | undefined;
}

type Said = ReturnType<typeof JSON.parse>;

async function ask(url: string, method = 'GET', body?: object): Promise<Said> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, ...sent });
  const said = await response.json();
  if (!response.ok) throw new Error(`${method} ${url}: ${JSON.stringify(said)}`);
  return said;
}

function configMap(name: string, n: number): object {
  const metadata = { name };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { n: `${n}` } };
}

function pod(name: string): object {
  const metadata = { name };
  const spec = { containers: [{ name: 'c', image: 'i' }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

/** Writes one thing after another, until the server is no longer there. */
async function writeOn(
  url: string,
  writer: number,
  load: Load,
  isOver: () => boolean,
) {
  for (let i = 0; ; i++) {
    try {
      if (i % 4 === 3)
        await writePod(url, `p-${writer}-${load.pods.size}-${i}`, load);
      else await writeMap(url, `c-${writer}-${i % 7}`, load);
    } catch (error) {
      if (isOver()) return;
      throw error;
    }
  }
}

async function writeMap(url: string, name: string, load: Load): Promise<void> {
  const place = `${url}${CORE}/configmaps`;
  const known = load.known.get(name) ?? { acknowledged: undefined, asked: 0 };
  load.known.set(name, known);
  known.asked += 1;
  const n = known.asked;
  const object = configMap(name, n);
  const said = await (known.acknowledged === undefined &&
  !(await isThere(place, name))
    ? ask(place, 'POST', object)
    : ask(`${place}/${name}`, 'PUT', object));
  known.acknowledged = n;
  heard(load, said);
}

async function isThere(place: string, name: string): Promise<boolean> {
  return (await fetch(`${place}/${name}`)).ok;
}

async function writePod(url: string, name: string, load: Load): Promise<void> {
  const said = await ask(`${url}${CORE}/pods`, 'POST', pod(name));
  load.pods.add(name);
  heard(load, said);
}

function heard(load: Load, { metadata }: Said): void {
  load.version = Math.max(load.version, Number(metadata.resourceVersion));
  load.acknowledged += 1;
  if (load.acknowledged === load.reach?.count) load.reach.tell();
}

/** Kills it when so many more writes were acknowledged, whatever else is under way. */
async function killUnderLoad(child: ClusterChild, load: Load, writes: number) {
  let isOver = false;
  const enough = new Promise<void>((resolve) => {
    load.reach = { count: load.acknowledged + writes, tell: resolve };
  });
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    writeOn(child.url, writer, load, () => isOver),
  );
  await Promise.race([enough, ...writers]);
  isOver = true;
  assert.is(await child.end('SIGKILL'), 'SIGKILL');
  await Promise.all(writers);
}

async function check({ url }: ClusterChild, load: Load): Promise<void> {
  const maps: Said = await ask(`${url}${CORE}/configmaps`);
  const found = new Map<string, number>();
  for (const { metadata, data } of maps.items)
    found.set(metadata.name, Number(data.n));
  for (const [name, { acknowledged, asked }] of load.known) {
    const n = found.get(name);
    if (acknowledged === undefined && n === undefined) continue;
    const isRight = n !== undefined && n >= (acknowledged ?? 1) && n <= asked;
    assert.ok(isRight, `${name}: ${acknowledged} to ${asked}, found ${n}`);
  }
  const pods: Said = await ask(`${url}${CORE}/pods`);
  const names = new Set(pods.items.map(({ metadata }: Said) => metadata.name));
  for (const name of load.pods) assert.ok(names.has(name), `${name} is lost`);
  const version = Number(pods.metadata.resourceVersion);
  assert.ok(version >= load.version, `version ${version}, was ${load.version}`);
}

/** Fulfilled when every Pod that there is has a node. */
async function allBound({ url }: ClusterChild): Promise<number> {
  const { items, metadata }: Said = await ask(`${url}${CORE}/pods`);
  const waiting = new Set<string>();
  for (const { metadata, spec } of items)
    if (spec.nodeName === undefined) waiting.add(metadata.name);
  const { resourceVersion } = metadata;
  const query = `watch=1&resourceVersion=${resourceVersion}&timeoutSeconds=60`;
  const { body } = await fetch(`${url}${CORE}/pods?${query}`);
  let text = '';
  const decoder = new TextDecoder();
  if (waiting.size > 0)
    for await (const part of body ?? []) {
      text += decoder.decode(part, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const { object } = JSON.parse(line);
        if (object.spec.nodeName !== undefined)
          waiting.delete(object.metadata.name);
      }
      if (waiting.size === 0) break;
    }
  await body?.cancel().catch(() => {});
  assert.equal([...waiting], []);
  return items.length;
}

test(`nothing acknowledged is lost in ${kills} kills, and Pods get nodes`, async () => {
  const chance = createChance(seed);
  const load: Load = {
    known: new Map(),
    pods: new Set(),
    version: 0,
    acknowledged: 0,
    reach: undefined,
  };
  let child = await startChild(['--data', folder, '--nodes', '50']);
  for (let kill = 0; kill < kills; kill++) {
    const writes = chance.integer(FEWEST, MOST);
    await killUnderLoad(child, load, writes);
    child = await startChild(['--data', folder, '--nodes', '50']);
    await check(child, load);
    const name = `after-${kill}`;
    await writePod(child.url, name, load);
    await allBound(child);
  }
  assert.is(await child.end('SIGTERM'), 0);
});

test.run();
