// Plays a program on an API server over a store in the same process. What a watch hears is
// noted after each operation. A uid and a token are noted as what they are, not as what
// they say: both are the server's own affair.

import type { ApiRequest, ApiServer, ApiServerOptions, Storage } from '#apiserver';
import type { KeyIndex, Store } from '#store';
import type { WatchHub } from '#watch';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Ask, Op, Program } from './draw.ts';
import { END, Heard, MANY, manyOf, textOf } from './heard.ts';
import { askWords, wordsOfOp } from './say.ts';
import { stations } from './stations.ts';
import { ROWS, STRATEGIES, shallow } from './table.ts';

export interface Doors {
  createApiServer(options: ApiServerOptions): ApiServer;
  embedded(store: Store, hub: WatchHub, index?: KeyIndex): Storage;
  requestInfo(method: string, url: string): object;
}

export async function play(
  subject: Subject,
  program: Program,
  stage: Stage,
): Promise<void> {
  const player = new Player(subject as unknown as Doors, stage, program);
  for (const op of program.ops) await player.play(op);
  await player.end();
}

/** Keys of configmaps of the namespace that programs write in. */
const KEY = '/registry/configmaps/d/';

/** Objects that somebody has put into the store, past the server. */
const TAKEN = stored('taken', {});
const floodOf = (n: number): string => stored('flood', { n: `${n}` });

function stored(name: string, data: object): string {
  const metadata = { name, namespace: 'd' };
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}

class Player {
  readonly #doors: Doors;
  readonly #stage: Stage;
  readonly #store: Store;
  readonly #storage: Storage;
  readonly #server: ApiServer;
  readonly #heard: Heard[] = [];
  /** Versions and uids of objects, as answers told them. */
  readonly #seen = new Map<string, { versions: string[]; uid: string }>();
  readonly #uids: string[] = [];
  /** What the stations of the road have said since the last answer. */
  #passed: string[] = [];
  #token: string | undefined;
  #meddling: (Extract<Op, { op: 'meddle' }> & { name: string }) | undefined;
  #openWatches = 0;
  #openStreams = 0;
  /** Of the signals of all watches. */
  #listeners = 0;

  constructor(doors: Doors, stage: Stage, program: Program) {
    this.#doors = doors;
    this.#stage = stage;
    const { store, watch } = stage.parts;
    const index = new store.KeyIndex();
    this.#store = store.createStore(index);
    const hub = watch.createWatchHub(this.#store);
    this.#countStreams(hub);
    this.#storage = this.#watched(doors.embedded(this.#store, hub, index));
    this.#server = doors.createApiServer({
      ...{ world: stage.world, storage: this.#storage, resources: ROWS },
      strategies: STRATEGIES,
      patchers: { 'application/merge-patch+json': shallow },
      ...(program.stations ? stations(stage.parts, this.#passes) : {}),
    });
    stage.atEnd('the store', () => ({
      ...{ watches: this.#openWatches, streams: this.#openStreams },
    }));
    stage.atEnd('the signals of watches', () => ({ listeners: this.#listeners }));
  }

  #countStreams(hub: WatchHub): void {
    const open = hub.stream.bind(hub);
    const counted = (): ReturnType<WatchHub['stream']> => {
      const stream = open();
      const close = stream.close.bind(stream);
      let isOpen = true;
      this.#openStreams += 1;
      const closing = (): void => {
        if (isOpen) this.#openStreams -= 1;
        isOpen = false;
        close();
      };
      return Object.assign(stream, { close: closing });
    };
    Object.assign(hub, { stream: counted });
  }

  readonly #passes = (what: string): void => {
    this.#passed.push(what);
  };

  /** The door with somebody else at it, and with its watches counted. */
  #watched(door: Storage): Storage {
    const opened = (change: number): void => {
      this.#openWatches += change;
    };
    return {
      range: (request) => door.range(request),
      txn: async (request) => {
        this.#meddle(request.compare?.[0]?.key);
        return door.txn(request);
      },
      async *watch(request, signal) {
        opened(1);
        try {
          yield* door.watch(request, signal);
        } finally {
          opened(-1);
        }
      },
      compact: (revision) => door.compact(revision),
      progress: () => door.progress?.(),
    };
  }

  #meddle(wanted: string | undefined): void {
    const meddling = this.#meddling;
    if (meddling === undefined || meddling.times === 0) return;
    this.#meddling = { ...meddling, times: meddling.times - 1 };
    if (meddling.how === 'take') {
      if (wanted !== undefined) this.#store.put({ key: wanted, value: TAKEN });
      return;
    }
    const key = `${KEY}${meddling.name}`;
    const [kv] = this.#store.range({ key }).kvs;
    if (kv === undefined) return;
    if (meddling.how === 'delete') {
      this.#store.deleteRange({ key });
      return;
    }
    const object = JSON.parse(kv.value);
    const data = { ...object.data, by: `somebody, ${meddling.times - 1}` };
    this.#store.put({ key, value: JSON.stringify({ ...object, data }) });
  }

  async play(op: Op): Promise<void> {
    switch (op.op) {
      case 'info':
        this.#stage.call(
          () => wordsOfOp(op),
          () => refusedAs(() => this.#doors.requestInfo(op.method, op.url)),
        );
        return;
      case 'ask':
        await this.#ask(op);
        break;
      case 'both':
        await Promise.all(op.asks.map((ask) => this.#ask(ask)));
        break;
      case 'meddle':
        this.#meddling = { ...op, name: '' };
        return;
      case 'watch':
        await this.#watch(op);
        break;
      case 'vanish':
        this.#stage.call(
          () => wordsOfOp(op),
          () => {
            this.#store.deleteRange({ key: `${KEY}${op.name}` });
          },
        );
        break;
      case 'flood':
        for (let n = 0; n < op.times; n++)
          this.#store.put({ key: `${KEY}flood`, value: floodOf(n) });
        break;
      case 'wake':
        for (const heard of this.#heard) heard.read();
        break;
      case 'leave':
        this.#heard[0]?.gone.abort();
        break;
      case 'compact':
        await this.#stage.callAsync(
          () => wordsOfOp(op),
          () => this.#storage.compact(this.#store.revision),
        );
        return;
      case 'wait':
        await this.#stage.world.clock.advance(
          this.#stage.parts.world.millis(op.ms),
        );
        return;
    }
    await this.#stage.world.clock.settle();
    this.#note();
  }

  async #ask(ask: Ask): Promise<void> {
    const { name = '' } = ask;
    if (this.#meddling !== undefined) this.#meddling = { ...this.#meddling, name };
    const request = this.#requestOf(ask);
    await this.#stage.callAsync(
      () => askWords(ask, request),
      async () => {
        const answer = await this.#server.handle(request);
        const { code, headers, body = '' } = answer;
        const said = JSON.parse(textOf(body));
        this.#remember(ask, said);
        const passed = this.#passed.splice(0);
        const { warning } = headers;
        return {
          ...{ code, body: this.#plain(said) },
          ...(warning === undefined ? {} : { warning }),
          ...(passed.length === 0 ? {} : { passed }),
        };
      },
    );
  }

  #requestOf(ask: Ask): ApiRequest {
    const { verb, of = 'configmaps', name = '', namespace = 'd', part } = ask;
    const place =
      of === 'nodes' || namespace === '' ? '' : `/namespaces/${namespace}`;
    const isOne = verb !== 'create' && verb !== 'list' && verb !== 'clear';
    const end = `${isOne ? `/${name}` : ''}${part === undefined ? '' : `/${part}`}`;
    const query = new URLSearchParams({ ...ask.query });
    if (ask.goesOn && this.#token !== undefined) query.set('continue', this.#token);
    const text = query.toString();
    const url = `/api/v1${place}/${of}${end}${text === '' ? '' : `?${text}`}`;
    const body = this.#bodyOf(ask);
    const { as } = ask;
    return {
      ...{ method: METHODS[verb], url },
      ...(as === undefined ? {} : { user: { name: as, groups: [] } }),
      ...(verb === 'patch'
        ? { headers: { 'content-type': 'application/merge-patch+json' } }
        : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
  }

  #bodyOf(ask: Ask): object | undefined {
    const { verb, name, data, labels, finalizers, knows, uid, grace, policy } = ask;
    const seen = this.#seen.get(keyOf(ask));
    const version = knows === undefined ? undefined : seen?.versions.at(-1 - knows);
    const known = {
      ...(version === undefined ? {} : { resourceVersion: version }),
      ...(uid === undefined ? {} : { uid: uid === 'seen' ? seen?.uid : 'other' }),
    };
    if (verb === 'delete' || verb === 'clear')
      return {
        ...(Object.keys(known).length === 0 ? {} : { preconditions: known }),
        ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
        ...(policy === undefined ? {} : { propagationPolicy: policy }),
      };
    if (verb === 'get' || verb === 'list') return undefined;
    const metadata = {
      ...ask.meta,
      ...(name === undefined ? {} : { name }),
      ...(labels === undefined ? {} : { labels }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ...known,
    };
    const { of, part } = ask;
    if (of === undefined)
      return { metadata, ...(data === undefined ? {} : { data }) };
    const [field, other] =
      part === undefined ? ['spec', 'status'] : ['status', 'spec'];
    return { metadata, [field]: data ?? {}, [other]: { ignored: 'yes' } };
  }

  #remember(ask: Ask, said: Said): void {
    const { metadata: { uid, resourceVersion, continue: token } = {} } = said;
    if (ask.verb === 'list') this.#token = token;
    if (uid === undefined) return;
    const key = keyOf(ask);
    const seen = this.#seen.get(key) ?? { versions: [], uid };
    this.#seen.set(key, seen);
    seen.uid = uid;
    if (resourceVersion !== undefined) seen.versions.push(resourceVersion);
  }

  async #watch(op: Extract<Op, { op: 'watch' }>): Promise<void> {
    const { namespace = 'd', back } = op;
    const query = new URLSearchParams({ watch: '1', ...op.query });
    const after = Math.max(1, this.#store.revision - (back ?? 0));
    if (back !== undefined) query.set('resourceVersion', String(after));
    const place = namespace === '' ? '' : `/namespaces/${namespace}`;
    const url = `/api/v1${place}/configmaps?${query}`;
    const heard = new Heard((change) => {
      this.#listeners += change;
    });
    this.#heard.push(heard);
    const { signal } = heard.gone;
    await this.#stage.callAsync(
      () => wordsOfOp(op),
      async () => {
        const request = { method: 'GET', url, signal };
        const { code, stream, body = '' } = await this.#server.handle(request);
        if (stream === undefined)
          return { code, body: this.#plain(JSON.parse(textOf(body))) };
        heard.stream = stream;
        if (op.sleeps !== true) heard.read();
        return { code };
      },
    );
  }

  /** What the watches heard since the last look, each line with the watch's number. */
  #note(): void {
    for (const [i, heard] of this.#heard.entries()) {
      const lines = heard.news();
      if (lines.length === 0) continue;
      this.#stage.call(
        () => `what watch ${i + 1} hears`,
        () => (lines.length > MANY ? manyOf(lines) : this.#plainLines(lines)),
      );
    }
  }

  #plainLines(lines: readonly string[]): readonly unknown[] {
    return lines.map((line) =>
      line === END ? line : this.#plain(JSON.parse(line)),
    );
  }

  /** Its uids by the order in which they came, its token as one. */
  #plain(said: Said): unknown {
    return JSON.parse(JSON.stringify(said), (name, value) => {
      if (name === 'continue' && typeof value === 'string') return 'a token';
      if (typeof value !== 'string') return value;
      if (name !== 'uid' || !UID.test(value))
        return value.replaceAll(GENERATED, 'g-*****').replace(WINDOW, '$1');
      if (!this.#uids.includes(value)) this.#uids.push(value);
      return `uid ${this.#uids.indexOf(value) + 1}`;
    });
  }

  async end(): Promise<void> {
    this.#server.close();
    await this.#stage.world.clock.settle();
    this.#stage.call(
      () => 'close',
      () => ({
        'watches that ended': this.#heard.filter(({ isOver }) => isOver).length,
      }),
    );
  }
}

/** Where a window begins is its own affair, within what the chapter says. */
const WINDOW = /(too old resource version: \d+) \(\d+\)/;

/** A name that the server has made up: five of the letters that spell no word. */
const GENERATED = /\bg-[bcdfghjklmnpqrstvwxz2456789]{5}(?![\w-])/g;

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What an answer holds of the things that the next request may need. */
interface Said {
  readonly metadata?: {
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly continue?: string;
  };
}

const METHODS: Readonly<Record<Ask['verb'], string>> = {
  ...{ create: 'POST', get: 'GET', list: 'GET', update: 'PUT', patch: 'PATCH' },
  ...{ delete: 'DELETE', clear: 'DELETE' },
};

function keyOf({ of, namespace = 'd', name = '' }: Ask): string {
  return `${of ?? 'configmaps'}/${namespace}/${name}`;
}

/** A refusal by its Status, of which the class is the learner's own. */
function refusedAs(action: () => object): object {
  try {
    return action();
  } catch (error) {
    const status = Object(error).status;
    if (status === undefined) throw error;
    return { refused: status.code };
  }
}
