// What goes with a deletion: what it may depend on, who has to act first, how an object
// looks that is going, and what is said of one that is gone.
// Engine room: not told line by line. Chapter 09.

import { conflict, rfc3339 } from '#objects';
import type { DeleteOptions } from './delete-options.ts';
import type { ApiMeta, ApiObject, Item } from './item.ts';
import type { Scope } from './scope.ts';

/** @throws StatusError Conflict if it is another object, or another version of it */
export function checkPreconditions(
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

/** What the garbage collector has to do first, said by two finalizers of its own. */
const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

/** Those of the object, with the one of the policy and without the other. */
export function finalizersOf(
  { finalizers = [] }: ApiMeta,
  policy: DeleteOptions['propagationPolicy'],
): readonly string[] {
  if (policy === undefined) return finalizers;
  const others = finalizers.filter((one) => one !== ORPHAN && one !== FOREGROUND);
  if (policy === 'Orphan') return [...others, ORPHAN];
  if (policy === 'Foreground') return [...others, FOREGROUND];
  return others;
}

/** When an object is to be gone, and who still waits for it. */
export interface Going {
  /** In milliseconds since 1970. */
  readonly ends: number;
  readonly graceSeconds: number;
  readonly finalizers: readonly string[];
}

/** The object as one that is being deleted. The first time, that is a new wish. */
export function going(
  object: ApiObject,
  { ends, graceSeconds, finalizers }: Going,
): ApiObject {
  const { finalizers: before, ...metadata } = object.metadata;
  const { generation, deletionTimestamp } = metadata;
  const isNew = deletionTimestamp === undefined && generation !== undefined;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(isNew ? { generation: generation + 1 } : {}),
      deletionTimestamp: rfc3339(ends),
      deletionGracePeriodSeconds: graceSeconds,
      ...(finalizers.length > 0 ? { finalizers } : {}),
    },
  };
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
