// get, range, put and compare-and-swap: ours in process against etcd through its gRPC
// client, both with the same 10,000 keys of 1 KiB.

import type { Client } from '@grpc/grpc-js';
import { createLessor, leased } from '#lease';
import { createStore, KeyIndex, type Revision, type Store } from '#store';
import { txn } from '#txn';
import { compact, createWatchHub, type WatchHub } from '#watch';
import { createVirtualWorld } from '#world';
import { startProcess } from '../etcd/process.ts';
import { connect, method, send } from '../etcd/wire.ts';
import {
  printTable,
  rate,
  rateInFlight,
  say,
  saySpread,
  spread,
  verdict,
} from './store-figures.ts';

const KEYS = 10_000;
const LONG = 1_000;
const IN_FLIGHT = 16;
const ROUNDS = 5;
const OURS_MS = 200;
const THEIRS_MS = 800;

const nameOf = (number: number): string => `key/${String(number).padStart(8, '0')}`;
const VALUE = '.'.repeat(1024);
/** Steps through all keys, far apart from one another. */
const keyAt = (turn: number): string => nameOf((turn * 7_919) % KEYS);
const spanAt = (turn: number): { key: string; rangeEnd: string } => {
  const first = (turn * 7_919) % (KEYS - LONG);
  return { key: nameOf(first), rangeEnd: nameOf(first + LONG) };
};

interface Side {
  get(turn: number): unknown;
  range(turn: number): unknown;
  put(turn: number): unknown;
  swap(lane: number): unknown;
}

/** Chapters 01 to 04 together: a store that a hub and a lessor listen to. */
export class Ours implements Side {
  readonly store: Store;
  readonly hub: WatchHub;
  readonly #index = new KeyIndex();
  readonly #swapped: Revision[] = [];

  constructor() {
    const plain = createStore(this.#index);
    this.hub = createWatchHub(plain);
    const lessor = createLessor(createVirtualWorld({ seed: 1 }), plain);
    this.store = leased(plain, lessor);
  }

  fill(count: number): this {
    for (let number = 0; number < count; number++)
      this.store.put({ key: nameOf(number), value: VALUE });
    return this;
  }

  get = (turn: number): unknown => this.store.range({ key: keyAt(turn) });
  range = (turn: number): unknown => this.store.range(spanAt(turn));
  put = (turn: number): unknown =>
    this.store.put({ key: keyAt(turn), value: VALUE });

  swap = (turn: number): unknown => {
    const lane = turn % IN_FLIGHT;
    const key = nameOf(lane);
    const modRevision =
      this.#swapped[lane] ?? this.store.range({ key }).kvs[0]?.modRevision ?? 0;
    const { succeeded, revision } = txn(this.store, {
      compare: [{ key, target: 'MOD', result: 'EQUAL', modRevision }],
      success: [{ put: { key, value: VALUE } }],
    });
    if (!succeeded) throw new Error(`bench: somebody else wrote ${key}`);
    this.#swapped[lane] = revision;
    return revision;
  };

  /** What etcd's rounds make of a gigabyte, ours would make of memory. */
  compact(): void {
    compact(this.store, this.#index, this.hub, this.store.revision);
  }
}

const RANGE = method('KV', 'Range');
const PUT = method('KV', 'Put');
const TXN = method('KV', 'Txn');
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const BYTES = bytes(VALUE);

class Theirs implements Side {
  readonly #client: Client;
  readonly #swapped: number[] = [];

  constructor(client: Client) {
    this.#client = client;
  }

  async fill(): Promise<void> {
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < KEYS) await this.#put(nameOf(next++));
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  }

  #put(key: string): Promise<object> {
    return send(this.#client, PUT, { key: bytes(key), value: BYTES });
  }

  get = (turn: number): Promise<object> =>
    send(this.#client, RANGE, { key: bytes(keyAt(turn)) });

  range = (turn: number): Promise<object> => {
    const { key, rangeEnd } = spanAt(turn);
    const message = { key: bytes(key), rangeEnd: bytes(rangeEnd) };
    return send(this.#client, RANGE, message);
  };

  put = (turn: number): Promise<object> => this.#put(keyAt(turn));

  swap = async (lane: number): Promise<void> => {
    const key = bytes(nameOf(lane));
    const modRevision = this.#swapped[lane] ?? (await this.#modRevision(key));
    const answer = await send(this.#client, TXN, {
      compare: [{ key, target: 'Mod', result: 'Equal', modRevision }],
      success: [{ requestPut: { key, value: BYTES } }],
    });
    const { succeeded, header } = answer as Wire;
    if (!succeeded) throw new Error(`bench: somebody else wrote ${nameOf(lane)}`);
    this.#swapped[lane] = Number(header.revision);
  };

  async #modRevision(key: Buffer): Promise<number> {
    const { kvs } = (await send(this.#client, RANGE, { key })) as Wire;
    return Number(kvs[0]?.modRevision ?? 0);
  }
}

interface Wire {
  readonly header: { readonly revision: number };
  readonly succeeded: boolean;
  readonly kvs: readonly { readonly modRevision: number }[];
}

const GOALS = { get: 10, range: 10, put: 5, swap: 5 } satisfies Record<
  keyof Side,
  number
>;
const NAMES = {
  get: 'get',
  range: 'range of 1,000',
  put: 'put',
  swap: 'txn (compare and swap)',
} satisfies Record<keyof Side, string>;

export async function benchOps(): Promise<void> {
  const etcd = await startProcess();
  const client = connect(etcd.address);
  try {
    await compareAll(client);
  } finally {
    client.close();
    await etcd.stop();
  }
}

async function compareAll(client: Client): Promise<void> {
  const ours = new Ours().fill(KEYS);
  const theirs = new Theirs(client);
  await theirs.fill();
  const rows: string[][] = [
    ['', 'ours a second', 'etcd a second', 'ratio', 'goal'],
  ];
  for (const op of ['get', 'range', 'put', 'swap'] as const)
    rows.push(await compareOne(op, ours, theirs));
  printTable(
    `10,000 keys of 1 KiB; median (min–max) of ${ROUNDS} rounds in turns, ` +
      `${OURS_MS} ms ours, ${THEIRS_MS} ms etcd with ${IN_FLIGHT} in flight`,
    rows,
  );
}

async function compareOne(
  op: keyof Side,
  ours: Ours,
  theirs: Theirs,
): Promise<string[]> {
  const mine: number[] = [];
  const real: number[] = [];
  let turn = 0;
  // One round that is not counted: both compile, or fill their caches.
  for (let round = -1; round < ROUNDS; round++) {
    const our = rate(OURS_MS, ours[op]);
    const their = await rateInFlight(THEIRS_MS, IN_FLIGHT, async (lane) => {
      await theirs[op](op === 'swap' ? lane : turn++);
    });
    if (op === 'put' || op === 'swap') ours.compact();
    if (round < 0) continue;
    mine.push(our);
    real.push(their);
  }
  const [our, their] = [spread(mine), spread(real)];
  const ratio = our.median / their.median;
  const goal = `≥ ${GOALS[op]}: ${verdict(ratio >= GOALS[op])}`;
  return [NAMES[op], saySpread(our), saySpread(their), `${say(ratio)}×`, goal];
}
