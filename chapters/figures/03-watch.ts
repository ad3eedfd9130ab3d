// The figures of chapter 03, drawn by asking a hub.

import { createStore, KeyIndex, type Store } from '#store';
import { compact, createWatchHub, type WatchStream } from '#watch';
import {
  arrow,
  type Cell,
  frame,
  fresh,
  type LaneMark,
  lanes,
  moment,
  picture,
  queue,
  type State,
  scale,
  scissors,
  strip,
  tape,
  watch,
  words,
  write,
} from '../../site/press/drawing.ts';

const EVERYTHING = { key: '\0', rangeEnd: '\0' };

/** What is taken now: the revisions of each response with events. */
function revisionsTaken(stream: WatchStream, max?: number): readonly number[][] {
  return stream
    .take(max)
    .filter(({ events }) => events.length > 0)
    .map(({ events }) => [...new Set(events.map(({ kv }) => kv.modRevision))]);
}

/** The arrow that shows where a watch stands, from below. */
function place(x: number, y: number, text: string): string {
  return arrow([x, y + 24], [x, y]) + words(x, y + 38, text, 'mid mono');
}

/** Two lists, and a watch, over a job that comes and goes. */
export function between(): string {
  const store = createStore();
  const stream = createWatchHub(store).stream();
  stream.watch(EVERYTHING);
  const acts = ['web', 'job', 'job', 'web'];
  const counts = acts.map((key, i) => {
    if (i === 2) store.deleteRange({ key });
    else store.put({ key });
    return store.range({ ...EVERYTHING, countOnly: true }).count;
  });
  const told = stream.take().flatMap(({ events }) => events);
  const row = { x: 12, y: 20, w: 70 };
  const at = (i: number): number => row.x + i * row.w;
  const cells = (below: (i: number) => string): readonly Cell[] =>
    acts.map((_, i) => ({
      text: String(i + 2),
      below: below(i),
      mark: i === 1 || i === 2 ? 'new' : undefined,
    }));
  const list = (i: number): string =>
    moment(at(i), [10, 82], `list: ${counts[i - 1]} Pod`);
  const keys = cells((i) => (i === 2 ? `${acts[i]} ✝` : (acts[i] ?? '')));
  const types = cells((i) => told[i]?.type ?? '');
  const size = { w: 310, h: 88 };
  return strip(
    'Revisions 2 to 5: web is put, job is put, job is deleted, web is put. A list after 2 ' +
      'and a list after 4 see one Pod each, and no job. A watch is told of all four.',
    [
      { title: 'Two lists', ...size, body: [tape(row, keys), list(1), list(3)] },
      { title: 'A watch', ...size, body: [tape(row, types)] },
    ],
  );
}

/** One tape, three watches of one stream: two are synced, one is behind a full queue. */
export function places(): string {
  const store = createStore();
  const stream = createWatchHub(store, { capacity: 2 }).stream();
  for (const key of ['a', 'b', 'c']) stream.watch({ key });
  stream.take();
  const keys = ['c', 'c', 'c', 'z', 'z', 'z'];
  for (const key of keys) store.put({ key });
  const waiting = revisionsTaken(stream).flat();
  const [behind = 0] = revisionsTaken(stream).flat();
  const row = { x: 12, y: 6, w: 40 };
  const x = (revision: number): number => row.x + (revision - 1.5) * row.w;
  const end = row.x + keys.length * row.w;
  const cells = keys.map((below, i) => ({ text: String(i + 2), below }));
  return picture(
    320,
    196,
    `A tape of the revisions 2 to 7. The watches 0 and 1 stand at its end and are synced. ` +
      `Watch 2 stands at ${behind} and is behind; the queue of the stream holds ` +
      `${waiting.join(' and ')} and is full.`,
    tape(row, cells),
    place(end + 10, 62, '0'),
    place(end + 34, 62, '1'),
    fresh(place(x(behind), 62, '2')),
    frame({ x: 196, y: 112, w: 122, h: 78 }, 'synced'),
    words(257, 164, 'watch 0, 1', 'mid small'),
    frame({ x: 104, y: 112, w: 84, h: 78 }, 'behind'),
    fresh(words(146, 164, 'watch 2', 'mid small')),
    words(12, 132, 'queue', 'quiet'),
    queue(
      { x: 12, y: 142, w: 40 },
      2,
      waiting.map((one) => ({ text: String(one) })),
    ),
  );
}

/** The end of the first batch of a long past, at a step of two keys. */
export function batch(): string {
  const store = createStore();
  const step = (...keys: readonly string[]): void =>
    store.write((txn) => {
      for (const key of keys) txn.put({ key });
    });
  const shown = [['z'], ['a'], ['a', 'b'], ['z'], ['a', 'b'], ['a']];
  const stream = createWatchHub(store).stream();
  // So many of another key that the batch ends before a number of the text: 4127.
  for (let i = 0; i < 3_123; i++) step('z');
  for (let i = 0; i < 998; i++) step('a');
  const first = store.revision + 1;
  for (const keys of shown) step(...keys);
  stream.watch({ key: 'a', rangeEnd: 'c', startRevision: 2 });
  const [told = [], rest = []] = revisionsTaken(stream);
  const next = rest[0] ?? 0;
  const row = { x: 4, y: 6, w: 48 };
  const x = (revision: number): number => row.x + (revision - first) * row.w;
  const cells = shown.map((keys, i): Cell => {
    const mark = first + i === next ? 'new' : undefined;
    return { text: String(first + i), below: keys.join(' '), mark };
  });
  return picture(
    320,
    104,
    `The revisions ${first} to ${store.revision}. A watch on a and b has been told of ` +
      `${told.length} revisions with ${told.at(-1)}; z does not concern it. The batch ends ` +
      `before ${next}, which changes a and b, and there the watch stands.`,
    tape(row, cells),
    write(`M${row.x} 66H${x(next) - 4}m0 -5v10`),
    words(row.x, 84, `… a batch of ${told.length} revisions`, 'small'),
    fresh(place(x(next) + row.w / 2, 58, 'next')),
  );
}

/** A list, what happens after it, and a watch that begins behind the list. */
export function handover(): string {
  const store = createStore();
  for (const key of ['a', 'b']) store.put({ key });
  const list = store.range(EVERYTHING);
  store.deleteRange({ key: 'a' });
  store.put({ key: 'c' });
  const stream = createWatchHub(store).stream();
  const between = [4, 5];
  stream.watch({ ...EVERYTHING, startRevision: list.revision + 1 });
  store.put({ key: 'c' });
  const row = { x: 12, y: 18, w: 56 };
  const x = (revision: number): number => row.x + (revision - 2) * row.w;
  const names = ['a', 'b', 'a ✝', 'c', 'c'];
  const cells = names.map((below, i): Cell => {
    const mark = between.includes(i + 2) ? 'new' : undefined;
    return { text: String(i + 2), below, mark };
  });
  return picture(
    320,
    112,
    `Revisions 2 to 6. The list holds 2 and ${list.revision}. The watch begins at ` +
      `${list.revision + 1}: it is told of 4 and 5, which came between list and watch, and of 6.`,
    tape(row, cells),
    moment(x(list.revision + 1), [10, 104], 'list at 3'),
    write(`M${x(2)} 84H${x(4) - 6}`),
    words(x(2), 102, 'in the list', 'small'),
    watch(`M${x(4) + 6} 84H${x(7)}`),
    words(x(4) + 8, 102, 'told by a watch from 4', 'small'),
  );
}

/** A queue of two that is full, a watch that falls behind, and catches up. */
export function fall(): string {
  const store = createStore();
  const stream = createWatchHub(store, { capacity: 2 }).stream();
  stream.watch({ key: 'a' });
  stream.take();
  const put = (times: number): void => {
    for (let i = 0; i < times; i++) store.put({ key: 'a' });
  };
  const row = { x: 2, y: 4, w: 30 };
  const state = (
    title: string,
    next: number,
    items: readonly string[],
    what: string,
  ): State => {
    const cells = Array.from({ length: store.revision - 1 }, (_, i) => ({
      text: String(i + 2),
    }));
    const x = row.x + (next - 1.5) * row.w;
    return {
      title,
      w: 200,
      h: 122,
      body: [
        tape(row, cells),
        fresh(place(x, 38, what)),
        words(128, 108, 'queue', 'quiet'),
        queue(
          { x: 2, y: 88, w: 58 },
          2,
          items.map((text) => ({ text })),
        ),
      ],
    };
  };
  put(2);
  const full = state('Full', 4, ['2', '3'], 'synced');
  put(3);
  const late = state('4, 5, 6: behind', 4, ['2', '3'], 'behind');
  stream.take();
  const [missed = []] = revisionsTaken(stream);
  const told = `${missed[0]} to ${missed.at(-1)}`;
  const again = state('Taken: synced again', 7, [told], 'synced');
  return strip(
    'Three states. A queue of two holds the revisions 2 and 3, the watch is synced and ' +
      'stands at 4. Then 4, 5 and 6 come: the watch is behind and still stands at 4. When ' +
      `the queue was taken, one response with ${told} is in it; the watch stands at 7, synced.`,
    [full, late, again],
  );
}

/** Three keys and a compaction at 10. */
export function scissorsAtTen(): string {
  const index = new KeyIndex();
  const store = createStore(index);
  const hub = createWatchHub(store);
  const N = 10;
  const marks = historyOf(store);
  compact(store, index, hub, N);
  const kept = new Set<number>();
  for (const { versions } of index.scan({ from: '\0', end: undefined }))
    for (const { modRevision } of versions) kept.add(modRevision);
  const at = scale([2, 12], [34, 296]);
  const rows = ['a', 'b', 'c'].map((name) => ({
    name,
    marks: (marks.get(name) ?? []).map((mark): LaneMark => {
      const isKept = kept.has(mark.at);
      if (!isKept) return { ...mark, mark: 'gone' };
      return mark.at < N ? { ...mark, mark: 'new' } : mark;
    }),
  }));
  return picture(
    320,
    150,
    'Three keys and a cut at 10. Of a, put at 3, 8 and 12, the version of 3 is gone and that ' +
      'of 8 stays. Of b, put at 4 and deleted at 7, nothing is left. Of c, put at 5, 9 and ' +
      '11, the version of 5 is gone.',
    scissors(at(N), 10, 144),
    words(at(N) + 16, 14, 'N = 10', 'small'),
    lanes({ y: 54, gap: 42, from: 20, to: 310, at }, rows),
  );
}

/** Writes revisions 2 to 12 of three keys, and others between; answers with their marks. */
function historyOf(store: Store): ReadonlyMap<string, LaneMark[]> {
  const marks = new Map<string, LaneMark[]>();
  store.onCommit(({ revision, changes: [change] }) => {
    if (change === undefined) return;
    const text = change.version === 0 ? '✝' : String(revision);
    const mark = { at: revision, text };
    marks.set(change.key, [...(marks.get(change.key) ?? []), mark]);
  });
  const keys = ['z', 'a', 'b', 'c', 'z', 'b', 'a', 'c', 'z', 'c', 'a'];
  for (const [i, key] of keys.entries()) {
    if (i === 5) store.deleteRange({ key });
    else store.put({ key });
  }
  return marks;
}
