// Read, change, and write if nobody else has: the one way in which an object that is
// there is changed. apiserver: GuaranteedUpdate of pkg/storage/etcd3/store.go. Chapter 09.

import { NotWritten } from '#world';
import type { Key, KeyValue } from '#store';
import type { ResponseOp } from '#txn';
import { type ApiObject, Item, stored } from './item.ts';
import type { Scope } from './scope.ts';

/** What is to become of an object: another version of it, or nothing at all. */
export interface Change {
  /** The new version, or the last one. */
  readonly object: ApiObject;
  readonly gone?: true;
}

/**
 * Makes of the object at `key` what `change` says; returns it at its new revision.
 * `change` sees the newest version, or none, and is asked again if somebody was
 * faster; what it throws ends the update. What is the same to the byte is not
 * written. A dry run writes nothing, and returns the change at the old revision.
 */
export async function guaranteedUpdate(
  scope: Scope,
  key: Key,
  dryRun: boolean,
  change: (current: Item | undefined) => Promise<Change>,
): Promise<Item> {
  const { storage, row, items } = scope;
  let current = await read(scope, key);
  // TODO 9.2: write the change if nobody wrote since, else begin again
  throw new NotWritten('9.2');
}

async function read(scope: Scope, key: Key): Promise<Item | undefined> {
  const { kvs } = await scope.storage.range({ key });
  const [kv] = kvs;
  return kv && scope.items.of(kv);
}

/** The pair in the answers of a txn that read one key, if there was one. */
export function pairRead([first]: readonly ResponseOp[]): KeyValue | undefined {
  if (first === undefined || !('range' in first)) return undefined;
  return first.range.kvs[0];
}
