// The simulated kubelet: runs the nodes that ask for one by an annotation. Their heart beats
// (a lease each 10 s, the status when it changes and every 5 min), their Pods run as soon as
// they are bound, and end when they are deleted. One copy of all nodes and Pods serves all
// of them; each writes in its own name. No container starts anywhere: chapter 21 has those.

import type { Handler, UserInfo } from '#apiserver';
import {
  createClient,
  createInformer,
  createWorkQueue,
  type Delta,
  type Informer,
  keyOf,
  runController,
  type WorkQueue,
} from '#client';
import type { World } from '#world';
import { clientOf, codeOf, FakeMachine } from './fake-machine.ts';
import { newNode } from './fake-node.ts';
import {
  type FakeNode,
  type FakePod,
  isAlive,
  NODES,
  PODS,
} from './fake-objects.ts';
import { FakePods } from './fake-pods.ts';
import { Wheel } from './fake-wheel.ts';

/** A node may not watch all nodes: the one watch that stands for all theirs is its own. */
const READER: UserInfo = { name: 'kubelet-simulator', groups: ['system:masters'] };
/** A quarter of the lease's duration. */
const RENEW_EVERY_S = 10;
const WORKERS = 16;

export interface FakeKubelets {
  /** Fulfilled when it has seen all nodes and Pods. */
  whenSynced(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs every node that asks for it, now or later. */
export function startFakeKubelets(
  world: World,
  handle: Handler,
  onError: (error: unknown) => void = (error) => console.error(error),
): FakeKubelets {
  return new Kubelets(world, handle, onError);
}

/** Registers node-1 to node-N, each in its own name. */
export async function registerNodes(handle: Handler, count: number): Promise<void> {
  for (let i = 1; i <= count; i++) {
    const node = newNode(`node-${i}`);
    try {
      await clientOf(handle, `node-${i}`).resource<FakeNode>(NODES).create(node);
    } catch (error) {
      // It was there already: another start of the same cluster.
      if (codeOf(error) !== 409) throw error;
    }
  }
}

class Kubelets implements FakeKubelets {
  readonly #world: World;
  readonly #handle: Handler;
  readonly #onError: (error: unknown) => void;
  readonly #nodes: Informer<FakeNode>;
  readonly #pods: Informer<FakePod>;
  readonly #machines = new Map<string, FakeMachine>();
  readonly #wheel: Wheel;
  readonly #beats: WorkQueue;
  readonly #work: WorkQueue;
  readonly #running: readonly Promise<void>[];
  #made = 0;
  #isStopped = false;

  constructor(world: World, handle: Handler, onError: (error: unknown) => void) {
    this.#world = world;
    this.#handle = handle;
    this.#onError = (error) => this.#isStopped || onError(error);
    this.#wheel = new Wheel(world.clock);
    this.#beats = createWorkQueue(world);
    this.#work = createWorkQueue(world);
    const reader = createClient(handle, { user: READER, userAgent: 'kubelet' });
    const options = { onError: this.#onError };
    this.#nodes = createInformer(world, reader.resource<FakeNode>(NODES), options);
    this.#pods = createInformer(world, reader.resource<FakePod>(PODS), {
      ...{ ...options, fieldSelector: 'spec.nodeName!=' },
      indexes: { node: ({ spec }) => [spec.nodeName ?? ''] },
    });
    this.#running = this.#run();
  }

  #run(): readonly Promise<void>[] {
    const life = new FakePods(this.#world.clock, {
      machineOf: (name) => this.#machines.get(name),
      nodeOf: (name) => this.#nodes.lister.get(name),
      again: (key, seconds) => this.#wheel.in(seconds, () => this.#work.add(key)),
    });
    this.#nodes.listen((delta) => this.#onNode(delta));
    this.#pods.listen((delta) => {
      life.see(delta);
      if (delta.type !== 'Deleted') this.#work.add(keyOf(delta.object));
    });
    const pod = (key: string) => life.reconcile(this.#pods.lister.get(key));
    return [
      this.#nodes.run(),
      this.#pods.run(),
      this.#control(this.#beats, (name) => this.#beat(name)),
      this.#control(this.#work, pod),
    ];
  }

  /** What is gone or was written by another meanwhile is told of by the watch. */
  #control(queue: WorkQueue, job: (key: string) => Promise<void>): Promise<void> {
    const reconcile = (key: string) =>
      job(key).catch((error: unknown) => {
        if (codeOf(error) !== 404 && codeOf(error) !== 409) throw error;
      });
    const informers = [this.#nodes, this.#pods];
    const onError = this.#onError;
    return runController({
      queue,
      reconcile,
      informers,
      workers: WORKERS,
      onError,
    });
  }

  #onNode({ type, object }: Delta<FakeNode>): void {
    const name = keyOf(object);
    const lives = type !== 'Deleted' && isAlive(object);
    if (lives === this.#machines.has(name)) return;
    if (!lives) return void this.#machines.delete(name);
    const { clock } = this.#world;
    const client = clientOf(this.#handle, name);
    const machine = new FakeMachine(clock, client, this.#made++);
    this.#machines.set(name, machine);
    this.#beats.add(name);
    // Those that came together shall not beat together for ever.
    this.#beatIn(1 + (machine.number % RENEW_EVERY_S), name, machine);
    for (const pod of this.#pods.lister.byIndex('node', name))
      this.#work.add(keyOf(pod));
  }

  #beatIn(seconds: number, name: string, machine: FakeMachine): void {
    this.#wheel.in(seconds, () => {
      if (this.#machines.get(name) !== machine) return;
      this.#beats.add(name);
      this.#beatIn(RENEW_EVERY_S, name, machine);
    });
  }

  async #beat(name: string): Promise<void> {
    const node = this.#nodes.lister.get(name);
    if (node !== undefined) await this.#machines.get(name)?.beat(node);
  }

  async whenSynced(): Promise<void> {
    await Promise.all([this.#nodes.whenSynced(), this.#pods.whenSynced()]);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wheel.stop();
    this.#machines.clear();
    for (const each of [this.#nodes, this.#pods]) each.stop();
    for (const each of [this.#beats, this.#work]) each.shutDown();
    await Promise.all(this.#running);
  }
}
