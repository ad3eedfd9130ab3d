// What a reader of chapter 01 plays with: a store that grows by what he does, read at two
// revisions that stand side by side.

import { createStore, EtcdError, type Store } from '#store';
import type { Island, State as Stand, View } from '../../site/island/island.ts';
import {
  type LaneMark,
  lanes,
  moment,
  type State,
  scale,
  strip,
} from '../../site/press/drawing.ts';

type Names = 'read';

const KEYS = ['a', 'b'];
const EVERYTHING = { key: '\0', rangeEnd: '\0' };

/** A change, and the version of its key that it made: 0 is a tombstone. */
interface Change {
  readonly revision: number;
  readonly key: string;
  readonly version: number;
}

/** What a read finds: for each key the revision that wrote what it sees. */
interface Reading {
  readonly revision: number;
  readonly seen: ReadonlyMap<string, number>;
  readonly says: string;
}

interface Tape {
  readonly store: Store;
  readonly changes: readonly Change[];
}

function play(moves: readonly string[]): Tape {
  const store = createStore();
  const changes: Change[] = [];
  store.onCommit(({ revision, changes: made }) => {
    for (const { key, version } of made) changes.push({ revision, key, version });
  });
  for (const move of moves) {
    const [what, key = ''] = move.split('-');
    if (what === 'put') store.put({ key });
    else store.deleteRange({ key });
  }
  return { store, changes };
}

function read(store: Store, revision: number): Reading {
  try {
    const { kvs } = store.range({ ...EVERYTHING, revision });
    const seen = new Map(kvs.map(({ key, modRevision }) => [key, modRevision]));
    const pairs = KEYS.map((key) => `${key} of ${seen.get(key) ?? 'nothing'}`);
    return {
      revision,
      seen,
      says: `A read at ${revision} sees ${pairs.join(', ')}.`,
    };
  } catch (error) {
    if (!(error instanceof EtcdError)) throw error;
    const says = `A read at ${revision} is refused: ${error.message}.`;
    return { revision, seen: new Map(), says };
  }
}

function draw({ store, changes }: Tape, { revision, seen }: Reading): State {
  const last = Math.max(store.revision + 1, 13);
  const x = scale([2, last], [30, 296]);
  const rows = KEYS.map((name) => ({
    name,
    marks: changes
      .filter(({ key }) => key === name)
      .map(({ revision: at, version }): LaneMark => {
        const text = version === 0 ? `✝${at}` : `${at}`;
        return { at, text, mark: seen.get(name) === at ? 'new' : undefined };
      }),
  }));
  const place = Math.min(revision + 0.5, last);
  return {
    title: `Read at ${revision}`,
    ...{ w: 310, h: 104 },
    body: [
      moment(x(place), [12, 98], `r = ${revision}`),
      lanes({ y: 48, gap: 42, from: 20, to: 304, at: x }, rows),
    ],
  };
}

function view({ set, moves, at }: Stand<Names>): View {
  const tape = play(moves.slice(0, at));
  const readings = [set.read, set.read + 1].map((one) => read(tape.store, one));
  const says = readings.map((one) => one.says).join(' ');
  const rows = tape.changes.map(({ revision, key, version }) => [
    ...[`${revision}`, version === 0 ? `delete ${key}` : `put ${key}`],
    version === 0 ? '–' : `${version}`,
    ...readings.map(({ seen }) => (seen.get(key) === revision ? '✓' : '')),
  ]);
  return {
    picture: strip(
      says,
      readings.map((one) => draw(tape, one)),
    ),
    head: ['revision', 'change', 'version', `at ${set.read}`, `at ${set.read + 1}`],
    ...{ rows, says, steps: moves.length },
    now: `revision ${tape.store.revision}`,
  };
}

/** One key's lane, read at two revisions that stand side by side. */
export const past: Island<Names> = {
  title: 'A store, and what a read sees',
  settings: { read: { label: 'Read at revision', min: 1, max: 40 } },
  moves: {
    'put-a': 'Put a',
    'put-b': 'Put b',
    'put-c': 'Put c',
    'del-a': 'Delete a',
  },
  start: {
    set: { read: 7 },
    moves: 'cacbcbacbca'.split('').map((key) => `put-${key}`),
    at: 11,
  },
  view,
};
