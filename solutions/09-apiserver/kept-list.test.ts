import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { Item } from './item.ts';
import { joined, KeptList } from './kept-list.ts';
import { RESOURCES } from './kinds/table.ts';

const [row] = RESOURCES;
if (row === undefined) throw new Error('there is no resource');

const test = suite('a kept list');

let made = 0;

function newItem(): Item {
  made += 1;
  if (row === undefined) throw new Error('there is no resource');
  return new Item(row, `{"metadata":{"name":"n-${made}"}}`, made);
}

function textOf(parts: readonly Uint8Array[]): string {
  return new TextDecoder().decode(joined(parts));
}

function naive(items: readonly Item[]): string {
  return items.map(({ bytes }) => new TextDecoder().decode(bytes)).join(',');
}

test('is what its items are, whatever became of the last one', () => {
  const seed = Number(process.env.SEED ?? 1);
  const { chance } = createVirtualWorld({ seed });
  const below = (limit: number): number => Math.floor(chance.next() * limit);
  const kept = new KeptList();
  const items = Array.from({ length: 1_500 }, newItem);

  for (let round = 0; round < 30; round++) {
    const at = below(items.length);
    const gone = below(4) === 0 ? below(400) : below(3);
    const come = below(4) === 0 ? below(400) : below(3);
    items.splice(at, gone, ...Array.from({ length: come }, newItem));
    const said = textOf(kept.partsOf(items));
    assert.is(said, naive(items), `seed ${seed}, round ${round}`);
  }
});

test('writes what is new, and hands out the rest as it was', () => {
  const kept = new KeptList();
  const items = Array.from({ length: 5_000 }, newItem);
  const before = new Set(kept.partsOf(items));
  const same = kept.partsOf(items).filter((part) => !before.has(part));
  items.splice(2_000, 1, newItem(), newItem());

  const fresh = kept.partsOf(items).filter((part) => !before.has(part));

  assert.is(same.length, 0);
  const bytes = fresh.reduce((sum, { length }) => sum + length, 0);
  assert.ok(fresh.length <= 2 && bytes < 60_000, `${bytes} bytes are new`);
});

test('of few or of none is one part', () => {
  const kept = new KeptList();
  const few = [newItem(), newItem()];

  assert.equal(kept.partsOf([]).map(String), ['']);
  assert.is(kept.partsOf(few).length, 1);
  assert.is(textOf(kept.partsOf(few)), naive(few));
});

test.run();
