// POST: an object is named, given what only the server may give, shaped, checked, and put
// where nothing is. apiserver: Create of pkg/registry/generic/registry/store.go. Chapter 09.

import { generateNameConflict } from '#objects';
import { admit, validate, type Write } from './admission.ts';
import { checkNew, taken } from './checks.ts';
import { pairRead } from './guaranteed-update.ts';
import { type ApiObject, Item, stored } from './item.ts';
import { prepared, withSystemFields } from './new-object.ts';
import { keyOf, type Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

/** An object from as it was sent to as it is stored. @throws StatusError */
export async function createOnce(
  scope: Scope,
  context: RequestContext,
  sent: ApiObject,
  dryRun: boolean,
): Promise<Item> {
  const { strategy } = scope;
  const named = withSystemFields(scope, context, sent);
  const { name = '', namespace = '' } = named.metadata;
  const write: Write = { operation: 'CREATE', name, namespace, dryRun };
  const full = strategy.defaults?.(named) ?? named;
  let object = await admit(scope, context, write, full);
  // A plugin may have added a container, and that has defaults of its own.
  if (object !== full) object = strategy.defaults?.(object) ?? object;
  object = prepared(scope, object);
  checkNew(scope, object);
  await validate(scope, context, { ...write, object });
  return insert(scope, object, dryRun);
}

/** Puts it where nothing is. @throws StatusError AlreadyExists */
async function insert(
  scope: Scope,
  object: ApiObject,
  dryRun: boolean,
): Promise<Item> {
  const { row, storage } = scope;
  const { name = '', namespace = '', generateName = '' } = object.metadata;
  const key = keyOf(row, namespace, name);
  const value = stored(object);
  const { succeeded, revision, responses } = await storage.txn({
    compare: [{ key, target: 'MOD', result: 'EQUAL', modRevision: 0 }],
    success: dryRun ? [] : [{ put: { key, value } }],
    failure: [{ range: { key } }],
  });
  if (succeeded) return new Item(row, value, dryRun ? 0 : revision);
  if (generateName !== '') throw generateNameConflict(row, name, 1);
  const there = pairRead(responses);
  throw taken(scope, name, there && scope.items.of(there));
}
