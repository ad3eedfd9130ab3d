// Images: which there are, how large they are, and how many nodes have each. Kubernetes:
// pkg/scheduler/backend/cache/cache.go (addNodeImageStates). Chapter 17.
// Engine room: not told line by line.

import type { Node } from './objects.ts';
import type { ImageState } from './types.ts';

interface Counted extends ImageState {
  nodes: number;
}

export class Images {
  readonly #states = new Map<string, Counted>();

  /** What the node has from now on, in the place of what it had. */
  replace(
    old: ReadonlyMap<string, ImageState>,
    node: Node | undefined,
  ): ReadonlyMap<string, ImageState> {
    for (const name of old.keys()) this.#drop(name);
    const images = new Map<string, ImageState>();
    for (const { names = [], sizeBytes = 0 } of node?.status?.images ?? [])
      for (const name of names)
        if (!images.has(name)) images.set(name, this.#count(name, sizeBytes));
    return images;
  }

  #drop(name: string): void {
    const state = this.#states.get(name);
    if (state === undefined) return;
    state.nodes -= 1;
    if (state.nodes === 0) this.#states.delete(name);
  }

  /** Its size is what the first node says. */
  #count(name: string, size: number): ImageState {
    const state = this.#states.get(name) ?? { size, nodes: 0 };
    state.nodes += 1;
    this.#states.set(name, state);
    return state;
  }
}
