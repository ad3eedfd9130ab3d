// From the records of a snapshot back to a machine. Chapter 05.
// Engine room: not told line by line.

import {
  createStore,
  KeyIndex,
  type KeyValue,
  type Revision,
  type Store,
} from '#store';
import { compact, createWatchHub, type WatchHub } from '#watch';
import type { World } from '#world';
import { type BlockItem, decodeBlock, isPair } from './block.ts';
import { type Change, decodeCommit } from './command.ts';
import { damaged } from './errors.ts';
import { type Folder, listFiles } from './files.ts';
import { Machine } from './machine.ts';
import type { Content } from './record.ts';
import type { SnapshotState } from './snapshot.ts';
import { readSnapshot } from './snapshot-file.ts';
import { fromJson } from './text.ts';

//#region restore
/** Takes the records of a snapshot one by one, and is a machine in the end. */
export class Restore {
  readonly #world: World;
  readonly #index = new KeyIndex();
  #state: SnapshotState = { index: 0, revision: 1, floor: 0, leases: [] };
  #parts: readonly [KeyIndex, Store, WatchHub] | undefined;
  #records = 0;
  #isWhole = false;

  constructor(world: World) {
    this.#world = world;
  }

  /** The last entry that is in the snapshot. */
  get state(): SnapshotState {
    return this.#state;
  }

  /** Whether all records came, as many as were written. */
  get isWhole(): boolean {
    return this.#isWhole;
  }
  //#endregion

  //#region take
  take(content: Content): void {
    const { type, payload } = content;
    this.#records += 1;
    if (type === 'state') this.#state = fromJson(payload) as SnapshotState;
    else if (type === 'block') this.#takeBlock(payload);
    else if (type === 'end') this.#isWhole = this.#isLast(payload);
    else this.#replay(decodeCommit(content));
  }

  #takeBlock(payload: Uint8Array): void {
    for (const item of decodeBlock(payload)) {
      if (isPair(item)) this.#addPair(item);
      else this.#put(item);
    }
  }

  #put(item: BlockItem): void {
    const [, store] = this.#store;
    store.put(item);
    this.#forget();
  }

  #addPair(pair: KeyValue): void {
    this.#index.getOrAdd(pair.key).append(Object.freeze(pair));
  }

  #isLast(payload: Uint8Array): boolean {
    const { records } = fromJson(payload) as { readonly records: number };
    const [, { revision }] = this.#store;
    return records === this.#records && revision === this.#state.revision;
  }
  //#endregion

  //#region replay
  /** Does again what a commit did, so that all who listen to a store hear of it. */
  #replay(changes: readonly Change[]): void {
    const [, store] = this.#store;
    store.write((txn) => {
      for (const change of changes) {
        if ('value' in change) txn.put(change);
        else txn.deleteRange(change);
      }
    });
    this.#forget();
  }

  /** The pairs are there; now the store stands right before the floor. */
  get #store(): readonly [KeyIndex, Store, WatchHub] {
    if (this.#parts !== undefined) return this.#parts;
    this.#parts = storeOn(this.#index, Math.max(this.#state.floor - 1, 1));
    this.#forget();
    return this.#parts;
  }

  /** At the floor all before it is forgotten, stand-ins too. */
  #forget(): void {
    const { floor } = this.#state;
    if (this.#parts === undefined) return;
    const [index, store, hub] = this.#parts;
    if (store.revision === floor && index.floor < floor)
      compact(store, index, hub, floor);
  }
  //#endregion

  //#region machine
  machine(): Machine {
    return new Machine(this.#world, this.#store, this.#state.leases);
  }
}
//#endregion

//#region parts
/** The parts of a machine: an index, its store at `revision`, a hub that listens. */
export function storeOn(
  index: KeyIndex,
  revision: Revision,
): readonly [KeyIndex, Store, WatchHub] {
  const store = createStore(index, revision);
  return [index, store, createWatchHub(store)];
}
//#endregion

//#region state
/** The newest snapshot of a folder, or nothing, as a state to go on from. */
export async function readState(world: World, folder: Folder): Promise<Restore> {
  const restore = new Restore(world);
  const newest = (await listFiles(folder, 'snap')).at(-1);
  if (newest === undefined) return restore;
  for await (const records of readSnapshot(folder, newest.file))
    for (const record of records) restore.take(record);
  if (restore.isWhole && restore.state.index === newest.index) return restore;
  throw damaged(newest.file, 0, 'the snapshot ends before its end');
}
//#endregion
