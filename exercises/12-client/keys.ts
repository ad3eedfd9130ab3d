// How an object is called in caches and queues. client-go: MetaNamespaceKeyFunc.
// Chapter 12.

import type { KubeObject } from '#objects';

/** `default/web`; of a kind that belongs to the cluster, `node-1`. */
export function keyOf({ metadata }: KubeObject): string {
  const { namespace = '', name = '' } = metadata;
  return namespace === '' ? name : `${namespace}/${name}`;
}

/** The other way round: the part behind the slash is the name. */
export function splitKey(key: string): Record<'namespace' | 'name', string> {
  const slash = key.indexOf('/');
  return {
    namespace: key.slice(0, Math.max(slash, 0)),
    name: key.slice(slash + 1),
  };
}
