// Plays what plugins say: the filters of each node, and what the scores are.

import type {
  Algorithm,
  Cache,
  CycleState,
  defaultProfile,
  Framework,
  Node,
  NodeInfo,
  NodeState,
  numFeasibleNodesToFind,
  PLUGINS,
  Pod,
  podInfoOf,
  Snapshot,
} from '#scheduler';
import type { Stage, Subject } from '../../core/scenario.ts';

export type Amounts = Readonly<Record<string, string>>;

export interface NodeSaid {
  readonly has: Amounts;
  /** What the pods on it ask for. */
  readonly pods?: readonly Amounts[];
}

export interface Strategy {
  readonly type: string;
  readonly weights: Readonly<Record<string, number>>;
}

/** One pod, and a few nodes. */
export interface PodProgram {
  readonly nodes: readonly NodeSaid[];
  readonly asks: Amounts;
  readonly ignored?: readonly string[];
  readonly ignoredGroups?: readonly string[];
  readonly strategy?: Strategy;
}

export interface Faces {
  readonly Algorithm: typeof Algorithm;
  readonly Cache: typeof Cache;
  readonly CycleState: typeof CycleState;
  readonly NodeState: typeof NodeState;
  readonly podInfoOf: typeof podInfoOf;
  readonly Framework: typeof Framework;
  readonly defaultProfile: typeof defaultProfile;
  readonly PLUGINS: typeof PLUGINS;
  readonly numFeasibleNodesToFind: typeof numFeasibleNodesToFind;
}

export const facesOf = (subject: Subject): Faces => subject as unknown as Faces;

export function nodeOf(name: string, has: Amounts, isClosed = false): Node {
  return {
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { name } },
    spec: isClosed ? { unschedulable: true } : {},
    status: { allocatable: has },
  };
}

export function podOf(name: string, asks: Amounts = {}, nodeName = ''): Pod {
  const containers = [{ name: 'main', resources: { requests: asks } }];
  const placed = nodeName === '' ? {} : { nodeName };
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: { namespace: 'default', name, uid: name },
    spec: { schedulerName: 'default-scheduler', containers, ...placed },
  };
}

const SHAPE = [
  { utilization: 0, score: 0 },
  { utilization: 60, score: 9 },
  { utilization: 100, score: 2 },
];

function fitArgs(program: PodProgram): unknown {
  const { ignored = [], ignoredGroups = [], strategy } = program;
  if (strategy === undefined)
    return { ignoredResources: ignored, ignoredResourceGroups: ignoredGroups };
  const { type, weights } = strategy;
  const resources = Object.entries(weights).map(([name, weight]) => ({
    ...{ name, weight },
  }));
  const isRatio = type === 'RequestedToCapacityRatio';
  const shape = isRatio ? { requestedToCapacityRatio: { shape: SHAPE } } : {};
  return { scoringStrategy: { type, resources, ...shape } };
}

function begin(subject: Subject, stage: Stage, args: unknown) {
  const faces = facesOf(subject);
  const { world } = stage;
  const cache = new faces.Cache(world.clock);
  const profile = {
    ...faces.defaultProfile(),
    ...{ args: args === undefined ? {} : { NodeResourcesFit: args } },
  };
  const nothing = (): void => {};
  const framework = new faces.Framework(profile, faces.PLUGINS, (own) => ({
    world,
    snapshot: () => cache.snapshot(),
    filter: (state, pod, node) => own.filter(state, pod, node),
    ...{ activate: nothing, allow: nothing, reject: nothing },
  }));
  return { faces, world, cache, framework };
}

/** Nodes with their Pods on them, without a cache. */
function filled(faces: Faces, { nodes }: PodProgram): readonly NodeInfo[] {
  return nodes.map(({ has, pods = [] }, i) => {
    const node = new faces.NodeState(nodeOf(`n${i}`, has));
    for (const [j, asks] of pods.entries())
      node.addPod(faces.podInfoOf(podOf(`n${i}-${j}`, asks, `n${i}`)));
    return node;
  });
}

function snapshotOf(nodes: readonly NodeInfo[]): Snapshot {
  return { nodes, get: (name) => nodes.find((node) => node.name === name) };
}

const list = (amounts: Amounts): string =>
  Object.entries(amounts)
    .map(([name, amount]) => `${amount} ${name}`)
    .join(', ') || 'nothing';

function wordsOf({ has, pods = [] }: NodeSaid, asks: Amounts): string {
  const taken = pods.map(list).join(' and ');
  const with_ = taken === '' ? 'empty' : `with pods of ${taken}`;
  return `a pod of ${list(asks)} on a node of ${list(has)}, ${with_}`;
}

/** What is said of each node by itself: every filter, no search. */
export function playFilter(
  subject: Subject,
  program: PodProgram,
  stage: Stage,
): void {
  const { faces, framework } = begin(subject, stage, fitArgs(program));
  const nodes = filled(faces, program);
  const snapshot = snapshotOf(nodes);
  for (const [i, node] of program.nodes.entries())
    stage.call(
      () => `${wordsOf(node, program.asks)}: does it fit`,
      () => {
        const info = snapshot.get(`n${i}`);
        if (info === undefined) return 'the node is not there';
        const pod = podOf('p', program.asks);
        const state = new faces.CycleState();
        framework.preFilter(state, pod, snapshot);
        // Asked one by one: what a filter throws shall be seen as it is.
        for (const plugin of framework.filters(state)) {
          const status = plugin.filter?.(state, pod, info);
          if (status !== undefined)
            return { code: status.code, reasons: [...status.reasons] };
        }
        return { fits: true };
      },
    );
}

/** What NodeResourcesFit gives each of the nodes. */
export function playScore(
  subject: Subject,
  program: PodProgram,
  stage: Stage,
): void {
  const { faces, framework } = begin(subject, stage, fitArgs(program));
  const nodes = filled(faces, program);
  const snapshot = snapshotOf(nodes);
  const { type = 'LeastAllocated', weights = {} } = program.strategy ?? {};
  const said = Object.entries(weights).map(([name, weight]) => `${name} ${weight}`);
  const how = `${type}${said.length > 0 ? ` of ${said.join(', ')}` : ''}`;
  stage.call(
    () =>
      `${how}: ${program.nodes
        .map((node) => wordsOf(node, program.asks))
        .join('; ')}`,
    () => {
      const pod = podOf('p', program.asks);
      const state = new faces.CycleState();
      framework.preFilter(state, pod, snapshot);
      const scores = framework.score(state, pod, nodes);
      const fit = scores.find(({ plugin }) => plugin === 'NodeResourcesFit');
      return { scores: [...(fit?.normalized ?? [])] };
    },
  );
}
