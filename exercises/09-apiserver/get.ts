// GET of one object. Chapter 09.
// Engine room: not told line by line.

import { notFound } from '#objects';
import type { Item } from './item.ts';
import { checkKnown } from './list-errors.ts';
import { revisionOf } from './query.ts';
import { keyOf, type Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

export async function getOne(scope: Scope, context: RequestContext): Promise<Item> {
  const { info, query } = context;
  const known = revisionOf(query.get('resourceVersion') ?? '');
  const key = keyOf(scope.row, info.namespace, info.name);
  const { kvs, revision } = await scope.storage.range({ key });
  checkKnown(known, revision);
  const [kv] = kvs;
  if (kv === undefined) throw notFound(scope.row, info.name);
  return scope.items.of(kv);
}
