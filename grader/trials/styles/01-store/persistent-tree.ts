// A persistent search tree: each revision keeps the root of a tree of its own, which
// shares all but the path to what changed with the tree before. The past is never asked
// for by key; it is another tree.

import type {
  Commit,
  DeleteRangeRequest,
  DeleteRangeResponse,
  KeyValue,
  PutRequest,
  PutResponse,
  RangeRequest,
  RangeResponse,
} from '#store';

type Tree = Node | null;

interface Node {
  readonly kv: KeyValue;
  /** Drawn from the key: parents have the greater one, which keeps the tree low. */
  readonly rank: number;
  readonly left: Tree;
  readonly right: Tree;
}

class RequestError extends Error {
  code: string;

  constructor(code: string, message: string) {
    super(`etcdserver: ${message}`);
    this.code = code;
  }
}

function rankOf(key: string): number {
  let hash = 7;
  for (let i = 0; i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 2654435761) >>> 0;
  }
  return hash;
}

function find(tree: Tree, key: string): KeyValue | undefined {
  while (tree !== null && tree.kv.key !== key) {
    tree = key < tree.kv.key ? tree.left : tree.right;
  }
  return tree?.kv;
}

function split(tree: Tree, key: string): [Tree, Tree] {
  if (tree === null) return [null, null];
  if (tree.kv.key < key) {
    const [low, high] = split(tree.right, key);
    return [{ ...tree, right: low }, high];
  }
  const [low, high] = split(tree.left, key);
  return [low, { ...tree, left: high }];
}

function join(low: Tree, high: Tree): Tree {
  if (low === null || high === null) return low ?? high;
  if (low.rank > high.rank) return { ...low, right: join(low.right, high) };
  return { ...high, left: join(low, high.left) };
}

function without(tree: Tree, key: string): Tree {
  const [low, rest] = split(tree, key);
  return join(low, split(rest, `${key}\0`)[1]);
}

function withPair(tree: Tree, kv: KeyValue): Tree {
  const [low, rest] = split(tree, kv.key);
  const high = split(rest, `${kv.key}\0`)[1];
  const one: Node = { kv, rank: rankOf(kv.key), left: null, right: null };
  return join(join(low, one), high);
}

function collect(tree: Tree, into: KeyValue[]): KeyValue[] {
  if (tree === null) return into;
  collect(tree.left, into);
  into.push(tree.kv);
  return collect(tree.right, into);
}

function within(tree: Tree, key: string, rangeEnd: string): KeyValue[] {
  if (key === '') throw new RequestError('InvalidArgument', 'key is not provided');
  if (rangeEnd === '') {
    const kv = find(tree, key);
    return kv === undefined ? [] : [kv];
  }
  const from = split(tree, key)[1];
  return collect(rangeEnd === '\0' ? from : split(from, rangeEnd)[0], []);
}

class TreeStore {
  /** The tree of revision r stands at r. */
  private readonly trees: Tree[] = [null, null];
  private readonly listeners = new Set<(commit: Commit) => void>();

  get revision(): number {
    return this.trees.length - 1;
  }

  private get now(): Tree {
    return this.trees.at(-1) ?? null;
  }

  range(request: RangeRequest): RangeResponse {
    const { revision } = this;
    if (request.key === '') within(null, '', '');
    const at = request.revision ?? 0;
    if (at > revision) {
      const text = 'mvcc: required revision is a future revision';
      throw new RequestError('OutOfRange', text);
    }
    const tree = at > 0 ? (this.trees[at] ?? null) : this.now;
    const live = within(tree, request.key, request.rangeEnd ?? '');
    const count = live.length;
    if (request.countOnly) return { revision, count, kvs: [], more: false };
    let kvs = sorted(chosen(read(live, request), request), request);
    const more = !!request.limit && request.limit < kvs.length;
    if (more) kvs = kvs.slice(0, request.limit);
    if (request.keysOnly) kvs = kvs.map((kv) => ({ ...kv, value: '' }));
    return { revision, count, kvs, more };
  }

  put(request: PutRequest): PutResponse {
    const bad = (text: string): never => {
      throw new RequestError('InvalidArgument', text);
    };
    if (request.key === '') bad('key is not provided');
    if (request.ignoreValue && request.value) bad('value is provided');
    if (request.ignoreLease && request.lease) bad('lease is provided');
    const before = find(this.now, request.key);
    if (before === undefined && (request.ignoreValue || request.ignoreLease))
      bad('key not found');
    const modRevision = this.revision + 1;
    const kv = {
      key: request.key,
      createRevision: before ? before.createRevision : modRevision,
      modRevision,
      version: before ? before.version + 1 : 1,
      value: (request.ignoreValue ? before?.value : request.value) ?? '',
      lease: (request.ignoreLease ? before?.lease : request.lease) ?? 0,
    };
    this.commit(withPair(this.now, kv), [kv]);
    const { revision } = this;
    return request.prevKv && before ? { revision, prevKv: before } : { revision };
  }

  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse {
    const prevKvs = within(this.now, request.key, request.rangeEnd ?? '');
    if (prevKvs.length > 0) {
      const modRevision = this.revision + 1;
      const empty = {
        createRevision: 0,
        modRevision,
        version: 0,
        value: '',
        lease: 0,
      };
      this.commit(
        prevKvs.reduce((tree: Tree, { key }) => without(tree, key), this.now),
        prevKvs.map(({ key }) => ({ key, ...empty })),
      );
    }
    return {
      revision: this.revision,
      deleted: prevKvs.length,
      prevKvs: request.prevKv ? prevKvs : [],
    };
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private commit(tree: Tree, changes: readonly KeyValue[]): void {
    for (const kv of changes) Object.freeze(kv);
    this.trees.push(tree);
    for (const tell of this.listeners) tell({ revision: this.revision, changes });
  }
}

/** What is read at all: one more than the limit, if nothing asks for the rest. */
function read(kvs: KeyValue[], request: RangeRequest): KeyValue[] {
  const { sortOrder = 'NONE', limit = 0 } = request;
  const { minModRevision, maxModRevision } = request;
  const { minCreateRevision, maxCreateRevision } = request;
  const bounds = [minModRevision, maxModRevision];
  bounds.push(minCreateRevision, maxCreateRevision);
  if (sortOrder !== 'NONE' || limit <= 0 || bounds.some(Boolean)) return kvs;
  return kvs.slice(0, limit + 1);
}

function chosen(kvs: KeyValue[], request: RangeRequest): KeyValue[] {
  const outside = (n: number, min = 0, max = 0): boolean =>
    (min > 0 && n < min) || (max > 0 && n > max);
  return kvs.filter(
    (kv) =>
      !outside(kv.modRevision, request.minModRevision, request.maxModRevision) &&
      !outside(
        kv.createRevision,
        request.minCreateRevision,
        request.maxCreateRevision,
      ),
  );
}

function sorted(kvs: KeyValue[], request: RangeRequest): KeyValue[] {
  const field = {
    ...{ KEY: 'key', VERSION: 'version', CREATE: 'createRevision' },
    ...{ MOD: 'modRevision', VALUE: 'value' },
  }[request.sortTarget ?? 'KEY'] as 'key' | 'version';
  const down = request.sortOrder === 'DESCEND';
  return kvs.toSorted((a, b) => {
    if (a[field] === b[field]) return 0;
    return a[field] < b[field] === down ? 1 : -1;
  });
}

export function createStore(): TreeStore {
  return new TreeStore();
}
