// Closures over one sorted list of keys and a map of versions; no class anywhere.

import type {
  Commit,
  DeleteRangeRequest,
  KeyValue,
  PutRequest,
  RangeRequest,
  SortTarget,
  Store,
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

export const createStore = (): Pick<
  Store,
  'revision' | 'range' | 'put' | 'deleteRange' | 'onCommit'
> => {
  let revision = 1;
  const keys: string[] = [];
  const versions = new Map<string, KeyValue[]>();
  let listeners: ((commit: Commit) => void)[] = [];

  const commit = (changes: readonly KeyValue[]): void => {
    revision += 1;
    for (const kv of changes.map((fields) => Object.freeze(fields))) {
      const list = versions.get(kv.key);
      if (list) list.push(kv);
      else {
        versions.set(kv.key, [kv]);
        const after = keys.findIndex((key) => key > kv.key);
        keys.splice(after < 0 ? keys.length : after, 0, kv.key);
      }
    }
    listeners.forEach((listener) => {
      listener({ revision, changes });
    });
  };

  const at = (key: string, when: number): KeyValue | undefined => {
    const last = versions.get(key)?.findLast((kv) => kv.modRevision <= when);
    return last && last.version > 0 ? last : undefined;
  };

  const alive = (
    key: string,
    end: string | undefined,
    when: number,
  ): KeyValue[] => {
    if (!key) refuse('InvalidArgument', 'key is not provided');
    const wanted = end
      ? keys.filter((k) => k >= key && (end === '\0' || k < end))
      : [key];
    return wanted.flatMap((k) => at(k, when) ?? []);
  };

  const range = (request: RangeRequest): ReturnType<Store['range']> => {
    const {
      key,
      rangeEnd,
      limit,
      sortTarget = 'KEY',
      sortOrder = 'NONE',
    } = request;
    if (!key) refuse('InvalidArgument', 'key is not provided');
    if ((request.revision ?? 0) > revision)
      refuse('OutOfRange', 'mvcc: required revision is a future revision');
    const all = alive(key, rangeEnd, request.revision || revision);
    if (request.countOnly)
      return { revision, kvs: [], more: false, count: all.length };
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
      revision,
      kvs: request.keysOnly ? shown.map((kv) => ({ ...kv, value: '' })) : shown,
      more: shown.length < kvs.length,
      count: all.length,
    };
  };

  const put = (request: PutRequest): ReturnType<Store['put']> => {
    const { key, value = '', lease = 0, ignoreValue, ignoreLease } = request;
    if (!key) refuse('InvalidArgument', 'key is not provided');
    if (ignoreValue && value) refuse('InvalidArgument', 'value is provided');
    if (ignoreLease && lease) refuse('InvalidArgument', 'lease is provided');
    const before = at(key, revision);
    if ((ignoreValue || ignoreLease) && !before)
      refuse('InvalidArgument', 'key not found');
    const next = revision + 1;
    commit([
      {
        key,
        value: ignoreValue && before ? before.value : value,
        lease: ignoreLease && before ? before.lease : lease,
        version: (before?.version ?? 0) + 1,
        createRevision: before?.createRevision ?? next,
        modRevision: next,
      },
    ]);
    return request.prevKv && before ? { revision, prevKv: before } : { revision };
  };

  const deleteRange = (
    request: DeleteRangeRequest,
  ): ReturnType<Store['deleteRange']> => {
    const gone = alive(request.key, request.rangeEnd, revision);
    const modRevision = revision + 1;
    const empty = { createRevision: 0, version: 0, value: '', lease: 0 };
    if (gone.length > 0)
      commit(gone.map(({ key }) => ({ ...empty, key, modRevision })));
    return { revision, deleted: gone.length, prevKvs: request.prevKv ? gone : [] };
  };

  return {
    get revision() {
      return revision;
    },
    range,
    put,
    deleteRange,
    onCommit: (listener) => {
      listeners = [...listeners, listener];
      return () => {
        listeners = listeners.filter((other) => other !== listener);
      };
    },
  };
};
