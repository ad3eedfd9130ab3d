// A cluster in this process, as far as the chapters go: the store, the API server over it
// with its gates, and its doors.

import { readFile } from 'node:fs/promises';
import type { Handler, HealthCheck, Storage } from '#apiserver';
import type { Served } from '#apiserver/node';
import { createVirtualWorld, type VirtualClock, type World } from '#world';
import { createSystemWorld } from '#world/node';
import { type Assembled, assemble } from './assemble.ts';
import { createBeside } from './beside.ts';
import { bootstrap } from './bootstrap.ts';
import { openDoors } from './doors.ts';
import { registerNodes, startFakeKubelets } from './fake-kubelet.ts';
import { type ClusterFlags, isWatched, Misunderstood } from './flags.ts';
import { type Keys, openKeys } from './keys.ts';
import { openStorage } from './stores.ts';

export interface Cluster {
  /** URLs of the doors that are open. */
  readonly plain: string | undefined;
  readonly secure: string | undefined;
  /** The file with the way in, if one was written. */
  readonly kubeconfig: string | undefined;
  /** Where the objects are. */
  readonly place: string;
  readonly handle: Handler;
  /** Fulfilled when what stands in for controllers has done what there was to do. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Resolves when it is ready. @throws Error if a port, a folder or etcd can not be had */
export async function startCluster(flags: ClusterFlags): Promise<Cluster> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const { storage, place, close: closeStore } = await openStorage(flags);
    closers.push(closeStore);
    const keys = await openKeys(flags);
    const config = await schedulerConfigOf(flags);
    const beside = createBeside(flags.controllers);
    const ready = beside.checks;
    const { server, open, world } = begin(flags, { storage, keys, ready }, closers);
    const { handle, settled } = server;
    const { certificates } = keys;
    const { plain, secure, kubeconfig } = await openDoors(
      flags,
      handle,
      certificates,
    );
    for (const door of [plain, secure])
      if (door !== undefined) {
        open.push(door);
        closers.push(() => door.close());
      }
    // With the doors open, as the real one does it: /readyz says how far it is.
    const way = secure ?? plain;
    await server.open({ server: way?.url ?? '', caPem: certificates?.ca ?? '' });
    await bootstrap(handle, way?.port ?? 0);
    const kubelets = startFakeKubelets(world, handle);
    closers.push(() => kubelets.stop());
    await registerNodes(handle, flags.nodes);
    await kubelets.whenSynced();
    closers.push(() => beside.stop());
    await beside.start({ world, handle, schedulerConfig: config });
    return {
      ...{ plain: plain?.url, secure: secure?.url, kubeconfig },
      ...{ place, handle, settled, close },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Begun {
  readonly server: Assembled;
  /** The doors, as the metrics see them. */
  readonly open: Served[];
  /** What runs beside the server waits by its clock, which may stand still. */
  readonly world: World;
}

/** @throws Misunderstood if the file can't be read */
async function schedulerConfigOf({ schedulerConfig: file }: ClusterFlags) {
  if (file === undefined) return undefined;
  // Long to load: only those who have such a file wait for it.
  const { parse } = await import('yaml');
  try {
    return parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split(
      '\n',
    );
    throw new Misunderstood(`--scheduler-config ${file}: ${why}`);
  }
}

interface Grounds {
  readonly storage: Storage;
  readonly keys: Keys;
  readonly ready: readonly HealthCheck[];
}

function begin(
  flags: ClusterFlags,
  { storage, keys, ready }: Grounds,
  closers: (() => void)[],
): Begun {
  const open: Served[] = [];
  const { world, clock } = worldOf(flags);
  const { tokenKey } = keys;
  const server = assemble({
    ...{ world, clock, storage, doors: open, tokenKey, ready },
    isAudited: isWatched(flags),
  });
  closers.push(() => server.close());
  return { server, open, world: clock === undefined ? world : { ...world, clock } };
}

interface Worlds {
  readonly world: World;
  /** The one that stands still, with --virtual-clock. */
  readonly clock: VirtualClock | undefined;
}

function worldOf({ seed, virtualClock }: ClusterFlags): Worlds {
  const system = createSystemWorld(seed === undefined ? {} : { seed });
  if (!virtualClock) return { world: system, clock: undefined };
  const atRest = (): Promise<void> =>
    new Promise((resolve) => setImmediate(resolve));
  const { clock } = createVirtualWorld({ seed: seed ?? 1, atRest });
  // What a client waits for, waits in real life: only what time it is stands still.
  const { now, after, sleep } = system.clock;
  const mixed = { now, after, sleep, wall: () => clock.wall() };
  return { world: { ...system, clock: mixed }, clock };
}
