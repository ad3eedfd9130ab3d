// The controllers of chapter 23 in a cluster: they share what they watch, and each writes in
// the name of the service account that has its role.

import type { Handler, UserInfo } from '#apiserver';
import { type Client, createClient } from '#client';
import {
  createNodeInformers,
  createNodeLifecycle,
  createPodGc,
  createTaintEviction,
  type RunningController,
} from '#nodes';
import type { World } from '#world';
import type { Running } from './beside.ts';
import type { ControllerName } from './controllers.ts';
import { codeOf } from './fake-machine.ts';

/** As whom kube-controller-manager reads what all of its controllers share. */
const MANAGER: UserInfo = {
  name: 'system:kube-controller-manager',
  groups: ['system:authenticated'],
};

const serviceAccount = (name: string): UserInfo => ({
  name: `system:serviceaccount:kube-system:${name}`,
  groups: [
    ...['system:serviceaccounts', 'system:serviceaccounts:kube-system'],
    'system:authenticated',
  ],
});

/** Each with its account: eviction by taints uses that of the node controller. */
const ROWS: readonly {
  readonly name: ControllerName;
  readonly account: string;
  readonly create: typeof createNodeLifecycle | typeof createPodGc;
}[] = [
  {
    ...{ name: 'node-lifecycle-controller', create: createNodeLifecycle },
    account: 'node-controller',
  },
  {
    ...{ name: 'taint-eviction-controller', create: createTaintEviction },
    account: 'node-controller',
  },
  {
    ...{ name: 'pod-garbage-collector-controller', create: createPodGc },
    account: 'pod-garbage-collector',
  },
];

/** What is gone or was written by another meanwhile comes up again by itself. */
function report(error: unknown): void {
  const errors = error instanceof AggregateError ? error.errors : [error];
  for (const one of errors)
    if (codeOf(one) !== 404 && codeOf(one) !== 409) console.error(one);
}

/** Begins those of chapter 23 that were chosen. */
export function startNodeControllers(
  world: World,
  handle: Handler,
  chosen: ReadonlySet<ControllerName>,
  onError: (error: unknown) => void = report,
): Running {
  const clientOf = (user: UserInfo): Client =>
    createClient(handle, { user, userAgent: 'kube-controller-manager' });
  const informers = createNodeInformers(world, clientOf(MANAGER), onError);
  const running: RunningController[] = [];
  for (const { name, account, create } of ROWS) {
    if (!chosen.has(name)) continue;
    const client = clientOf(serviceAccount(account));
    running.push(create(world, { client, informers, onError }));
  }
  const runs = [informers.run(), ...running.map((one) => one.run())];
  return {
    whenSynced: () => informers.whenSynced(),
    stop: async () => {
      for (const one of running) one.stop();
      informers.stop();
      await Promise.all(runs);
    },
  };
}
