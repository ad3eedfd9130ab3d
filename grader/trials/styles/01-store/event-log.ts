// Nothing but a log of what was done: every answer is found by replaying it from the
// start. Slow, and right.

import type * as api from '#store';

interface Event {
  readonly revision: number;
  readonly changes: readonly api.KeyValue[];
}

class Refused extends Error {
  readonly code: string;

  constructor(text: string, code = 'InvalidArgument') {
    super(`etcdserver: ${text}`);
    this.code = code;
  }
}

function* replay(log: readonly Event[], until: number): Generator<api.KeyValue> {
  for (const { revision, changes } of log) {
    if (revision > until) return;
    yield* changes;
  }
}

function stateAt(log: readonly Event[], until: number): Map<string, api.KeyValue> {
  const state = new Map<string, api.KeyValue>();
  for (const change of replay(log, until)) {
    if (change.version === 0) state.delete(change.key);
    else state.set(change.key, change);
  }
  return state;
}

function inSpan(key: string, from: string, end = ''): boolean {
  switch (end) {
    case '':
      return key === from;
    case '\0':
      return key >= from;
    default:
      return from <= key && key < end;
  }
}

function order(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function createStore(): Pick<
  api.Store,
  'range' | 'put' | 'deleteRange' | 'onCommit'
> {
  const log: Event[] = [];
  const listeners: Array<((commit: api.Commit) => void) | null> = [];
  const now = (): number => log.at(-1)?.revision ?? 1;

  function span(from: string, end: string | undefined, at: number): api.KeyValue[] {
    if (from.length === 0) throw new Refused('key is not provided');
    return [...stateAt(log, at).values()]
      .filter(({ key }) => inSpan(key, from, end))
      .sort((a, b) => order(a.key, b.key));
  }

  function append(changes: api.KeyValue[]): number {
    for (const pair of changes) Object.freeze(pair);
    const event = { revision: now() + 1, changes: [...changes] };
    log.push(event);
    for (const listener of listeners) listener?.(event);
    return event.revision;
  }

  return {
    range(q: api.RangeRequest): api.RangeResponse {
      if (q.key.length === 0) throw new Refused('key is not provided');
      if (q.revision !== undefined && q.revision > now()) {
        const text = 'mvcc: required revision is a future revision';
        throw new Refused(text, 'OutOfRange');
      }
      const pairs = span(q.key, q.rangeEnd, q.revision || now());
      const answer = { revision: now(), count: pairs.length, more: false };
      if (q.countOnly === true) return { ...answer, kvs: [] };
      let kvs: api.KeyValue[] = [];
      const sees = [q.minModRevision, q.maxModRevision, q.minCreateRevision];
      const early =
        (q.sortOrder ?? 'NONE') === 'NONE' &&
        ![...sees, q.maxCreateRevision].some(Boolean);
      for (const [at, pair] of pairs.entries()) {
        if (early && q.limit && at > q.limit) break;
        if (q.minModRevision && pair.modRevision < q.minModRevision) continue;
        if (q.maxModRevision && pair.modRevision > q.maxModRevision) continue;
        if (q.minCreateRevision && pair.createRevision < q.minCreateRevision)
          continue;
        if (q.maxCreateRevision && pair.createRevision > q.maxCreateRevision)
          continue;
        kvs.push(q.keysOnly === true ? { ...pair, value: '' } : pair);
      }
      // Order is by the value that was stored, whether or not it is shown.
      const full = new Map(pairs.map((pair) => [pair.key, pair]));
      const weigh = (kv: api.KeyValue): string | number => {
        const pair = full.get(kv.key) ?? kv;
        if (q.sortTarget === 'VERSION') return pair.version;
        if (q.sortTarget === 'CREATE') return pair.createRevision;
        if (q.sortTarget === 'MOD') return pair.modRevision;
        return q.sortTarget === 'VALUE' ? pair.value : pair.key;
      };
      kvs.sort((a, b) =>
        q.sortOrder === 'DESCEND'
          ? order(weigh(b), weigh(a))
          : order(weigh(a), weigh(b)),
      );
      if (q.limit && q.limit > 0 && kvs.length > q.limit) {
        answer.more = true;
        kvs = kvs.slice(0, q.limit);
      }
      return { ...answer, kvs };
    },

    put(q: api.PutRequest): api.PutResponse {
      if (q.key.length === 0) throw new Refused('key is not provided');
      if (q.ignoreValue && q.value) throw new Refused('value is provided');
      if (q.ignoreLease && q.lease) throw new Refused('lease is provided');
      const before = log
        .findLast(({ changes }) => changes.some(({ key }) => key === q.key))
        ?.changes.find(({ key }) => key === q.key);
      const known = before !== undefined && before.version > 0;
      if (!known && (q.ignoreValue || q.ignoreLease))
        throw new Refused('key not found');
      const next = now() + 1;
      append([
        Object.assign(Object.create(null), {
          key: q.key,
          value: q.ignoreValue && known ? before.value : (q.value ?? ''),
          lease: q.ignoreLease && known ? before.lease : (q.lease ?? 0),
          version: known ? before.version + 1 : 1,
          createRevision: known ? before.createRevision : next,
          modRevision: next,
        }) as api.KeyValue,
      ]);
      const answer: { revision: number; prevKv?: api.KeyValue } = {
        revision: next,
      };
      if (q.prevKv && known) answer.prevKv = before;
      return answer;
    },

    deleteRange(q: api.DeleteRangeRequest): api.DeleteRangeResponse {
      const pairs = span(q.key, q.rangeEnd, now());
      const at = now() + 1;
      const stone = (key: string): api.KeyValue => ({
        ...{
          key,
          createRevision: 0,
          modRevision: at,
          version: 0,
          value: '',
          lease: 0,
        },
      });
      if (pairs.length > 0) append(pairs.map(({ key }) => stone(key)));
      return {
        revision: now(),
        deleted: pairs.length,
        prevKvs: q.prevKv === true ? pairs : [],
      };
    },

    onCommit(listener: (commit: api.Commit) => void): () => void {
      const at = listeners.push(listener) - 1;
      return () => {
        listeners[at] = null;
      };
    },
  };
}
