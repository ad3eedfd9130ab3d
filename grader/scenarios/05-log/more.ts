// What is asked of a store on a log beside requests: leases, sizes, room, snapshots. Only
// what is promised is told of it: a code where words are free, and no number of bytes.

import type { DurableStore, VerifyLine } from '#log';
import type { Disk } from '#world';
import type { WatchedDisk } from './disk.ts';
import type { More } from './draw.ts';

/** What an act is done with. */
export interface Hand {
  readonly store: DurableStore;
  readonly disk: WatchedDisk;
  readonly segmentBytes: number;
  readonly lines: () => AsyncIterable<VerifyLine>;
  /** Is kept from one act to the next. */
  readonly found: { readonly drawn: number[]; snapshot: number };
}

const EVERYTHING = { key: '\0', rangeEnd: '\0' };
/** A group of etcd and ours is a megabyte; a header more is no other group. */
const GROUP_AND_MORE = 1_100_000;

/** Does it, and answers what is to be compared. */
export function moreOf(op: More, hand: Hand): object | Promise<object> {
  const { store, disk, found } = hand;
  switch (op.op) {
    case 'keep alive':
      return store.keepAlive(op.id).then((ttl) => ({ ttl }));
    case 'long puts':
      return longPuts(store, op.values, op.key ?? 1);
    case 'grant any':
      return store.grant({ ttl: 60 }).then(({ id, ttl }) => {
        found.drawn.push(id);
        return { ttl, isGiven: Number.isSafeInteger(id) && id > 0 };
      });
    case 'leases':
      return leasesOf(store, found.drawn);
    case 'sizes':
      return sizesOf(store);
    case 'snapshot inside':
      return snapshotInside(store);
    case 'is another due':
      return isAnother(store, found);
    case 'fill':
      return fill(store);
    case 'fill exactly':
      return fillExactly(hand);
    case 'room left':
      return oneMore(store);
    case 'largest write':
      return { isOneGroup: disk.largest <= GROUP_AND_MORE };
    default:
      return {};
  }
}

const codeOf = (error: unknown): string => String(Object(error).code ?? error);

async function longPuts(
  store: DurableStore,
  values: readonly number[],
  keyBytes: number,
): Promise<object> {
  const put = (bytes: number, at: number): Promise<string> =>
    store
      .put({
        key: String(at).repeat(keyBytes),
        value: 'x'.repeat(bytes),
      })
      .then(({ revision }) => `revision ${revision}`, codeOf);
  return { answers: await Promise.all(values.map(put)) };
}

function leasesOf(store: DurableStore, drawn: readonly number[]): object {
  const said = (id: number): string => {
    const number = drawn.indexOf(id);
    const name = number < 0 ? String(id) : `the one chosen as number ${number + 1}`;
    const { ttl, grantedTtl, keys = [] } = store.timeToLive(id, { keys: true });
    return `${name}: ${ttl} s of ${grantedTtl} s left, on ${keys.join(', ') || 'nothing'}`;
  };
  return { leases: store.leases().map(said) };
}

function sizesOf(store: DurableStore): object {
  const { kvs } = store.range(EVERYTHING);
  return { sizes: kvs.map(({ key, value }) => `${key.length} ${value.length}`) };
}

/** The listener goes when it was told once. */
function snapshotInside(store: DurableStore): object {
  const leave = store.onCommit(() => {
    leave();
    store.snapshot().catch(() => {});
  });
  return {};
}

function isAnother(store: DurableStore, found: Hand['found']): object {
  const { snapshot } = store.status();
  const before = found.snapshot;
  found.snapshot = snapshot;
  return { another: snapshot > before };
}

/** Puts the least that there is, until no other fits. */
async function fill(store: DurableStore): Promise<object> {
  for (let n = 0; n < 1_000; n++) {
    const code = await store.put({ key: 'f' }).then(() => '', codeOf);
    if (code !== '') return { code };
  }
  return { code: 'never' };
}

const HEADER_BYTES = 16;

/**
 * Where the next record begins is told by verify, and so is how much a put adds to its
 * value: so what is written may be laid out in any way.
 */
async function fillExactly({ store, lines, segmentBytes }: Hand): Promise<object> {
  await store.put({ key: 'f' });
  let last: VerifyLine | undefined;
  for await (const line of lines()) last = line;
  const { offset = 0, length = 0 } = last ?? {};
  const begin = offset + HEADER_BYTES + (((length + HEADER_BYTES) >>> 4) << 4);
  const payload = segmentBytes - begin - HEADER_BYTES - 8;
  const value = 'x'.repeat(Math.max(payload - length, 0));
  await store.put({ key: 'f', value });
  return { segments: store.status().segments };
}

async function oneMore(store: DurableStore): Promise<object> {
  await store.put({ key: 'f' });
  return { segments: store.status().segments };
}

/** Takes the last record off the newest snapshot. */
export async function cutSnapshot(
  disk: Disk,
  lines: AsyncIterable<VerifyLine>,
): Promise<void> {
  let last: VerifyLine | undefined;
  for await (const line of lines) if (line.file.includes('snap/')) last = line;
  if (last === undefined) return;
  const file = await disk.open(last.file);
  await file.truncate(last.offset);
  await file.sync();
  await file.close();
}
