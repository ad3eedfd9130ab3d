// A decider: cache, plugins and algorithm without queue and API server, for those who want
// to see decisions. Chapter 17. Engine room: not told line by line.

import type { World } from '#world';
import { Cache } from './cache.ts';
import { defaultProfile, PLUGINS } from './defaults.ts';
import { Framework } from './framework.ts';
import type { Node, Pod } from './objects.ts';
import { Algorithm, type Decision } from './schedule-pod.ts';
import type { Profile, Registry } from './types.ts';

export interface DeciderOptions {
  readonly nodes: readonly Node[];
  /** With a node in their spec. */
  readonly pods?: readonly Pod[];
  readonly profile?: Profile;
  readonly registry?: Registry;
  readonly percentageOfNodesToScore?: number;
}

export interface Decider {
  readonly cache: Cache;
  readonly framework: Framework;
  readonly algorithm: Algorithm;
  /** What would become of the pod. */
  decide(pod: Pod): Decision;
  /** Decides, and takes the node's share at once: its name, if there is one. */
  place(pod: Pod): string | undefined;
}

export function createDecider(world: World, options: DeciderOptions): Decider {
  const { registry = PLUGINS, profile = defaultProfile(registry) } = options;
  const cache = new Cache(world.clock);
  for (const node of options.nodes) cache.setNode(node);
  for (const pod of options.pods ?? []) cache.setPod(pod);
  const nothing = (): void => {};
  const framework = new Framework(profile, registry, (own) => ({
    world,
    snapshot: () => cache.snapshot(),
    filter: (state, pod, node) => own.filter(state, pod, node),
    ...{ activate: nothing, allow: nothing, reject: nothing },
  }));
  const { percentageOfNodesToScore = 0 } = options;
  const algorithm = new Algorithm(world.chance, percentageOfNodesToScore);
  const decide = (pod: Pod): Decision =>
    algorithm.schedulePod(framework, pod, cache.snapshot());
  const place = (pod: Pod): string | undefined => {
    const { node } = decide(pod);
    if (node !== undefined)
      cache.assumePod({ ...pod, spec: { ...pod.spec, nodeName: node } });
    return node;
  };
  return { cache, framework, algorithm, decide, place };
}
