// Subresources that are a plain part of their object: what is written of them takes the
// place of that part, and of nothing else; and what is written of the object leaves them.
// Engine room: not told line by line. Chapter 09.

import type { ApiObject } from './item.ts';
import type { Resource } from './types.ts';

type Merge = (sent: ApiObject, old: ApiObject) => ApiObject;

const PARTS: ReadonlyMap<string, Merge> = new Map<string, Merge>([
  ['status', (sent, old) => withStatus(withManagers(old, sent), sent.status)],
  ['approval', (sent, old) => withStatus(withManagers(old, sent), sent.status)],
  ['finalize', (sent, old) => withSpec(withManagers(old, sent), sent.spec)],
  ['resize', (sent, old) => withSpec(withManagers(old, sent), sent.spec)],
  [
    'ephemeralcontainers',
    (sent, old) => withSpec(withManagers(old, sent), sent.spec),
  ],
]);

/** Whether a subresource is read and written as a part of its object. */
export function isPart(subresource: string): boolean {
  return PARTS.has(subresource);
}

/** The object as it would be: the part of it that the path names is the sent one's. */
export function partOf(
  subresource: string,
  { subresources = [] }: Resource,
  sent: ApiObject,
  old: ApiObject,
): ApiObject {
  const merge = PARTS.get(subresource);
  if (merge !== undefined) return merge(sent, old);
  const hasStatus = subresources.some(({ name }) => name === 'status');
  return hasStatus ? withStatus(sent, old.status) : sent;
}

function withStatus(object: ApiObject, status: unknown): ApiObject {
  const { status: dropped, ...rest } = object;
  return status === undefined ? rest : { ...rest, status };
}

function withSpec(object: ApiObject, spec: unknown): ApiObject {
  const { spec: dropped, status, ...rest } = object;
  return {
    ...rest,
    ...(spec === undefined ? {} : { spec }),
    ...(status === undefined ? {} : { status }),
  };
}

/** Whose the fields are is written down with every write, of a part too. */
function withManagers(old: ApiObject, { metadata }: ApiObject): ApiObject {
  const { managedFields } = metadata;
  if (managedFields === undefined) return old;
  return { ...old, metadata: { ...old.metadata, managedFields } };
}
