// The figures of chapter 04, drawn by letting leases run.

import { createLessor, type Lessor, type SavedLease } from '#lease';
import { createStore, type Store } from '#store';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { frameOf } from '../../site/island/island.ts';
import {
  arrow,
  axis,
  bar,
  box,
  type Cell,
  cylinder,
  frame,
  fresh,
  type Lane,
  type LaneMark,
  lanes,
  moment,
  picture,
  queue,
  type State,
  scale,
  strip,
  tape,
  tip,
  watch,
  words,
  write,
} from '../../site/press/drawing.ts';
import { rings as island } from '../islands/04-lease.ts';

interface Stand {
  readonly world: VirtualWorld;
  readonly store: Store;
  readonly lessor: Lessor;
}

function stand(): Stand {
  const world = createVirtualWorld({ seed: 1 });
  const store = createStore();
  return { world, store, lessor: createLessor(world, store) };
}

const seconds = (at: number): string => `${at} s`;

/** What a lessor knows, and where each part of it comes from. */
export function parts(): string {
  const { world, store, lessor } = stand();
  lessor.grant({ id: 7, ttl: 60 });
  for (const key of ['a', 'b']) store.put({ key, lease: 7 });
  world.clock.advanceSync(15_000);
  const { ttl, grantedTtl, keys = [] } = lessor.timeToLive(7, { keys: true });
  return picture(
    320,
    262,
    `A client asks the lessor. The lessor knows that lease 7 was granted ${grantedTtl} ` +
      `seconds, that ${ttl} are left, and that ${keys.join(' and ')} hang on it. It watches ` +
      'the store for the keys, and deletes them in the store.',
    box({ x: 2, y: 92, w: 76, h: 40 }, 'client'),
    arrow([78, 112], [112, 112]),
    frame({ x: 114, y: 2, w: 200, h: 184 }, 'lessor'),
    box({ x: 128, y: 32, w: 172, h: 42 }, 'granted', {
      note: `7: ${seconds(grantedTtl)}`,
    }),
    box({ x: 128, y: 82, w: 172, h: 42 }, 'deadlines', {
      note: `7: ${seconds(ttl)} left`,
    }),
    box({ x: 128, y: 132, w: 172, h: 42 }, 'attachments', {
      note: `7: ${keys.join(' ')}`,
    }),
    cylinder({ x: 150, y: 212, w: 128, h: 46 }, 'store'),
    write('M138 186V236H146'),
    tip(148, 236, 'right'),
    words(134, 208, 'deletes', 'end quiet'),
    watch('M214 214V180'),
    tip(214, 176, 'up'),
    words(222, 204, 'each commit', 'quiet'),
  );
}

/** A lease that is kept alive once: its end moves away, its timer stays. */
export function rings(): string {
  return frameOf(island);
}

/** Two keys on two leases, after each of three puts. */
export function hangs(): string {
  const { store, lessor } = stand();
  for (const id of [7, 8]) lessor.grant({ id, ttl: 60 });
  const keysOf = (id: number): readonly string[] =>
    lessor.timeToLive(id, { keys: true }).keys ?? [];
  const show = (title: string, moved: string): State => {
    const rows = [7, 8].map((id) => ({ name: `lease ${id}`, keys: keysOf(id) }));
    const on = rows.flatMap(({ keys }) => keys);
    const free = store.range({ key: 'a', rangeEnd: 'c' }).kvs;
    const none = free.map(({ key }) => key).filter((key) => !on.includes(key));
    const drawn = [...rows, { name: 'none', keys: none }].map(
      ({ name, keys }, i) => {
        const cells = keys.map(
          (key): Cell => ({ text: key, mark: key === moved ? 'new' : undefined }),
        );
        const y = 6 + i * 38;
        return words(0, y + 20, name) + queue({ x: 66, y, w: 44 }, 2, cells);
      },
    );
    return { title, w: 180, h: 120, body: drawn };
  };
  store.put({ key: 'a', lease: 7 });
  store.put({ key: 'b', lease: 7 });
  const states = [show('Both are put on lease 7', '')];
  store.put({ key: 'a', lease: 8 });
  states.push(show('Put a on lease 8', 'a'));
  store.put({ key: 'b' });
  states.push(show('Put b without a lease', 'b'));
  return strip(
    'Keys a and b hang on lease 7. A put of a that names lease 8 takes it over to 8. A put ' +
      'of b that names no lease takes it off lease 7, and it hangs on none.',
    states,
  );
}

/** The end of a lease on the tape of the store. */
export function oneRevision(): string {
  const { world, store, lessor } = stand();
  const marks = new Map<string, LaneMark[]>();
  const cells: Cell[] = [];
  store.onCommit(({ revision, changes }) => {
    const at = seconds(world.clock.now() / 1_000);
    const ended = changes.every(({ version }) => version === 0);
    cells.push({
      text: String(revision),
      below: at,
      mark: ended ? 'new' : undefined,
    });
    for (const { key, version } of changes) {
      const text = version === 0 ? '✝' : `v${version}`;
      const mark: LaneMark = {
        at: revision,
        text,
        mark: ended ? 'new' : undefined,
      };
      marks.set(key, [...(marks.get(key) ?? []), mark]);
    }
  });
  lessor.grant({ id: 7, ttl: 10 });
  for (const [key, lease] of [
    ['b', 7],
    ['c', 0],
    ['a', 7],
  ] as const) {
    store.put({ key, lease });
    world.clock.advanceSync(1_000);
  }
  world.clock.advanceSync(7_000);
  const all = [...marks].sort().map(([name, one]): Lane => ({ name, marks: one }));
  const x = scale([2, 5], [62, 242]);
  return picture(
    310,
    176,
    'The tape of a store. Revisions 2 to 4 put b and a on lease 7, and c on none. At 10 ' +
      'seconds the lease ends: revision 5 deletes a and b together. c stays.',
    tape({ x: 32, y: 4, w: 60 }, cells),
    lanes({ y: 84, gap: 38, from: 32, to: 290, at: x }, all),
  );
}

/** A lease of a minute whose lessor stops at 50 s for 5 s: what was left, or all of it. */
export function restart(): string {
  const x = scale([0, 120], [12, 292]);
  const rows = (['what was left is saved', 'only the lease is saved'] as const).map(
    (how, i) => {
      const { world, store, lessor } = stand();
      const second = (): number => world.clock.now() / 1_000;
      lessor.grant({ id: 7, ttl: 60 });
      store.put({ key: 'a', lease: 7 });
      world.clock.advanceSync(50_000);
      const stopped = second();
      const saved: readonly SavedLease[] =
        i === 0 ? lessor.snapshot() : [{ id: 7, ttl: 60 }];
      lessor.close();
      world.clock.advanceSync(5_000);
      const began = second();
      let end = began;
      createLessor(world, store, saved);
      store.onCommit(() => {
        end = second();
      });
      world.clock.advanceSync(120_000);
      const y = 20 + i * 62;
      const after = bar(y, [x(began), x(end)], '');
      return (
        words(x(0), y - 6, how, 'small') +
        bar(y, [x(0), x(stopped)], '') +
        (i === 0 ? after : fresh(after)) +
        words(x(end) - 2, y + 36, `ends at ${seconds(end)}`, 'end small')
      );
    },
  );
  return picture(
    320,
    162,
    'A lease of 60 seconds whose lessor stops at 50 s and is back at 55 s. If what was left ' +
      'is saved it ends at 65 s; if only the lease is saved, at 115 s.',
    ...rows,
    axis(
      140,
      [2, 300],
      x,
      [0, 60, 120].map((at) => ({ at, text: seconds(at) })),
    ),
  );
}

/** Two heartbeats that stop at 25 s: a key on a lease, and an object that stays. */
export function heartbeats(): string {
  const { world, store, lessor } = stand();
  const marks: Record<string, LaneMark[]> = { server: [], node: [] };
  store.onCommit(({ changes }) => {
    const at = world.clock.now() / 1_000;
    for (const { key, version } of changes) {
      const mark: LaneMark =
        version === 0
          ? { at, text: `✝ ${at} s`, mark: 'new' }
          : { at, text: String(at) };
      marks[key]?.push(mark);
    }
  });
  for (const at of [0, 10, 20]) {
    world.clock.advanceSync(at * 1_000 - world.clock.now());
    store.put({ key: 'server', lease: lessor.grant({ ttl: 15 }).id });
    store.put({ key: 'node' });
  }
  world.clock.advanceSync(60_000);
  const x = scale([0, 75], [66, 306]);
  const end = marks.server?.at(-1)?.at ?? 0;
  const rows = Object.entries(marks).map(
    ([name, one]): Lane => ({ name, marks: one }),
  );
  return picture(
    320,
    154,
    'Heartbeats of a server and of a node at 0, 10 and 20 seconds. Both lose power at 25. ' +
      `The key of the server, on a lease of etcd, is gone at ${end}; that of the node stays.`,
    moment(x(25), [12, 126], 'power fails'),
    lanes({ y: 56, from: 58, to: x(end), at: x }, rows.slice(0, 1)),
    lanes({ y: 100, from: 58, to: 306, at: x }, rows.slice(1)),
    axis(
      126,
      [58, 306],
      x,
      [0, 25, 50, 75].map((at) => ({ at, text: seconds(at) })),
    ),
  );
}
