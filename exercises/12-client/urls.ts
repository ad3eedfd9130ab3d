// Where requests go: the path of a resource and of one object of it, and the query.
// Chapter 12. Engine room: not told line by line.

import type { Resource } from '#apiserver';
import { splitKey } from './keys.ts';
import type { PatchOptions, WatchOptions } from './requests.ts';

/** What of a row a client has to know. */
export type ResourceName = Pick<
  Resource,
  'group' | 'version' | 'resource' | 'namespaced'
>;

/** All objects: of one namespace, or of all. */
export function collectionUrl(row: ResourceName, namespace = ''): string {
  const { group, version, resource, namespaced } = row;
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  if (!namespaced || namespace === '') return `${root}/${resource}`;
  return `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`;
}

export function objectUrl(
  row: ResourceName,
  key: string,
  subresource = '',
): string {
  const { namespace, name } = splitKey(key);
  if (name === '' || row.namespaced !== (namespace !== '')) {
    const expected = row.namespaced ? 'namespace/name' : 'a name';
    throw new Error(
      `client: expected ${expected} for ${row.resource}, found ${key}`,
    );
  }
  const url = `${collectionUrl(row, namespace)}/${encodeURIComponent(name)}`;
  return subresource === '' ? url : `${url}/${subresource}`;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export function withQuery(url: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') params.set(name, String(value));
  const text = params.toString();
  return text === '' ? url : `${url}?${text}`;
}

export function listQuery(options: WatchOptions): Query {
  const { labelSelector, fieldSelector, resourceVersion } = options;
  return { labelSelector, fieldSelector, resourceVersion };
}

export function patchQuery({ fieldManager, force }: PatchOptions): Query {
  return { fieldManager, force };
}
