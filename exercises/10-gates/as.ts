// Objects of the kinds that the gates look into. The server has checked apiVersion and kind
// before; what a field holds is checked by those who use it. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import type { KubeObject } from '#objects';
import type { Pod, ResourceQuota, Role, RoleBinding } from './types.ts';

export const asRole = (object: KubeObject): Role => object as Role;
export const asRoleBinding = (object: KubeObject): RoleBinding =>
  object as RoleBinding;
export const asResourceQuota = (object: KubeObject): ResourceQuota =>
  object as ResourceQuota;
export const asPod = (object: KubeObject): Pod => object as Pod;

/** Any object, for those who look at a field here and there. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) return {};
  return value as Fields;
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : '';

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether the request writes Pods themselves, and not a part of one. */
export function isPodWrite({ resource, subresource }: Attributes): boolean {
  return (
    resource.group === '' && resource.resource === 'pods' && subresource === ''
  );
}

/** The object with a spec that has these fields too. */
export function withSpec(object: KubeObject, more: Fields): KubeObject {
  const { spec } = fieldsOf(object);
  return { ...object, ...{ spec: { ...fieldsOf(spec), ...more } } };
}
