// Cache: the nodes, and the pods on them, as the scheduler believes them to be: what the
// API server has told, and what it has itself decided and not been told yet. Kubernetes:
// pkg/scheduler/backend/cache/cache.go. Chapter 17.

import { NotWritten } from '#world';
import type { Clock, Millis } from '#world';
import { Images } from './images.ts';
import { NodeState, podInfoOf, uidOf } from './node-info.ts';
import { NodeTree } from './node-tree.ts';
import type { Node, Pod } from './objects.ts';
import type { NodeInfo, PodInfo, Snapshot } from './types.ts';

/** An assumed pod that is bound is taken for told after so long; 0 is never. */
export const ASSUME_EXPIRATION_MS: Millis = 0;

export class Cache {
  readonly #clock: Clock;
  readonly #expiration: Millis;
  /** Every pod that has a node, by uid. */
  readonly #pods = new Map<string, PodInfo>();
  /** Those of them that nobody has told yet, and until when they are believed. */
  readonly #assumed = new Map<string, Millis>();
  /** Also those that have pods and have not been told, or not any more. */
  readonly #nodes = new Map<string, NodeState>();
  readonly #tree = new NodeTree();
  readonly #images = new Images();
  #snapshot: Snapshot | undefined;

  constructor(clock: Clock, expiration: Millis = ASSUME_EXPIRATION_MS) {
    this.#clock = clock;
    this.#expiration = expiration;
  }

  /** It goes to the node in its spec, says the scheduler. @throws Error if known */
  assumePod(pod: Pod): void {
    this.#move(pod, 'assumed');
  }

  /** It doesn't, after all. Nothing, if it is not assumed. */
  forgetPod(pod: Pod): void {
    this.#move(pod, 'forgotten');
  }

  /** It is on the node in its spec, says the API server: new, or as it is now. */
  setPod(pod: Pod): void {
    this.#move(pod, 'told');
  }

  /** It is gone, or has ended, says the API server. */
  removePod(pod: Pod): void {
    this.#move(pod, 'gone');
  }

  /**
   * Decides what is believed of the pod from now on; it has its share of one node
   * at most. Assumed: throws `scheduler cache: pod UID is on a node already` if
   * something is believed of it; else it's believed without an end. Forgotten:
   * nothing, unless it is assumed; then it's off its node. Told: it is on the node in
   * its spec, as it is there, wherever it was; and not assumed any more. Gone: it is
   * off its node, assumed or not.
   */
  #move(pod: Pod, what: 'assumed' | 'forgotten' | 'told' | 'gone'): void {
    // TODO 17.6: keep what is believed of the pod, and where its share is
    throw new NotWritten('17.6');
  }

  /** The pod takes its share of the node in its spec. */
  #put(uid: string, pod: Pod): void {
    const info = podInfoOf(pod);
    this.#pods.set(uid, info);
    this.#nodeOf(pod.spec.nodeName ?? '').addPod(info);
  }

  /** The pod leaves its share, wherever it has one. */
  #take(uid: string): void {
    const pod = this.#pods.get(uid)?.pod;
    if (pod === undefined) return;
    this.#pods.delete(uid);
    const name = pod.spec.nodeName ?? '';
    const node = this.#nodeOf(name);
    node.removePod(pod);
    if (node.count === 0 && !this.#tree.has(name)) this.#nodes.delete(name);
  }

  /** A pod may be told before its node is. */
  #nodeOf(name: string): NodeState {
    const known = this.#nodes.get(name);
    if (known !== undefined) return known;
    const bare = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
    const made = new NodeState(bare);
    this.#nodes.set(name, made);
    return made;
  }

  isAssumed(pod: Pod): boolean {
    return this.#assumed.has(uidOf(pod));
  }

  /** The pod as it is here, if it is on a node. */
  getPod(uid: string): Pod | undefined {
    return this.#pods.get(uid)?.pod;
  }

  /** It is bound: the API server said so to the one who asked. */
  finishBinding(pod: Pod): void {
    if (this.#expiration === 0 || !this.isAssumed(pod)) return;
    this.#assumed.set(uidOf(pod), this.#clock.now() + this.#expiration);
  }

  /** Drops what was assumed for longer than is believed. */
  cleanUp(): void {
    for (const [uid, until] of this.#assumed) {
      if (until >= this.#clock.now()) continue;
      this.#assumed.delete(uid);
      this.#take(uid);
    }
  }

  setNode(node: Node): void {
    const state = this.#nodeOf(node.metadata.name ?? '');
    state.setNode(node);
    state.images = this.#images.replace(state.images, node);
    this.#tree.set(node);
    this.#snapshot = undefined;
  }

  /** Its pods are believed to be there until they are told to be gone. */
  removeNode(node: Node): void {
    const { name = '' } = node.metadata;
    const state = this.#nodes.get(name);
    this.#tree.delete(name);
    this.#snapshot = undefined;
    if (state === undefined) return;
    state.images = this.#images.replace(state.images, undefined);
    if (state.count === 0) this.#nodes.delete(name);
  }

  /**
   * The nodes that were told, each as it is now. A cycle runs in one turn, so
   * nothing changes under it; what is kept for longer sees what comes.
   */
  snapshot(): Snapshot {
    this.#snapshot ??= this.#listed();
    return this.#snapshot;
  }

  #listed(): Snapshot {
    const nodes: NodeInfo[] = [];
    for (const name of this.#tree.names) {
      const node = this.#nodes.get(name);
      if (node !== undefined) nodes.push(node);
    }
    const get = (name: string) =>
      this.#tree.has(name) ? this.#nodes.get(name) : undefined;
    return { nodes, get };
  }
}
