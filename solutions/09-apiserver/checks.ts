// What is wrong with an object that is to be written, before any kind looks at it.
// Engine room: not told line by line. Chapter 09.

import {
  alreadyExists,
  badRequest,
  conflict,
  type FieldError,
  invalid,
  metadataFaults,
  StatusError,
} from '#objects';
import type { ApiObject, Item } from './item.ts';
import type { Scope } from './scope.ts';

/** @throws StatusError Invalid with all that is wrong with a new object */
export function checkNew(scope: Scope, object: ApiObject): void {
  const { row, strategy, nameFaults } = scope;
  const rules = { isNamespaced: row.namespaced, nameFaults };
  const faults = [
    ...metadataFaults(object.metadata, rules),
    ...(strategy.validate?.(object) ?? []),
  ];
  if (faults.length > 0) throw invalid(row, object.metadata.name ?? '', faults);
}

/** @throws StatusError Invalid with all that is wrong with a changed one */
export function checkChanged(
  scope: Scope,
  object: ApiObject,
  old: ApiObject,
  subresource: string,
): void {
  const { row, strategy, nameFaults } = scope;
  const rules = { isNamespaced: row.namespaced, nameFaults };
  const faults = [
    ...metadataFaults(object.metadata, rules),
    ...newFinalizers(object, old),
    ...(strategy.validateUpdate?.(object, old, subresource) ?? []),
  ];
  if (faults.length > 0) throw invalid(row, object.metadata.name ?? '', faults);
}

function newFinalizers(object: ApiObject, old: ApiObject): readonly FieldError[] {
  if (old.metadata.deletionTimestamp === undefined) return [];
  const { finalizers: before = [] } = old.metadata;
  const { finalizers = [] } = object.metadata;
  const added = finalizers.filter((one) => !before.includes(one)).sort();
  if (added.length === 0) return [];
  const list = added.map((one) => JSON.stringify(one)).join(', ');
  const detail = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  return [{ type: 'FieldValueForbidden', field: 'metadata.finalizers', detail }];
}

/** @throws StatusError BadRequest if it is not the object that the path names */
export function checkName({ metadata }: ApiObject, name: string): void {
  if ((metadata.name ?? '') === '')
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  if (metadata.name === name) return;
  throw badRequest(
    `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
  );
}

/** What a Conflict says: registry.OptimisticLockErrorMsg. */
const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

/** @throws StatusError Conflict if it is not the object, or the version, it was made of */
export function checkPreconditions(
  scope: Scope,
  sent: ApiObject,
  old: ApiObject,
): void {
  const { name = '', uid = '', resourceVersion = '' } = old.metadata;
  const { uid: sentUid = '', resourceVersion: known = '' } = sent.metadata;
  if (sentUid !== '' && sentUid !== uid)
    throw conflict(
      scope.row,
      name,
      `Precondition failed: UID in precondition: ${sentUid}, UID in object meta: ${uid}`,
    );
  if (known !== '' && known !== '0' && known !== resourceVersion)
    throw conflict(scope.row, name, MODIFIED);
}

/** AlreadyExists; of what is on its way out it says so. */
export function taken(
  { row }: Scope,
  name: string,
  there: Item | undefined,
): StatusError {
  const error = alreadyExists(row, name);
  if (there?.object.metadata.deletionTimestamp === undefined) return error;
  const message = `object is being deleted: ${error.message}`;
  return new StatusError({ ...error.status, message });
}
