// ImageLocality: a node that has the pod's images already, if they are large. Kubernetes:
// plugins/imagelocality/image_locality.go. Chapter 17.
// Engine room: not told line by line.

import { type CycleState, stateKey } from './cycle-state.ts';
import type { Pod } from './objects.ts';
import { SKIP } from './status.ts';
import type { Handle, NodeInfo, Plugin, PluginFactory, Verdict } from './types.ts';

const MIB = 1024 * 1024;
/** Images that come to less are pulled in no time. */
export const MIN_IMAGE_BYTES: number = 23 * MIB;
/** More than so much for each container changes nothing. */
export const MAX_IMAGE_BYTES: number = 1_000 * MIB;

/** The images of a pod by the names that nodes report, and how many nodes there are. */
interface Wanted {
  readonly images: readonly string[];
  readonly nodes: number;
}

const WANTED = stateKey<Wanted>('PreScore/ImageLocality');

class ImageLocality implements Plugin {
  readonly name = 'ImageLocality';
  readonly #handle: Handle;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  /** Where no node has any of the images, every node is worth 0: nothing to do. */
  preScore(state: CycleState, { spec }: Pod, nodes: readonly NodeInfo[]): Verdict {
    const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
    const images = containers.map(({ image = '' }) => fullName(image));
    const isThere = nodes.some(
      (node) =>
        node.images.size > 0 && images.some((name) => node.images.has(name)),
    );
    if (!isThere) return SKIP;
    state.write(WANTED, { images, nodes: this.#handle.snapshot().nodes.length });
    return undefined;
  }

  /** What is rare counts less: else all pods of one image would go to its one node. */
  score(state: CycleState, _pod: Pod, node: NodeInfo): number {
    const { images, nodes } = state.read(WANTED) ?? { images: [], nodes: 1 };
    let sum = 0;
    for (const name of images) {
      const image = node.images.get(name);
      if (image !== undefined)
        sum += Math.trunc(image.size * (image.nodes / nodes));
    }
    const most = MAX_IMAGE_BYTES * images.length;
    const bytes = Math.min(Math.max(sum, MIN_IMAGE_BYTES), most);
    return Math.trunc((100 * (bytes - MIN_IMAGE_BYTES)) / (most - MIN_IMAGE_BYTES));
  }
}

/** With `:latest`, if it has no tag: a colon before the last slash is a port's. */
function fullName(image: string): string {
  const hasTag = image.lastIndexOf(':') > image.lastIndexOf('/');
  return hasTag ? image : `${image}:latest`;
}

export const imageLocality: PluginFactory = (_args, handle) =>
  new ImageLocality(handle);
