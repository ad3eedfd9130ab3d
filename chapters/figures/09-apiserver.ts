// The figures of chapter 09, drawn by asking an API server.

import {
  type ApiServer,
  type ApiServerOptions,
  createApiServer,
  memoryStorage,
  requestInfo,
  textOf,
} from '#apiserver';
import { RESOURCES } from '#apiserver/kubernetes';
import { createVirtualWorld, millis, type VirtualWorld } from '#world';
import {
  arrow,
  axis,
  bar,
  type Cell,
  type Lane,
  lanes,
  moment,
  picture,
  scale,
  strip,
  tape,
  words,
} from '../../site/press/drawing.ts';

interface Bench {
  readonly world: VirtualWorld;
  readonly server: ApiServer;
  ask(method: string, url: string, body?: object): Promise<Answer>;
}

interface Answer {
  readonly code: number;
  readonly metadata: {
    readonly resourceVersion?: string;
    readonly continue?: string;
    readonly deletionTimestamp?: string;
  };
  readonly items?: readonly { readonly metadata: { readonly name: string } }[];
}

function bench(options: Partial<ApiServerOptions> = {}): Bench {
  const world = createVirtualWorld({ seed: 1 });
  const storage = memoryStorage();
  const server = createApiServer({
    ...{ world, storage, resources: RESOURCES, ...options },
  });
  const ask = async (method: string, url: string, body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const { code, body: said = '{}' } = await server.handle({
      ...{ method, url, ...sent },
    });
    return { ...JSON.parse(textOf(said)), code };
  };
  return { world, server, ask };
}

const MAPS = '/api/v1/namespaces/d/configmaps';

/** How long each station of one create takes, on a clock that the stations move. */
export async function road(): Promise<string> {
  const world = createVirtualWorld({ seed: 1 });
  const inner = memoryStorage();
  const spans: { name: string; from: number; to: number }[] = [];
  const timed = async <T>(name: string, ms: number, rest: () => Promise<T>) => {
    const span = { name, from: world.clock.now(), to: 0 };
    spans.push(span);
    await world.clock.sleep(millis(ms));
    const result = await rest();
    span.to = world.clock.now();
    return result;
  };
  const server = createApiServer({
    ...{ world, resources: RESOURCES },
    storage: {
      ...inner,
      txn: (request) => timed('store', 3, () => inner.txn(request)),
    },
    filters: [
      (_, next) => timed('who are you', 1, next),
      (_, next) => timed('may you', 1, next),
    ],
    admission: [
      {
        name: 'change',
        admit: ({ object = NOTHING }) => timed('change', 3, async () => object),
      },
      { name: 'refuse', validate: () => timed('refuse', 2, async () => {}) },
    ],
  });
  const body = JSON.stringify({ metadata: { name: 'a' } });
  const answer = server.handle({ method: 'POST', url: MAPS, body });
  await world.clock.advance(millis(20));
  const { code } = await answer;
  const end = Math.max(...spans.map(({ to }) => to));
  const x = scale([0, end], [92, 300]);
  const rows = spans.map(({ name, from, to }, i) => {
    const y = 8 + i * 28;
    const mark = name === 'store' ? 'new' : undefined;
    return words(0, y + 15, name, 'mono') + bar(y, [x(from), x(to)], '', mark);
  });
  const ticks = [0, 2, 5, 7, end].map((ms) => ({ at: ms, text: `${ms}` }));
  return picture(
    320,
    178,
    `Bars over ${end} ms. Two filters, who are you and may you, span nearly all of it. In ` +
      'them come, one after the other, change, refuse and store. The answer is ' +
      `${code} Created.`,
    ...rows,
    axis(154, [92, 300], x, ticks),
    words(306, 158, 'ms', 'quiet small'),
  );
}

const NOTHING = { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} };

/** What each word of four paths is. */
export function places(): string {
  const paths = [
    'nodes/n1/status',
    'namespaces/d/status',
    'namespaces/d/pods',
    'namespaces/d/pods/web',
  ];
  const rows = paths.map((path, i) => {
    const info = requestInfo('GET', `/api/v1/${path}`);
    const parts = path.split('/');
    const own = info.subresource === '' ? parts.length : parts.length - 1;
    const begins = parts.length > 2 && info.resource === 'pods' ? 2 : 0;
    const cells = parts.map((text, at): Cell => {
      const isOwn = at >= begins;
      const names = ['resource', 'name', 'part'];
      const outer = at === 1 ? 'namespace' : '';
      const below = isOwn ? (names[at - begins] ?? '') : outer;
      const mark = isOwn && at - begins === 0 && at < own ? 'new' : undefined;
      return { text, below, mark };
    });
    const y = 2 + i * 56;
    const columns = [
      { x: 2, w: 92 },
      { x: 94, w: 64 },
      { x: 158, w: 78 },
      { x: 236, w: 78 },
    ];
    return cells
      .map((cell, at) => tapeCell({ x: 2, w: 78, ...columns[at], y }, cell))
      .join('');
  });
  return picture(
    320,
    222,
    'Four paths. nodes, n1, status are resource, name and part, and so are namespaces, d, ' +
      'status. In namespaces, d, pods the resource is pods, and d is its namespace; in the ' +
      'last a name follows.',
    ...rows,
  );
}

function tapeCell(
  row: { readonly x: number; readonly y: number; readonly w: number },
  cell: Cell,
): string {
  return tape(row, [cell]).replace(/<path class="line dashed"[^>]*>/, '');
}

/** Two writers of one version. */
export async function race(): Promise<string> {
  const { ask } = bench();
  const metadata = { name: 'a' };
  for (const k of ['2', '3', '4'])
    await ask('POST', MAPS, { metadata: { name: k } });
  const made = await ask('POST', MAPS, { metadata });
  const known = made.metadata.resourceVersion ?? '';
  const put = (who: string) =>
    ask('PUT', `${MAPS}/a`, {
      metadata: { ...metadata, resourceVersion: known },
      data: { who },
    });
  const hers = await put('she');
  const his = await put('he');
  const next = hers.metadata.resourceVersion ?? '';
  const size = { w: 200, h: 116 };
  const row = { x: 66, y: 4, w: 44 };
  const ask2 = (y: number, who: string, says: string): string =>
    words(0, y, who, 'bold') + words(36, y, says, 'small');
  const states = [
    {
      ...{ title: 'Both read', ...size },
      body: [
        tape(row, [{ text: known }]),
        ask2(74, 'she', `has ${known}`),
        ask2(98, 'he', `has ${known}`),
      ],
    },
    {
      ...{ title: 'She writes', ...size },
      body: [
        tape(row, [{ text: known }, { text: next, mark: 'new' }]),
        ask2(74, 'she', `is it still ${known}? ${hers.code}`),
        ask2(98, 'he', `has ${known}`),
      ],
    },
    {
      ...{ title: 'He is late', ...size },
      body: [
        tape(row, [{ text: known }, { text: next }]),
        ask2(74, 'she', `has ${next}`),
        ask2(98, 'he', `is it still ${known}? ${his.code}`),
      ],
    },
  ];
  return strip(
    `Both have read revision ${known}. She writes on condition that it is still ${known}, ` +
      `and makes ${next}. He asks the same, and is answered ${his.code}.`,
    states,
  );
}

/** Two pages of one list, and what was written between them. */
export async function pages(): Promise<string> {
  const { ask } = bench();
  for (const name of ['a', 'b', 'c', 'd'])
    await ask('POST', MAPS, { metadata: { name } });
  const first = await ask('GET', `${MAPS}?limit=2`);
  await ask('DELETE', `${MAPS}/c`);
  await ask('POST', MAPS, { metadata: { name: 'bb' } });
  const token = first.metadata.continue;
  const second = await ask('GET', `${MAPS}?limit=2&continue=${token}`);
  const now = await ask('GET', MAPS);
  const names = ({ items = [] }: Answer): readonly string[] =>
    items.map(({ metadata }) => metadata.name);
  const row = (y: number) => ({ x: 78, y, w: 44 });
  const cells = (all: readonly string[], mark?: 'new' | 'gone') =>
    all.map(
      (text): Cell => ({
        text,
        mark: text === 'c' || text === 'bb' ? mark : undefined,
      }),
    );
  const at = first.metadata.resourceVersion;
  return picture(
    300,
    150,
    `The first page, at revision ${at}, has ${names(first).join(' and ')}; the second, read ` +
      `later and at the same revision, ${names(second).join(' and ')}. The store by then has ` +
      `${names(now).join(', ')}.`,
    words(0, 24, 'page 1', 'bold'),
    words(0, 40, `at ${at}`, 'quiet'),
    tape(row(8), cells(names(first))),
    words(0, 74, 'page 2', 'bold'),
    words(0, 90, `at ${second.metadata.resourceVersion}`, 'quiet'),
    tape(row(58), cells(names(second), 'new')),
    words(0, 124, 'now', 'bold'),
    words(0, 140, `at ${now.metadata.resourceVersion}`, 'quiet'),
    tape(row(108), cells(names(now), 'gone')),
  );
}

/** When a Pod is to be gone, and when an object is that somebody holds. */
export async function going(): Promise<string> {
  const { world, ask } = bench({
    strategies: { '/pods': { gracePeriod: (_, asked) => asked ?? 30 } },
  });
  const pods = '/api/v1/namespaces/d/pods';
  const start = 1_735_689_600;
  const ends = ({ metadata }: Answer): number =>
    Number(metadata.deletionTimestamp?.slice(17, 19)) +
    60 * Number(metadata.deletionTimestamp?.slice(14, 16));
  await ask('POST', pods, { metadata: { name: 'a' }, spec: {} });
  await ask('POST', MAPS, { metadata: { name: 'b', finalizers: ['x.io/f'] } });
  const first = ends(await ask('DELETE', `${pods}/a`));
  await world.clock.advance(millis(12_000));
  const second = ends(await ask('DELETE', `${pods}/a`, { gracePeriodSeconds: 20 }));
  const held = ends(await ask('DELETE', `${MAPS}/b`));
  await world.clock.advance(millis(14_000));
  await ask('PUT', `${MAPS}/b`, { metadata: { name: 'b' } });
  const { code } = await ask('GET', `${MAPS}/b`);
  const over = world.clock.wall() / 1000 - start;
  const x = scale([0, 32], [76, 304]);
  return picture(
    320,
    164,
    `A Pod is deleted at 0 s and is to end at ${first}; told at 12 that 20 seconds must do, ` +
      `it is to end at ${second}. An object with a finalizer is deleted at ${held} and stays ` +
      `until ${over}, when the finalizer is taken out; then it is ${code}.`,
    words(0, 43, 'Pod', 'bold'),
    bar(28, [x(0), x(first)], '30 s', 'gone'),
    bar(54, [x(0), x(second)], '20 s', 'new'),
    moment(x(12), [16, 80], 'grace 20'),
    words(0, 107, 'finalizer', 'bold'),
    bar(92, [x(held), x(over)], 'x.io/f'),
    axis(
      132,
      [76, 304],
      x,
      [0, 12, second, over, first].map((at) => ({ at, text: `${at}` })),
    ),
    words(310, 136, 's', 'quiet small'),
  );
}

/** What three watches hear of one object. */
export async function sees(): Promise<string> {
  const { world, server, ask } = bench();
  await ask('GET', MAPS);
  const heard = async (selector: string) => {
    const query = `watch=1&timeoutSeconds=1&labelSelector=${encodeURIComponent(selector)}`;
    const { stream = [] } = await server.handle({
      ...{ method: 'GET', url: `${MAPS}?${query}` },
    });
    return stream;
  };
  const watches = ['', 'app=web', 'app=old'];
  const streams = await Promise.all(watches.map(heard));
  const put = (labels: object) =>
    ask('PUT', `${MAPS}/a`, { metadata: { name: 'a', labels } });
  await ask('POST', MAPS, { metadata: { name: 'a' } });
  await put({ app: 'web' });
  await put({ app: 'old' });
  await ask('DELETE', `${MAPS}/a`);
  await world.clock.advance(millis(1_000));
  const x = scale([2, 5], [92, 290]);
  const drawn: Lane[] = [];
  for (const [i, stream] of streams.entries()) {
    const marks = [];
    for await (const line of stream) {
      const { type, object } = JSON.parse(textOf(line));
      const at = Number(object.metadata.resourceVersion);
      marks.push({
        at,
        text: `${type}`,
        mark: i === 0 ? undefined : ('new' as const),
      });
    }
    drawn.push({ name: watches[i] || 'all', marks });
  }
  const acts = ['create', '+web', '+old', 'delete'];
  return picture(
    320,
    166,
    'An object is created, labelled app=web, then app=old, and deleted. A watch of all hears ' +
      'ADDED, MODIFIED, MODIFIED, DELETED; one of app=web ADDED and DELETED, and so does one ' +
      'of app=old, one change later.',
    ...acts.map((text, i) => words(x(i + 2), 14, text, 'mid small')),
    arrow([x(2), 20], [x(2), 34]),
    lanes({ y: 56, gap: 40, from: 62, to: 316, at: x }, drawn),
    axis(150, [62, 316], x, []),
    ...acts.map((_, i) => words(x(i + 2), 164, `${i + 2}`, 'mid quiet')),
  );
}
