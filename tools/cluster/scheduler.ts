// The scheduler of a cluster: chapter 17's, with the plugins that later chapters bring. It
// knows the API server as any other client does.

import type { Handler, UserInfo } from '#apiserver';
import { createClient } from '#client';
import { createScheduler, PLUGINS } from '#scheduler';
import { TAINTS } from '#taints';
import type { World } from '#world';
import type { Running } from './beside.ts';

/** As whom kube-scheduler speaks; its role is among those of every cluster. */
const SCHEDULER: UserInfo = {
  name: 'system:kube-scheduler',
  groups: ['system:authenticated'],
};

/** Begins to schedule. `config` is a KubeSchedulerConfiguration, parsed. @throws Error if it can't be */
export function startScheduler(
  world: World,
  handle: Handler,
  config?: unknown,
  onError: (error: unknown) => void = (error) => console.error(error),
): Running {
  const scheduler = createScheduler(world, {
    client: createClient(handle, { user: SCHEDULER, userAgent: 'kube-scheduler' }),
    registry: { ...PLUGINS, ...TAINTS },
    ...(config === undefined ? {} : { config }),
    onError,
  });
  const run = scheduler.run();
  return {
    whenSynced: () => scheduler.whenSynced(),
    stop: async () => {
      scheduler.stop();
      await run;
    },
  };
}
