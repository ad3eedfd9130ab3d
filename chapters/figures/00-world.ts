// The figures of chapter 00, drawn by running a virtual world.

import { createVirtualWorld, type VirtualWorld } from '#world';
import {
  arrow,
  axis,
  bar,
  box,
  type Cell,
  cross,
  frame,
  fresh,
  picture,
  queue,
  type State,
  scale,
  strip,
  tape,
  words,
  write,
} from '../../site/press/drawing.ts';

/** What stands behind each door of a world, on a machine and in a test. */
const BEHIND: Readonly<Record<keyof VirtualWorld, readonly [string, string]>> = {
  clock: ['its clocks', 'a number'],
  chance: ['its entropy', 'a seed'],
  network: ['its network', 'a list'],
  disk: ['its files', 'byte arrays'],
  trace: ['a log', 'a list'],
};

/** One module on two worlds. */
export function world(): string {
  const doors = Object.keys(createVirtualWorld({ seed: 1 }));
  const side = (title: string, which: 0 | 1): State => {
    const drawn = doors.map((door, i) => {
      const y = 58 + i * 30;
      const [, behind = ''] =
        Object.entries(BEHIND).find(([k]) => k === door) ?? [];
      const line = arrow([96, y], [126, y]);
      const name = words(132, y + 5, door, 'mono');
      const what = words(
        196,
        y + 5,
        behind[which] ?? '',
        which === 1 ? '' : 'quiet',
      );
      return line + name + (which === 1 ? fresh(what) : what);
    });
    return {
      title,
      w: 310,
      h: 206,
      body: [
        box({ x: 2, y: 44, w: 94, h: 148 }, 'a module', { note: 'the same' }),
        frame(
          { x: 122, y: 8, w: 178, h: 192 },
          which === 1 ? 'virtual world' : 'machine',
        ),
        ...drawn,
      ],
    };
  };
  return strip(
    `A module asks its world for ${doors.join(', ')}. On a machine these lead to the ` +
      'machine; in a test to a number, a seed, lists and byte arrays. The module is the same.',
    [side('In a cluster', 0), side('In a test', 1)],
  );
}

/** What both clocks say of a lease while someone sets one of them back. */
export async function clocks(): Promise<string> {
  const { clock } = createVirtualWorld({ seed: 1 });
  const began = clock.wall();
  const x = scale([0, 14_000], [58, 300]);
  const y = scale([-4_000, 14_000], [128, 10]);
  const path = { now: '', wall: '' };
  const look = (): void => {
    for (const [name, value] of [
      ['now', clock.now()],
      ['wall', clock.wall() - began],
    ] as const) {
      path[name] += `${path[name] === '' ? 'M' : 'L'}${x(clock.now())} ${y(value)}`;
    }
  };
  look();
  await clock.advance(6_000);
  look();
  clock.setWall(clock.wall() - 9_000);
  look();
  await clock.advance(8_000);
  look();
  const ten = y(10_000);
  return picture(
    320,
    196,
    'Both clocks rise together for six seconds. Then someone sets the wall clock back by ' +
      'nine: it falls below its start and has not reached ten seconds when now has.',
    axis(
      150,
      [58, 300],
      x,
      [0, 6_000, 10_000, 14_000].map((ms) => ({
        at: ms,
        text: `${ms / 1_000} s`,
      })),
    ),
    words(0, ten + 4, '10 s old', 'quiet'),
    `<path class="line dashed" d="M58 ${ten}H300"/>`,
    write(path.now),
    words(x(12_000) - 8, y(12_900), 'now', 'end mono'),
    fresh(write(path.wall), words(x(11_000) + 10, y(300), 'wall', 'mono')),
    bar(172, [x(0), x(10_000)], 'the lease, by now'),
  );
}

/** The list of alarms of two workers, each time that one has rung. */
export async function alarms(): Promise<string> {
  const { clock } = createVirtualWorld({ seed: 1 });
  const sleepers = new Map<number, string>();
  const states: State[] = [];
  const show = (latest: number): void => {
    const cells = clock.pending.map(
      (at): Cell => ({
        text: `${at / 1_000} s`,
        below: sleepers.get(at) ?? '',
        mark: at === latest && states.length > 0 ? 'new' : undefined,
      }),
    );
    states.push({
      title: `now = ${clock.now() / 1_000} s`,
      w: 220,
      h: 62,
      body: [queue({ x: 2, y: 6, w: 72 }, 3, cells)],
    });
  };
  const sleep = (who: string, rest: number): number => {
    const at = clock.now() + rest;
    sleepers.set(at, who);
    clock.after(rest, () => show(sleep(who, rest)));
    return at;
  };
  sleep('kubelet', 10_000);
  show(sleep('sched.', 15_000));
  await clock.advance(15_000);
  return strip(
    'Three states of the list of alarms. At 0 s: kubelet at 10, scheduler at 15. At 10 s ' +
      'the kubelet has rung and waits anew, for 20, behind the scheduler. At 15 s the ' +
      'scheduler has rung and waits for 30, behind the kubelet.',
    states,
  );
}

/** A stream and its forks: another draw from one moves no other. */
export function forks(): string {
  const draws = (extra: boolean): State => {
    const { chance } = createVirtualWorld({ seed: 7 });
    const row = (label: string, y: number, more: boolean): string => {
      const stream = chance.fork(label);
      const count = more ? 5 : 4;
      const cells = Array.from(
        { length: count },
        (_, i): Cell => ({
          text: String(stream.integer(0, 99)),
          mark: more && i === 4 ? 'new' : undefined,
        }),
      );
      return words(0, y + 20, label, 'mono') + tape({ x: 84, y, w: 40 }, cells);
    };
    return {
      title: extra ? 'One draw more for the network' : 'Seed 7',
      w: 310,
      h: 116,
      body: [
        row('network', 6, extra),
        row('scheduler', 44, false),
        row('kubelet', 82, false),
      ],
    };
  };
  return strip(
    'Three forks of one seed, each with its own row of numbers. When the network draws a ' +
      'fifth number, the rows of the scheduler and the kubelet stay as they were.',
    [draws(false), draws(true)],
  );
}

/** Five messages between two hosts over a network that loses three in ten. */
export async function messages(): Promise<string> {
  const { clock, network } = createVirtualWorld({ seed: 42 });
  network.configure({ delay: [1, 20], loss: 0.3 });
  const heard = new Map<number, number>();
  network.attach('b', (_, n) => void heard.set(Number(n), clock.now()));
  const a = network.attach('a', () => undefined);
  for (let n = 1; n <= 5; n++) a.send('b', n);
  await clock.advance(100);
  const x = scale([0, 20], [44, 288]);
  const rows = [1, 2, 3, 4, 5].map((n, i) => {
    const y = 14 + i * 24;
    const at = heard.get(n);
    const name = words(0, y + 4, `send ${n}`, 'small');
    if (at !== undefined) return name + arrow([x(0), y], [x(at), y]);
    return (
      name +
      fresh(
        write(`M${x(0)} ${y}H${x(6)}`),
        cross(x(6), y),
        words(x(6) + 10, y + 4, 'lost', 'small'),
      )
    );
  });
  const order = [...heard.keys()].join(', ');
  const lost = [1, 2, 3, 4, 5].filter((n) => !heard.has(n));
  return picture(
    320,
    162,
    `Host a sends messages 1 to 5 at 0 ms. Host b hears them in the order ${order}; ` +
      `message ${lost.join(', ')} is lost.`,
    ...rows,
    axis(
      134,
      [44, 288],
      x,
      [0, 5, 10, 15, 20].map((ms) => ({ at: ms, text: `${ms} ms` })),
    ),
  );
}

/** Ten draws by their remainder by four, and the eight that are fair. */
export function remainder(): string {
  const columns = (draws: number, title: string): State => {
    const kept = draws - (draws % 4);
    const seen = [0, 0, 0, 0];
    const cells = Array.from({ length: 10 }, (_, draw) => {
      const column = draw % 4;
      const row = Math.floor(draw / 4);
      const cell = queue(
        { x: 24 + column * 52, y: 78 - row * 30, w: 40, h: 26 },
        1,
        [{ text: String(draw), mark: draw < draws ? undefined : 'gone' }],
      );
      if (draw < draws) seen[column] = (seen[column] ?? 0) + 1;
      return draw >= kept && draws === 10 ? fresh(cell) : cell;
    });
    const names = seen.map((count, column) =>
      words(44 + column * 52, 122, `${column}: ${count}×`, 'mid mono'),
    );
    return { title, w: 250, h: 130, body: [...cells, ...names] };
  };
  return strip(
    'Draws 0 to 9 in four columns by their remainder by 4: 0 and 1 have three, 2 and 3 have ' +
      'two. Without the draws 8 and 9 each column has two.',
    [
      columns(10, 'the remainder of ten draws'),
      columns(8, 'the last two drawn again'),
    ],
  );
}
