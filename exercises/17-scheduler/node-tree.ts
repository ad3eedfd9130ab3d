// Node tree: the nodes zone by zone, so that a walk over them changes the zone with each
// step. Kubernetes: pkg/scheduler/backend/cache/node_tree.go. Chapter 17.
// Engine room: not told line by line.

import type { Node } from './objects.ts';

const REGION = 'topology.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';

function zoneOf({ metadata }: Node): string {
  const { [REGION]: region = '', [ZONE]: zone = '' } = metadata.labels ?? {};
  return `${region}/${zone}`;
}

export class NodeTree {
  readonly #zones = new Map<string, Set<string>>();
  readonly #zoneOf = new Map<string, string>();
  #names: readonly string[] | undefined;

  set(node: Node): void {
    const { name = '' } = node.metadata;
    const zone = zoneOf(node);
    if (this.#zoneOf.get(name) === zone) return;
    this.delete(name);
    const names = this.#zones.get(zone) ?? new Set();
    this.#zones.set(zone, names.add(name));
    this.#zoneOf.set(name, zone);
    this.#names = undefined;
  }

  delete(name: string): void {
    const zone = this.#zoneOf.get(name);
    if (zone === undefined) return;
    const names = this.#zones.get(zone);
    names?.delete(name);
    if (names?.size === 0) this.#zones.delete(zone);
    this.#zoneOf.delete(name);
    this.#names = undefined;
  }

  has(name: string): boolean {
    return this.#zoneOf.has(name);
  }

  /** The same list as long as no node comes or goes. */
  get names(): readonly string[] {
    this.#names ??= interleaved([...this.#zones.values()].map((zone) => [...zone]));
    return this.#names;
  }
}

/** The first of each list, then the second of each. */
function interleaved(lists: readonly (readonly string[])[]): readonly string[] {
  const names: string[] = [];
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let i = 0; i < longest; i++)
    for (const { [i]: name } of lists) if (name !== undefined) names.push(name);
  return names;
}
