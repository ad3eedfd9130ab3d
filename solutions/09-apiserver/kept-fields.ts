// What no update changes, taken from the old object wherever it has it; and the count of
// its wishes. Engine room: not told line by line. Chapter 09.

import { nextGeneration } from './generation.ts';
import type { ApiMeta, ApiObject } from './item.ts';
import { namespaceOf } from './new-object.ts';
import type { Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

/** What no update changes, taken from the old object wherever it has it. */
export function withKeptFields(
  { row }: Scope,
  { info }: RequestContext,
  object: ApiObject,
  old: ApiObject,
): ApiObject {
  const { generation, deletionTimestamp, deletionGracePeriodSeconds, ...metadata } =
    object.metadata;
  const namespace = row.namespaced
    ? { namespace: namespaceOf(object, info.namespace) }
    : {};
  return {
    ...object,
    metadata: { ...metadata, ...namespace, ...keptOf(old.metadata) },
  };
}

function keptOf(old: ApiMeta): ApiMeta {
  const { uid, creationTimestamp, generation } = old;
  const { deletionTimestamp, deletionGracePeriodSeconds } = old;
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...(generation === undefined ? {} : { generation }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined
      ? {}
      : { deletionGracePeriodSeconds }),
  };
}

/** With one more generation, if it asks for something else than the old one. */
export function withGeneration(object: ApiObject, old: ApiObject): ApiObject {
  const generation = nextGeneration(object, old);
  if (generation === object.metadata.generation || generation === undefined)
    return object;
  return { ...object, metadata: { ...object.metadata, generation } };
}
