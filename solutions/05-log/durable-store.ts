// The store whose answers hold: what was acknowledged is on the disk. Its doors, each of
// which has its request written down first and done after. etcd does the same: an entry
// is applied once it is committed, and committed once it is synced. Chapter 05.
// Engine room: not told line by line.

import type { LeaseGrantRequest, LeaseGrantResponse } from '#lease';
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
import { type RequestOp, type TxnRequest, type TxnResponse, txn } from '#txn';
import type { WatchHub } from '#watch';
import type { Chance, World } from '#world';
import {
  type Answers,
  type Command,
  copyOf,
  encodeCommand,
  type Kind,
} from './command.ts';
import { LogError } from './errors.ts';
import { reasonOf } from './files.ts';
import { GroupCommit } from './group-commit.ts';
import { LeaseTimes } from './lease-times.ts';
import type { Log } from './log.ts';
import type { Machine } from './machine.ts';
import type { Snapshots } from './snapshots.ts';
import { type DurableStore, type LogStatus, MAX_REQUEST_BYTES } from './types.ts';

//#region bounds
export interface Parts {
  readonly machine: Machine;
  readonly log: Log;
  readonly snapshots: Snapshots;
  readonly snapshotEntries: number;
  readonly warn: (text: string) => void;
  readonly onClose: () => Promise<void>;
}
//#endregion

//#region head
export class LoggedStore implements DurableStore {
  readonly hub: Pick<WatchHub, 'stream' | 'notifyProgress'>;
  readonly #parts: Parts;
  readonly #machine: Machine;
  readonly #log: Log;
  readonly #times: LeaseTimes;
  readonly #chance: Chance;
  readonly #groups: GroupCommit;
  #isClosed = false;

  constructor({ chance, clock }: World, parts: Parts) {
    this.#parts = parts;
    this.#machine = parts.machine;
    this.#log = parts.log;
    this.#chance = chance;
    this.#groups = new GroupCommit(parts.log, () => this.#snapshotIfDue());
    this.hub = parts.machine.hub;
    const { lessor } = parts.machine;
    this.#times = new LeaseTimes(clock, lessor, (id) => this.revoke(id));
  }
  //#endregion

  //#region propose
  /** Has a command written down, and done after. */
  #propose<K extends Kind>(command: Command & Command<K>): Promise<Answers[K]> {
    const content = encodeCommand(command);
    const longest = Math.min(MAX_REQUEST_BYTES, this.#log.longest);
    if (this.#isClosed) return Promise.reject(closed());
    if (content.payload.length > longest)
      return Promise.reject(tooLarge(content.payload.length, longest));
    return new Promise((resolve, refuse) => {
      const apply = (): void => {
        try {
          resolve(this.#machine.apply<K>(command));
          this.#times.follow(command);
        } catch (error) {
          refuse(error);
        }
      };
      this.#groups.propose({ content, apply, refuse });
    });
  }
  //#endregion

  //#region snapshot
  #snapshotIfDue(): void {
    const { snapshots, snapshotEntries, warn } = this.#parts;
    if (!snapshots.isDue(this.#groups.applied, snapshotEntries)) return;
    // Without it the log is longer, and nothing is lost.
    this.snapshot().catch((error) => warn(`log: no snapshot: ${reasonOf(error)}`));
  }

  snapshot(): Promise<void> {
    return this.#parts.snapshots.take(() => this.#groups.applied);
  }
  //#endregion

  //#region doors
  get revision(): Revision {
    return this.#machine.store.revision;
  }

  range(request: RangeRequest): RangeResponse {
    return this.#machine.store.range(request);
  }

  put(request: PutRequest): Promise<PutResponse> {
    return this.#propose({ kind: 'put', request: { ...request } });
  }

  deleteRange(request: DeleteRangeRequest): Promise<DeleteRangeResponse> {
    return this.#propose({ kind: 'deleteRange', request: { ...request } });
  }

  async txn(request: TxnRequest): Promise<TxnResponse> {
    // What writes nothing needs no log.
    if (!writes(request)) return txn(this.#machine.store, request);
    return this.#propose({ kind: 'txn', request: copyOf(request) });
  }

  compact(revision: Revision): Promise<{ readonly revision: Revision }> {
    return this.#propose({ kind: 'compact', request: { revision } });
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    return this.#machine.store.onCommit(listener);
  }
  //#endregion

  //#region leases
  grant({ ttl, id = 0 }: LeaseGrantRequest): Promise<LeaseGrantResponse> {
    // Chance has no place in a log that is to be played again: the id is drawn here.
    const request = { ttl, id: id || this.#freeId() };
    return this.#propose({ kind: 'grant', request });
  }

  #freeId(): number {
    for (;;) {
      const id = Math.floor(this.#chance.next() * 2 ** 53);
      if (id !== 0 && this.#machine.lessor.timeToLive(id).ttl < 0) return id;
    }
  }

  revoke(id: number): Promise<{ readonly revision: Revision }> {
    return this.#propose({ kind: 'revoke', request: { id } });
  }

  keepAlive: DurableStore['keepAlive'] = (id) => this.#times.keepAlive(id);
  timeToLive: DurableStore['timeToLive'] = (...asked) =>
    this.#times.timeToLive(...asked);
  leases: DurableStore['leases'] = () => this.#times.leases();
  //#endregion

  //#region status
  status(): LogStatus {
    const { machine, log, snapshots } = this.#parts;
    const failure = log.failure?.message;
    return {
      revision: this.revision,
      floor: machine.index.floor,
      leases: machine.lessor.leases().length,
      entries: this.#groups.applied,
      snapshot: snapshots.index,
      segments: log.segments.length,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#times.stop();
    await this.#groups.settled();
    await this.#parts.snapshots.settled();
    await this.#log.close(closed());
    await this.#parts.onClose();
  }
}
//#endregion

//#region refusals
function writes({ success = [], failure = [] }: TxnRequest): boolean {
  const isWrite = (op: RequestOp): boolean =>
    'txn' in op ? writes(op.txn) : !('range' in op);
  return [...success, ...failure].some(isWrite);
}

function closed(): LogError {
  return new LogError('CLOSED', 'the store is closed; open it again');
}

function tooLarge(found: number, most: number): LogError {
  const text = `expected a request of at most ${most} bytes, found ${found}; split it`;
  return new LogError('TOO_LARGE', text);
}
//#endregion
