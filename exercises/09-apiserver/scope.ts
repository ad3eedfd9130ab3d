// All that the deeds of one resource need: its row, its strategy, where it is stored, and
// the doors out. Chapter 09. Engine room: not told line by line.

import { badRequest } from '#objects';
import type { Key } from '#store';
import type { World } from '#world';
import { Items } from './item.ts';
import { KeptList } from './kept-list.ts';
import { namesOf, segmentFaults } from './names.ts';
import type {
  ApiServerOptions,
  Columns,
  Resource,
  Storage,
  Strategy,
} from './types.ts';
import { WatchCache } from './watch-cache.ts';

export interface Scope {
  readonly row: Resource;
  readonly strategy: Strategy;
  readonly columns: Columns | undefined;
  readonly world: World;
  readonly storage: Storage;
  readonly options: ApiServerOptions;
  readonly items: Items;
  readonly cache: WatchCache;
  readonly kept: KeptList;
  /** What is wrong with a name of this kind. */
  readonly nameFaults: (name: string) => readonly string[];
}

/** `/pods`, `apps/deployments`: what the options' tables are keyed by. */
export function resourceKey({ group, resource }: Resource): string {
  return `${group}/${resource}`;
}

export function scopeOf(row: Resource, options: ApiServerOptions): Scope {
  const { world, storage, strategies = {}, columns = {} } = options;
  const key = resourceKey(row);
  const strategy = own(strategies, key) ?? {};
  const items = new Items(row, strategy.converted);
  const cache = new WatchCache({ world, storage, items, prefix: prefixOf(row) });
  const nameFaults = strategy.nameFaults ?? namesOf(row);
  const shared = { row, strategy, columns: own(columns, key), world, storage };
  return { ...shared, options, items, cache, nameFaults, kept: new KeptList() };
}

export function own<T>(
  table: Readonly<Record<string, T>>,
  key: string,
): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/**
 * Where Kubernetes stores what is not at /registry/RESOURCE. Its own groups share that
 * room; those of extensions stand below their group.
 */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['/nodes', 'minions'],
  ['/services', 'services/specs'],
  ['/endpoints', 'services/endpoints'],
  ['networking.k8s.io/ingresses', 'ingress'],
]);

/** `/registry/pods/`: below it stand the namespaces, or the names. */
export function prefixOf(row: Resource): Key {
  const key = row.storedAs ?? resourceKey(row);
  const [group = '', resource = ''] = key.split('/');
  const isOwn = !group.includes('.') || group.endsWith('.k8s.io');
  const place = PREFIXES.get(key) ?? (isOwn ? resource : key);
  return `/registry/${place}/`;
}

/** The key of one object. A name that is no path segment names none. */
export function keyOf(row: Resource, namespace: string, name: string): Key {
  const [fault] = segmentFaults(name);
  if (fault !== undefined) throw badRequest(`invalid name ${name}: ${fault}`);
  const place = row.namespaced ? `${namespace}/${name}` : name;
  return `${prefixOf(row)}${place}`;
}

/** The keys of a namespace's objects, or with '' of all. */
export function prefixIn(row: Resource, namespace: string): Key {
  const isAll = !row.namespaced || namespace === '';
  return isAll ? prefixOf(row) : `${prefixOf(row)}${namespace}/`;
}
