// Plays a program on an API server over a store in the same process. What a watch hears is
// noted after each operation. A uid and a token are noted as what they are, not as what
// they say: both are the server's own affair.

import type { ApiRequest, ApiServer, ApiServerOptions, Storage } from '#apiserver';
import type { KeyIndex, Store } from '#store';
import type { WatchHub } from '#watch';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Ask, Op, Program } from './draw.ts';
import { askWords, wordsOfOp } from './say.ts';
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
  const player = new Player(subject as unknown as Doors, stage);
  for (const op of program.ops) await player.play(op);
  await player.end();
}

/** Keys of configmaps of the namespace that programs write in. */
const KEY = '/registry/configmaps/d/';

class Player {
  readonly #doors: Doors;
  readonly #stage: Stage;
  readonly #store: Store;
  readonly #storage: Storage;
  readonly #server: ApiServer;
  /** Lines that watches have heard and that were not noted yet. */
  readonly #heard: { lines: string[]; isOver: boolean }[] = [];
  /** Versions and uids of objects, as answers told them. */
  readonly #seen = new Map<string, { versions: string[]; uid: string }>();
  readonly #uids: string[] = [];
  readonly #gone = new AbortController();
  #token: string | undefined;
  #meddling: { how: 'write' | 'delete'; times: number; name: string } | undefined;
  #openWatches = 0;

  constructor(doors: Doors, stage: Stage) {
    this.#doors = doors;
    this.#stage = stage;
    const { store, watch } = stage.parts;
    const index = new store.KeyIndex();
    this.#store = store.createStore(index);
    const hub = watch.createWatchHub(this.#store);
    this.#storage = this.#watched(doors.embedded(this.#store, hub, index));
    this.#server = doors.createApiServer({
      ...{ world: stage.world, storage: this.#storage, resources: ROWS },
      strategies: STRATEGIES,
      patchers: { 'application/merge-patch+json': shallow },
    });
    stage.atEnd('the store', () => ({ watches: this.#openWatches }));
  }

  /** The door with somebody else at it, and with its watches counted. */
  #watched(door: Storage): Storage {
    const opened = (change: number): void => {
      this.#openWatches += change;
    };
    return {
      range: (request) => door.range(request),
      txn: async (request) => {
        this.#meddle();
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

  #meddle(): void {
    const meddling = this.#meddling;
    if (meddling === undefined || meddling.times === 0) return;
    meddling.times -= 1;
    const key = `${KEY}${meddling.name}`;
    const [kv] = this.#store.range({ key }).kvs;
    if (kv === undefined) return;
    if (meddling.how === 'delete') {
      this.#store.deleteRange({ key });
      return;
    }
    const object = JSON.parse(kv.value);
    const data = { ...object.data, by: `somebody, ${meddling.times}` };
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
    if (this.#meddling !== undefined) this.#meddling.name = name;
    const request = this.#requestOf(ask);
    await this.#stage.callAsync(
      () => askWords(ask, request),
      async () => {
        const { code, body = '' } = await this.#server.handle(request);
        const said = JSON.parse(textOf(body));
        this.#remember(ask, said);
        return { code, body: this.#plain(said) };
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
    return {
      ...{ method: METHODS[verb], url },
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
    const heard = { lines: [] as string[], isOver: false };
    this.#heard.push(heard);
    const { signal } = this.#gone;
    await this.#stage.callAsync(
      () => wordsOfOp(op),
      async () => {
        const request = { method: 'GET', url, signal };
        const { code, stream, body = '' } = await this.#server.handle(request);
        if (stream === undefined)
          return { code, body: this.#plain(JSON.parse(textOf(body))) };
        void listen(stream, heard);
        return { code };
      },
    );
  }

  /** What the watches heard since the last look, each line with the watch's number. */
  #note(): void {
    for (const [i, heard] of this.#heard.entries()) {
      const lines = heard.lines.splice(0);
      if (lines.length === 0) continue;
      this.#stage.call(
        () => `what watch ${i + 1} hears`,
        () => lines.map((line) => this.#plain(JSON.parse(line))),
      );
    }
  }

  /** Its uids by the order in which they came, its token as one. */
  #plain(said: Said): unknown {
    return JSON.parse(JSON.stringify(said), (name, value) => {
      if (name === 'continue' && typeof value === 'string') return 'a token';
      if (name !== 'uid' || typeof value !== 'string') return value;
      if (!UID.test(value)) return value;
      if (!this.#uids.includes(value)) this.#uids.push(value);
      return `uid ${this.#uids.indexOf(value) + 1}`;
    });
  }

  async end(): Promise<void> {
    this.#gone.abort();
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

export function textOf(body: Uint8Array | string): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
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

async function listen(
  stream: AsyncIterable<Uint8Array | string>,
  heard: { lines: string[]; isOver: boolean },
): Promise<void> {
  for await (const line of stream) heard.lines.push(textOf(line));
  heard.isOver = true;
}
