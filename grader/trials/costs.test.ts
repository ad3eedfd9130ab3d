// Versions that answer right and work too much: each is refused in its step for that
// alone, with the place where the work is done.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Mutant } from '../core/scenario.ts';
import { isTooMuch } from '../core/work.ts';
import { gradeInProcess, isTried, readExercises } from './exercises.node.ts';

/** One way to work too much: where, instead of what, and the step that says so. */
interface Slow extends Pick<Mutant, 'step' | 'file' | 'swaps'> {
  readonly slug: string;
  readonly says: RegExp;
}

const SLOW: Readonly<Record<string, Slow>> = {
  'a get walks over all keys': {
    ...{ slug: '01-store', step: '1.2', file: 'read.ts', says: /^a get of a key / },
    swaps: [
      [
        'index.get(request.key)?.at(revision)',
        "[...index.scan({ from: '\\0', end: undefined })].find(({ key }) => key === request.key)?.at(revision)",
      ],
    ],
  },
  'a get walks up to its key': {
    ...{ slug: '01-store', step: '1.2', file: 'read.ts', says: /^a get of a key / },
    swaps: [
      [
        'const kv = index.get(request.key)?.at(revision);',
        "let kv;\n    for (const history of index.scan({ from: '\\0', end: undefined })) {\n      if (history.key > request.key) break;\n      if (history.key === request.key) kv = history.at(revision);\n    }",
      ],
    ],
  },
  'an old version is looked for from the newest on': {
    ...{ slug: '01-store', step: '1.3', file: 'history.ts', says: /old revision/ },
    swaps: [
      [
        'const last = this.#versions[low - 1];',
        'const last = this.#versions.findLast((kv) => kv.modRevision <= revision);',
      ],
    ],
  },
  'an old version is looked for from the oldest on': {
    ...{
      slug: '01-store',
      step: '1.2',
      file: 'history.ts',
      says: /versions of it/,
    },
    swaps: [
      [
        'const last = this.#versions[low - 1];',
        'const last = this.#versions.filter((kv) => kv.modRevision <= revision).at(-1);',
      ],
    ],
  },
  'a new key walks to its place from the first': {
    ...{
      slug: '01-store',
      step: '1.1',
      file: 'key-index.ts',
      says: /near the last/,
    },
    swaps: [
      [
        'chunk.splice(firstAtOrAfter(chunk, history.key), 0, history);',
        'let at = 0;\n    for (const one of chunk) {\n      if (one.key >= history.key) break;\n      at++;\n    }\n    chunk.splice(at, 0, history);',
      ],
    ],
  },
  'a listener that was stopped is kept, and silent': {
    ...{ slug: '01-store', step: '1.1', file: 'store.ts', says: /were stopped/ },
    swaps: [
      [
        'this.#listeners.add(listener);',
        'let on = true;\n    this.#listeners.add((commit) => { if (on) listener(commit); });',
      ],
      ['this.#listeners.delete(listener)', 'void (on = false)'],
    ],
  },
  'a key that is asked for is remembered': {
    ...{ slug: '01-store', step: '1.4', file: 'read.ts', says: /only asked for/ },
    swaps: [
      [
        'index.get(request.key)?.at(revision)',
        'index.getOrAdd(request.key).at(revision)',
      ],
    ],
  },
  'a step that failed leaves its keys in the index': {
    ...{ slug: '01-store', step: '1.4', file: 'write-txn.ts', says: /that failed/ },
    swaps: [['if (history?.versions.length === 0) this.#index.remove(key);', '']],
  },
  'a put that is refused leaves its key in the index': {
    ...{
      slug: '01-store',
      step: '1.7',
      file: 'write-txn.ts',
      says: /were refused/,
    },
    swaps: [
      [
        'this.#index.get(request.key)?.newest',
        'this.#index.getOrAdd(request.key).newest',
      ],
    ],
  },
  'a delete reads its range again for each key': {
    ...{ slug: '01-store', step: '1.6', file: 'write-txn.ts', says: /of a range/ },
    swaps: [
      [
        'for (const kv of kvs) this.#write({ key: kv.key, ...gone });',
        'for (let next = kvs[0]; next; [next] = this.range({ key, rangeEnd }).kvs)\n      this.#write({ key: next.key, ...gone });',
      ],
    ],
  },
  'a range begins with the first key': {
    ...{ slug: '01-store', step: '1.4', file: 'key-index.ts', says: /^a range of/ },
    swaps: [
      ['const first = this.#chunkFor(from);', 'const first = 0;'],
      [
        'const start = number === first ? firstAtOrAfter(chunk, from) : 0;',
        'const start = 0;',
      ],
      [
        'if (end !== undefined && history.key >= end) return;',
        'if (end !== undefined && history.key >= end) return;\n        if (history.key < from) continue;',
      ],
    ],
  },
  'a range goes on past its end': {
    ...{ slug: '01-store', step: '1.4', file: 'key-index.ts', says: /^a range of/ },
    swaps: [
      [
        'if (end !== undefined && history.key >= end) return;',
        'if (end !== undefined && history.key >= end) continue;',
      ],
    ],
  },
  'a range looks into each chunk behind its end': {
    ...{
      slug: '01-store',
      step: '1.4',
      file: 'key-index.ts',
      says: /near the first/,
    },
    swaps: [
      [
        'if (end !== undefined && history.key >= end) return;',
        'if (end !== undefined && history.key >= end) break;',
      ],
    ],
  },
  'the index is sorted anew at each put': {
    ...{
      slug: '01-store',
      step: '1.1',
      file: 'key-index.ts',
      says: /^a put of a new/,
    },
    swaps: [
      [
        'chunk.splice(firstAtOrAfter(chunk, history.key), 0, history);\n    if (chunk.length <= CHUNK_SIZE) return;',
        'chunk.push(history);\n    chunk.sort((a, b) => (a.key < b.key ? -1 : 1));\n    if (chunk.length > 0) return;',
      ],
    ],
  },
  'the place of a new key is found by walking': {
    ...{
      slug: '01-store',
      step: '1.1',
      file: 'key-index.ts',
      says: /^a put of a new/,
    },
    swaps: [
      [
        'chunk.splice(firstAtOrAfter(chunk, history.key), 0, history);\n    if (chunk.length <= CHUNK_SIZE) return;',
        'const at = chunk.findIndex(({ key }) => key > history.key);\n    chunk.splice(at < 0 ? chunk.length : at, 0, history);\n    if (chunk.length > 0) return;',
      ],
    ],
  },
  'each put makes a new map of all keys': {
    ...{
      slug: '01-store',
      step: '1.1',
      file: 'key-index.ts',
      says: /^a put of a new/,
    },
    swaps: [
      [
        'readonly #byKey = new Map<Key, KeyHistory>();',
        '#byKey = new Map<Key, KeyHistory>();',
      ],
      [
        'this.#byKey.set(key, history);',
        'this.#byKey = new Map(this.#byKey).set(key, history);',
      ],
    ],
  },
  'a delete reads everything': {
    ...{
      slug: '01-store',
      step: '1.6',
      file: 'write-txn.ts',
      says: /^a delete of one/,
    },
    swaps: [
      [
        'const { kvs } = this.range({ key, rangeEnd });',
        "const all = this.range({ key: '\\0', rangeEnd: '\\0' }).kvs;\n    const isIn = (k: string) => rangeEnd === '' ? k === key : k >= key && (rangeEnd === '\\0' || k < rangeEnd);\n    const kvs = all.filter((kv) => isIn(kv.key));\n    if (key === '') this.range({ key });",
      ],
    ],
  },
  'a compare reads the whole store': {
    ...{
      slug: '02-txn',
      step: '2.1',
      file: 'compare.ts',
      says: /^a compare of one key /,
    },
    swaps: [
      [
        'const { kvs } = store.range({ key, rangeEnd });',
        "const isIn = (k: string) => rangeEnd === '' ? k === key : k >= key && (rangeEnd === '\\0' || k < rangeEnd);\n  const kvs = store.range({ key: '\\0', rangeEnd: '\\0' }).kvs.filter((kv) => isIn(kv.key));",
      ],
    ],
  },
  'what is to be kept is looked for everywhere': {
    ...{
      slug: '02-txn',
      step: '2.7',
      file: 'decide.ts',
      says: /^a txn that keeps /,
    },
    swaps: [
      [
        'const { count } = store.range({ key, countOnly: true });',
        "const count = store.range({ key: '\\0', rangeEnd: '\\0' }).kvs.filter((kv) => kv.key === key).length;",
      ],
    ],
  },
  'an update reads the whole store': {
    ...{
      slug: '02-txn',
      step: '2.8',
      file: 'txn.ts',
      says: /^an update of one key /,
    },
    swaps: [
      [
        'let [before] = store.range({ key }).kvs;',
        "let before = store.range({ key: '\\0', rangeEnd: '\\0' }).kvs.find((kv) => kv.key === key);",
      ],
    ],
  },
  'a commit asks every watcher': {
    ...{
      slug: '03-watch',
      step: '3.1',
      file: 'watcher-group.ts',
      says: /^a commit /,
    },
    swaps: [
      [
        'const ofKey = this.#ofKeys.get(key);\n    if (ofKey !== undefined) yield* ofKey.values();',
        'for (const [one, ofKey] of this.#ofKeys) if (one === key) yield* ofKey.values();',
      ],
    ],
  },
  'a catch-up walks the log from its beginning': {
    ...{
      slug: '03-watch',
      step: '3.3',
      file: 'commit-log.ts',
      says: /^a watch from 8 /,
    },
    swaps: [
      ['let revision = from;', 'let revision = this.#first;'],
      [
        'for (; revision < this.next; revision++) {',
        'for (; revision < this.next; revision++) {\n      if (revision < from) continue;',
      ],
    ],
  },
  'each commit copies the log': {
    ...{
      slug: '03-watch',
      step: '3.1',
      file: 'commit-log.ts',
      says: /^a commit .* revisions in the log/,
    },
    swaps: [
      [
        'readonly #commits: (readonly KeyValue[])[]',
        '#commits: (readonly KeyValue[])[]',
      ],
      [
        'this.#commits.push(changes.slice());',
        'this.#commits = [...this.#commits, changes.slice()];',
      ],
    ],
  },
  'the pair before is looked for in all versions': {
    ...{
      slug: '03-watch',
      step: '3.4',
      file: 'source.ts',
      says: /^an event with the pair /,
    },
    swaps: [
      [
        'const [before] = this.store.range({ key, revision }).kvs;',
        'for (let at = change.createRevision; at < revision; at++) this.store.range({ key, revision: Math.max(at, this.#compacted) });\n    const [before] = this.store.range({ key, revision }).kvs;',
      ],
    ],
  },
  'a closed stream is told of commits': {
    ...{
      slug: '03-watch',
      step: '3.5',
      file: 'stream.ts',
      says: /streams that were closed/,
    },
    swaps: [
      [
        'for (const watcher of this.#watchers.values()) this.#remove(watcher);',
        'this.#watchers.clear();\n    this.#behind.clear();',
      ],
      [
        '      if (this.#queue.isFull) {',
        '      if (this.#isClosed) return;\n      if (this.#queue.isFull) {',
      ],
    ],
  },
  'a compaction looks for each key anew': {
    ...{
      slug: '03-watch',
      step: '3.7',
      file: 'compaction.ts',
      says: /^a compaction /,
    },
    swaps: [
      [
        'if (history.versions.length === 0) index.remove(key);',
        'if (history.versions.length === 0 && [...index.scan({ from: FROM_KEY, end: undefined })].includes(history)) index.remove(key);',
      ],
    ],
  },
  'a grant looks at every lease': {
    ...{ slug: '04-lease', step: '4.1', file: 'lessor.ts', says: /^a grant / },
    swaps: [
      [
        "if (this.#granted.has(id)) {\n      throw new EtcdError('FailedPrecondition'",
        "if ([...this.#granted.keys()].includes(id)) {\n      throw new EtcdError('FailedPrecondition'",
      ],
    ],
  },
  'a keep-alive sets every deadline anew': {
    ...{
      slug: '04-lease',
      step: '4.3',
      file: 'deadlines.ts',
      says: /^a keep-alive /,
    },
    swaps: [
      [
        'this.#byLease.set(id, { ...deadline, due });',
        'for (const [one, was] of this.#byLease) if (one === id) this.#byLease.set(id, { ...was, due });',
      ],
    ],
  },
  'the keys of a lease are found by reading everything': {
    ...{
      slug: '04-lease',
      step: '4.4',
      file: 'attachments.ts',
      says: /lease and its keys/,
    },
    swaps: [
      [
        'return [...(this.#keysOf.get(lease) ?? [])].sort();',
        'return [...this.#leaseOf].filter(([, one]) => one === lease).map(([key]) => key).sort();',
      ],
    ],
  },
  'the keys of a lease are read from the store': {
    ...{
      slug: '04-lease',
      step: '4.4',
      file: 'lessor.ts',
      says: /lease and its keys/,
    },
    swaps: [
      [
        'return { id, ttl, grantedTtl, keys: this.#attachments.keysOf(id) };',
        "const all = this.#store.range({ key: '\\0', rangeEnd: '\\0' }).kvs;\n    return { id, ttl, grantedTtl, keys: all.filter((kv) => kv.lease === id).map((kv) => kv.key) };",
      ],
    ],
  },
  'the keys of a lease are sorted anew at each put': {
    ...{
      slug: '04-lease',
      step: '4.4',
      file: 'attachments.ts',
      says: /^a put on a lease .* keys of that lease/,
    },
    swaps: [
      [
        'this.#keysOf.set(lease, keys.add(key));',
        'this.#keysOf.set(lease, new Set([...keys, key].sort()));',
      ],
    ],
  },
  'a restart reads the store for each lease': {
    ...{ slug: '04-lease', step: '4.8', file: 'lessor.ts', says: /^a restart / },
    swaps: [
      [
        'this.#deadlines.start(id, span);\n    }\n    const everything',
        "this.#deadlines.start(id, span);\n      this.#store.range({ key: '\\0', rangeEnd: '\\0' });\n    }\n    const everything",
      ],
    ],
  },
  'the end of a lease reads the store': {
    ...{
      slug: '04-lease',
      step: '4.5',
      file: 'lessor.ts',
      says: /^the end of a lease /,
    },
    swaps: [
      [
        'const keys = this.#attachments.keysOf(id);\n    this.#store.write',
        "const keys = this.#store.range({ key: '\\0', rangeEnd: '\\0' }).kvs.filter((kv) => kv.lease === id).map((kv) => kv.key);\n    this.#store.write",
      ],
    ],
  },
  'a clock that ticks asks every lease': {
    ...{
      slug: '04-lease',
      step: '4.5',
      file: 'deadlines.ts',
      says: /^the end of a lease /,
    },
    swaps: [
      [
        'this.#byLease.delete(id);\n    this.#onOver(id);',
        'for (const one of [...this.#byLease.keys()]) {\n      if (this.left(one) > 0) continue;\n      this.#byLease.delete(one);\n      this.#onOver(one);\n    }',
      ],
    ],
  },
  'a revoke goes through all leases': {
    ...{ slug: '04-lease', step: '4.6', file: 'lessor.ts', says: /^a revoke / },
    swaps: [
      [
        'if (!this.#granted.has(id)) {\n      throw',
        'if (!this.leases().includes(id)) {\n      throw',
      ],
    ],
  },
  'a put is admitted by a look at all leases': {
    ...{
      slug: '04-lease',
      step: '4.7',
      file: 'lessor.ts',
      says: /^to admit a put /,
    },
    swaps: [
      [
        'if (lease !== 0 && !this.#granted.has(lease)) {',
        'if (lease !== 0 && !this.leases().includes(lease)) {',
      ],
    ],
  },
  'an append reads what was written before': {
    ...{ slug: '05-log', step: '5.1', file: 'log.ts', says: /^a put takes / },
    swaps: [
      [
        '    try {\n      // In',
        '    let sum = 0;\n    for (const byte of await this.#file.read(0, offset)) sum += byte;\n    if (sum < 0) return;\n    try {\n      // In',
      ],
    ],
  },
  'a get looks through all that was ever asked': {
    ...{
      slug: '05-log',
      step: '5.1',
      file: 'durable-store.ts',
      says: /^a get of a key /,
    },
    swaps: [
      [
        '    return this.#machine.store.range(request);',
        '    for (const command of this.#all) if (command.kind === undefined) break;\n    return this.#machine.store.range(request);',
      ],
      [
        '  #isClosed = false;',
        '  #isClosed = false;\n  readonly #all: Command[] = [];',
      ],
      [
        '          this.#times.follow(command);',
        '          this.#times.follow(command);\n          this.#all.push(command);',
      ],
    ],
  },
  'each of a group is looked for among all who wait': {
    ...{
      slug: '05-log',
      step: '5.2',
      file: 'group-commit.ts',
      says: /^a group of puts /,
    },
    swaps: [
      ['readonly #waiting: Proposal[] = [];', '#waiting: Proposal[] = [];'],
      [
        '    this.#waiting.splice(0, count);\n',
        '    for (const one of group) this.#waiting = this.#waiting.filter((other) => other !== one);\n',
      ],
    ],
  },
  'each record is looked for from the first on': {
    ...{
      slug: '05-log',
      step: '5.5',
      file: 'replay.ts',
      says: /^opening a folder /,
    },
    swaps: [
      [
        '      last = record;\n',
        '      last = record;\n      for (const other of recordsFrom(bytes, begin.end, chain)) if (other.offset === record.offset) break;\n',
      ],
    ],
  },
  'a snapshot looks through the past for each revision': {
    ...{
      slug: '05-log',
      step: '5.6',
      file: 'snapshot.ts',
      says: /^a snapshot takes /,
    },
    swaps: [
      [
        '        yield commit;\n        next += 1;',
        '        for (const one of byRevision(response.events)) if (one.length === 0) return;\n        yield commit;\n        next += 1;',
      ],
    ],
  },
  'a snapshot goes on listening when it is written': {
    ...{
      slug: '05-log',
      step: '5.6',
      file: 'snapshot.ts',
      says: /^a put .* snapshots that were taken/,
    },
    swaps: [['    stream.close();\n', '']],
  },
  'a match looks through all labels': {
    ...{ slug: '08-objects', step: '8.1', file: 'labels.ts', says: /^a match / },
    swaps: [
      [
        'Object.hasOwn(labels, key) ? labels[key] : undefined;',
        'Object.entries(labels).find(([name]) => name === key)?.[1];',
      ],
    ],
  },
  'what was read is cut into words for each requirement': {
    ...{ slug: '08-objects', step: '8.2', file: 'parse.ts', says: /^the reading / },
    swaps: [
      [
        'requirements.push(readRequirement(tokens));',
        'requirements.push(readRequirement(tokens));\n    void new Tokens(text.slice(0, 4 * requirements.length));',
      ],
    ],
  },
  'a value of a set is looked for among all before it': {
    ...{ slug: '08-objects', step: '8.3', file: 'parse.ts', says: /^the reading / },
    swaps: [
      [
        '[...new Set(values)].sort()',
        'values.filter((one, i) => values.indexOf(one) === i).sort()',
      ],
    ],
  },
  'all nodes that wait are looked at to take one': {
    ...{ slug: '23-nodes', step: '23.5', file: 'rate-limited-queue.ts' },
    says: /^to take a node /,
    swaps: [
      [
        'const [node] = this.#waiting.keys();',
        'const [node] = [...this.#waiting].filter(([, since]) => since <= now).map(([one]) => one);',
      ],
    ],
  },
  'a node that comes is looked for among all who wait': {
    ...{ slug: '23-nodes', step: '23.5', file: 'rate-limited-queue.ts' },
    says: /^to add, to remove and to retry a node/,
    swaps: [
      [
        'if (this.#waiting.has(node) || this',
        'if ([...this.#waiting.keys()].some((one) => one === node) || this',
      ],
    ],
  },
  'each eviction that is taken back is looked for from the first': {
    ...{ slug: '23-nodes', step: '23.7', file: 'evictions.ts' },
    says: /^to take all back /,
    swaps: [
      [
        'for (const key of [...this.#timers.keys()]) this.cancel(key);',
        'for (let left = this.#timers.size; left > 0; left--) this.cancel([...this.#timers.keys()].at(-1) ?? "");',
      ],
    ],
  },
  'an eviction is asked each second whether its time has come': {
    ...{ slug: '23-nodes', step: '23.7', file: 'evictions.ts' },
    says: /^to wait for an eviction /,
    swaps: [
      [
        'const begin = () => void this.#begin(key);',
        'const due = this.#clock.now() + time;\n    const begin = () => {\n      const left = due - this.#clock.now();\n      if (left > 0) this.#timers.set(key, this.#clock.after(Math.min(left, 1_000), begin));\n      else void this.#begin(key);\n    };',
      ],
      [
        'this.#timers.set(key, this.#clock.after(time, begin));\n    else',
        'begin();\n    else',
      ],
    ],
  },
  'a planned eviction is looked for among all': {
    ...{ slug: '23-nodes', step: '23.7', file: 'evictions.ts' },
    says: /^to judge a Pod /,
    swaps: [
      [
        'if (this.#timers.has(key)) return false;\n    const begin',
        'if ([...this.#timers.keys()].some((one) => one === key)) return false;\n    const begin',
      ],
    ],
  },
  'a key that waits is looked for in the line': {
    ...{ slug: '12-client', step: '12.1', file: 'work-queue.ts' },
    says: /^to add a key that waits already /,
    swaps: [
      [
        'if (this.#dirty.has(key)) return;',
        'if (this.#waiting.some((one) => one === key)) return;',
      ],
    ],
  },
  'the processed keys are a list': {
    ...{ slug: '12-client', step: '12.2', file: 'work-queue.ts' },
    says: /^to be done with a key/,
    swaps: [
      [
        'if (this.#processing.has(key)) this.#move',
        'if ([...this.#processing].some((one) => one === key)) this.#move',
      ],
    ],
  },
  'all timers are asked for the earlier one': {
    ...{ slug: '12-client', step: '12.3', file: 'delays.ts' },
    says: /^to add a key rate limited /,
    swaps: [
      [
        'const before = this.#timers.get(key);',
        'const before = [...this.#timers].find(([one]) => one === key)?.[1];',
      ],
    ],
  },
  'an index walks over all': {
    ...{ slug: '12-client', step: '12.6', file: 'indexer.ts' },
    says: /^a look by an index/,
    swaps: [
      [
        'return [...(values.get(value)?.values() ?? [])];',
        'return [...this.#objects.values()].filter((one) => this.#functions[index]?.(one).includes(value));',
      ],
    ],
  },
  'each listed object is looked for in all that are known': {
    ...{ slug: '12-client', step: '12.6', file: 'difference.ts' },
    says: /^to compare a list with the copy /,
    swaps: [
      [
        'const old = known.get(keyOf(object));',
        'const old = known.list().find((one) => keyOf(one) === keyOf(object));',
      ],
    ],
  },
  'each node sums up what its pods ask for': {
    ...{ slug: '17-scheduler', step: '17.1', file: 'fit.ts' },
    says: /^to ask a node about a pod /,
    swaps: [
      [
        'amountOf(requested, name)) continue',
        'node.pods.reduce((sum, { requested: its }) => sum + amountOf(its, name), 0)) continue',
      ],
      ['const { allocatable, requested } = node;', 'const { allocatable } = node;'],
    ],
  },
  'the containers of a pod are summed up at each node': {
    ...{ slug: '17-scheduler', step: '17.1', file: 'fit.ts' },
    says: /^to ask a node about a pod /,
    swaps: [
      [
        '  filter(state: CycleState, _pod: Pod, node: NodeInfo): Verdict {\n',
        '  filter(state: CycleState, _pod: Pod, node: NodeInfo): Verdict {\n    this.preFilter(state, _pod);\n',
      ],
    ],
  },
  'all nodes are asked, and too many put back': {
    ...{ slug: '17-scheduler', step: '17.3', file: 'schedule-pod.ts' },
    says: /^a decision when enough are found /,
    swaps: [
      [
        '    let asked = 0;\n',
        '    let asked = 0;\n    for (const one of nodes) firstRefusal(filters, state, pod, one);\n',
      ],
    ],
  },
  'each assumed pod lists the nodes anew': {
    ...{ slug: '17-scheduler', step: '17.6', file: 'cache.ts' },
    says: /^to place a pod when enough are found /,
    swaps: [
      [
        '    this.#pods.set(uid, info);\n',
        '    this.#pods.set(uid, info);\n    this.#snapshot = undefined;\n',
      ],
    ],
  },
  'an object is looked for among all': {
    ...{ slug: '09-apiserver', step: '9.2', file: 'get.ts' },
    says: /^a get of an object /,
    swaps: [
      [
        'const { kvs, revision } = await scope.storage.range({ key });\n',
        "const all = await scope.storage.range({ key: '/', rangeEnd: '0' });\n  const { revision } = all;\n  const kvs = all.kvs.filter((kv) => kv.key === key);\n",
      ],
    ],
  },
  'an update reads all': {
    ...{ slug: '09-apiserver', step: '9.2', file: 'guaranteed-update.ts' },
    says: /^an update of an object /,
    swaps: [
      [
        'const { kvs } = await scope.storage.range({ key });\n',
        "const all = await scope.storage.range({ key: '/', rangeEnd: '0' });\n  const kvs = all.kvs.filter((kv) => kv.key === key);\n",
      ],
    ],
  },
  'a deletion reads all': {
    ...{ slug: '09-apiserver', step: '9.5', file: 'guaranteed-update.ts' },
    says: /^a deletion /,
    swaps: [
      [
        'const { kvs } = await scope.storage.range({ key });\n',
        "const all = await scope.storage.range({ key: '/', rangeEnd: '0' });\n  const kvs = all.kvs.filter((kv) => kv.key === key);\n",
      ],
    ],
  },
  'a page is cut out of everything': {
    ...{ slug: '09-apiserver', step: '9.4', file: 'list.ts', says: /^a page of / },
    swaps: [
      [
        'range({ key, rangeEnd, limit, revision })',
        'range({ key, rangeEnd, revision })',
      ],
    ],
  },
  'all objects are copied at each event': {
    ...{ slug: '09-apiserver', step: '9.7', file: 'watch-cache.ts' },
    says: /^a change that is watched /,
    swaps: [
      [
        'const previous = this.#current.get(key);',
        'this.#current = new Map(this.#current);\n    const previous = this.#current.get(key);',
      ],
    ],
  },
  'a watch that goes on lists first': {
    ...{ slug: '09-apiserver', step: '9.8', file: 'watch.ts' },
    says: /^a watch that goes on /,
    swaps: [
      ['if (options.initial || options.after === undefined) {', '{'],
      ['after = page.revision;', 'after = options.after ?? page.revision;'],
    ],
  },
  'all rules are found before one is asked': {
    ...{ slug: '10-gates', step: '10.3', file: 'roles.ts' },
    says: /^a question that the first binding answers /,
    swaps: [
      [
        'of rulesFor(reader, user, asks.namespace))',
        'of [...rulesFor(reader, user, asks.namespace)])',
      ],
    ],
  },
  'a role is looked for among all': {
    ...{ slug: '10-gates', step: '10.3', file: 'roles.ts', says: /^a question / },
    swaps: [
      [
        "return reader.get('clusterroles', '', name);",
        "return reader.list('clusterroles', '').find((one) => one.metadata.name === name);",
      ],
    ],
  },
  'the bindings of every namespace are looked at': {
    ...{ slug: '10-gates', step: '10.3', file: 'roles.ts' },
    says: /^a question about one namespace /,
    swaps: [
      [
        "if (namespace === '') return;",
        "if (namespace === '') return;\n  for (const { metadata } of reader.list('namespaces', '')) reader.list('rolebindings', metadata.name ?? '');",
      ],
    ],
  },
  'an operation looks at what lies beside its way': {
    ...{
      slug: '11-patch',
      step: '11.1',
      file: 'pointer.ts',
      says: /^an operation /,
    },
    swaps: [
      [
        'return after === undefined ? undefined : put(document, step, after);',
        'let beside = 0;\n  const { beside: list } = Object(document);\n  if (Array.isArray(list)) for (const _ of list) beside += 1;\n  if (beside < 0) return undefined;\n  return after === undefined ? undefined : put(document, step, after);',
      ],
    ],
  },
  'what is dropped is looked for in all that is owned': {
    ...{ slug: '11-patch', step: '11.8', file: 'apply.ts', says: /^an apply / },
    swaps: [
      [
        'if (!wanted.has(place)) gone.push(place);',
        'const name = JSON.stringify(place);\n      if (![...wanted].some((one) => JSON.stringify(one) === name)) gone.push(place);',
      ],
    ],
  },
};

/** What is over, and is still held: nobody waits for it, and it grows for ever. */
const LEAKS: Readonly<Record<string, Slow>> = {
  'a key that nobody watches any more is kept': {
    ...{ slug: '03-watch', step: '3.5', file: 'watcher-group.ts' },
    says: /^a hub holds .* watches that were canceled/,
    swaps: [['if (interest.isOneKey && audiences.size === 0)', 'if (false)']],
  },
  'every version that was read is remembered': {
    ...{ slug: '09-apiserver', step: '9.2', file: 'item.ts' },
    says: /^a server holds .* versions that were read/,
    swaps: [['new WeakMap<KeyValue, Item>()', 'new Map<KeyValue, Item>()']],
  },
  'a closed stream stays with the hub': {
    ...{ slug: '03-watch', step: '3.5', file: 'stream.ts' },
    says: /^a hub holds .* streams that were closed/,
    swaps: [['    this.#source.streams.delete(this);\n', '']],
  },
  'what was forgotten stays in the log': {
    ...{ slug: '03-watch', step: '3.7', file: 'commit-log.ts' },
    says: /^a hub holds .* commits that were forgotten/,
    swaps: [
      ['  #first: Revision;', '  #first: Revision;\n  #dropped = 0;'],
      [
        'return this.#first + this.#commits.length;',
        'return this.#first + this.#commits.length - this.#dropped;',
      ],
      [
        'this.#commits.splice(0, revision - this.#first);',
        'this.#dropped += revision - this.#first;',
      ],
      [
        'this.#commits[revision - this.#first]',
        'this.#commits[revision - this.#first + this.#dropped]',
      ],
    ],
  },
  'a node that was taken and removed is remembered': {
    ...{ slug: '23-nodes', step: '23.5', file: 'rate-limited-queue.ts' },
    says: /^a queue holds .* nodes that were taken and removed/,
    swaps: [
      ['  #rate = NODE', '  readonly #log: string[] = [];\n  #rate = NODE'],
      [
        '    this.#taken.add(node);\n',
        '    this.#taken.add(node);\n    this.#log.push(node);\n',
      ],
    ],
  },
  'a Pod whose eviction was taken back is remembered': {
    ...{ slug: '23-nodes', step: '23.7', file: 'evictions.ts' },
    says: /^a table of evictions holds .* evictions that are over/,
    swaps: [
      [
        'readonly #timers = new Map<string, Timer | undefined>();',
        'readonly #timers = new Map<string, Timer | undefined>();\n  readonly #past = new Set<string>();',
      ],
      [
        'if (time === Number.POSITIVE_INFINITY) return this.cancel(key);',
        'if (time === Number.POSITIVE_INFINITY) {\n      this.#past.add(key);\n      return this.cancel(key);\n    }',
      ],
    ],
  },
  'a lease that is over keeps its empty set': {
    ...{ slug: '04-lease', step: '4.6', file: 'attachments.ts' },
    says: /^a lessor holds .* leases that were given back/,
    swaps: [['if (others?.size === 0) this.#keysOf.delete(before);', '']],
  },
  'a deadline that was stopped stays in its table': {
    ...{ slug: '04-lease', step: '4.6', file: 'deadlines.ts' },
    says: /^a lessor holds .* leases that were given back/,
    swaps: [['timer.cancel();\n    this.#byLease.delete(id);', 'timer.cancel();']],
  },
  'a decision stays with who made it': {
    ...{ slug: '17-scheduler', step: '17.3', file: 'schedule-pod.ts' },
    says: /^a decider holds .* decisions that are over/,
    swaps: [
      [
        '  #nextStart = 0;\n',
        '  #nextStart = 0;\n  readonly #states: CycleState[] = [];\n',
      ],
      [
        'const state = new CycleState();\n',
        'const state = new CycleState();\n    this.#states.push(state);\n',
      ],
    ],
  },
  'what happened while a pod was tried is kept': {
    ...{ slug: '17-scheduler', step: '17.5', file: 'queue.ts' },
    says: /^a queue holds .* pods that were tried, and are done/,
    swaps: [
      [
        '    this.#inFlight.delete(key);\n    const isRefused',
        '    const isRefused',
      ],
    ],
  },
  'a node that nobody told is kept without its pods': {
    ...{ slug: '17-scheduler', step: '17.6', file: 'cache.ts' },
    says: /^a cache holds .* pods and nodes that are gone/,
    swaps: [
      [
        '    if (node.count === 0 && !this.#tree.has(name)) this.#nodes.delete(name);\n',
        '',
      ],
    ],
  },
  'a timer that has rung stays in its table': {
    ...{ slug: '12-client', step: '12.3', file: 'delays.ts' },
    says: /^a work queue holds .* keys that have gone well/,
    swaps: [
      ['      this.#timers.delete(key);\n', ''],
      [
        'before !== undefined && before.at <= at',
        'before !== undefined && before.at <= at && before.at > this.#clock.now()',
      ],
    ],
  },
  'what is forgotten is satisfied, and kept': {
    ...{ slug: '12-client', step: '12.7', file: 'expectations.ts' },
    says: /^an expectation holds .* keys that were forgotten/,
    swaps: [['this.#pending.delete(key);', 'this.#expect(key, 0, []);']],
  },
};

const exercises = await readExercises();
const test = suite('work that is counted');

for (const [name, one] of Object.entries({ ...SLOW, ...LEAKS })) {
  const { slug, step, says, ...change } = one;
  if (!isTried(slug)) continue;
  test(`${step}: ${name}`, async () => {
    const exercise = exercises.find(({ chapter }) => chapter.slug === slug);
    if (exercise === undefined) throw new Error(`no exercise is called ${slug}`);
    const mutant = { ...change, id: name, step, looksAsIf: '', hint: '' };
    const slow = exercise.mutant(mutant);

    const options = { seed: 3, programs: 20, only: new Set([step]) };
    const { steps } = await gradeInProcess(exercise, slow, options);

    const [graded] = steps;
    assert.is(graded?.verdict, 'too-much-work', JSON.stringify(graded));
    assert.match(graded?.words ?? '', says);
    // Nowhere is anything done to what is only held.
    assert.match(graded?.where ?? '', name in LEAKS ? /^$/ : /^[\w-]+\.ts:\d+$/);
  });
}

test('growth is too much when it is four times the growth of the reference', () => {
  assert.not(isTooMuch([13, 13], [13, 13]));
  assert.not(isTooMuch([13, 200], [13, 13]), 'what nobody would notice');
  assert.not(isTooMuch([1_000, 3_900], [13, 13]));
  assert.ok(isTooMuch([140, 2_060], [13, 13]));
  assert.not(isTooMuch([140, 2_060], [10, 160]), 'the reference grows as fast');
  assert.ok(isTooMuch([140, 36_000], [10, 160]), 'a square is not a line');
});

test.run();
