// The figures of chapter 01, drawn by asking a store.

import { createStore, KeyIndex, type RangeRequest, type Store } from '#store';
import { frameOf } from '../../site/island/island.ts';
import {
  type Cell,
  fresh,
  type LaneMark,
  lanes,
  picture,
  queue,
  rect,
  type State,
  scale,
  strip,
  tape,
  tip,
  watch,
  words,
  write,
} from '../../site/press/drawing.ts';
import { past as island } from '../islands/01-store.ts';

const EVERYTHING = { key: '\0', rangeEnd: '\0' };

/** The marks of each key's lane: what every commit so far wrote to it. */
function follow(store: Store): ReadonlyMap<string, LaneMark[]> {
  const marks = new Map<string, LaneMark[]>();
  store.onCommit(({ revision, changes }) => {
    for (const { key, version } of changes) {
      const text = version === 0 ? '✝' : `v${version}`;
      marks.set(key, [...(marks.get(key) ?? []), { at: revision, text }]);
    }
  });
  return marks;
}

const newest = (mark: LaneMark, revision: number): LaneMark =>
  mark.at === revision ? { ...mark, mark: 'new' } : mark;

/** Three puts: the tape of the store, and the lanes of its two keys. */
export function tapeOfPuts(): string {
  const store = createStore();
  const marks = follow(store);
  const x = scale([2, 4], [52, 148]);
  const states = ['a', 'b', 'a'].map((key): State => {
    const { revision } = store.put({ key });
    const cells = Array.from({ length: revision - 1 }, (_, i): Cell => {
      const mark = i + 2 === revision ? 'new' : undefined;
      return { text: String(i + 2), mark };
    });
    const rows = ['a', 'b'].map((name) => ({
      name,
      marks: (marks.get(name) ?? []).map((mark) => newest(mark, revision)),
    }));
    return {
      title: `put ${key}`,
      w: 200,
      h: 112,
      body: [
        tape({ x: 28, y: 4, w: 48 }, cells),
        lanes({ y: 64, gap: 38, from: 28, to: 176, at: x }, rows),
      ],
    };
  });
  return strip(
    'Three states of a store. Put a makes revision 2: a is at version 1. Put b makes ' +
      'revision 3: b is at version 1. Put a again makes revision 4: a is at version 2, ' +
      'and b stands as it stood.',
    states,
  );
}

/** One key's lane, read at two revisions that stand side by side. */
export function past(): string {
  return frameOf(island);
}

/** Two pages of a list, between which all keys change: read now, and read at one revision. */
export function torn(): string {
  const store = createStore();
  const names = ['a', 'b', 'c'];
  for (const key of names) store.put({ key, value: 'old' });
  const first = store.range({ ...EVERYTHING, limit: 2 });
  store.write((txn) => {
    for (const key of names) txn.put({ key, value: 'new' });
  });
  const x = scale([2, 5], [38, 164]);
  const side = (title: string, revision: number): State => {
    const second = store.range({ key: 'c', rangeEnd: '\0', revision });
    const rows = names.map((name, i) => ({
      name,
      marks: [
        { at: 2 + i, text: 'old' },
        { at: store.revision, text: 'new' },
      ],
    }));
    const answers = [...first.kvs, ...second.kvs].map(({ value }, i) =>
      words(224, 34 + i * 36, value, 'mono'),
    );
    const page = (r: number, from: number, to: number): string =>
      watch(`M${x(r) + 20} ${from}V${to}`);
    const changed = [page(revision || 5, 86, 122), answers[2] ?? ''];
    return {
      title,
      w: 256,
      h: 124,
      body: [
        words(204, 8, 'answered', 'quiet'),
        lanes({ y: 30, gap: 36, from: 20, to: 194, at: x }, rows),
        page(4, 12, 78),
        ...answers.slice(0, 2),
        fresh(...changed),
      ],
    };
  };
  return strip(
    'Two pages of a list of three keys; between the pages all three change from old to new. ' +
      'If the second page is read as of now, the list is old, old, new. If it is read at ' +
      `revision ${first.revision}, that of the first page, it is old, old, old.`,
    [side('Second page: now', 0), side(`Second page: at 4`, first.revision)],
  );
}

/** 1,200 keys, put in order: a chunk is cut in two when it passes 512. */
export function chunks(): string {
  const name = (i: number): string => `k${String(i).padStart(4, '0')}`;
  const index = new KeyIndex();
  for (let i = 0; i < 1_200; i++) index.getOrAdd(name(i));
  const walked = [...index.scan({ from: name(400), end: name(800) })];
  const begins = [0, 256, 512, 768, 1_200];
  const left = (i: number): number => 2 + i * 79;
  const x = (key: number): number => {
    const chunk = begins.findLastIndex((begin) => begin <= key);
    const from = begins[chunk] ?? 0;
    const to = begins[chunk + 1] ?? 1_200;
    return left(chunk) + 4 + ((key - from) / (to - from)) * 64;
  };
  const boxes = begins.slice(0, -1).map((begin, i) => {
    const count = (begins[i + 1] ?? 0) - begin;
    return (
      rect({ x: left(i), y: 24, w: 72, h: 40 }, 4) +
      words(left(i), 14, name(begin), 'mono') +
      words(left(i) + 36, 49, `${count} keys`, 'mid small')
    );
  });
  const parts = [1, 2, 3].map((chunk) => {
    const from = Math.max(400, begins[chunk] ?? 0);
    const to = Math.min(800, (begins[chunk + 1] ?? 0) - 1);
    return write(`M${Math.round(x(from))} 84H${Math.round(x(to))}`);
  });
  const inAt = Math.round(x(400));
  return picture(
    320,
    132,
    `Four chunks of a sorted list of keys. The walk over the range from k0400 to before ` +
      `k0800 enters the second chunk in the middle, takes the third whole, and leaves the ` +
      `fourth after a few keys: ${walked.length} keys.`,
    ...boxes,
    fresh(
      write(`M${inAt} 108V92`),
      tip(inAt, 88, 'up'),
      ...parts,
      words(inAt, 122, 'k0400 …', 'mid mono'),
      words(Math.round(x(800)), 122, '… before k0800', 'mid mono'),
    ),
  );
}

/** A key that is put, deleted, and put again. */
export function life(): string {
  const store = createStore();
  const marks = follow(store);
  const x = scale([2, 4], [50, 150]);
  const acts = [
    ['put', () => store.put({ key: 'web-2' })],
    ['delete', () => store.deleteRange({ key: 'web-2' })],
    ['put again', () => store.put({ key: 'web-2' })],
  ] as const;
  const states = acts.map(([title, act]): State => {
    const { revision } = act();
    const [pair] = store.range({ key: 'web-2' }).kvs;
    const row = (marks.get('web-2') ?? []).map((mark) => newest(mark, revision));
    const said = pair ? `created at ${pair.createRevision}` : 'no such key';
    return {
      title: `${revision}: ${title}`,
      w: 200,
      h: 72,
      body: [
        lanes({ y: 28, from: 28, to: 176, at: x }, [{ name: '', marks: row }]),
        words(28, 62, 'a get:', 'quiet'),
        words(70, 62, said, 'small'),
      ],
    };
  });
  return strip(
    'Three states of the lane of one key. At 2 it is put: version 1, created at 2. At 3 it ' +
      'is deleted: a tombstone, and a get finds no such key. At 4 it is put again: version 1 ' +
      'once more, and created at 4.',
    states,
  );
}

/** From the pairs of a range to the pairs of an answer. */
export function stations(): string {
  const store = createStore();
  for (const key of ['c', 'a', 'e', 'b', 'd']) store.put({ key });
  const ask = (wishes: Partial<RangeRequest>): readonly Cell[] =>
    store
      .range({ ...EVERYTHING, ...wishes })
      .kvs.map(({ key, modRevision }) => ({ text: key, below: `${modRevision}` }));
  const bound = { minModRevision: 4 };
  const order = { ...bound, sortTarget: 'MOD', sortOrder: 'DESCEND' } as const;
  const filtered = ask(bound);
  const sorted = ask(order);
  const cut = ask({ ...order, limit: 2 });
  const among = (cell: Cell, kept: readonly Cell[]): boolean =>
    kept.some(({ text }) => text === cell.text);
  const show = (title: string, cells: readonly Cell[]): State => ({
    title,
    w: 204,
    h: 64,
    body: [queue({ x: 2, y: 6, w: 40 }, cells.length, cells)],
  });
  const out = (cells: readonly Cell[], kept: readonly Cell[]): Cell[] =>
    cells.map((cell) => (among(cell, kept) ? cell : { ...cell, mark: 'gone' }));
  return strip(
    'Five pairs with the revisions of their last change: a 3, b 5, c 2, d 6, e 4. The filter ' +
      'keeps those changed at 4 or later: b, d, e. The sort puts the newest first: d, b, e. ' +
      'The cut keeps two: d, b.',
    [
      show('filter: from 4 on', out(ask({}), filtered)),
      show(
        'sort: newest first',
        sorted.map((cell) => ({ ...cell, mark: 'new' })),
      ),
      show('cut: two', out(sorted, cut)),
    ],
  );
}
