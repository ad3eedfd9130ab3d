// The scheduling framework: what passes between the scheduler and its plugins. Kubernetes:
// staging/src/k8s.io/kube-scheduler/framework/interface.go. Chapter 17.

import type { Client, Recorder } from '#client';
import type { World } from '#world';
import type { CycleState } from './cycle-state.ts';
import type { ClusterEventWithHint } from './events.ts';
import type { Node, Pod } from './objects.ts';
import type { QueuedPodInfo } from './queued.ts';
import type { Resource } from './resources.ts';

export type { ClusterEvent, ClusterEventWithHint } from './events.ts';
export type { QueuedPodInfo } from './queued.ts';
export type { Resource } from './resources.ts';

//#region status
/** How a plugin refuses. */
export type Code =
  /** Broken: nobody is to blame, the pod is tried again. */
  | 'Error'
  /** No; room made by preemption might change that. */
  | 'Unschedulable'
  /** No, whatever pods were taken away. */
  | 'UnschedulableAndUnresolvable'
  /** Permit: not yet. */
  | 'Wait'
  /** Filter, PreScore, Bind: this pod is no affair of mine. */
  | 'Skip'
  /** No; something outside has to happen first, and will be told. */
  | 'Pending';

export interface Status {
  readonly code: Code;
  readonly reasons: readonly string[];
  /** Filled in by the framework. */
  readonly plugin?: string;
}

/** What a plugin says of a pod, or of a pod and a node: undefined is yes. */
export type Verdict = Status | undefined;
//#endregion

//#region node-info
/** A pod on a node, and what it takes there. */
export interface PodInfo {
  readonly pod: Pod;
  readonly requested: Resource;
  /** The same with 100m and 200 MB where a container names nothing: for scores. */
  readonly nonZeroRequested: Resource;
}

/** A node, and what is taken of it: by pods that run there, or soon will. */
export interface NodeInfo {
  readonly name: string;
  readonly node: Node;
  readonly pods: readonly PodInfo[];
  readonly allocatable: Resource;
  readonly requested: Resource;
  readonly nonZeroRequested: Resource;
  /** Host ports in use: `0.0.0.0 TCP 80`. */
  readonly usedPorts: ReadonlySet<string>;
  /** By full names, how large, and on how many nodes. */
  readonly images: ReadonlyMap<string, ImageState>;
}

export interface ImageState {
  readonly size: number;
  readonly nodes: number;
}

/** The cluster as it was when a cycle began. */
export interface Snapshot {
  /** One zone after the other, then the next of each. */
  readonly nodes: readonly NodeInfo[];
  get(name: string): NodeInfo | undefined;
}
//#endregion

//#region plugin
/**
 * Something that has a say in where pods go: one or more of these. From preEnqueue to
 * permit nothing waits; what throws counts as Error. Scores are from 0 to 100 after
 * normalizeScore.
 */
export interface Plugin {
  readonly name: string;
  /** What may make a pod fit that this plugin has refused. Absent: anything. */
  readonly events?: readonly ClusterEventWithHint[];

  /** Before it may be queued. */
  preEnqueue?(pod: Pod): Verdict;
  /** Whether `a` goes first: QueueSort. All profiles share one. */
  less?(a: QueuedPodInfo, b: QueuedPodInfo): boolean;

  /** Once a cycle; may leave only some nodes. Skip: filter isn't asked. */
  preFilter?(state: CycleState, pod: Pod, snapshot: Snapshot): PreFilterResult;
  /** What preFilter has worked out, with one pod more or less on that node. */
  addPod?(state: CycleState, pod: Pod, added: PodInfo, node: NodeInfo): Verdict;
  removePod?(state: CycleState, pod: Pod, gone: PodInfo, node: NodeInfo): Verdict;
  filter?(state: CycleState, pod: Pod, node: NodeInfo): Verdict;
  /** When no node is left. */
  postFilter?(state: CycleState, pod: Pod, refusals: Refusals): PostFilterResult;

  /** Once a cycle; `nodes` have passed. Skip: score isn't asked. */
  preScore?(state: CycleState, pod: Pod, nodes: readonly NodeInfo[]): Verdict;
  score?(state: CycleState, pod: Pod, node: NodeInfo): number;
  /** All scores of this plugin, in the order of the nodes, brought to 0 to 100. */
  normalizeScore?(
    state: CycleState,
    pod: Pod,
    scores: readonly number[],
  ): readonly number[];

  /** The pod has its node, as far as the scheduler knows. */
  reserve?(state: CycleState, pod: Pod, node: string): Verdict;
  /** It came to nothing. Also called of plugins that were not asked to reserve. */
  unreserve?(state: CycleState, pod: Pod, node: string): void;
  permit?(state: CycleState, pod: Pod, node: string): PermitResult;

  preBind?(state: CycleState, pod: Pod, node: string): Promise<Verdict>;
  /** Tells the API server. Skip: the next one shall. */
  bind?(state: CycleState, pod: Pod, node: string): Promise<Verdict>;
  postBind?(state: CycleState, pod: Pod, node: string): void;
}
//#endregion

//#region results
export interface PreFilterResult {
  readonly status?: Status;
  /** None but these can be. Absent: all. */
  readonly nodeNames?: ReadonlySet<string>;
}

/** Why each node was refused, in the order in which they were asked. */
export type Refusals = ReadonlyMap<string, Status>;

export interface PostFilterResult {
  readonly status?: Status;
  /** Where there will be room. */
  readonly nominatedNodeName?: string;
}

export interface PermitResult {
  readonly status?: Status;
  /** With Wait: after so many milliseconds it is a no. */
  readonly timeout?: number;
}
//#endregion

//#region handle
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
//#endregion

//#region profile
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
//#endregion
