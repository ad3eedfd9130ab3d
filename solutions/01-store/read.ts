// A read: which pairs a range holds at a revision. Chapter 01.

import { EtcdError } from './errors.ts';
import type { KeyIndex } from './key-index.ts';
import { interval } from './range.ts';
import { select } from './select.ts';
import type { KeyValue, RangeRequest, RangeResponse, Revision } from './types.ts';

//#region read
/** Answers a range of a store that stands at `now`. @throws EtcdError */
export function read(
  index: KeyIndex,
  request: RangeRequest,
  now: Revision,
): RangeResponse {
  const revision = revisionToRead(request, now, index.floor);
  const live = liveAt(index, request, revision);
  const { kvs, more } = request.countOnly
    ? { kvs: [], more: false }
    : select(live, request);
  return { revision: now, kvs, more, count: live.length };
}
//#endregion

//#region revision
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
//#endregion

//#region live
/** The pairs that existed at `revision`, in key order. */
function liveAt(
  index: KeyIndex,
  request: RangeRequest,
  revision: Revision,
): readonly KeyValue[] {
  if (!request.rangeEnd) {
    //#exercise 2 look the one key up: a list of one pair, or of none
    const kv = index.get(request.key)?.at(revision);
    return kv === undefined ? [] : [kv];
    //#endexercise
  }
  const live: KeyValue[] = [];
  for (const history of index.scan(interval(request))) {
    const kv = history.at(revision);
    if (kv !== undefined) live.push(kv);
  }
  return live;
}
//#endregion
