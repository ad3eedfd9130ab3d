// The API server of a cluster: its sockets filled with what the chapters have so far.

import {
  type ApiServerOptions,
  createApiServer,
  createMetrics,
  discoveryPaths,
  type Handler,
  type HealthCheck,
  healthPaths,
  PING,
  type Storage,
  versionPath,
} from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import { openApiPaths, type Served } from '#apiserver/node';
import { type ClusterInfo, createGates, type TokenKey } from '#gates/kubernetes';
import { callWebhook } from '#gates/node';
import { taintNodesAtCreation } from '#nodes';
import { rfc3339 } from '#objects';
import { managedFields, patchers } from '#patch';
import { podBinding } from '#scheduler';
import { createServiceAddresses } from '#services';
import type { VirtualClock, World } from '#world';
import { compactEvery } from './compact.ts';
import { createAuditLog } from './debug-audit.ts';
import { clockPaths } from './debug-clock.ts';
import { processGauges } from './gauges.ts';
import { keepAddresses } from './keep-addresses.ts';
import { applyScales } from './scale-apply.ts';
import { patchedByWebhook } from './webhook-patch.ts';
import { YAML_DECODERS } from './yaml.ts';

export interface Parts {
  readonly world: World;
  /** The one that stands still, if it does. */
  readonly clock: VirtualClock | undefined;
  readonly storage: Storage;
  readonly doors: readonly Served[];
  /** Signs the tokens of service accounts; absent, there are none. */
  readonly tokenKey?: TokenKey;
  /** What has to be well besides, before the cluster says that it is ready. */
  readonly ready?: readonly HealthCheck[];
  /** Whether the audit log is kept, and can be read at /debug/audit. */
  readonly isAudited?: boolean;
}

export interface Assembled {
  readonly handle: Handler;
  /** Makes what every cluster has. Until it is over, /readyz says that it isn't ready. */
  open(info: ClusterInfo): Promise<void>;
  /** Fulfilled when what stands in for controllers has done what there was to do. */
  settled(): Promise<void>;
  close(): void;
}

export function assemble(parts: Parts): Assembled {
  const { world, clock, storage, doors, tokenKey, ready = [], isAudited } = parts;
  const log = isAudited === true ? createAuditLog() : undefined;
  const decoders = { ...KUBERNETES.decoders, ...YAML_DECODERS };
  const gates = createGates({
    ...{ world, decoders },
    webhooks: { call: callWebhook, jsonPatch: patchedByWebhook },
    ...(tokenKey === undefined ? {} : { tokenKey }),
    ...(log === undefined ? {} : { audit: log.audit }),
  });
  const addresses = createServiceAddresses(world);
  const metrics = createMetrics(world.clock, processGauges(doors));
  const checks = [PING, gates.isBorn];
  const options: ApiServerOptions = {
    ...{ ...KUBERNETES, world, storage },
    filters: [
      ...[metrics.filter, ...gates.filters, ...KUBERNETES.filters],
      addresses.filter,
    ],
    ...{ patchers, decoders },
    admission: [
      managedFields(() => rfc3339(world.clock.wall())),
      taintNodesAtCreation,
      ...gates.admission,
      ...KUBERNETES.admission,
      // Numbers are given out when nothing changes any more.
      addresses.admission,
    ],
    subresources: {
      ...applyScales(KUBERNETES.subresources, world),
      ...gates.subresources,
      ...podBinding(world),
    },
    paths: {
      ...gates.paths,
      ...discoveryPaths(KUBERNETES.resources),
      ...openApiPaths(KUBERNETES.resources),
      ...healthPaths('healthz', checks),
      ...healthPaths('livez', checks),
      ...healthPaths('readyz', [...checks, gates.isSynced, ...ready]),
      ...(clock === undefined ? {} : clockPaths(clock)),
      ...log?.paths,
      '/version': versionPath,
      '/metrics': metrics.path,
    },
  };
  const server = createApiServer(options);
  let kept: { stop(): void } | undefined;
  const endCompaction = compactEvery(world.clock, storage);
  return {
    handle: server.handle,
    open: async (info) => {
      kept = await keepAddresses(world, server.handle, addresses);
      await gates.open(server, info);
    },
    settled: () => gates.settled(),
    close: () => {
      endCompaction();
      kept?.stop();
      gates.close();
      server.close();
    },
  };
}
