// A real etcd that answers the requests of our store: the same words in, the same
// words out, so that a test can ask both and compare.

import type { Client } from '@grpc/grpc-js';
import type { LeaseGrantResponse, LeaseTimeToLiveResponse } from '#lease';
import type {
  DeleteRangeRequest,
  DeleteRangeResponse,
  PutRequest,
  PutResponse,
  RangeRequest,
  RangeResponse,
  Revision,
} from '#store';
import type { TxnRequest, TxnResponse } from '#txn';
import { rangeToWire, txnFromWire, txnToWire, type WireTxn } from './messages.ts';
import { PeerStream } from './peer-stream.ts';
import { type EtcdProcess, startProcess } from './process.ts';
import { call, connect, method, open } from './wire.ts';

export { etcdVersion } from './process.ts';
export { PeerError } from './wire.ts';

/** An answer of which only the header is of interest. */
export interface Header {
  readonly revision: Revision;
}

/** Every method rejects with a PeerError if etcd refuses the request. */
export interface EtcdPeer {
  /** Host and port, for etcdctl and other clients. */
  readonly address: string;
  put(request: PutRequest): Promise<PutResponse>;
  range(request: RangeRequest): Promise<RangeResponse>;
  deleteRange(request: DeleteRangeRequest): Promise<DeleteRangeResponse>;
  txn(request: TxnRequest): Promise<TxnResponse>;
  /** Returns when nothing of what is compacted is left on etcd's disk either. */
  compact(revision: Revision): Promise<Header>;
  /**
   * Makes a lease with an id of the caller's choosing, and some `ttl` seconds to
   * live.
   */
  leaseGrant(id: number, ttl: number): Promise<LeaseGrantResponse & Header>;
  leaseRevoke(id: number): Promise<Header>;
  /** Keys in the order in which etcd lists them, which is none. */
  timeToLive(id: number, keys: boolean): Promise<LeaseTimeToLiveResponse>;
  /** The seconds that the lease has again; 0 if there is none. */
  keepAlive(id: number): Promise<number>;
  leases(): Promise<readonly number[]>;
  stream(): PeerStream;
  /** Kills it and starts it again; its streams end. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an etcd of its own. Whoever starts it stops it. */
export async function startPeer(): Promise<EtcdPeer> {
  const etcd = await startProcess();
  return new Peer(etcd);
}

const PUT = method('KV', 'Put');
const RANGE = method('KV', 'Range');
const DELETE_RANGE = method('KV', 'DeleteRange');
const TXN = method('KV', 'Txn');
const COMPACT = method('KV', 'Compact');
const LEASE_GRANT = method('Lease', 'LeaseGrant');
const LEASE_REVOKE = method('Lease', 'LeaseRevoke');
const LEASE_TIME_TO_LIVE = method('Lease', 'LeaseTimeToLive');
const LEASE_KEEP_ALIVE = method('Lease', 'LeaseKeepAlive');
const LEASE_LEASES = method('Lease', 'LeaseLeases');

/** What etcd's lease service answers, each method some of it. */
interface WireLease {
  readonly revision: number;
  readonly ID: number;
  readonly TTL: number;
  readonly grantedTTL: number;
  readonly keys: readonly string[];
  readonly leases: readonly { readonly ID: number }[];
}

class Peer implements EtcdPeer {
  readonly #etcd: EtcdProcess;
  #client: Client;

  constructor(etcd: EtcdProcess) {
    this.#etcd = etcd;
    this.#client = connect(etcd.address);
  }

  get address(): string {
    return this.#etcd.address;
  }

  async put(request: PutRequest): Promise<PutResponse> {
    return (await call(this.#client, PUT, request)) as PutResponse;
  }

  async range(request: RangeRequest): Promise<RangeResponse> {
    const answer = await call(this.#client, RANGE, rangeToWire(request));
    return answer as RangeResponse;
  }

  async deleteRange(request: DeleteRangeRequest): Promise<DeleteRangeResponse> {
    const answer = await call(this.#client, DELETE_RANGE, request);
    return answer as DeleteRangeResponse;
  }

  async txn(request: TxnRequest): Promise<TxnResponse> {
    const answer = await call(this.#client, TXN, txnToWire(request));
    const { revision } = answer as WireTxn;
    return { revision, ...txnFromWire(answer as WireTxn) };
  }

  async compact(revision: Revision): Promise<Header> {
    const request = { revision, physical: true };
    return (await call(this.#client, COMPACT, request)) as Header;
  }

  async leaseGrant(id: number, ttl: number): Promise<LeaseGrantResponse & Header> {
    const answer = await call(this.#client, LEASE_GRANT, { ID: id, TTL: ttl });
    const { revision, ID, TTL } = answer as WireLease;
    return { revision, id: ID, ttl: TTL };
  }

  async leaseRevoke(id: number): Promise<Header> {
    return (await call(this.#client, LEASE_REVOKE, { ID: id })) as Header;
  }

  async timeToLive(id: number, keys: boolean): Promise<LeaseTimeToLiveResponse> {
    const answer = await call(this.#client, LEASE_TIME_TO_LIVE, { ID: id, keys });
    const { TTL, grantedTTL, keys: found } = answer as WireLease;
    const told = { id, ttl: TTL, grantedTtl: grantedTTL };
    // No lease, and a lease without keys, look alike on the wire.
    return keys && TTL !== -1 ? { ...told, keys: found } : told;
  }

  keepAlive(id: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const stream = open(this.#client, LEASE_KEEP_ALIVE, (answer) => {
        resolve((answer as WireLease).TTL);
        stream.end();
      });
      stream.on('error', reject);
      stream.write({ ID: id });
    });
  }

  async leases(): Promise<readonly number[]> {
    const answer = await call(this.#client, LEASE_LEASES, {});
    return (answer as WireLease).leases.map(({ ID }) => ID);
  }

  stream(): PeerStream {
    return new PeerStream(this.#client);
  }

  async restart(): Promise<void> {
    this.#client.close();
    await this.#etcd.restart();
    this.#client = connect(this.#etcd.address);
  }

  async stop(): Promise<void> {
    this.#client.close();
    await this.#etcd.stop();
  }
}
