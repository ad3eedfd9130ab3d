// Plugin: what has a say in where pods go. Kubernetes:
// staging/src/k8s.io/kube-scheduler/framework/interface.go. Chapter 17.

import type { CycleState } from './cycle-state.ts';
import type { ClusterEventWithHint } from './events.ts';
import type { Pod } from './objects.ts';
import type { QueuedPodInfo } from './queued.ts';
import type {
  PermitResult,
  PostFilterResult,
  PreFilterResult,
  Refusals,
} from './results.ts';
import type { NodeInfo, PodInfo, Snapshot } from './snapshot.ts';
import type { Verdict } from './status.ts';

//#region plugin
/**
 * Something that has a say in where pods go: one or more of these. From
 * preEnqueue to permit nothing waits; what throws counts as Error. Scores are
 * from 0 to 100 after normalizeScore.
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
  //#endregion

  //#region plugin-score
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
