// NoExecute taints: what a status of Ready means for a node, and for its place in the queue
// of its zone. Kubernetes: processTaintBaseEviction in pkg/controller/nodelifecycle.
// Chapter 23.
// Engine room: not told line by line.

import { keyOf, type ResourceClient } from '#client';
import { rfc3339 } from '#objects';
import type { Clock } from '#world';
import { noExecuteKey, noExecuteKeys, withNoExecute } from './no-execute.ts';
import type { Node } from './objects.ts';
import type { TaintQueues } from './taint-queues.ts';
import { changeTaints } from './taint-writes.ts';
import { zoneOf } from './zones.ts';

export interface TainterParts {
  readonly clock: Clock;
  readonly nodes: ResourceClient<Node>;
  /** One for each zone, so that one that dies doesn't hold up another. */
  readonly queues: TaintQueues;
}

export class Tainter {
  readonly #parts: TainterParts;

  constructor(parts: TainterParts) {
    this.#parts = parts;
  }

  /** Gives a node this one of the two taints; without a key, neither. */
  async put(node: Node, key?: string): Promise<void> {
    const { clock, nodes } = this.#parts;
    const now = rfc3339(clock.wall());
    await changeTaints(nodes, node, (fresh) => withNoExecute(fresh, key, now));
  }

  /**
   * Takes the taints off a node that is ready. One that isn't, and has none, queues for
   * one, as if it had come now; one with the wrong taint gets the right one at once.
   */
  async look(node: Node, ready: string): Promise<void> {
    const key = noExecuteKey(ready);
    if (key === undefined) return this.clear(node);
    const keys = noExecuteKeys(node);
    if (keys.some((has) => has !== key)) return this.put(node, key);
    const { queues } = this.#parts;
    const [zone, name] = [zoneOf(node), keyOf(node)];
    if (keys.length === 0) queues.remove(zone, name);
    queues.add(zone, name);
  }

  /** Takes the taints off a node, and the node out of its queue. */
  async clear(node: Node): Promise<void> {
    await this.put(node);
    this.#parts.queues.remove(zoneOf(node), keyOf(node));
  }
}
