// The Endpoints controller: one object for each Service, under its name. Deprecated since
// Kubernetes 1.33, and still written there. pkg/controller/endpoint/endpoints_controller.go.

import { isDeepStrictEqual } from 'node:util';
import {
  createWorkQueue,
  type Delta,
  keyOf,
  type ResourceClient,
  splitKey,
  type WorkQueue,
} from '#client';
import type { Labels } from '#objects';
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
import {
  ENDPOINTS,
  type Endpoints,
  HEADLESS,
  isHeadless,
  isSelecting,
} from './endpoint-objects.ts';
import { subsetsOf, truncated } from './subsets.ts';

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';
/** Objects of this kind were locks once: they have no Service. */
const LEADER = 'control-plane.alpha.kubernetes.io/leader';

export class OldEndpoints implements EndpointController {
  readonly #parts: EndpointParts;
  readonly #queue: WorkQueue;
  readonly #endpoints: ResourceClient<Endpoints>;
  /** By key the version that was written over, until the copy has heard of it. */
  readonly #over = new Map<string, string>();
  readonly #waiting = new Set<string>();

  constructor(parts: EndpointParts) {
    this.#parts = parts;
    this.#queue = createWorkQueue(parts.world);
    this.#endpoints = parts.client.resource<Endpoints>(ENDPOINTS);
    parts.copies.endpoints.listen((delta) => this.#onEndpoints(delta));
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

  #onEndpoints(delta: Delta<Endpoints>): void {
    const key = keyOf(delta.object);
    this.#over.delete(key);
    // At the start: a Service may be gone that had them.
    const isLeft = delta.type === 'Added' && delta.isInInitialList;
    const isLock = delta.object.metadata.annotations?.[LEADER] !== undefined;
    if (
      this.#waiting.delete(key) ||
      delta.type === 'Deleted' ||
      (isLeft && !isLock)
    )
      this.#queue.add(key);
  }

  async #reconcile(key: string): Promise<void> {
    const { copies } = this.#parts;
    const service = copies.services.lister.get(key);
    if (service === undefined) return this.#remove(key);
    if (!isSelecting(service)) return;
    const now = copies.endpoints.lister.get(key);
    const version = now?.metadata.resourceVersion ?? '';
    const isPatient = this.#queue.numRequeues(key) < PATIENCE;
    if (isPatient && this.#over.get(key) === version) {
      this.#waiting.add(key);
      throw new NotYet(`${key}: the copy has not heard of our last write`);
    }
    const wanted = wantedOf(service, subsetsOf(service, podsOf(copies, service)));
    if (now !== undefined && isSame(now, wanted)) return;
    await this.#write(key, now, wanted);
  }

  async #write(key: string, now: Endpoints | undefined, wanted: Endpoints) {
    const before = now?.metadata.resourceVersion ?? '';
    this.#over.set(key, before);
    try {
      const made = await (now === undefined
        ? this.#endpoints.create(wanted)
        : this.#endpoints.update(over(now, wanted)));
      // Nothing was written: nothing will be heard of it.
      if (made.metadata.resourceVersion === before) this.#over.delete(key);
    } catch (error) {
      this.#over.delete(key);
      // In a namespace that ends nothing is made any more.
      if (!isEnding(error)) throw error;
    }
  }

  async #remove(key: string): Promise<void> {
    try {
      await this.#endpoints.delete(key);
    } catch (error) {
      if (codeOf(error) !== 404) throw error;
    }
    // A Service of the same name begins anew.
    this.#over.delete(key);
  }
}

function wantedOf(service: Service, all: Endpoints['subsets'] = []): Endpoints {
  const { subsets, isCut } = truncated(all);
  const { namespace, name } = splitKey(keyOf(service));
  return {
    ...{ apiVersion: 'v1', kind: 'Endpoints' },
    metadata: {
      ...{ namespace, name, labels: labelsOf(service) },
      ...(isCut ? { annotations: { [OVER_CAPACITY]: 'truncated' } } : {}),
    },
    subsets,
  };
}

function labelsOf(service: Service): Labels {
  const { [HEADLESS]: _, ...labels } = service.metadata.labels ?? {};
  return {
    ...labels,
    ...(isHeadless(service) ? { [HEADLESS]: '' } : {}),
    [MANAGED_BY]: 'endpoint-controller',
  };
}

function isSame(now: Endpoints, wanted: Endpoints): boolean {
  const cut = (one: Endpoints) => one.metadata.annotations?.[OVER_CAPACITY];
  return (
    cut(now) === cut(wanted) &&
    isDeepStrictEqual({ ...now.metadata.labels }, wanted.metadata.labels) &&
    isDeepStrictEqual(now.subsets ?? [], wanted.subsets)
  );
}

/** The object as it is, with what it should hold. */
function over(now: Endpoints, { metadata, subsets = [] }: Endpoints): Endpoints {
  const { [OVER_CAPACITY]: _, ...annotations } = now.metadata.annotations ?? {};
  return {
    ...now,
    metadata: {
      ...now.metadata,
      ...(metadata.labels === undefined ? {} : { labels: metadata.labels }),
      annotations: { ...annotations, ...metadata.annotations },
    },
    subsets,
  };
}
