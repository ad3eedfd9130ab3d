// DELETE of a collection: a list, and each of it deleted by itself. What goes wrong half
// way stays done half way. Engine room: not told line by line. Chapter 09.

import { StatusError } from '#objects';
import { deleteObject } from './delete-one.ts';
import { deleteOptions } from './delete-options.ts';
import type { Page } from './list.ts';
import { list } from './read-list.ts';
import type { Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

export async function deleteCollection(
  scope: Scope,
  context: RequestContext,
): Promise<Page> {
  const options = deleteOptions(scope, context);
  const page = await list(scope, context);
  for (const { object } of page.items) {
    const { name = '', namespace = '' } = object.metadata;
    try {
      await deleteObject(scope, context, { namespace, name }, options);
    } catch (error) {
      const isGone =
        error instanceof StatusError && error.status.reason === 'NotFound';
      if (!isGone) throw error;
    }
  }
  return page;
}
