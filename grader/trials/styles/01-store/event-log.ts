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

type Doors = Pick<api.WriteTxn, 'revision' | 'range' | 'put' | 'deleteRange'>;

export function createStore(): Doors &
  Pick<api.Store, 'onCommit'> & { write<T>(step: (txn: Doors) => T): T } {
  const done: Event[] = [];
  /** What the step under way has done so far: the end of the log, for itself. */
  let draft: api.KeyValue[] | null = null;
  const listeners: Array<((commit: api.Commit) => void) | null> = [];
  const last = (): number => done.at(-1)?.revision ?? 1;

  function span(
    log: readonly Event[],
    from: string,
    end: string | undefined,
    at: number,
  ): api.KeyValue[] {
    if (from.length === 0) throw new Refused('key is not provided');
    return [...stateAt(log, at).values()]
      .filter(({ key }) => inSpan(key, from, end))
      .sort((a, b) => order(a.key, b.key));
  }

  /** The log as the step under way sees it. */
  function inside(): readonly Event[] {
    if (draft === null || draft.length === 0) return done;
    return [...done, { revision: last() + 1, changes: draft }];
  }

  function doors(log: () => readonly Event[]): Doors {
    const now = (): number => log().at(-1)?.revision ?? 1;
    return {
      get revision() {
        return now();
      },

      range(q: api.RangeRequest): api.RangeResponse {
        if (q.key.length === 0) throw new Refused('key is not provided');
        if (q.revision !== undefined && q.revision > now()) {
          const text = 'mvcc: required revision is a future revision';
          throw new Refused(text, 'OutOfRange');
        }
        const asked = Math.max(0, q.revision ?? 0);
        const pairs = span(log(), q.key, q.rangeEnd, asked || now());
        const answer = { revision: now(), count: pairs.length, more: false };
        if (q.countOnly === true) return { ...answer, kvs: [] };
        let kvs: api.KeyValue[] = [];
        const sees = [q.minModRevision, q.maxModRevision, q.minCreateRevision];
        const early =
          (q.sortOrder ?? 'NONE') === 'NONE' &&
          ![...sees, q.maxCreateRevision].some(Boolean);
        for (const [at, pair] of pairs.entries()) {
          if (early && q.limit && q.limit > 0 && at > q.limit) break;
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
        const before = log()
          .flatMap(({ changes }) => changes)
          .findLast(({ key }) => key === q.key);
        const known = before !== undefined && before.version > 0;
        if (!known && (q.ignoreValue || q.ignoreLease))
          throw new Refused('key not found');
        const next = last() + 1;
        draft?.push(
          Object.freeze(
            Object.assign(Object.create(null), {
              key: q.key,
              value: q.ignoreValue && known ? before.value : (q.value ?? ''),
              lease: q.ignoreLease && known ? before.lease : (q.lease ?? 0),
              version: known ? before.version + 1 : 1,
              createRevision: known ? before.createRevision : next,
              modRevision: next,
            }) as api.KeyValue,
          ),
        );
        const answer: { revision: number; prevKv?: api.KeyValue } = {
          revision: next,
        };
        if (q.prevKv && known) answer.prevKv = before;
        return answer;
      },

      deleteRange(q: api.DeleteRangeRequest): api.DeleteRangeResponse {
        const pairs = span(log(), q.key, q.rangeEnd, now());
        const at = last() + 1;
        const stone = (key: string): api.KeyValue =>
          Object.freeze({
            ...{
              key,
              createRevision: 0,
              modRevision: at,
              version: 0,
              value: '',
              lease: 0,
            },
          });
        draft?.push(...pairs.map(({ key }) => stone(key)));
        return {
          revision: now(),
          deleted: pairs.length,
          prevKvs: q.prevKv === true ? pairs : [],
        };
      },
    };
  }

  function write<T>(step: (txn: Doors) => T): T {
    if (draft !== null) throw new Refused('a step is under way');
    draft = [];
    try {
      const answer = step(doors(inside));
      if (draft.length > 0) {
        const event = { revision: last() + 1, changes: draft };
        done.push(event);
        for (const tell of listeners) tell?.({ ...event, changes: [...draft] });
      }
      return answer;
    } finally {
      draft = null;
    }
  }

  const outside = doors(() => done);
  return {
    get revision() {
      return outside.revision;
    },
    range: outside.range,
    put: (q) => write((txn) => txn.put(q)),
    deleteRange: (q) => write((txn) => txn.deleteRange(q)),
    write,
    onCommit(listener: (commit: api.Commit) => void): () => void {
      const at = listeners.push(listener) - 1;
      return () => {
        listeners[at] = null;
      };
    },
  };
}
