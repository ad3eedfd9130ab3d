// What holds for every island: what it draws in any state, its link, its weight, its place
// in its chapter.

import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  hashOf,
  type Island,
  type State,
  stateIn,
  type View,
} from './island/island.ts';
import { buildIslands, bundleIslands, islandSlugs } from './islands.node.ts';

const test = suite('every island');
const ROOT = resolve(import.meta.dirname, '..');
const MOST_OWN_BYTES = 4_000;
const MOST_SHARED_BYTES = 4_000;
const MOST_BYTES = 40_000;

type Islands = readonly (readonly [where: string, name: string, island: Island])[];

async function readIslands(): Promise<Islands> {
  const found: [string, string, Island][] = [];
  for (const slug of islandSlugs(ROOT)) {
    const module: Record<string, Island> = await import(
      join(ROOT, 'chapters/islands', `${slug}.ts`)
    );
    for (const [name, island] of Object.entries(module))
      found.push([`${slug} ${name}`, name, island]);
  }
  return found;
}

const islands = await readIslands();

/** The start, each setting at both of its ends, and each move alone and after the others. */
function statesOf({ start, settings, moves }: Island): readonly State[] {
  const states = [start];
  for (const [key, { min, max }] of Object.entries(settings)) {
    for (const value of [min, max])
      states.push({ ...start, set: { ...start.set, [key]: value } });
  }
  for (const move of Object.keys(moves)) {
    states.push({ ...start, moves: [move] });
    states.push({ ...start, moves: [...start.moves, move, move], at: 99 });
  }
  return states;
}

function check(view: View, what: string): void {
  assert.match(
    view.picture,
    /^<(?:svg|div)[^>]* role="img" aria-label="[^"]{12,}"/,
    what,
  );
  assert.not.match(view.picture + view.says, /NaN|undefined|Infinity/, what);
  assert.not.match(view.picture, /\b(?:style|fill|stroke|color)=/, what);
  assert.match(view.says, /^[A-Z0-9].*\.$/, what);
  for (const row of view.rows) assert.is(row.length, view.head.length, what);
}

test('draws itself in every state, and at every step', () => {
  for (const [where, , island] of islands) {
    for (const state of statesOf(island)) {
      const what = `${where} ${JSON.stringify(state)}`;
      const { steps } = island.view(state);
      for (let at = 0; at <= steps; at += 1)
        check(island.view({ ...state, at }), what);
    }
  }
});

test('says as much when a step is taken back as it did before', () => {
  for (const [where, , island] of islands) {
    const { start } = island;
    const { steps } = island.view(start);
    const before = island.view({ ...start, at: Math.max(steps - 1, 0) });
    island.view(start);
    assert.equal(
      island.view({ ...start, at: Math.max(steps - 1, 0) }),
      before,
      where,
    );
  }
});

test('is named by a link in every state', () => {
  for (const [where, name, island] of islands) {
    for (const state of statesOf(island))
      assert.equal(stateIn(hashOf(name, state), name, island), state, where);
  }
});

test('stands in its chapter, and no other figure says that it can be played with', () => {
  for (const slug of islandSlugs(ROOT)) {
    const text = readFileSync(join(ROOT, 'chapters', `${slug}.md`), 'utf8');
    const marked = [...text.matchAll(/^:::figure (\S+) island$/gm)].map(
      ([, name]) => name,
    );
    const own = islands
      .filter(([where]) => where.startsWith(slug))
      .map(([, name]) => name);
    assert.equal(marked.sort(), own.sort(), slug);
  }
});

test('has at most 4 kB of its own, beside the modules of the course', async () => {
  const weigh = async (slug: string, without?: RegExp): Promise<number> =>
    gzipSync((await bundleIslands(ROOT, slug, without)).script, { level: 9 })
      .length;
  for (const slug of islandSlugs(ROOT)) {
    const own = await weigh(slug, /^#|\/island\/|\/press\//);
    assert.ok(own <= MOST_OWN_BYTES, `${slug} has ${own} bytes`);
    const beside = await weigh(slug, /^#/);
    assert.ok(
      beside - own <= MOST_SHARED_BYTES,
      `${slug} shares ${beside - own} bytes`,
    );
    const all = await weigh(slug);
    assert.ok(all <= MOST_BYTES, `${slug} loads ${all} bytes`);
  }
});

test('is built anew only when a source of it says something else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const options = {
    root: ROOT,
    out: join(folder, 'out'),
    cache: join(folder, 'cache'),
  };
  const names = await buildIslands(options);
  const kept = join(options.cache, names[0] ?? '');
  const old = new Date(1_000);
  utimesSync(kept, old, old);
  await buildIslands(options);

  assert.is(statSync(kept).mtimeMs, 1_000);
  assert.equal(readFileSync(join(options.out, names[0] ?? '')), readFileSync(kept));
  rmSync(folder, { recursive: true });
});

test.run();
