// What each verb does with a resource, and how it is answered. Chapter 09.
// Engine room: not told line by line.

import { create } from './create-named.ts';
import { deleteCollection } from './delete-collection.ts';
import { deleteOne } from './delete-one.ts';
import { successOf } from './delete-parts.ts';
import { getOne } from './get.ts';
import { patch } from './patch.ts';
import { nowhere } from './places.ts';
import { list } from './read-list.ts';
import { answer } from './respond.ts';
import type { Scope } from './scope.ts';
import { shapeOf } from './shapes.ts';
import type { ApiResponse, RequestContext } from './types.ts';
import { update } from './update.ts';
import { watch } from './watch.ts';

export async function serve(
  scope: Scope,
  context: RequestContext,
): Promise<ApiResponse> {
  const shape = shapeOf(scope, context);
  switch (context.info.verb) {
    case 'get':
      return answer(200, shape.one(await getOne(scope, context)));
    case 'list':
      return answer(200, shape.list(await list(scope, context)));
    case 'watch':
      return { ...answer(200), stream: await watch(scope, context, shape) };
    case 'create':
      return answer(201, shape.one(await create(scope, context)));
    case 'update':
      return answer(200, shape.one(await update(scope, context)));
    case 'patch': {
      const { item, isCreated } = await patch(scope, context);
      return answer(isCreated ? 201 : 200, shape.one(item));
    }
    case 'delete': {
      const { item, isGone } = await deleteOne(scope, context);
      if (!isGone) return answer(200, shape.one(item));
      return answer(200, JSON.stringify(successOf(scope, item)));
    }
    case 'deletecollection':
      return answer(200, shape.list(await deleteCollection(scope, context)));
    default:
      throw nowhere();
  }
}
