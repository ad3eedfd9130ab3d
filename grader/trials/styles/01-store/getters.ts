// Pairs and answers are objects of classes: all that is read of them is read through
// getters, and the pairs have more of these than etcd's fields. Steps are undone by hand.

import type {
  Commit,
  DeleteRangeRequest,
  KeyValue,
  PutRequest,
  PutResponse,
  RangeRequest,
  SortTarget,
  Store,
  WriteTxn,
} from '#store';

const refuse = (code: string, text: string): never => {
  throw Object.assign(new Error(`etcdserver: ${text}`), { code });
};

const NUMBERS: Readonly<Record<SortTarget, (kv: KeyValue) => string | number>> = {
  KEY: (kv) => kv.key,
  VERSION: (kv) => kv.version,
  CREATE: (kv) => kv.createRevision,
  MOD: (kv) => kv.modRevision,
  VALUE: (kv) => kv.value,
};

/** How many items at the front pass; found by halving. */
const countWhile = <T>(
  list: readonly T[],
  passes: (item: T) => boolean,
): number => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A txn as the store's callers see it: ours has no private fields. */
type Txn = Pick<WriteTxn, 'revision' | 'range' | 'put' | 'deleteRange'>;

class Pair implements KeyValue {
  readonly #fields: KeyValue;

  constructor(fields: KeyValue) {
    this.#fields = fields;
  }

  get key(): string {
    return this.#fields.key;
  }
  get value(): string {
    return this.#fields.value;
  }
  get lease(): number {
    return this.#fields.lease;
  }
  get version(): number {
    return this.#fields.version;
  }
  get createRevision(): number {
    return this.#fields.createRevision;
  }
  get modRevision(): number {
    return this.#fields.modRevision;
  }
  get isTombstone(): boolean {
    return this.version === 0;
  }
  get withoutValue(): Pair {
    return new Pair({ ...this.#fields, value: '' });
  }
}

class Answer {
  readonly #revision: number;
  readonly #prevKv: KeyValue | undefined;

  constructor(revision: number, prevKv: KeyValue | undefined) {
    this.#revision = revision;
    this.#prevKv = prevKv;
  }

  get revision(): number {
    return this.#revision;
  }
  get prevKv(): KeyValue | undefined {
    return this.#prevKv;
  }
}

export const createStore = (): Pick<
  Store,
  'revision' | 'range' | 'put' | 'deleteRange' | 'onCommit'
> & { write<T>(step: (txn: Txn) => T): T } => {
  let revision = 1;
  /** What the step under way has written. */
  let pending: Pair[] | undefined;
  const keys: string[] = [];
  const versions = new Map<string, Pair[]>();
  let listeners: { tell: (commit: Commit) => void }[] = [];

  const record = (fields: KeyValue): void => {
    const kv = new Pair(fields);
    pending?.push(kv);
    const list = versions.get(kv.key);
    if (list) list.push(kv);
    else {
      versions.set(kv.key, [kv]);
      const place = countWhile(keys, (key) => key < kv.key);
      keys.splice(place, 0, kv.key);
    }
  };

  const takeBack = ({ key }: Pair): void => {
    const list = versions.get(key) ?? [];
    list.pop();
    if (list.length > 0) return;
    versions.delete(key);
    keys.splice(
      countWhile(keys, (other) => other < key),
      1,
    );
  };

  const at = (key: string, when: number): Pair | undefined => {
    const list = versions.get(key) ?? [];
    const last = list[countWhile(list, (kv) => kv.modRevision <= when) - 1];
    return last && last.version > 0 ? last : undefined;
  };

  const alive = (key: string, end: string | undefined, when: number): Pair[] => {
    if (!key) refuse('InvalidArgument', 'key is not provided');
    if (!end) return [at(key, when) ?? []].flat();
    const from = countWhile(keys, (k) => k < key);
    const to = end === '\0' ? keys.length : countWhile(keys, (k) => k < end);
    return keys.slice(from, to).flatMap((k) => at(k, when) ?? []);
  };

  const rangeAt = (
    request: RangeRequest,
    now: number,
  ): ReturnType<Store['range']> => {
    const { key, rangeEnd, sortTarget = 'KEY', sortOrder = 'NONE' } = request;
    const limit = Math.max(0, request.limit ?? 0);
    const asked = Math.max(0, request.revision ?? 0);
    if (!key) refuse('InvalidArgument', 'key is not provided');
    if (asked > now)
      refuse('OutOfRange', 'mvcc: required revision is a future revision');
    const all = alive(key, rangeEnd, asked || now);
    if (request.countOnly)
      return { revision: now, kvs: [], more: false, count: all.length };
    const whole = request.minModRevision || request.maxModRevision;
    const made = request.minCreateRevision || request.maxCreateRevision;
    const first =
      limit && !whole && !made && sortOrder === 'NONE' ? limit + 1 : all.length;
    const by = NUMBERS[sortTarget];
    const sign = sortOrder === 'DESCEND' ? -1 : 1;
    const kvs = all
      .slice(0, first)
      .filter((kv) => kv.modRevision >= (request.minModRevision || 0))
      .filter(
        (kv) => kv.modRevision <= (request.maxModRevision || Number.MAX_VALUE),
      )
      .filter((kv) => kv.createRevision >= (request.minCreateRevision || 0))
      .filter(
        (kv) =>
          kv.createRevision <= (request.maxCreateRevision || Number.MAX_VALUE),
      )
      .sort((a, b) => (by(a) === by(b) ? 0 : by(a) < by(b) ? -sign : sign));
    const shown = limit ? kvs.slice(0, limit) : kvs;
    return {
      revision: now,
      kvs: request.keysOnly ? shown.map((kv) => kv.withoutValue) : shown,
      more: shown.length < kvs.length,
      count: all.length,
    };
  };

  const now = (): number => revision + (pending && pending.length > 0 ? 1 : 0);

  const put = (request: PutRequest): ReturnType<Store['put']> => {
    const { key, value = '', lease = 0, ignoreValue, ignoreLease } = request;
    if (!key) refuse('InvalidArgument', 'key is not provided');
    if (ignoreValue && value) refuse('InvalidArgument', 'value is provided');
    if (ignoreLease && lease) refuse('InvalidArgument', 'lease is provided');
    const next = revision + 1;
    const before = at(key, next);
    if ((ignoreValue || ignoreLease) && !before)
      refuse('InvalidArgument', 'key not found');
    record({
      key,
      value: ignoreValue && before ? before.value : value,
      lease: ignoreLease && before ? before.lease : lease,
      version: (before?.version ?? 0) + 1,
      createRevision: before?.createRevision ?? next,
      modRevision: next,
    });
    return new Answer(next, request.prevKv ? before : undefined) as PutResponse;
  };

  const deleteRange = (
    request: DeleteRangeRequest,
  ): ReturnType<Store['deleteRange']> => {
    const gone = alive(request.key, request.rangeEnd, revision + 1);
    const modRevision = revision + 1;
    const empty = { createRevision: 0, version: 0, value: '', lease: 0 };
    for (const { key } of gone) record({ ...empty, key, modRevision });
    const prevKvs = request.prevKv ? gone : [];
    return { revision: now(), deleted: gone.length, prevKvs };
  };

  const txn: Txn = {
    get revision() {
      return now();
    },
    range: (request) => rangeAt(request, now()),
    put,
    deleteRange,
  };

  const write = <T>(step: (txn: Txn) => T): T => {
    if (pending) throw new Error('one step at a time');
    pending = [];
    try {
      const answer = step(txn);
      if (pending.length === 0) return answer;
      revision += 1;
      const changes = pending;
      listeners.forEach(({ tell }) => {
        tell({ revision, changes: changes.slice() });
      });
      return answer;
    } catch (error) {
      if (now() > revision && pending[0]?.modRevision !== revision)
        pending.reverse().forEach(takeBack);
      throw error;
    } finally {
      pending = undefined;
    }
  };

  return {
    get revision() {
      return revision;
    },
    range: (request) => rangeAt(request, revision),
    put: (request) => write((step) => step.put(request)),
    deleteRange: (request) => write((step) => step.deleteRange(request)),
    write,
    onCommit: (tell) => {
      const own = { tell };
      listeners = [...listeners, own];
      return () => {
        listeners = listeners.filter((other) => other !== own);
      };
    },
  };
};
