// A snapshot: a shorter log that leads to the same state. It begins at the floor, with the
// pairs as they stood before it, and goes on with every commit since: what a compaction
// dropped is not in it. It is written while others write: nothing of the past changes, and
// a watch reads it, as it reads any past. Chapter 05.
// Engine room: not told line by line.

import type { KeyValue, Revision } from '#store';
import type { WatchEvent } from '#watch';
import { BLOCK_CHARS, type BlockItem, encodeBlock } from './block.ts';
import { encodeCommit } from './command.ts';
import { LogError } from './errors.ts';
import type { Machine } from './machine.ts';
import type { Content } from './record.ts';
import { toJson } from './text.ts';

const EVERYTHING = { key: '\0', rangeEnd: '\0' } as const;

//#region state
/** What a snapshot says first. */
export interface SnapshotState {
  /** The last entry that it takes the place of. */
  readonly index: number;
  readonly revision: Revision;
  readonly floor: Revision;
  readonly leases: readonly { readonly id: number; readonly ttl: number }[];
}

/** The state as it is now, after the entry `index`. */
export function stateOf(machine: Machine, index: number): SnapshotState {
  const leases = machine.lessor.snapshot().map(({ id, ttl }) => ({ id, ttl }));
  const { revision } = machine.store;
  return { index, revision, floor: machine.index.floor, leases };
}
//#endregion

//#region contents
/**
 * The records of a snapshot. Between two of them others may write; but a compaction
 * makes it throw, for what it was to tell is gone.
 */
export function* snapshotContents(
  machine: Machine,
  state: SnapshotState,
): Generator<Content> {
  let records = 2;
  yield { type: 'state', payload: toJson(state) };
  for (const content of inBlocks(partsOf(machine, state))) {
    yield content;
    records += 1;
  }
  yield { type: 'end', payload: toJson({ records }) };
}

type Part = { readonly pair: KeyValue } | { readonly commit: readonly KeyValue[] };

/** The pairs before the floor, then every commit from the floor on. */
function* partsOf(machine: Machine, state: SnapshotState): Generator<Part> {
  const commits = commitsOf(machine, state);
  const first = commits.next();
  for (const pair of pairsBefore(machine, state, first.done ? [] : first.value))
    yield { pair };
  for (let next = first; !next.done; next = commits.next())
    yield { commit: next.value };
}
//#endregion

//#region blocks
/** Pairs, and commits of a single put, are gathered; other commits stand alone. */
function* inBlocks(parts: Iterable<Part>): Generator<Content> {
  let block: BlockItem[] = [];
  let chars = 0;
  for (const part of parts) {
    const item = itemOf(part);
    if (item !== undefined) {
      block.push(item);
      chars += item.key.length + item.value.length;
      if (chars < BLOCK_CHARS) continue;
    }
    if (block.length > 0) yield encodeBlock(block);
    if (item === undefined && 'commit' in part) yield encodeCommit(part.commit);
    block = [];
    chars = 0;
  }
  if (block.length > 0) yield encodeBlock(block);
}

function itemOf(part: Part): BlockItem | undefined {
  if ('pair' in part) return part.pair;
  const [only, more] = part.commit;
  if (only === undefined || more !== undefined || only.version === 0)
    return undefined;
  const { key, value, lease } = only;
  return { key, value, lease };
}
//#endregion

//#region commits
/** What each revision from the floor on changed, up to that of the snapshot. */
function* commitsOf(
  { hub }: Machine,
  { floor, revision }: SnapshotState,
): Generator<readonly KeyValue[]> {
  const startRevision = Math.max(floor, 2);
  if (startRevision > revision) return;
  const stream = hub.stream();
  stream.watch({ ...EVERYTHING, startRevision });
  try {
    for (let next = startRevision; next <= revision; ) {
      const [response] = stream.take(1);
      if (response === undefined || response.canceled) throw overtaken(floor);
      for (const commit of byRevision(response.events)) {
        if (next > revision) return;
        yield commit;
        next += 1;
      }
    }
  } finally {
    stream.close();
  }
}

function overtaken(floor: Revision): LogError {
  const why = `the snapshot from revision ${floor} on was overtaken by a compaction`;
  return new LogError('CLOSED', `${why}; the next one will do`);
}
//#endregion

//#region by-revision
function* byRevision(
  events: readonly WatchEvent[],
): Generator<readonly KeyValue[]> {
  let from = 0;
  for (let at = 1; at <= events.length; at++) {
    if (events[at]?.kv.modRevision === events[from]?.kv.modRevision) continue;
    yield events.slice(from, at).map(({ kv }) => kv);
    from = at;
  }
}
//#endregion

//#region pairs
/**
 * The pairs as they stood right before the floor. What the floor itself replaced is
 * forgotten, all but that it was there: a stand-in has its versions and no value.
 */
function* pairsBefore(
  { store }: Machine,
  { floor }: SnapshotState,
  atFloor: readonly KeyValue[],
): Generator<KeyValue> {
  if (floor < 2) return;
  const changed = new Set<string>();
  for (const { key, version, createRevision } of atFloor) {
    // Of a key that changed twice at once, the first change says what was there.
    if (!changed.has(key) && version !== 1) {
      const isDelete = version === 0;
      yield {
        key,
        createRevision: isDelete ? floor - 1 : createRevision,
        modRevision: floor - 1,
        version: isDelete ? 1 : version - 1,
        value: '',
        lease: 0,
      };
    }
    changed.add(key);
  }
  for (const pair of store.range({ ...EVERYTHING, revision: floor }).kvs)
    if (!changed.has(pair.key)) yield pair;
}
//#endregion
