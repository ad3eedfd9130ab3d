// A real etcd that answers the requests of our store: the same words in, the same
// words out, so that a test can ask both and compare.

import type { Client } from '@grpc/grpc-js';
import type {
  DeleteRangeRequest,
  DeleteRangeResponse,
  PutRequest,
  PutResponse,
  RangeRequest,
  RangeResponse,
  Revision,
} from '#store';
import { startProcess } from './process.ts';
import { call, connect, method } from './wire.ts';

export { etcdVersion } from './process.ts';
export { PeerError } from './wire.ts';

const SORT_ORDERS = { NONE: 0, ASCEND: 1, DESCEND: 2 };
const SORT_TARGETS = { KEY: 0, VERSION: 1, CREATE: 2, MOD: 3, VALUE: 4 };

/** Every method rejects with a PeerError if etcd refuses the request. */
export interface EtcdPeer {
  /** Host and port, for etcdctl and other clients. */
  readonly address: string;
  put(request: PutRequest): Promise<PutResponse>;
  range(request: RangeRequest): Promise<RangeResponse>;
  deleteRange(request: DeleteRangeRequest): Promise<DeleteRangeResponse>;
  compact(revision: Revision): Promise<void>;
  /**
   * Makes a lease with an id of the caller's choosing, and some `ttl` seconds to
   * live.
   */
  leaseGrant(id: number, ttl: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an etcd of its own. Whoever starts it stops it. */
export async function startPeer(): Promise<EtcdPeer> {
  const etcd = await startProcess();
  return new Peer(connect(etcd.address), etcd);
}

const PUT = method('KV', 'Put');
const RANGE = method('KV', 'Range');
const DELETE_RANGE = method('KV', 'DeleteRange');
const COMPACT = method('KV', 'Compact');
const LEASE_GRANT = method('Lease', 'LeaseGrant');

class Peer implements EtcdPeer {
  readonly address: string;
  readonly #client: Client;
  readonly #stop: () => Promise<void>;

  constructor(client: Client, etcd: Pick<EtcdPeer, 'address' | 'stop'>) {
    this.#client = client;
    this.address = etcd.address;
    this.#stop = etcd.stop;
  }

  async put(request: PutRequest): Promise<PutResponse> {
    return (await call(this.#client, PUT, request)) as PutResponse;
  }

  async range(request: RangeRequest): Promise<RangeResponse> {
    const { sortOrder = 'NONE', sortTarget = 'KEY' } = request;
    const answer = await call(this.#client, RANGE, {
      ...request,
      sortOrder: SORT_ORDERS[sortOrder],
      sortTarget: SORT_TARGETS[sortTarget],
    });
    return answer as RangeResponse;
  }

  async deleteRange(request: DeleteRangeRequest): Promise<DeleteRangeResponse> {
    const answer = await call(this.#client, DELETE_RANGE, request);
    return answer as DeleteRangeResponse;
  }

  async compact(revision: Revision): Promise<void> {
    await call(this.#client, COMPACT, { revision });
  }

  async leaseGrant(id: number, ttl: number): Promise<void> {
    await call(this.#client, LEASE_GRANT, { ID: id, TTL: ttl });
  }

  async stop(): Promise<void> {
    this.#client.close();
    await this.#stop();
  }
}
