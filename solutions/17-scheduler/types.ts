// What plugins use of the scheduler, and how a profile names them. Chapter 17.
// Engine room: not told line by line.

import type { Client, Recorder } from '#client';
import type { World } from '#world';
import type { CycleState } from './cycle-state.ts';
import type { Pod } from './objects.ts';
import type { Plugin } from './plugin.ts';
import type { NodeInfo, Snapshot } from './snapshot.ts';
import type { Verdict } from './status.ts';

export type { ClusterEvent, ClusterEventWithHint } from './events.ts';
export type { Plugin } from './plugin.ts';
export type { QueuedPodInfo } from './queued.ts';
export type { Resource } from './resources.ts';
export type * from './results.ts';
export type * from './snapshot.ts';
export type { Code, Status, Verdict } from './status.ts';

/** What a plugin may use of the scheduler. */
export interface Handle {
  readonly world: World;
  /** The cluster as the cycle at hand sees it. */
  snapshot(): Snapshot;
  /** Whether all filters of the profile let the pod onto this node. */
  filter(state: CycleState, pod: Pod, node: NodeInfo): Verdict;
  /** Moves a pod that waits to the active queue. */
  activate(pod: Pod): void;
  /** Pods that Permit lets wait: yes, or no with a reason. */
  allow(uid: string, plugin: string): void;
  reject(uid: string, plugin: string, reason: string): void;
  /** Absent where a decision is made without an API server. */
  readonly client?: Client;
  readonly recorder?: Recorder;
}

/** Makes a plugin of a profile. @throws Error if the arguments are not its own */
export type PluginFactory = (args: unknown, handle: Handle) => Plugin;

/** Plugins that a configuration may name. */
export type Registry = Readonly<Record<string, PluginFactory>>;

/** The extension points that a configuration switches plugins on and off at. */
export type ExtensionPoint =
  | ('preEnqueue' | 'queueSort' | 'preFilter' | 'filter' | 'postFilter')
  | ('preScore' | 'score' | 'reserve' | 'permit' | 'preBind' | 'bind' | 'postBind');

/** A plugin at an extension point. Its weight counts at score; 1 if absent or 0. */
export interface PluginRef {
  readonly name: string;
  readonly weight?: number;
}

export interface PluginSet {
  readonly enabled: readonly PluginRef[];
  /** Names; `*` is all that come by multiPoint. */
  readonly disabled: readonly string[];
}

/** A scheduler's name, and who decides in it, in which order. */
export interface Profile {
  /** What pods say in spec.schedulerName. */
  readonly schedulerName: string;
  /** These have their say wherever they have something to say. */
  readonly multiPoint: readonly PluginRef[];
  readonly points: Readonly<Partial<Record<ExtensionPoint, PluginSet>>>;
  readonly args: Readonly<Record<string, unknown>>;
  /** Enough nodes is so many of a hundred; 0 is adaptive. Absent: the scheduler's. */
  readonly percentageOfNodesToScore?: number;
}
