// DELETE: asked for, waited for, done. An object goes when its grace is over and nobody
// waits for it. apiserver: Delete of pkg/registry/generic/registry/store.go, and
// BeforeDelete of pkg/registry/rest/delete.go. Chapter 09.

import { notFound } from '#objects';
import { validate } from './admission.ts';
import { type DeleteOptions, deleteOptions } from './delete-options.ts';
import { checkPreconditions, finalizersOf, going } from './delete-parts.ts';
import { type Change, guaranteedUpdate } from './guaranteed-update.ts';
import type { ApiObject, Item } from './item.ts';
import { keyOf, type Scope } from './scope.ts';
import { millisOf } from './time.ts';
import type { RequestContext } from './types.ts';

//#region delete
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
    isGone = change.gone === true;
    return change;
  });
  return { item, isGone };
}
//#endregion

//#region deletion
/**
 * What a deletion makes of an object now. It goes at once if it has no grace and no
 * finalizers; else it stays, with the time at which its grace ends or, once it waits
 * for nothing but finalizers, ended. While its grace lasts, another deletion can
 * shorten it and do nothing else; the time then ends so much after the beginning,
 * though not before now.
 */
function deletion(scope: Scope, object: ApiObject, options: DeleteOptions): Change {
  const { world, strategy } = scope;
  const { metadata } = object;
  const { deletionTimestamp, deletionGracePeriodSeconds: left = 0 } = metadata;
  const { gracePeriodSeconds: asked, propagationPolicy } = options;
  const now = world.clock.wall();
  //#exercise 5,6 say whether it goes, and if it stays until when
  const isGoing = deletionTimestamp !== undefined;
  const graceSeconds = isGoing
    ? Math.min(left, asked ?? left)
    : (strategy.gracePeriod?.(object, asked) ?? 0);
  if (isGoing && left > 0 && graceSeconds === left) return { object };
  const finalizers = finalizersOf(metadata, propagationPolicy);
  if (graceSeconds === 0 && finalizers.length === 0) return { object, gone: true };
  const began = isGoing ? millisOf(deletionTimestamp) - left * 1000 : now;
  const isOver = isGoing && left === 0;
  const ends = isOver ? began : Math.max(began + graceSeconds * 1000, now);
  return { object: going(object, { ends, graceSeconds, finalizers }) };
  //#endexercise
}
//#endregion
