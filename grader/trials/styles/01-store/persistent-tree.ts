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
  WriteTxn,
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

/** The trees of a store, and one more while a step grows it. */
class Step implements Pick<WriteTxn, 'revision' | 'range' | 'put' | 'deleteRange'> {
  readonly changes: KeyValue[] = [];
  /** The tree of revision r stands at r. */
  private readonly trees: readonly Tree[];
  tree: Tree;

  constructor(trees: readonly Tree[]) {
    this.trees = trees;
    this.tree = trees.at(-1) ?? null;
  }

  get revision(): number {
    return this.trees.length - (this.changes.length > 0 ? 0 : 1);
  }

  range(request: RangeRequest): RangeResponse {
    const { revision } = this;
    if (request.key === '') within(null, '', '');
    const at = request.revision ?? 0;
    if (at > revision) {
      const text = 'mvcc: required revision is a future revision';
      throw new RequestError('OutOfRange', text);
    }
    const past = at > 0 && at < this.trees.length;
    const tree = past ? (this.trees[at] ?? null) : this.tree;
    const live = within(tree, request.key, request.rangeEnd ?? '');
    const count = live.length;
    if (request.countOnly) return { revision, count, kvs: [], more: false };
    let kvs = sorted(chosen(read(live, request), request), request);
    const more = (request.limit ?? 0) > 0 && (request.limit ?? 0) < kvs.length;
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
    const before = find(this.tree, request.key);
    if (before === undefined && (request.ignoreValue || request.ignoreLease))
      bad('key not found');
    const modRevision = this.trees.length;
    const kv = Object.freeze({
      key: request.key,
      createRevision: before ? before.createRevision : modRevision,
      modRevision,
      version: before ? before.version + 1 : 1,
      value: (request.ignoreValue ? before?.value : request.value) ?? '',
      lease: (request.ignoreLease ? before?.lease : request.lease) ?? 0,
    });
    this.tree = withPair(this.tree, kv);
    this.changes.push(kv);
    const { revision } = this;
    return request.prevKv && before ? { revision, prevKv: before } : { revision };
  }

  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse {
    const prevKvs = within(this.tree, request.key, request.rangeEnd ?? '');
    const modRevision = this.trees.length;
    const gone = {
      createRevision: 0,
      modRevision,
      version: 0,
      value: '',
      lease: 0,
    };
    for (const { key } of prevKvs) {
      this.tree = without(this.tree, key);
      this.changes.push(Object.freeze({ key, ...gone }));
    }
    return {
      revision: this.revision,
      deleted: prevKvs.length,
      prevKvs: request.prevKv ? prevKvs : [],
    };
  }
}

class TreeStore {
  private readonly trees: Tree[] = [null, null];
  private readonly listeners = new Map<symbol, (commit: Commit) => void>();
  private busy = false;

  get revision(): number {
    return this.trees.length - 1;
  }

  range(request: RangeRequest): RangeResponse {
    return new Step(this.trees).range(request);
  }

  put(request: PutRequest): PutResponse {
    return this.write((step) => step.put(request));
  }

  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse {
    return this.write((step) => step.deleteRange(request));
  }

  write<T>(run: (step: Step) => T): T {
    if (this.busy) throw new RequestError('Internal', 'busy');
    this.busy = true;
    try {
      const step = new Step(this.trees);
      const answer = run(step);
      if (step.changes.length > 0) {
        this.trees.push(step.tree);
        const { revision } = this;
        for (const tell of this.listeners.values())
          tell({ revision, changes: step.changes.slice() });
      }
      return answer;
    } finally {
      this.busy = false;
    }
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    const name = Symbol('listener');
    this.listeners.set(name, listener);
    return () => this.listeners.delete(name);
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
    (min !== 0 && n < min) || (max !== 0 && n > max);
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
