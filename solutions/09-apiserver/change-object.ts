// The door through which a subresource changes its object: by the one way in which all
// objects are changed. Engine room: not told line by line. Chapter 09.

import { notFound } from '#objects';
import { guaranteedUpdate } from './guaranteed-update.ts';
import { isDryRun } from './query.ts';
import { keyOf, type Scope } from './scope.ts';
import type { ChangeObject, RequestContext } from './types.ts';

export function changing(scope: Scope, context: RequestContext): ChangeObject {
  const { info, query } = context;
  const key = keyOf(scope.row, info.namespace, info.name);
  return async (change) => {
    const dryRun = isDryRun(query);
    const item = await guaranteedUpdate(scope, key, dryRun, async (current) => {
      if (current === undefined) throw notFound(scope.row, info.name);
      return { object: change(current.object) };
    });
    return item.object;
  };
}
