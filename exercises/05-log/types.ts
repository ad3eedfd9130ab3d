// What a store on a log offers: chapters 01 to 04 with answers that hold. Chapter 05.
// Engine room: not told line by line.

import type {
  LeaseGrantRequest,
  LeaseGrantResponse,
  LeaseTimeToLiveResponse,
} from '#lease';
import type {
  Commit,
  DeleteRangeRequest,
  DeleteRangeResponse,
  PutRequest,
  PutResponse,
  RangeRequest,
  RangeResponse,
  Revision,
} from '#store';
import type { TxnRequest, TxnResponse } from '#txn';
import type { WatchHub } from '#watch';
import type { RecordType } from './record.ts';

/**
 * A store that survives its process. Each promise of a write resolves once the
 * write is on the disk and done; it rejects with an EtcdError where etcd would
 * refuse, and with a LogError where the disk does. What a read, a watch or a
 * listener is told is durable.
 */
export interface DurableStore {
  readonly revision: Revision;
  range(request: RangeRequest): RangeResponse;
  put(request: PutRequest): Promise<PutResponse>;
  deleteRange(request: DeleteRangeRequest): Promise<DeleteRangeResponse>;
  /** One that only reads is no entry: it is answered as a range is. */
  txn(request: TxnRequest): Promise<TxnResponse>;
  /** Forgets what stands below `revision` alone; the disk's room is freed later. */
  compact(revision: Revision): Promise<{ readonly revision: Revision }>;
  grant(request: LeaseGrantRequest): Promise<LeaseGrantResponse>;
  revoke(id: number): Promise<{ readonly revision: Revision }>;
  /** As of a lessor; not in the log: a restart keeps all leases alive once. */
  keepAlive(id: number): Promise<number>;
  timeToLive(id: number, options?: { keys?: boolean }): LeaseTimeToLiveResponse;
  leases(): readonly number[];
  readonly hub: Pick<WatchHub, 'stream' | 'notifyProgress'>;
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Writes the state beside the log, and drops what it stands for of the log. */
  snapshot(): Promise<void>;
  status(): LogStatus;
  /** Ends what was begun, then lets go of the files. Leases do not end any more. */
  close(): Promise<void>;
}

export interface LogStatus {
  readonly revision: Revision;
  /** Reads below it are refused: chapter 03's compaction. */
  readonly floor: Revision;
  readonly leases: number;
  /** How many entries were written since the log began. */
  readonly entries: number;
  /** The last entry that the newest snapshot stands for; 0 if there is none. */
  readonly snapshot: number;
  readonly segments: number;
  /** Why nothing is written any more. */
  readonly failure?: string;
}

export interface DurableOptions {
  /** Where on the world's disk the log lies; its root if absent. */
  readonly folder?: string;
  /** The size of a segment in bytes: SEGMENT_BYTES if absent. */
  readonly segmentBytes?: number;
  /** A snapshot after so many entries: SNAPSHOT_ENTRIES if absent. */
  readonly snapshotEntries?: number;
  /** Is told what went wrong and was mended: a torn write that was cut. */
  readonly onWarning?: (text: string) => void;
  /** Is called when the files are given back. */
  readonly onClose?: () => Promise<void>;
}

/** etcd --snapshot-count: 100,000 in 3.4, 10,000 since 3.6. */
export const SNAPSHOT_ENTRIES: number = 100_000;

/** The largest request, in bytes. etcd --max-request-bytes, default 1.5 MiB. */
export const MAX_REQUEST_BYTES: number = 1_572_864;

/** A record that is as it was written, or what was found in place of one. */
export interface VerifyLine {
  readonly file: string;
  readonly offset: number;
  readonly what: string;
  /** A record and its payload's bytes; torn, which is cut; or damaged. */
  readonly type: RecordType | 'torn' | 'damaged';
  readonly length: number;
  readonly isDamage: boolean;
}
