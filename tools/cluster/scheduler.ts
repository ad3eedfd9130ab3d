// The scheduler of a cluster: chapter 17's, with the plugins that later chapters bring. It
// knows the API server as any other client does.

import type { Handler, HealthCheck, UserInfo } from '#apiserver';
import { createClient } from '#client';
import { createScheduler, PLUGINS } from '#scheduler';
import { TAINTS } from '#taints';
import type { World } from '#world';

/** As whom kube-scheduler speaks; its role is among those of every cluster. */
const SCHEDULER: UserInfo = {
  name: 'system:kube-scheduler',
  groups: ['system:authenticated'],
};

export interface RunningScheduler {
  /** Fulfilled when it has seen all nodes and Pods, and begins. */
  whenSynced(): Promise<void>;
  stop(): Promise<void>;
}

/** Begins to schedule. `config` is a KubeSchedulerConfiguration, parsed. @throws Error if it can't be */
export function startScheduler(
  world: World,
  handle: Handler,
  config?: unknown,
): RunningScheduler {
  const scheduler = createScheduler(world, {
    client: createClient(handle, { user: SCHEDULER, userAgent: 'kube-scheduler' }),
    registry: { ...PLUGINS, ...TAINTS },
    ...(config === undefined ? {} : { config }),
    onError: (error) => console.error(error),
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

/** Says that the scheduler has not begun yet, until it has. */
export function schedulerCheck(): HealthCheck & { isSynced: boolean } {
  return {
    ...{ name: 'scheduler', isSynced: false },
    check() {
      return this.isSynced ? undefined : 'has not seen all nodes and pods yet';
    },
  };
}
