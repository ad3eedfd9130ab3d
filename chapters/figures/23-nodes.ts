// The figures of chapter 23, drawn by letting nodes fall silent.

import {
  createRateLimitedQueue,
  disruption,
  type Health,
  NODE_EVICTION_PERIOD_MS,
  NODE_MONITOR_PERIOD_MS,
  observe,
  type ZoneState,
} from '#nodes';
import { rfc3339 } from '#objects';
import { frameOf } from '../../site/island/island.ts';
import {
  axis,
  bar,
  box,
  cross,
  cylinder,
  dot,
  frame,
  fresh,
  gone,
  moment,
  picture,
  type State,
  scale,
  strip,
  tip,
  watch,
  words,
  write,
} from '../../site/press/drawing.ts';
import { timeline as island } from '../islands/23-nodes.ts';

/** Who says what to whom, by way of the API server. */
export function map(): string {
  return picture(
    320,
    236,
    'A kubelet writes its Lease and its Node to the API server. The node lifecycle controller ' +
      'watches both and writes taints on the Node. The taint eviction controller watches ' +
      'taints and deletes Pods. The kubelet watches its Pods.',
    box({ x: 2, y: 92, w: 76, h: 40 }, 'kubelet'),
    cylinder({ x: 134, y: 30, w: 84, h: 168 }, 'API server'),
    ...[
      ['Lease', 62],
      ['Node', 92],
      ['Pod', 168],
    ].map(([name, y]) => words(176, Number(y), String(name), 'mid quiet')),
    write('M60 92V58H126'),
    tip(132, 58, 'right'),
    write('M78 104H126'),
    tip(132, 104, 'right'),
    words(62, 48, 'each 10 s', 'quiet'),
    words(82, 98, 'status', 'quiet'),
    watch('M134 168H40V138'),
    tip(40, 133, 'up'),
    words(48, 186, 'its Pods', 'quiet'),
    fresh(
      box({ x: 236, y: 10, w: 82, h: 58 }, 'lifecycle', { note: 'each 5 s' }),
      box({ x: 236, y: 150, w: 82, h: 58 }, 'eviction', { note: 'by taint' }),
    ),
    watch('M218 48H230'),
    tip(235, 48, 'right'),
    write('M277 68V96H226'),
    tip(220, 96, 'left'),
    words(232, 90, 'taints', 'quiet'),
    watch('M218 118H277V144'),
    tip(277, 149, 'down'),
    write('M236 180H226'),
    tip(220, 180, 'left'),
    words(236, 224, 'deletes', 'quiet'),
  );
}

/** What the node's clock says, and when it is seen. */
export function seen(): string {
  const x = scale([0, 35_000], [62, 300]);
  const renewals = [2_000, 12_000, 22_000, 32_000];
  const slow = -3_600_000;
  const said = renewals.map((at) => {
    const text = rfc3339(at + slow).slice(14, 19);
    return dot(x(at), 30) + words(x(at), 20, text, 'mid small');
  });
  const looks: string[] = [];
  let health: Health | undefined;
  for (let now = 0; now <= 35_000; now += NODE_MONITOR_PERIOD_MS) {
    const last = renewals.findLast((at) => at <= now);
    const renewTime = last === undefined ? undefined : rfc3339(last + slow);
    health = observe(health, { heartbeat: '', renewTime, created: 0 }, now);
    const mark = dot(x(now), 84);
    looks.push(health.probe === now ? fresh(mark) : mark);
    if (health.probe === now && last !== undefined)
      looks.push(watch(`M${x(last)} 36L${x(now)} 78`));
  }
  return picture(
    320,
    126,
    'A node renews its lease at 2, 12, 22 and 32 seconds; its own clock says 00:02, 00:12 and ' +
      'so on, of an hour ago. The controller looks each 5 seconds, and sees them at 5, 15, 25 ' +
      'and 35 seconds.',
    words(2, 34, 'it says', 'small'),
    write('M62 30H300'),
    ...said,
    words(2, 88, 'seen', 'small'),
    axis(
      84,
      [62, 300],
      x,
      [0, 5, 15, 25, 35].map((at) => ({ at: at * 1_000, text: `${at} s` })),
    ),
    ...looks,
  );
}

/** The time line that people know as 5 s, 40 s, 5 min. */
export function timeline(): string {
  return frameOf(island);
}

/** Two zones, of which one is lost, and then both. */
export function zones(): string {
  let states: ReadonlyMap<string, ZoneState> = new Map();
  const rates = new Map<string, number>();
  const state = (title: string, east: number, west: number): State => {
    const counts = { east, west };
    const found = disruption(
      states,
      new Map(
        Object.entries(counts).map(([zone, ready]) => [
          ...([zone, { ready, notReady: 5 - ready }] as const),
        ]),
      ),
    );
    states = found.states;
    for (const [zone, rate] of found.rates) rates.set(zone, rate);
    const body = Object.entries(counts).map(([zone, ready], i) => {
      const y = 4 + i * 72;
      const nodes = Array.from({ length: 5 }, (_, k) => {
        const at = 20 + k * 26;
        const node = dot(at, y + 34);
        return k < ready ? node : gone(node) + cross(at, y + 34);
      });
      const rate = rates.get(zone) ?? 0;
      const says = rate === 0 ? 'nobody is evicted' : `${rate} nodes a second`;
      const line = words(12, y + 56, says, 'small');
      return (
        frame({ x: 2, y, w: 148, h: 64 }, zone) +
        nodes.join('') +
        (found.rates.has(zone) ? fresh(line) : line)
      );
    });
    return { title, w: 154, h: 146, body };
  };
  return strip(
    'Two zones of five nodes. With one node lost both have a rate of 0.1 nodes a second. With ' +
      'east lost as a whole, east is still emptied at 0.1. With both lost, both have a rate of ' +
      '0: nobody is evicted.',
    [
      state('one node lost', 4, 5),
      state('a zone lost', 0, 5),
      state('all lost', 0, 0),
    ],
  );
}

/** Four nodes that wait, and when each is taken. */
export function queue(): string {
  const queue = createRateLimitedQueue();
  const nodes = ['a', 'b', 'c', 'd'];
  for (const node of nodes) queue.add(node, 0);
  const ends = new Map<string, { at: number; isTaken: boolean }>();
  for (let now = 0; now <= 30_000; now += NODE_EVICTION_PERIOD_MS) {
    if (now === 5_000) {
      queue.remove('b');
      ends.set('b', { at: now, isTaken: false });
    }
    const node = queue.take(now);
    if (node !== undefined) ends.set(node, { at: now, isTaken: true });
  }
  const x = scale([0, 30_000], [60, 300]);
  const rows = nodes.map((node, i) => {
    const y = 10 + i * 34;
    const { at = 0, isTaken = false } = ends.get(node) ?? {};
    const says = isTaken ? `taken at ${at / 1_000} s` : 'came back at 5 s';
    const waits = at > 0 ? bar(y, [x(0), x(at)], '') : '';
    const end = dot(x(at), y + 10);
    return (
      words(2, y + 15, `node ${node}`, 'small') +
      (isTaken ? waits + fresh(end) : gone(waits, end)) +
      words(x(at) + 10, y + 15, says, 'small')
    );
  });
  return picture(
    320,
    176,
    'Nodes a, b, c and d wait from 0 s on. a is taken at 0 s, b comes back at 5 s, c is taken at ' +
      '10 s, and d at 20 s.',
    moment(x(0), [8, 146], ''),
    ...rows,
    axis(
      150,
      [x(0), x(30_000)],
      x,
      [0, 10, 20, 30].map((at) => ({ at: at * 1_000, text: `${at} s` })),
    ),
  );
}
