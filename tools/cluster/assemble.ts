// The API server of a cluster: its sockets filled with what the chapters have so far.

import {
  type ApiServer,
  type ApiServerOptions,
  createApiServer,
  createMetrics,
  discoveryPaths,
  healthPaths,
  PING,
  type Storage,
  versionPath,
} from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import { openApiPaths, type Served } from '#apiserver/node';
import { rfc3339 } from '#objects';
import { managedFields, patchers } from '#patch';
import type { VirtualClock, World } from '#world';
import { clockPaths } from './debug-clock.ts';
import { processGauges } from './gauges.ts';

export interface Parts {
  readonly world: World;
  /** The one that stands still, if it does. */
  readonly clock: VirtualClock | undefined;
  readonly storage: Storage;
  readonly doors: readonly Served[];
}

export function assemble({ world, clock, storage, doors }: Parts): ApiServer {
  const metrics = createMetrics(world.clock, processGauges(doors));
  const checks = [PING];
  const options: ApiServerOptions = {
    ...{ ...KUBERNETES, world, storage },
    filters: [metrics.filter, ...KUBERNETES.filters],
    patchers,
    admission: [
      ...KUBERNETES.admission,
      managedFields(() => rfc3339(world.clock.wall())),
    ],
    paths: {
      ...discoveryPaths(KUBERNETES.resources),
      ...openApiPaths(KUBERNETES.resources),
      ...healthPaths('healthz', checks),
      ...healthPaths('livez', checks),
      ...healthPaths('readyz', checks),
      ...(clock === undefined ? {} : clockPaths(clock)),
      '/version': versionPath,
      '/metrics': metrics.path,
    },
  };
  return createApiServer(options);
}
