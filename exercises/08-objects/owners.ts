// Owner references: who made an object, and what is wrong with such a list. Chapter 08.
// Engine room: not told line by line.

import { type FieldError, invalidField } from './field-error.ts';
import { apiVersionOf, parseApiVersion } from './kinds.ts';
import type { GroupVersionKind, KubeObject, OwnerReference } from './types.ts';

/** The one owner that is the object's controller. */
export function controllerOf({ metadata }: KubeObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

/** Whether `owner` is the object's controller: this very one, not one of its name. */
export function isControlledBy(object: KubeObject, owner: KubeObject): boolean {
  const uid = controllerOf(object)?.uid;
  return uid !== undefined && uid === owner.metadata.uid;
}

/** The reference with which a controller marks what it makes. */
export function controllerReference(
  { metadata }: KubeObject,
  kind: GroupVersionKind,
): OwnerReference {
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    ...{ name: metadata.name ?? '', uid: metadata.uid ?? '' },
    ...{ controller: true, blockOwnerDeletion: true },
  };
}

/** What is wrong with a list of owners: a field that is missing, a second controller. */
export function ownerFaults(
  owners: readonly OwnerReference[],
  field: string,
): readonly FieldError[] {
  let first = '';
  return owners.flatMap((owner, i) => {
    const faults = [...faultsOfOne(owner, `${field}[${i}]`)];
    if (owner.controller !== true) return faults;
    const name = `${owner.kind}/${owner.name}`;
    if (first !== '') faults.push(invalidField(field, owners, twice(first, name)));
    else first = name;
    return faults;
  });
}

function twice(first: string, second: string): string {
  const found = `Found "true" in references for ${first} and ${second}`;
  return `Only one reference can have Controller set to true. ${found}`;
}

function faultsOfOne(owner: OwnerReference, field: string): readonly FieldError[] {
  const faults: FieldError[] = [];
  const { apiVersion } = owner;
  const parsed = parseApiVersion(apiVersion);
  if (apiVersion !== '' && (parsed === undefined || parsed.version === '')) {
    const says = 'must be <group>/<version> or <version>';
    faults.push(invalidField(`${field}.apiVersion`, apiVersion, says));
  }
  for (const name of ['apiVersion', 'kind', 'name', 'uid'] as const) {
    if (owner[name] !== '') continue;
    const detail = 'must not be empty';
    faults.push({ type: 'FieldValueRequired', field: `${field}.${name}`, detail });
  }
  if (apiVersion === 'v1' && owner.kind === 'Event') {
    const says = '/v1, Kind=Event is disallowed from being an owner';
    faults.push(invalidField(field, owner, says));
  }
  return faults;
}
