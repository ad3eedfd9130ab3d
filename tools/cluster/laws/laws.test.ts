// Laws of the whole cluster, whatever people do and whatever becomes of its parts: they end
// and begin again at any moment, what they ask is lost, what they are told comes late.
// Virtual time. A failure names its seed: SEED=7 plays it alone.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Handler, memoryStorage } from '#apiserver';
import { createClient, type ResourceName } from '#client';
import { type KubeObject, StatusError } from '#objects';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { ADMIN } from '../ask.ts';
import { assemble } from '../assemble.ts';
import { createBeside } from '../beside.ts';
import { CONTROLLERS, type ControllerName } from '../controllers.ts';
import {
  ENDPOINTS,
  type EndpointSlice,
  type Endpoints,
  SLICES,
} from '../endpoint-objects.ts';
import { startFakeKubelets } from '../fake-kubelet.ts';
import { faultsAtRest, faultsOfEndpoints, type Rest } from './at-the-end.ts';
import { type Faulty, faulty } from './faulty.ts';
import { type Observed, observe } from './observed.ts';
import { type Act, Program } from './program.ts';

const isLong = process.env.KUBEWRIGHT_LONG !== undefined;
const only = process.env.SEED;
const SEEDS = only !== undefined ? 1 : isLong ? 200 : 40;
const first = Number(only ?? 1);
const ACTS = 60;
/** Longer than a Pod stays unschedulable without being looked at again: 5 min. */
const REST_MS = 420_000;
/** And then some, one by one: what was missed is not made up for by what follows. */
const CALM_ACTS = 6;
/** A Pod has half a minute to end. */
const CALM_MS = 40_000;
const FAULTS = { lost: 3, late: 15, lateMs: 3_000, cut: 2 };

const test = suite('the whole cluster');

/** Parts that end and begin for themselves. */
const GROUPS: readonly (readonly ControllerName[])[] = [
  ['scheduler'],
  ['endpoints-controller', 'endpointslice-controller'],
  CONTROLLERS.filter((name) => !/^(scheduler|endpoint)/.test(name)),
];

interface Stage {
  readonly world: VirtualWorld;
  readonly handle: Handler;
  readonly net: Faulty;
  readonly seen: Observed;
  /** What no part should have thrown. */
  readonly errors: unknown[];
  restart(part: number): void;
  close(): void;
}

async function stageOf(seed: number): Promise<Stage> {
  const world = createVirtualWorld({ seed });
  const storage = memoryStorage();
  const server = assemble({ world, clock: world.clock, storage, doors: [] });
  await server.open({ server: 'http://127.0.0.1:8080', caPem: '' });
  const net = faulty(world, server.handle, FAULTS);
  const errors: unknown[] = [];
  const onError = (error: unknown): void => {
    if (!isExpected(error)) errors.push(error);
  };
  const grounds = { world, handle: net.handle, onError };
  const starts = [
    ...GROUPS.map((names) => () => {
      const beside = createBeside(new Set(names));
      void beside.start(grounds);
      return beside;
    }),
    () => startFakeKubelets(world, net.handle, onError),
  ];
  const seen = await observe(world, server.handle);
  const running = starts.map((start) => start());
  return {
    ...{ world, handle: server.handle, net, seen, errors },
    restart: (part) => {
      void running[part]?.stop();
      const again = starts[part]?.();
      if (again !== undefined) running[part] = again;
    },
    close: () => {
      for (const one of running) void one.stop();
      seen.stop();
      server.close();
    },
  };
}

/** What a part is told of lost requests, and of others that were faster. */
function isExpected(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isExpected);
  if (error instanceof StatusError) return error.status.code < 500;
  return (
    error instanceof Error && /^lost on|^the connection broke/.test(error.message)
  );
}

async function act(stage: Stage, done: Act): Promise<void> {
  switch (done.do) {
    case 'write':
      return write(stage, done);
    case 'restart':
      return stage.restart(done.part);
    case 'cut':
      return stage.net.cutAll();
    case 'wait':
      return stage.world.clock.advance(done.ms);
  }
}

async function write(
  { handle }: Stage,
  { method, url, body }: Extract<Act, { do: 'write' }>,
): Promise<void> {
  const type = method === 'PATCH' ? 'merge-patch+json' : 'json';
  const { code, body: said } = await handle({
    ...{ method, url, user: ADMIN },
    headers: { 'content-type': `application/${type}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // It is gone, or there already, or a headless Service shall have a node port.
  if (code >= 400 && ![404, 409, 422].includes(code))
    throw new Error(`${method} ${url}: ${code} ${said}`);
}

async function restOf({ handle, seen }: Stage): Promise<Rest> {
  const client = createClient(handle, { user: ADMIN });
  const list = async <T extends KubeObject>(row: ResourceName) =>
    (await client.resource<T>(row).list()).items;
  return {
    nodes: seen.nodes.lister.list(),
    pods: seen.pods.lister.list(),
    services: seen.services.lister.list(),
    slices: await list<EndpointSlice>(SLICES),
    endpoints: await list<Endpoints>(ENDPOINTS),
  };
}

async function check(
  stage: Stage,
  when: string,
  faultsIn: (rest: Rest) => readonly string[],
): Promise<void> {
  const { seen, errors } = stage;
  const rest = faultsIn(await restOf(stage));
  const faults = [...seen.faults, ...errors.map(String), ...rest];
  assert.is(faults.length, 0, `${when}: ${faults.join('\n  ')}`);
}

let bound = 0;

async function play(seed: number): Promise<void> {
  const stage = await stageOf(seed);
  const chance = stage.world.chance.fork('people');
  const program = new Program(chance, GROUPS.length + 1);
  try {
    for (let i = 0; i < ACTS; i++) {
      await act(stage, program.next());
      await stage.world.clock.advance(chance.integer(0, 40));
    }
    stage.net.heal();
    await stage.world.clock.advance(REST_MS);
    await check(stage, `SEED=${seed}`, faultsAtRest);
    for (let i = 0; i < CALM_ACTS; i++) {
      const one = program.calm();
      await act(stage, one);
      await stage.world.clock.advance(CALM_MS);
      const when = `SEED=${seed}, after ${JSON.stringify(one)}`;
      await check(stage, when, faultsOfEndpoints);
    }
    const pods = stage.seen.pods.lister.list();
    bound += pods.filter(({ spec }) => spec.nodeName).length;
  } finally {
    stage.close();
  }
}

test(`no node is overcommitted, no number had twice, who fits is bound, endpoints are true: ${SEEDS} seeds`, async () => {
  for (let seed = first; seed < first + SEEDS; seed++) await play(seed);
  assert.ok(bound > 2 * SEEDS, `${bound} Pods were bound in the end`);
});

test.run();
