// How gates look things up: in a copy. Chapter 10.

import type { Kinds } from './kinds.ts';

/** Looks things up in a copy of the cluster, which is as old as its last event. */
export interface Reader {
  /** `namespace` is '' for what belongs to the cluster. */
  get<K extends keyof Kinds>(
    resource: K,
    namespace: string,
    name: string,
  ): Kinds[K] | undefined;
  /** In the order of their names. */
  list<K extends keyof Kinds>(resource: K, namespace: string): readonly Kinds[K][];
}
