// The life of the Pods of simulated kubelets: which address they have, since when they run,
// when they end.

import type { Delta } from '#client';
import { rfc3339 } from '#objects';
import type { Clock, Millis } from '#world';
import { PodAddresses } from './fake-addresses.ts';
import type { FakeMachine } from './fake-machine.ts';
import type { FakeNode, FakePod } from './fake-objects.ts';
import { endedStatus, hasEnded, runningStatus, type Started } from './fake-pod.ts';

/** So long containers take to end, if they are given it. */
const END_S = 1;

export interface Surroundings {
  /** The machine, while it lives. */
  machineOf(node: string): FakeMachine | undefined;
  nodeOf(node: string): FakeNode | undefined;
  /** Has the Pod looked at again. */
  again(key: string, seconds: number): void;
}

export class FakePods {
  readonly #clock: Clock;
  readonly #around: Surroundings;
  readonly #addresses = new PodAddresses();
  readonly #started = new Map<string, Started>();
  /** When the containers of those that are asked to end have ended. */
  readonly #ends = new Map<string, Millis>();

  constructor(clock: Clock, around: Surroundings) {
    this.#clock = clock;
    this.#around = around;
  }

  /** Before it is worked on: who has an address, and who needs none any more. */
  see({ type, object }: Delta<FakePod>): void {
    const { uid = '' } = object.metadata;
    const { podIP, hostIP = '', startTime: at = '' } = object.status ?? {};
    if (type === 'Deleted') this.#ends.delete(uid);
    if (type === 'Deleted' || hasEnded(object)) this.#forget(uid);
    else if (podIP !== undefined && !this.#started.has(uid)) {
      this.#started.set(uid, { podIP, hostIP, at });
      this.#addresses.adopt(podIP);
    }
  }

  #forget(uid: string): void {
    const { podIP, hostIP } = this.#started.get(uid) ?? {};
    if (podIP !== undefined && podIP !== hostIP) this.#addresses.release(podIP);
    this.#started.delete(uid);
  }

  /** Writes what is to be written of it now. */
  async reconcile(pod: FakePod | undefined): Promise<void> {
    const machine = this.#around.machineOf(pod?.spec.nodeName ?? '');
    if (pod === undefined || machine === undefined) return;
    if (pod.metadata.deletionTimestamp !== undefined)
      return this.#end(pod, machine);
    if (hasEnded(pod)) return;
    const status = runningStatus(pod, this.#start(pod, machine), this.#now());
    if (status !== undefined) await machine.say(pod, status);
  }

  #now(): string {
    return rfc3339(this.#clock.wall());
  }

  #start({ metadata, spec }: FakePod, machine: FakeMachine): Started {
    const { uid = '' } = metadata;
    const { nodeName = '', hostNetwork } = spec;
    const before = this.#started.get(uid);
    if (before !== undefined) return before;
    const node = this.#around.nodeOf(nodeName);
    const hostIP = node === undefined ? '' : machine.hostIP(node);
    const podIP = hostNetwork
      ? hostIP
      : this.#addresses.take(nodeName, node?.spec?.podCIDR);
    const started = { podIP, hostIP, at: this.#now() };
    this.#started.set(uid, started);
    return started;
  }

  async #end(pod: FakePod, machine: FakeMachine): Promise<void> {
    const { uid = '', deletionGracePeriodSeconds: grace = 0 } = pod.metadata;
    const { name = '', namespace = '' } = pod.metadata;
    const now = this.#clock.now();
    const due = this.#ends.get(uid) ?? now + Math.min(grace, END_S) * 1_000;
    this.#ends.set(uid, due);
    if (due > now) return this.#around.again(`${namespace}/${name}`, END_S);
    if (!hasEnded(pod)) await machine.say(pod, endedStatus(pod, this.#now()));
    // With a grace of 0 it is on its way already: finalizers alone keep it.
    if (grace > 0) await machine.remove(pod);
  }
}
