// A snapshot: a shorter log that leads to the same state. It begins at the floor, with the
// pairs as they stood before it, and goes on with every commit since: what a compaction
// dropped is not in it. It is written while others write: nothing of the past changes, and
// a watch reads it, as it reads any past. Chapter 05.

import type { KeyValue, Revision } from '#store';
import type { WatchEvent } from '#watch';
import { encodeCommit } from './command.ts';
import { LogError } from './errors.ts';
import type { Machine } from './machine.ts';
import type { Content } from './record.ts';
import { readBytes, toJson, writeBytes } from './text.ts';

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
 * The records of a snapshot. Between two of them others may write; but a compaction makes
 * it throw, for what it was to tell is gone.
 */
export function* snapshotContents(
  machine: Machine,
  state: SnapshotState,
): Generator<Content> {
  yield { type: 'state', payload: toJson(state) };
  const commits = commitsOf(machine, state);
  const first = commits.next();
  const changed = first.done ? [] : first.value;
  let records = 2;
  for (const pair of pairsBefore(machine, state, changed)) {
    yield encodePair(pair);
    records += 1;
  }
  for (let commit = first; !commit.done; commit = commits.next()) {
    yield encodeCommit(commit.value);
    records += 1;
  }
  yield { type: 'end', payload: toJson({ records }) };
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

//#region pair
/** Flags, length of the key, lease, version, the two revisions. */
const PAIR_BYTES = 1 + 4 + 4 * 8;

function encodePair(pair: KeyValue): Content {
  const { key, value } = pair;
  const payload = new Uint8Array(PAIR_BYTES + key.length + value.length);
  const view = new DataView(payload.buffer);
  const asciiKey = writeBytes(payload, PAIR_BYTES, key);
  const asciiValue = writeBytes(payload, PAIR_BYTES + key.length, value);
  view.setUint8(0, (asciiKey ? 1 : 0) | (asciiValue ? 2 : 0));
  view.setUint32(1, key.length, true);
  view.setFloat64(5, pair.lease, true);
  view.setFloat64(13, pair.version, true);
  view.setFloat64(21, pair.createRevision, true);
  view.setFloat64(29, pair.modRevision, true);
  return { type: 'pair', payload };
}

export function decodePair(payload: Uint8Array): KeyValue {
  const view = new DataView(payload.buffer, payload.byteOffset, PAIR_BYTES);
  const flags = view.getUint8(0);
  const begin = PAIR_BYTES + view.getUint32(1, true);
  return Object.freeze({
    key: readBytes(payload.subarray(PAIR_BYTES, begin), (flags & 1) !== 0),
    createRevision: view.getFloat64(21, true),
    modRevision: view.getFloat64(29, true),
    version: view.getFloat64(13, true),
    value: readBytes(payload.subarray(begin), (flags & 2) !== 0),
    lease: view.getFloat64(5, true),
  });
}
//#endregion
