// The EndpointSlice controller. A key of its queue is a Service. Kubernetes:
// pkg/controller/endpointslice/endpointslice_controller.go.

import {
  createWorkQueue,
  type Delta,
  keyOf,
  type ResourceClient,
  type WorkQueue,
} from '#client';
import type { Service } from '#services';
import {
  codeOf,
  type EndpointController,
  type EndpointParts,
  isEnding,
  NotYet,
  PATIENCE,
  podsOf,
  runOn,
} from './endpoint-copies.ts';
import { type EndpointSlice, isSelecting, SLICES } from './endpoint-objects.ts';
import {
  type KnownNode,
  MANAGED_BY,
  SERVICE_NAME,
  SLICE_CONTROLLER,
  type SlicePlan,
  slicePlan,
} from './slice-plan.ts';
import { SliceTracker } from './slice-tracker.ts';

const ZONE = 'topology.kubernetes.io/zone';

export class SliceController implements EndpointController {
  readonly #parts: EndpointParts;
  readonly #queue: WorkQueue;
  readonly #slices: ResourceClient<EndpointSlice>;
  readonly #tracker = new SliceTracker();
  /** Services that are looked at again as soon as the copy has heard of more. */
  readonly #waiting = new Set<string>();
  /** Services with Pods on nodes that nobody has seen yet. */
  readonly #nodeless = new Map<string, Set<string>>();

  constructor(parts: EndpointParts) {
    this.#parts = parts;
    this.#queue = createWorkQueue(parts.world);
    this.#slices = parts.client.resource<EndpointSlice>(SLICES);
    parts.copies.slices.listen((delta) => this.#onSlice(delta));
    parts.copies.nodes.listen(({ type, object }) => {
      if (type === 'Added') this.#onNode(keyOf(object));
    });
  }

  add(key: string): void {
    this.#queue.add(key);
  }

  run(): Promise<void> {
    return runOn(this.#queue, this.#parts, (key) => this.#reconcile(key));
  }

  stop(): void {
    this.#queue.shutDown();
  }

  #onSlice(delta: Delta<EndpointSlice>): void {
    const { object } = delta;
    const key = serviceOf(object);
    if (this.#waiting.delete(key)) this.#queue.add(key);
    const was = delta.type === 'Updated' ? delta.old : object;
    if (!isOurs(object) && !isOurs(was)) return;
    if (delta.type === 'Deleted') {
      if (this.#tracker.ended(key, object)) this.#queue.add(key);
      return;
    }
    if (serviceOf(was) !== key) this.#queue.add(serviceOf(was));
    if (!isOurs(object) || this.#tracker.isForeign(key, object))
      this.#queue.add(key);
  }

  #onNode(name: string): void {
    for (const key of this.#nodeless.get(name) ?? []) this.#queue.add(key);
    this.#nodeless.delete(name);
  }

  async #reconcile(key: string): Promise<void> {
    const { copies } = this.#parts;
    const service = copies.services.lister.get(key);
    const has = copies.slices.lister
      .byIndex('service', key)
      .filter((slice) => isOurs(slice) && !isGoing(slice));
    if (service === undefined) return this.#end(key, has);
    if (!isSelecting(service)) return;
    const isPatient = this.#queue.numRequeues(key) < PATIENCE;
    if (!isPatient) this.#tracker.forget(key);
    if (this.#tracker.isStale(key, has)) {
      this.#waiting.add(key);
      throw new NotYet(`${key}: the copy has not heard of our last write`);
    }
    const pods = podsOf(copies, service);
    const nodeOf = (name: string) => this.#nodeOf(name);
    const plan = slicePlan(service, has, { pods, nodeOf });
    await this.#write(service, plan);
    this.#retry(key, plan.missing);
  }

  #nodeOf(name: string): KnownNode | undefined {
    const node = this.#parts.copies.nodes.lister.get(name);
    return node && { zone: node.metadata.labels?.[ZONE] };
  }

  /** Kubernetes leaves that to the garbage collector: chapter 15. */
  async #end(key: string, has: readonly EndpointSlice[]): Promise<void> {
    for (const slice of has) await this.#remove(key, slice);
    this.#tracker.forget(key);
  }

  async #write(service: Service, { create, update, remove }: SlicePlan) {
    const key = keyOf(service);
    // Those of a Service that is being deleted would outlive it.
    for (const one of isGoing(service) ? [] : create) {
      const made = await unlessEnding(() => this.#slices.create(one));
      if (made !== undefined) this.#tracker.written(key, made);
    }
    for (const one of update)
      this.#tracker.written(key, await this.#slices.update(one));
    for (const one of remove) await this.#remove(key, one);
  }

  async #remove(key: string, slice: EndpointSlice): Promise<void> {
    const { uid } = slice.metadata;
    try {
      const only = uid === undefined ? {} : { uid };
      await this.#slices.delete(keyOf(slice), only);
    } catch (error) {
      if (codeOf(error) !== 404) throw error;
    }
    this.#tracker.deleted(key, slice);
  }

  #retry(key: string, missing: readonly string[]): void {
    for (const node of missing) {
      const keys = this.#nodeless.get(node) ?? new Set<string>();
      this.#nodeless.set(node, keys.add(key));
    }
    const [node] = missing;
    if (node !== undefined) throw new NotYet(`${key}: no node ${node}`);
  }
}

/** In a namespace that ends nothing is made any more, and nobody misses it. */
async function unlessEnding<T>(create: () => Promise<T>): Promise<T | undefined> {
  try {
    return await create();
  } catch (error) {
    if (isEnding(error)) return undefined;
    throw error;
  }
}

function isOurs({ metadata }: EndpointSlice): boolean {
  return metadata.labels?.[MANAGED_BY] === SLICE_CONTROLLER;
}

function serviceOf({ metadata }: EndpointSlice): string {
  return `${metadata.namespace}/${metadata.labels?.[SERVICE_NAME] ?? ''}`;
}

function isGoing({ metadata }: { readonly metadata: object }): boolean {
  return 'deletionTimestamp' in metadata;
}
