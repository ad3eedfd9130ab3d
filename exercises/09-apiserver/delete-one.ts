// DELETE of one object: looked at, allowed, and then whatever its deletion makes of it.
// Engine room: not told line by line. Chapter 09.

import { notFound } from '#objects';
import { validate } from './admission.ts';
import { deletion } from './delete.ts';
import { type DeleteOptions, deleteOptions } from './delete-options.ts';
import { checkPreconditions } from './delete-parts.ts';
import { guaranteedUpdate } from './guaranteed-update.ts';
import type { Item } from './item.ts';
import { keyOf, type Scope } from './scope.ts';
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
    isGone = change.gone === true;
    return change;
  });
  return { item, isGone };
}
