// What a log is held against: the same requests, one after the other, on chapters 01 to 04
// alone, with no disk under them; and all that can be asked of a state, as plain data.

import type fc from 'fast-check';
import type { DurableStore } from '#log';
import { EtcdError, KeyIndex } from '#store';
import { createVirtualWorld } from '#world';
import type { Command } from '../../solutions/05-log/command.ts';
import { Machine } from '../../solutions/05-log/machine.ts';
import { storeOn } from '../../solutions/05-log/restore.ts';
import type { WholeOp } from '../etcd/whole-op.ts';
import { wholePrograms } from '../etcd/whole-programs.ts';

const EVERYTHING = { key: '\0', rangeEnd: '\0' };
const LEASES = [7, 8, 9];

/** Lists of requests that a log has to hold. */
export const commands: fc.Arbitrary<readonly Command[]> = wholePrograms.map(
  ({ ops }) => ops.flatMap(commandOf),
);

function commandOf(op: WholeOp): readonly Command[] {
  if (op.op === 'put') return [{ kind: 'put', request: op.request }];
  if (op.op === 'deleteRange')
    return [{ kind: 'deleteRange', request: op.request }];
  if (op.op === 'compact') return [{ kind: 'compact', request: op.request }];
  if (op.op === 'leaseGrant') return [{ kind: 'grant', request: op.request }];
  if (op.op === 'leaseRevoke') return [{ kind: 'revoke', request: op.request }];
  const isWrite = op.op === 'txn' && /"(put|deleteRange)"/.test(JSON.stringify(op));
  return isWrite ? [{ kind: 'txn', request: op.request }] : [];
}

/** Asks the store. Resolves to nothing when it was done, or refused by etcd's rules. */
export async function ask(store: DurableStore, command: Command): Promise<void> {
  try {
    await doors(store, command);
  } catch (error) {
    if (!(error instanceof EtcdError)) throw error;
  }
}

function doors(store: DurableStore, { kind, request }: Command): Promise<unknown> {
  if (kind === 'put') return store.put(request);
  if (kind === 'deleteRange') return store.deleteRange(request);
  if (kind === 'txn') return store.txn(request);
  if (kind === 'compact') return store.compact(request.revision);
  if (kind === 'grant') return store.grant(request);
  return store.revoke(request.id);
}

/** The states that lead from nothing through all of the commands. */
export function states(list: readonly Command[]): readonly string[] {
  const model = new Model();
  return [model.state(), ...list.map((command) => model.apply(command).state())];
}

export class Model {
  readonly #machine = new Machine(
    createVirtualWorld({ seed: 1 }),
    storeOn(new KeyIndex(), 1),
    [],
  );

  apply(command: Command): this {
    try {
      this.#machine.apply(command);
    } catch (error) {
      if (!(error instanceof EtcdError)) throw error;
    }
    return this;
  }

  state(): string {
    const { store, hub, lessor, index } = this.#machine;
    return stateOf({
      revision: store.revision,
      floor: index.floor,
      range: (request) => store.range(request),
      stream: () => hub.stream(),
      timeToLive: (id) => lessor.timeToLive(id, { keys: true }),
    });
  }
}

export function durableState(store: DurableStore): string {
  return stateOf({
    revision: store.revision,
    floor: store.status().floor,
    range: (request) => store.range(request),
    stream: () => store.hub.stream(),
    timeToLive: (id) => store.timeToLive(id, { keys: true }),
  });
}

interface Asked extends Pick<DurableStore, 'revision' | 'range' | 'timeToLive'> {
  readonly floor: number;
  stream: DurableStore['hub']['stream'];
}

/** Every revision that can be read, every event that can be watched, every lease. */
function stateOf({ revision, floor, ...asked }: Asked): string {
  const reads: unknown[] = [];
  for (let at = Math.max(floor, 1); at <= revision; at++)
    reads.push(asked.range({ ...EVERYTHING, revision: at }).kvs);
  const stream = asked.stream();
  stream.watch({ ...EVERYTHING, startRevision: Math.max(floor, 1), prevKv: true });
  const events: unknown[] = [];
  for (let told = stream.take(1); told.length > 0; told = stream.take(1))
    events.push(...told.flatMap((response) => response.events));
  stream.close();
  const leases = LEASES.map((id) => {
    const { grantedTtl, keys } = asked.timeToLive(id, { keys: true });
    return { grantedTtl, keys };
  });
  return JSON.stringify({ revision, floor, reads, events, leases });
}
