// How a row of the table is written down: what most kinds have is not said.
// Engine room: not told line by line. Chapter 09.

import type { Resource, Subresource, Verb } from '../types.ts';

const EVERY_VERB: readonly Verb[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** A row as it stands in a file of a group: what is absent is as with most kinds. */
interface Row extends Partial<Omit<Resource, 'group' | 'version'>> {
  readonly kind: string;
  readonly resource: string;
}

/** The rows of one version of a group, in the order in which discovery lists them. */
export function groupVersion(
  group: string,
  version: string,
  rows: readonly Row[],
): readonly Resource[] {
  return rows.map((row) => ({
    ...{ group, version, namespaced: true, verbs: EVERY_VERB },
    singular: row.kind.toLowerCase(),
    ...row,
  }));
}

export const STATUS: Subresource = {
  name: 'status',
  verbs: ['get', 'patch', 'update'],
};

export const SCALE: Subresource = {
  name: 'scale',
  verbs: ['get', 'patch', 'update'],
  kind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
};

/** A part of a kind of its own, which is of the core group. */
export function part(
  name: string,
  verbs: readonly Verb[],
  kind: string,
): Subresource {
  return { name, verbs, kind: { group: '', version: 'v1', kind } };
}

export function proxy(kind: string): Subresource {
  return part('proxy', ['create', 'delete', 'get', 'patch', 'update'], kind);
}
