// PATCH: a body says what changes, and a patcher of its type makes the new object of that
// and the live one. Engine room: not told line by line. Chapter 09.

import { notFound, rfc3339 } from '#objects';
import { checkName } from './checks.ts';
import { createObject } from './create-named.ts';
import { asObject, mediaType, parseJson, readBody, unsupported } from './decode.ts';
import { guaranteedUpdate } from './guaranteed-update.ts';
import type { ApiObject, Item } from './item.ts';
import { isDryRun } from './query.ts';
import { keyOf, own, type Scope } from './scope.ts';
import { textOf } from './text.ts';
import type { PatchContext, RequestContext } from './types.ts';
import { changed } from './update.ts';

export interface Patched {
  readonly item: Item;
  readonly isCreated: boolean;
}

export async function patch(
  scope: Scope,
  context: RequestContext,
): Promise<Patched> {
  const { request, info, query } = context;
  const { patchers = {}, decoders = {} } = scope.options;
  const type = mediaType(request);
  const patcher = own(patchers, type);
  if (patcher === undefined) throw unsupported(Object.keys(patchers));
  const decode = own(decoders, type);
  const body =
    decode === undefined
      ? parseJson(textOf(request.body ?? ''))
      : readBody(request, decoders);
  const dryRun = isDryRun(query);
  const how = patchContext(scope, context);
  const key = keyOf(scope.row, info.namespace, info.name);
  let made: ApiObject | undefined;
  try {
    const item = await guaranteedUpdate(scope, key, dryRun, async (current) => {
      made = undefined;
      if (current === undefined && patcher.creates !== true)
        throw notFound(scope.row, info.name);
      const object = asObject(patcher.patch(current?.object, body, how), scope.row);
      if (current !== undefined) {
        checkName(object, info.name);
        return changed(scope, context, current, object, dryRun);
      }
      made = object;
      throw CREATE;
    });
    return { item, isCreated: false };
  } catch (error) {
    if (error !== CREATE || made === undefined) throw error;
    checkName(made, info.name);
    const item = await createObject(scope, context, made, dryRun);
    return { item, isCreated: true };
  }
}

/** Leaves the loop: there is nothing to update. */
const CREATE = new Error('apiserver: to be created');

function patchContext(
  { row, world }: Scope,
  context: RequestContext,
): PatchContext {
  const { info, query } = context;
  return {
    resource: row,
    subresource: info.subresource,
    fieldManager: query.get('fieldManager') ?? '',
    force: query.get('force') === 'true',
    now: rfc3339(world.clock.wall()),
  };
}
