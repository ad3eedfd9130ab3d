// Read, change, and write if nobody else has: the one way in which an object that is
// there is changed. apiserver: GuaranteedUpdate of pkg/storage/etcd3/store.go. Chapter 09.

import type { Key } from '#store';
import { type ApiObject, Item, stored } from './item.ts';
import type { Scope } from './scope.ts';

/** What becomes of an object: another, or nothing at all. */
export type Change =
  | { readonly object: ApiObject }
  | { readonly gone: true; readonly object: ApiObject };

/** @throws StatusError from `change`: it is asked again with each newer object */
export async function guaranteedUpdate(
  scope: Scope,
  key: Key,
  dryRun: boolean,
  change: (current: Item | undefined) => Promise<Change>,
): Promise<Item> {
  const { storage, row } = scope;
  let current = await read(scope, key);
  while (true) {
    const next = await change(current);
    const value = stored(next.object);
    const isGone = 'gone' in next;
    const revision = current?.revision ?? 0;
    if (!isGone && value === current?.value) return current;
    if (dryRun) return new Item(row, value, revision);
    const answer = await storage.txn({
      compare: [{ key, target: 'MOD', result: 'EQUAL', modRevision: revision }],
      success: [isGone ? { deleteRange: { key } } : { put: { key, value } }],
      failure: [{ range: { key } }],
    });
    if (answer.succeeded) return new Item(row, value, answer.revision);
    const [found] = answer.responses;
    const [kv] = found !== undefined && 'range' in found ? found.range.kvs : [];
    current = kv && scope.items.of(kv);
  }
}

export async function read(scope: Scope, key: Key): Promise<Item | undefined> {
  const { kvs } = await scope.storage.range({ key });
  const [kv] = kvs;
  return kv && scope.items.of(kv);
}
