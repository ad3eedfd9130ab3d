// What runs beside the server: the scheduler and the controllers that were chosen, each a
// client like any other. Until all of them have seen what there is, /readyz says which.

import type { Handler, HealthCheck } from '#apiserver';
import type { World } from '#world';
import type { ControllerName } from './controllers.ts';
import { startEndpoints } from './endpoints.ts';
import { startNodeControllers } from './node-lifecycle.ts';
import { startScheduler } from './scheduler.ts';

/** One or several that have begun. */
export interface Running {
  /** Fulfilled when they have seen all that they need. */
  whenSynced(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface Grounds {
  readonly world: World;
  readonly handle: Handler;
  /** A KubeSchedulerConfiguration, parsed. */
  readonly schedulerConfig?: unknown;
  /** Told what has failed and is tried again. */
  readonly onError?: (error: unknown) => void;
}

export interface Beside {
  /** One for each that was chosen. */
  readonly checks: readonly HealthCheck[];
  /** Fulfilled when all have begun to work. @throws Error if one can't */
  start(grounds: Grounds): Promise<void>;
  stop(): Promise<void>;
}

type Chosen = ReadonlySet<ControllerName>;
type Start = (grounds: Grounds, chosen: Chosen) => Running;

/** Those that belong together share what they watch. */
const STARTS: readonly {
  readonly names: readonly ControllerName[];
  readonly start: Start;
}[] = [
  {
    names: ['scheduler'],
    start: ({ world, handle, schedulerConfig, onError }) =>
      startScheduler(world, handle, schedulerConfig, onError),
  },
  {
    names: ['endpoints-controller', 'endpointslice-controller'],
    start: ({ world, handle, onError }, chosen) =>
      startEndpoints(world, handle, chosen, onError),
  },
  {
    names: [
      'node-lifecycle-controller',
      'taint-eviction-controller',
      'pod-garbage-collector-controller',
    ],
    start: ({ world, handle, onError }, chosen) =>
      startNodeControllers(world, handle, chosen, onError),
  },
];

/** Nothing has begun yet. */
export function createBeside(chosen: Chosen): Beside {
  const synced = new Set<ControllerName>();
  const running: Running[] = [];
  const run = async (names: readonly ControllerName[], one: Running) => {
    running.push(one);
    await one.whenSynced();
    for (const name of names) synced.add(name);
  };
  return {
    checks: [...chosen].map((name) => checkOf(name, synced)),
    start: async (grounds) => {
      const wanted = STARTS.filter(({ names }) => names.some((n) => chosen.has(n)));
      await Promise.all(
        wanted.map(({ names, start }) => run(names, start(grounds, chosen))),
      );
    },
    stop: async () => {
      await Promise.all(running.splice(0).map((one) => one.stop()));
    },
  };
}

function checkOf(name: ControllerName, synced: Chosen): HealthCheck {
  const fault = `${name} has not seen all that there is yet`;
  return { name, check: () => (synced.has(name) ? undefined : fault) };
}
