// The figures of chapter 12, drawn by letting queues, limiters, reflectors and controllers
// run.

import {
  createClient,
  createExpectations,
  createInformer,
  createRateLimiter,
  createReflector,
  createWorkQueue,
  runController,
} from '#client';
import { expired, type KubeObject } from '#objects';
import { createVirtualWorld } from '#world';
import {
  arrow,
  axis,
  box,
  type Cell,
  cross,
  dot,
  fresh,
  gone,
  picture,
  queue as queueOf,
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

/** From the server to the copy, a key, a worker, and back. */
export function road(): string {
  return picture(
    320,
    198,
    'The API server tells a reflector by a watch. The reflector writes the copy, then the ' +
      'listeners put a key into the queue. A worker takes the key, reads the copy, and writes ' +
      'to the API server.',
    box({ x: 2, y: 4, w: 316, h: 38 }, 'API server'),
    watch('M56 42V72'),
    tip(56, 76, 'down'),
    words(64, 64, 'list, watch', 'quiet'),
    box({ x: 2, y: 78, w: 108, h: 40 }, 'reflector'),
    arrow([56, 118], [56, 150]),
    box({ x: 2, y: 152, w: 108, h: 40 }, 'copy'),
    arrow([110, 98], [146, 98]),
    words(128, 90, 'key', 'mid quiet'),
    queueOf({ x: 148, y: 82, w: 20, h: 32 }, 4, [{ text: '' }, { text: '' }]),
    box({ x: 226, y: 152, w: 92, h: 40 }, 'worker'),
    write('M230 98H272V150'),
    tip(272, 152, 'down'),
    fresh(write('M226 172H114'), tip(112, 172, 'left')),
    words(168, 164, 'what is?', 'mid quiet'),
    write('M306 152V46'),
    tip(306, 44, 'up'),
    words(300, 64, 'acts', 'end quiet'),
  );
}

/** A key that is taken, added meanwhile, and done. */
export async function sets(): Promise<string> {
  const queue = createWorkQueue(createVirtualWorld({ seed: 1 }));
  const states: State[] = [];
  const show = (title: string, dirty: string, processing: string): void => {
    const waits = Array.from({ length: queue.length }, () => ({
      ...{ text: 'web', mark: 'new' as const },
    }));
    const set = (y: number, name: string, key: string, isNew: boolean): string => {
      const mark = words(116, y + 20, key, 'mono');
      return (
        rect({ x: 84, y, w: 100, h: 30 }, 15) +
        words(0, y + 20, name, 'small') +
        (isNew ? fresh(mark) : mark)
      );
    };
    const before = states.length;
    states.push({
      title,
      w: 200,
      h: 116,
      body: [
        set(4, 'dirty', dirty, before === 1),
        set(42, 'processing', processing, before === 0),
        words(0, 100, 'waiting', 'small'),
        queueOf({ x: 84, y: 80, w: 50 }, 2, waits),
      ],
    });
  };
  queue.add('web');
  await queue.get();
  show('Taken', '', 'web');
  queue.add('web');
  show('Added again', 'web', 'web');
  queue.done('web');
  show('Done: it waits', 'web', '');
  return strip(
    'Three states of the key web. Taken: it is being processed, and not dirty. Added again: ' +
      'it is dirty and being processed, and does not wait. Done: it is dirty, and waits.',
    states,
  );
}

/** The waits of a key that fails eight times, and of many keys that fail once. */
export function waits(): string {
  const limiter = createRateLimiter(createVirtualWorld({ seed: 1 }).clock);
  const one = Array.from({ length: 8 }, () => limiter.when('sick'));
  const others = createRateLimiter(createVirtualWorld({ seed: 1 }).clock);
  const many = Array.from({ length: 130 }, (_, i) => others.when(`key-${i}`));
  const longest = Math.max(...one);
  const height = scale([0, longest], [0, 84]);
  const bars = one.map((wait, i) => {
    const x = 4 + i * 26;
    const h = Math.max(height(wait), 1);
    return (
      rect({ x, y: 104 - h, w: 18, h }) +
      words(x + 9, 120, String(wait), 'mid quiet')
    );
  });
  const x = scale([0, 3_000], [8, 204]);
  const at = new Map<number, number>();
  for (const wait of many) at.set(wait, (at.get(wait) ?? 0) + 1);
  const marks = [...at].map(([wait, count]) =>
    count > 1
      ? fresh(
          rect({ x: x(wait) - 3, y: 20, w: 6, h: 76 }),
          words(x(wait) + 8, 34, `${count} at ${wait} ms`, 'small'),
        )
      : dot(x(wait), 88),
  );
  const seconds = [0, 1, 2, 3].map((s) => ({ at: s * 1_000, text: `${s} s` }));
  return strip(
    `A key that fails eight times waits ${one.join(', ')} ms. Of 130 keys that fail once at ` +
      '0 ms a hundred come back after 5 ms, and then one each 100 ms.',
    [
      { title: 'One key, in ms', w: 214, h: 126, body: bars },
      {
        title: '130 keys',
        w: 220,
        h: 126,
        body: [...marks, axis(102, [8, 204], x, seconds)],
      },
    ],
  );
}

const PODS = { group: '', version: 'v1', resource: 'pods', namespaced: true };

function pod(name: string, version: number): KubeObject {
  const metadata = { namespace: 'default', name, resourceVersion: String(version) };
  return { apiVersion: 'v1', kind: 'Pod', metadata };
}

const lineOf = (type: string, version: number): string =>
  `${JSON.stringify({ type, object: pod('a', version) })}\n`;

function listOf(version: number, items: readonly KubeObject[]) {
  const metadata = { resourceVersion: String(version) };
  const list = { kind: 'PodList', apiVersion: 'v1', metadata, items };
  return { code: 200, headers: {}, body: JSON.stringify(list) };
}

/** A tape of versions: a watch that is cut and resumed, then one that comes too late. */
export async function cut(): Promise<string> {
  const world = createVirtualWorld({ seed: 1 });
  const asked: string[] = [];
  const answers = [
    () => listOf(5, []),
    () => ({ code: 200, headers: {}, stream: telling([6, 7]) }),
    () => ({ code: 200, headers: {}, stream: telling([8]) }),
    () => ({
      code: 410,
      headers: {},
      body: JSON.stringify(expired('gone').status),
    }),
    () => listOf(11, []),
  ];
  async function* telling(versions: readonly number[]) {
    for (const version of versions) yield lineOf('MODIFIED', version);
  }
  const client = createClient(async ({ url, signal }) => {
    const query = new URLSearchParams(url.split('?')[1]);
    const ask = query.has('watch') ? 'watch' : 'list';
    asked.push(`${ask} ${query.get('resourceVersion')}`);
    const answer = answers.shift();
    if (answer !== undefined) return answer();
    const stream = (async function* () {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    })();
    return { code: 200, headers: {}, stream };
  });
  const sink = { replace: () => {}, apply: () => {} };
  const reflector = createReflector(world, client.resource(PODS), sink);
  const run = reflector.run();
  await world.clock.advance(5_000);
  reflector.stop();
  await run;
  const row = { x: 8, y: 8, w: 42 };
  const x = (version: number): number => row.x + (version - 5) * row.w;
  const cells = Array.from(
    { length: 7 },
    (_, i): Cell => ({
      text: String(i + 5),
      mark: i >= 4 && i < 6 ? 'gone' : undefined,
    }),
  );
  const road = (y: number, [from, to]: readonly [number, number], text: string) =>
    watch(`M${x(from) + 4} ${y}H${x(to) - 4}`) +
    words(x(from) + 4, y + 16, text, 'small');
  return picture(
    320,
    150,
    `Versions 5 to 11. The reflector asked for: ${asked.join(', ')}. A watch told 6 and 7 ` +
      'and was cut; the next one, from 7, told 8. The one after it was refused, since 9 and ' +
      '10 were gone, and a list at 11 followed.',
    tape(row, cells),
    road(60, [6, 8], asked[1] ?? ''),
    cross(x(8), 60),
    road(84, [8, 9], asked[2] ?? ''),
    cross(x(9), 84),
    gone(watch(`M${x(9) + 4} 108H${x(10)}`)),
    words(x(9) + 4, 124, `${asked[3]}: 410`, 'small'),
    fresh(
      write(`M${x(12) - 8} 132V46`),
      tip(x(12) - 8, 44, 'up'),
      words(x(12) - 16, 144, `list, then ${asked[5]}`, 'end small'),
    ),
  );
}

/** The copy, a list, and what is told. */
export async function missed(): Promise<string> {
  const world = createVirtualWorld({ seed: 1 });
  const first = [pod('a', 3), pod('b', 4), pod('c', 5)];
  const second = [pod('b', 4), pod('c', 8), pod('d', 9)];
  const lists = [listOf(5, first), listOf(9, second)];
  const refused = {
    code: 410,
    headers: {},
    body: JSON.stringify(expired('').status),
  };
  const client = createClient(async ({ url }) =>
    url.includes('watch') ? refused : (lists.shift() ?? refused),
  );
  const informer = createInformer(world, client.resource(PODS));
  const told = new Map<string, string>();
  informer.listen(({ type, object }) => told.set(object.metadata.name ?? '', type));
  const run = informer.run();
  await informer.whenSynced();
  told.clear();
  await world.clock.advance(1_600);
  informer.stop();
  await run;
  const column = (x: number, title: string, pods: readonly KubeObject[]): string =>
    words(x, 14, title, 'bold') +
    ['a', 'b', 'c', 'd']
      .map((name, i) => {
        const found = pods.find(({ metadata }) => metadata.name === name);
        if (found === undefined) return '';
        const text = `${name} at ${found.metadata.resourceVersion}`;
        const at = { x, y: 24 + i * 34, w: 76, h: 26 };
        return rect(at, 4) + words(x + 10, at.y + 18, text, 'mono');
      })
      .join('');
  const tellings = ['a', 'b', 'c', 'd'].map((name, i) => {
    const type = told.get(name);
    const y = 42 + i * 34;
    return type === undefined
      ? words(212, y, 'nothing', 'quiet')
      : fresh(words(212, y, type, 'mono'));
  });
  return picture(
    320,
    164,
    'The copy has a at 3, b at 4 and c at 5. The list has b at 4, c at 8 and d at 9. Told is: ' +
      [...told].map(([name, type]) => `${name} ${type}`).join(', ') +
      ', and of b nothing.',
    column(2, 'copy', first),
    column(106, 'list', second),
    words(212, 14, 'told', 'bold'),
    ...tellings,
  );
}

/** One Pod is wanted; the copy is 50 ms behind. Without expectations, and with them. */
export async function stale(): Promise<string> {
  const without = await controlled(false);
  const with_ = await controlled(true);
  const x = scale([0, 110], [16, 212]);
  const state = (title: string, ran: Ran): State => ({
    title: `${title}: ${ran.made.length} made`,
    w: 226,
    h: 138,
    body: [
      words(0, 20, 'there', 'quiet'),
      ...ran.made.map((at, i) => {
        const mark = dot(x(at), 34) + write(`M${x(at)} 34H212`);
        return i === 0 ? mark : fresh(mark);
      }),
      words(0, 58, 'in the copy', 'quiet'),
      ...ran.copied
        .slice(0, 1)
        .map((at) => dot(x(at), 72) + write(`M${x(at)} 72H212`)),
      ...ran.looks.map((at) => tip(x(at), 84, 'up')),
      axis(
        94,
        [x(0), x(110)],
        x,
        [0, 60, 100].map((at) => ({ at, text: `${at} ms` })),
      ),
      words(0, 132, '▲ a worker counts', 'quiet'),
    ],
  });
  return strip(
    `Without expectations ${without.made.length} Pods are made, at ${without.made.join(', ')} ` +
      `ms; the first is in the copy at ${without.copied[0]} ms. With expectations one is made, ` +
      `at ${with_.made[0]} ms, and in the copy at ${with_.copied[0]} ms.`,
    [state('Without', without), state('With', with_)],
  );
}

interface Ran {
  readonly made: readonly number[];
  readonly copied: readonly number[];
  /** When a worker counted, and acted on it. */
  readonly looks: readonly number[];
}

async function controlled(expects: boolean): Promise<Ran> {
  const world = createVirtualWorld({ seed: 1 });
  const { clock } = world;
  const queue = createWorkQueue(world);
  const expectations = createExpectations(clock);
  const made: number[] = [];
  const copied: number[] = [];
  const looks: number[] = [];
  const make = async (): Promise<void> => {
    await clock.sleep(10);
    made.push(clock.now());
    clock.after(50, () => {
      copied.push(clock.now());
      expectations.creationObserved('web');
      queue.add('web');
    });
  };
  const run = runController({
    queue,
    reconcile: async () => {
      if (expects && !expectations.isSatisfied('web')) return;
      looks.push(clock.now());
      if (copied.length >= 1) return;
      if (expects) await expectations.create('web', 1, make);
      else await make();
    },
  });
  for (const at of [0, 20, 30]) clock.after(at, () => queue.add('web'));
  await clock.advance(110);
  queue.shutDown();
  await run;
  return { made, copied, looks };
}
