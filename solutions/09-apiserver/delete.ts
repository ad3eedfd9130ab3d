// DELETE: asked for, waited for, done. An object goes when its grace is over and nobody
// waits for it. apiserver: Delete of pkg/registry/generic/registry/store.go, and
// BeforeDelete of pkg/registry/rest/delete.go. Chapter 09.

import { conflict, notFound } from '#objects';
import { validate } from './admission.ts';
import { type DeleteOptions, deleteOptions } from './delete-options.ts';
import { type Change, guaranteedUpdate } from './guaranteed-update.ts';
import type { ApiMeta, ApiObject, Item } from './item.ts';
import { keyOf, type Scope } from './scope.ts';
import { millisOf, rfc3339 } from './time.ts';
import type { RequestContext } from './types.ts';

/** What is left: the object, if it waits for something, or the last of it. */
export interface Deleted {
  readonly item: Item;
  readonly isGone: boolean;
}

export async function deleteOne(
  scope: Scope,
  context: RequestContext,
): Promise<Deleted> {
  const { namespace, name } = context.info;
  const options = deleteOptions(scope, context);
  return deleteObject(scope, context, { namespace, name }, options);
}

export async function deleteObject(
  scope: Scope,
  context: RequestContext,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  options: DeleteOptions,
): Promise<Deleted> {
  const key = keyOf(scope.row, namespace, name);
  const { dryRun } = options;
  let isGone = false;
  const item = await guaranteedUpdate(scope, key, dryRun, async (current) => {
    if (current === undefined) throw notFound(scope.row, name);
    const { object } = current;
    checkPreconditions(scope, object, options);
    await validate(scope, context, {
      ...{ operation: 'DELETE', name, namespace, oldObject: object, dryRun },
      options: options.sent,
    });
    const change = deletion(scope, object, options);
    isGone = 'gone' in change;
    return change;
  });
  return { item, isGone };
}

/** @throws StatusError Conflict if it is another object, or another version of it */
function checkPreconditions(
  { row }: Scope,
  { metadata }: ApiObject,
  { preconditions }: DeleteOptions,
): void {
  const { name = '', uid = '', resourceVersion = '' } = metadata;
  const of = { group: row.group, resource: row.kind };
  if (preconditions.uid !== undefined && preconditions.uid !== uid)
    throw conflict(
      of,
      name,
      `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  const { resourceVersion: wanted } = preconditions;
  if (wanted !== undefined && wanted !== resourceVersion)
    throw conflict(
      of,
      name,
      `the ResourceVersion in the precondition (${wanted}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
}

/** What the deletion makes of an object now. */
function deletion(scope: Scope, object: ApiObject, options: DeleteOptions): Change {
  const { world, strategy } = scope;
  const now = world.clock.wall();
  const { metadata } = object;
  const isGoing = metadata.deletionTimestamp !== undefined;
  const asked = options.gracePeriodSeconds;
  const period = strategy.gracePeriod?.(object, asked) ?? 0;
  const left = isGoing ? (metadata.deletionGracePeriodSeconds ?? 0) : period;
  // Once it goes, its grace can only become shorter.
  const grace = isGoing ? Math.min(left, asked ?? left) : period;
  // Its finalizers are chosen when it begins, or when its grace is over.
  const isPending = isGoing && left > 0 && grace === left;
  if (isPending) return { object };
  const finalizers = finalizersOf(metadata, options.propagationPolicy);
  if (grace <= 0 && finalizers.length === 0) return { gone: true, object };
  const began = isGoing
    ? millisOf(metadata.deletionTimestamp ?? '') - left * 1000
    : now;
  const ends = isGoing && left === 0 ? began : Math.max(began + grace * 1000, now);
  const { generation } = metadata;
  const isCounted = !isGoing && generation !== undefined;
  const { finalizers: before, ...kept } = metadata;
  return {
    object: {
      ...object,
      metadata: {
        ...kept,
        ...(isCounted ? { generation: generation + 1 } : {}),
        deletionTimestamp: rfc3339(ends),
        deletionGracePeriodSeconds: Math.max(grace, 0),
        ...(finalizers.length > 0 ? { finalizers } : {}),
      },
    },
  };
}

/** What the garbage collector has to do first, said by two finalizers of its own. */
const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

function finalizersOf(
  { finalizers = [] }: ApiMeta,
  policy: DeleteOptions['propagationPolicy'],
): readonly string[] {
  if (policy === undefined) return finalizers;
  const others = finalizers.filter((one) => one !== ORPHAN && one !== FOREGROUND);
  if (policy === 'Orphan') return [...others, ORPHAN];
  if (policy === 'Foreground') return [...others, FOREGROUND];
  return others;
}

/** What is said of an object that is gone: which one it was. */
export function successOf({ row }: Scope, { object }: Item): object {
  const { name, uid } = object.metadata;
  const group = row.group === '' ? {} : { group: row.group };
  return {
    ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' },
    details: { name, ...group, kind: row.resource, uid },
  };
}
