// A read: which pairs a range holds at a revision, and which of them are wanted.
// Chapter 01.

import { EtcdError } from './errors.ts';
import type { KeyIndex } from './key-index.ts';
import { interval } from './range.ts';
import { type Selection, select } from './select.ts';
import type { KeyValue, RangeRequest, RangeResponse, Revision } from './types.ts';
import { wantsAll } from './wishes.ts';

/** Answers a range of a store that stands at `now`. @throws EtcdError */
export function read(
  index: KeyIndex,
  request: RangeRequest,
  now: Revision,
): RangeResponse {
  const revision = revisionToRead(request, now, index.floor);
  const live = liveAt(index, request, revision);
  return { revision: now, ...wanted(live, request), count: live.length };
}

function wanted(live: readonly KeyValue[], request: RangeRequest): Selection {
  if (request.countOnly) return { kvs: [], more: false };
  const { kvs, more } = wantsAll(request)
    ? { kvs: live, more: false }
    : select(live, request);
  return { kvs: request.keysOnly ? kvs.map(withoutValue) : kvs, more };
}

function withoutValue(kv: KeyValue): KeyValue {
  return Object.freeze({ ...kv, value: '' });
}

/** Refused: a read without a key, of the future, of a past that was forgotten. */
function revisionToRead(
  { key, revision = 0 }: RangeRequest,
  now: Revision,
  floor: Revision,
): Revision {
  if (key === '') throw new EtcdError('InvalidArgument', 'key is not provided');
  if (revision <= 0) return now;
  if (revision > now) {
    throw new EtcdError(
      'OutOfRange',
      'mvcc: required revision is a future revision',
    );
  }
  if (revision < floor) {
    throw new EtcdError('OutOfRange', 'mvcc: required revision has been compacted');
  }
  return revision;
}

/** The pairs that existed at `revision`, in key order. */
function liveAt(
  index: KeyIndex,
  request: RangeRequest,
  revision: Revision,
): readonly KeyValue[] {
  if (!request.rangeEnd) {
    const kv = index.get(request.key)?.at(revision);
    return kv === undefined ? [] : [kv];
  }
  const live: KeyValue[] = [];
  for (const history of index.scan(interval(request))) {
    const kv = history.at(revision);
    if (kv !== undefined) live.push(kv);
  }
  return live;
}
