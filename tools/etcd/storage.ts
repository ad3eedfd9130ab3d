// The door of the API server's storage on a real etcd, by gRPC: the same words in, the same
// words out as on the store of this course.

import type { Client } from '@grpc/grpc-js';
import type { Storage } from '#apiserver';
import {
  type ErrorCode,
  EtcdError,
  type RangeRequest,
  type RangeResponse,
  type Revision,
} from '#store';
import type { TxnRequest, TxnResponse } from '#txn';
import type { WatchCreateRequest, WatchResponse } from '#watch';
import {
  rangeToWire,
  txnFromWire,
  txnToWire,
  type WireTxn,
  type WireWatchResponse,
  watchFromWire,
  watchToWire,
} from './messages.ts';
import { call, connect, method, open, PeerError } from './wire.ts';

const RANGE = method('KV', 'Range');
const TXN = method('KV', 'Txn');
const COMPACT = method('KV', 'Compact');
const WATCH = method('Watch', 'Watch');

/** A storage that someone has to close. */
export interface EtcdStorage extends Storage {
  close(): void;
}

/**
 * Takes `http://127.0.0.1:2379` or the address alone. It connects when first asked. Nobody is
 * asked for progress: what etcd answers can be behind an event that it sent before
 * (https://github.com/etcd-io/etcd/issues/15220, also in the 3.4.23 of Debian).
 */
export function createEtcdStorage(url: string): EtcdStorage {
  const client = connect(url.replace(/^https?:\/\//, '').replace(/\/$/, ''));
  return {
    range: async (request: RangeRequest) =>
      (await asked(call(client, RANGE, rangeToWire(request)))) as RangeResponse,
    txn: async (request: TxnRequest): Promise<TxnResponse> => {
      const answer = (await asked(
        call(client, TXN, txnToWire(request)),
      )) as WireTxn;
      return { revision: answer.revision, ...txnFromWire(answer) };
    },
    compact: async (revision: Revision) => {
      await asked(call(client, COMPACT, { revision }));
    },
    watch: (request, signal) => watchOn(client, request, signal),
    close: () => client.close(),
  };
}

/** The answer; @throws EtcdError if etcd refused for a reason that our store has too */
async function asked(answer: Promise<object>): Promise<object> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof PeerError) || !isOurs(error.code)) throw error;
    throw new EtcdError(error.code, error.message.replace(/^etcdserver: /, ''));
  }
}

function isOurs(code: string): code is ErrorCode {
  return Object.hasOwn(OURS, code);
}

const OURS: Readonly<Record<ErrorCode, true>> = {
  ...{ InvalidArgument: true, NotFound: true },
  ...{ FailedPrecondition: true, OutOfRange: true },
};

async function* watchOn(
  client: Client,
  request: WatchCreateRequest,
  signal: AbortSignal,
): AsyncGenerator<WatchResponse> {
  if (signal.aborted) return;
  const waiting: WatchResponse[] = [];
  let failure: Error | undefined;
  let isOver = false;
  let wake = (): void => undefined;
  const stream = open(client, WATCH, (answer) => {
    waiting.push(watchFromWire(answer as WireWatchResponse));
    wake();
  });
  const end = (error?: Error): void => {
    failure ??= error;
    isOver = true;
    wake();
  };
  stream.on('error', end);
  stream.on('end', () => end());
  const onAbort = (): void => end();
  signal.addEventListener('abort', onAbort);
  try {
    stream.write({ createRequest: watchToWire(request) });
    for (;;) {
      for (const response of waiting.splice(0)) {
        yield response;
        if (response.canceled || signal.aborted) return;
      }
      if (signal.aborted) return;
      if (failure !== undefined) throw failure;
      if (isOver) return;
      // More came while what was there was looked at.
      if (waiting.length > 0) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Its end is told as an error, of which nobody is to hear any more.
    stream.on('error', () => undefined);
    stream.cancel();
  }
}
