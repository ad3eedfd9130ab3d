// Groups, versions and kinds as texts. Chapter 08.

import type { GroupVersionKind } from './types.ts';

type GroupVersion = Pick<GroupVersionKind, 'group' | 'version'>;

/** What an object has as apiVersion: `apps/v1`, and `v1` in the core group. */
export function apiVersionOf({ group, version }: GroupVersion): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The other way round. More than one slash is no apiVersion. */
export function parseApiVersion(text: string): GroupVersion | undefined {
  const [first = '', second, ...more] = text.split('/');
  if (more.length > 0) return undefined;
  if (second === undefined) return { group: '', version: first };
  return { group: first, version: second };
}

/** The schema that an object says it is written in. */
export function kindOf(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): GroupVersionKind | undefined {
  const parsed = parseApiVersion(object.apiVersion);
  return parsed && { ...parsed, kind: object.kind };
}
