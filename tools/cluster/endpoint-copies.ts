// What both controllers of endpoints read, what each of them is, and how it is run.

import { type Client, type Informer, runController, type WorkQueue } from '#client';
import { type KubeObject, StatusError } from '#objects';
import type { Service } from '#services';
import type { World } from '#world';
import {
  type BackendPod,
  type EndpointSlice,
  type Endpoints,
  selects,
} from './endpoint-objects.ts';

/** What the controllers of endpoints know. */
export interface EndpointCopies {
  readonly services: Informer<Service>;
  readonly pods: Informer<BackendPod>;
  readonly nodes: Informer<KubeObject>;
  readonly slices: Informer<EndpointSlice>;
  readonly endpoints: Informer<Endpoints>;
}

/** One of the two. */
export interface EndpointController {
  /** Its objects, of the Service with this key, have to be looked at. */
  add(key: string): void;
  run(): Promise<void>;
  stop(): void;
}

export interface EndpointParts {
  readonly world: World;
  readonly copies: EndpointCopies;
  /** Requests in the name of this controller's service account. */
  readonly client: Client;
  readonly onError: (error: unknown) => void;
}

/** kube-controller-manager --concurrent-endpoint-syncs, and that of slices: 5. */
const WORKERS = 5;

/**
 * So often a copy that has not heard of our last write is waited for: 40 s. Then another may
 * have deleted what we wrote, while the watch was cut, and nobody will ever tell.
 */
export const PATIENCE = 13;

/** Nothing is wrong; it is only too early. */
export class NotYet extends Error {}

/** Works on the keys of Services until the queue is shut down. */
export function runOn(
  queue: WorkQueue,
  { copies, onError }: EndpointParts,
  reconcile: (key: string) => Promise<void>,
): Promise<void> {
  const informers = Object.values(copies);
  const report = (error: unknown): void => {
    // Another was faster: the copy will tell, and then it goes.
    const isLate = codeOf(error) === 404 || codeOf(error) === 409;
    if (!isLate && !(error instanceof NotYet)) onError(error);
  };
  return runController({
    ...{ queue, reconcile, informers },
    ...{ workers: WORKERS, onError: report },
  });
}

export function selectsPod(service: Service, { metadata }: BackendPod): boolean {
  return selects(service, metadata.labels);
}

/** The Pods that a Service selects. */
export function podsOf(
  { pods }: EndpointCopies,
  service: Service,
): readonly BackendPod[] {
  const { namespace = '' } = service.metadata;
  const all = pods.lister.byIndex('namespace', namespace);
  return all.filter((pod) => selectsPod(service, pod));
}

/** In a namespace that ends nothing is made any more, and nobody misses it. */
export function isEnding(error: unknown): boolean {
  if (!(error instanceof StatusError)) return false;
  const causes = error.status.details?.causes ?? [];
  return causes.some(({ reason }) => reason === 'NamespaceTerminating');
}

export function codeOf(error: unknown): number | undefined {
  return error instanceof StatusError ? error.status.code : undefined;
}
