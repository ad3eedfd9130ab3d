/**
 * What the compiler promises about the store: this file is type-checked and never
 * run.
 */

import type { Millis } from '#world';
import type {
  Commit,
  ErrorCode,
  KeyValue,
  RangeRequest,
  RangeResponse,
  Revision,
  Store,
} from './mod.ts';

declare const kv: KeyValue;
declare const commit: Commit;
declare const answer: RangeResponse;
declare const store: Store;
declare const time: Millis;

export const revision: Revision = kv.modRevision;
// @ts-expect-error a time is no revision
export const mixed: Revision = time;

// @ts-expect-error a pair is never written on
kv.value = 'new';
// @ts-expect-error nor is what a commit changed
commit.changes.push(kv);
// @ts-expect-error nor is an answer
answer.kvs[0] = kv;
// @ts-expect-error the store counts, nobody else does
store.revision = 7;

// @ts-expect-error a request names its key
export const keyless: RangeRequest = { rangeEnd: '\0' };
// @ts-expect-error etcd sorts by CREATE, MOD, VERSION, VALUE or KEY
export const unsorted: RangeRequest = { key: 'a', sortTarget: 'LEASE' };
// @ts-expect-error a code of gRPC that the store does not know
export const code: ErrorCode = 'Aborted';

/** A step answers what it returns. */
export const written: number = store.write((txn) => txn.put({ key: 'a' }).revision);
