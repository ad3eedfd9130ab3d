// PUT: what is there becomes something else, unless somebody was faster. apiserver: Update
// of pkg/registry/generic/registry/store.go. Chapter 09.

import { notFound } from '#objects';
import { admit, validate, type Write } from './admission.ts';
import { checkChanged, checkName, checkPreconditions } from './checks.ts';
import { asObject, readBody } from './decode.ts';
import { type Change, guaranteedUpdate } from './guaranteed-update.ts';
import type { ApiObject, Item } from './item.ts';
import { withGeneration, withKeptFields } from './kept-fields.ts';
import { partOf } from './parts.ts';
import { isDryRun } from './query.ts';
import { keyOf, type Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

export async function update(scope: Scope, context: RequestContext): Promise<Item> {
  const { request, info, query } = context;
  const body = readBody(request, scope.options.decoders ?? {});
  const sent = asObject(body, scope.row);
  checkName(sent, info.name);
  const dryRun = isDryRun(query);
  const key = keyOf(scope.row, info.namespace, info.name);
  return guaranteedUpdate(scope, key, dryRun, async (current) => {
    if (current === undefined) throw notFound(scope.row, info.name);
    return changed(scope, context, current, sent, dryRun);
  });
}

/** What an object becomes when `sent` is to take its place. @throws StatusError */
export async function changed(
  scope: Scope,
  context: RequestContext,
  current: Item,
  sent: ApiObject,
  dryRun: boolean,
): Promise<Change> {
  const { strategy, row } = scope;
  const { name, namespace, subresource } = context.info;
  const old = current.object;
  checkPreconditions(scope, sent, old);
  const merged = partOf(subresource, row, sent, old);
  const kept = withKeptFields(scope, context, merged, old);
  const write: Write = {
    operation: 'UPDATE',
    name,
    namespace,
    oldObject: old,
    dryRun,
  };
  const full = strategy.defaults?.(kept) ?? kept;
  let object = await admit(scope, context, write, full);
  if (object !== full) object = strategy.defaults?.(object) ?? object;
  object = strategy.prepareForUpdate?.(object, old) ?? object;
  object = withGeneration(object, old);
  checkChanged(scope, object, old, subresource);
  await validate(scope, context, { ...write, object });
  return isFinished(object, old) ? { gone: true, object } : { object };
}

/** Nobody waits for it any more: an object that was to be deleted goes now. */
function isFinished(
  { metadata }: ApiObject,
  { metadata: old }: ApiObject,
): boolean {
  if ((metadata.finalizers ?? []).length > 0) return false;
  if (old.deletionTimestamp === undefined) return false;
  return (old.deletionGracePeriodSeconds ?? 0) === 0;
}
