// Plays a program: each op is one question, asked of the function and of the plugin that
// stands on it. All that is handed in is frozen: it belongs to others.

import type {
  Node,
  NodeAffinity,
  NodeInfo,
  NodeSelectorTerm,
  Plugin,
  Pod,
  Status,
  Taint,
} from '#scheduler';
import type * as Taints from '#taints';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Asking, Op, Place, Program } from './draw.ts';
import { opWords } from './say.ts';

export function play(subject: Subject, program: Program, stage: Stage): void {
  const module = subject as unknown as typeof Taints;
  // None of this chapter's plugins leaves anything there.
  const state = {} as Stand['state'];
  for (const op of program) {
    stage.call(
      () => opWords(op),
      () => playOp({ module, state }, frozen(op)),
    );
  }
}

interface Stand {
  readonly module: typeof Taints;
  readonly state: Parameters<NonNullable<Plugin['filter']>>[0];
}

function playOp(stand: Stand, op: Op): unknown {
  const { module } = stand;
  if ('cover' in op)
    return { covered: op.cover.map((taint) => module.tolerates(op.by, taint)) };
  if ('enter' in op) return playEnter(stand, op);
  if ('score' in op) return playScore(stand, op);
  if ('measure' in op) {
    const scores =
      op.reverse === undefined
        ? module.normalized(op.measure)
        : module.normalized(op.measure, { reverse: op.reverse });
    // An answer that was given is not touched by the next one.
    module.normalized(frozen([1, 2, 4]));
    return { scores: [...scores] };
  }
  if ('told' in op) return playTold(module, op);
  if ('term' in op)
    return {
      holds: op.nodes.map((node) => module.matchesTerm(op.term, nodeOf(node))),
    };
  if ('place' in op) return playPlace(stand, op);
  if ('wish' in op) return playWish(stand, op);
  if ('name' in op) return playName(stand, op);
  return playRetry(module, op);
}

type Of<Key extends string> = Extract<Op, Readonly<Record<Key, unknown>>>;

function playEnter({ module, state }: Stand, op: Of<'enter'>): unknown {
  const plugin = module.taintToleration();
  const pod = bearing(op.with);
  return op.enter.map(taintedNode).map((node) => {
    const taint = module.untolerated(node.spec?.taints, pod.spec.tolerations);
    return {
      ...(taint === undefined ? {} : { keptOutBy: said(taint) }),
      ...answer(plugin.filter?.(state, pod, infoOf(node))),
    };
  });
}

function playScore({ module, state }: Stand, op: Of<'score'>): unknown {
  const plugin = module.taintToleration();
  const pod = bearing(op.with);
  const nodes = op.score.map(taintedNode);
  const soft = nodes.map(({ spec }) =>
    module.intolerable(spec?.taints, pod.spec.tolerations),
  );
  const counts = nodes.map(
    (node) => plugin.score?.(state, pod, infoOf(node)) ?? -1,
  );
  const scores = plugin.normalizeScore?.(state, pod, frozen(counts)) ?? [];
  return { soft, counts, scores: [...scores] };
}

function bearing(tolerations: Of<'enter'>['with']): Pod {
  return podOf(tolerations === null ? {} : { tolerations });
}

function taintedNode(taints: readonly Taint[] | null): Node {
  return nodeOf({ name: 'n', ...(taints !== null && { taints }) });
}

const NOW = ['12:00', '12:05'] as const;

function playTold(
  module: typeof Taints,
  { told, cordoned, taints }: Of<'told'>,
): unknown {
  const node = (its: readonly Taint[] | undefined): Node =>
    frozen({
      ...nodeOf({ name: 'n', ...(its && { taints: its }) }),
      spec: {
        ...(its && { taints: its }),
        ...(cordoned !== undefined && { unschedulable: cordoned }),
      },
      // What a status may be is the server's affair.
      status: {
        conditions: told.map(([type, status]) => ({
          ...{ type, status: status as 'True', lastTransitionTime: '' },
        })),
      },
    });
  const before = frozen(taints);
  const after = module.reconciledTaints(node(before), NOW[0]);
  const kept = frozen(after.map((taint) => ({ ...taint })));
  const again = module.reconciledTaints(node(kept), NOW[1]);
  const answered = {
    wanted: [...module.wantedTaints(node(before))],
    taints: after.map(said),
    isSameList: after === before,
    isSameAgain: again === kept,
  };
  return answered;
}

function playPlace({ module, state }: Stand, op: Of<'place'>): unknown {
  const [pod, added] = [podOf(op.place), affinityOf(op.added)];
  const plugin = module.nodeAffinity(added);
  return op.nodes.map(nodeOf).map((node) => {
    const why =
      added === undefined
        ? module.unmatched(pod, node)
        : module.unmatched(pod, node, added);
    return {
      why: why ?? 'fits',
      ...answer(plugin.filter?.(state, pod, infoOf(node))),
    };
  });
}

function playWish({ module, state }: Stand, op: Of<'wish'>): unknown {
  const [pod, added] = [podOf(op.wish), affinityOf(op.added)];
  const plugin = module.nodeAffinity(added);
  const nodes = op.nodes.map(nodeOf);
  const weights = nodes.map(
    (node) => plugin.score?.(state, pod, infoOf(node)) ?? -1,
  );
  const sums = nodes.map((node) =>
    added === undefined
      ? module.preferred(pod, node)
      : module.preferred(pod, node, added),
  );
  const scores = plugin.normalizeScore?.(state, pod, frozen(weights)) ?? [];
  const before = answer(plugin.preScore?.(state, pod, []));
  return { sums, weights, scores: [...scores], before };
}

function playName({ module, state }: Stand, op: Of<'name'>): unknown {
  const [pod, added] = [podOf(op.name), affinityOf(op.added)];
  const names = module.namedNodes(pod);
  const before = module.nodeAffinity(added).preFilter?.(state, pod, NOBODY);
  // An answer that was given is not touched by the next one.
  module.namedNodes(ELSEWHERE);
  return {
    names: names === undefined ? 'any' : sorted(names),
    asked: before?.nodeNames === undefined ? 'any' : sorted(before.nodeNames),
    before: answer(before?.status),
  };
}

function playRetry(module: typeof Taints, op: Of<'retry'>): unknown {
  const plugin =
    op.retry === 'TaintToleration'
      ? module.taintToleration()
      : module.nodeAffinity();
  const pod = podOf(op.pod);
  const object = nodeOf(op.node);
  const changed =
    op.old === undefined ? { object } : { object, old: nodeOf(op.old) };
  return (plugin.events ?? []).map(({ resource, actions, hint }) => ({
    ...{ resource, actions: [...actions].sort() },
    hint: resource === 'Node' ? (hint?.(pod, frozen(changed)) ?? 'Queue') : 'Queue',
  }));
}

const ELSEWHERE = podOf({
  required: [
    { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['else'] }] },
  ],
});

const NOBODY = { nodes: [], get: () => undefined };

function sorted(names: ReadonlySet<string>): readonly string[] {
  return [...names].sort();
}

function answer(status: Status | undefined): object {
  if (status === undefined) return {};
  return { code: status.code, reasons: [...status.reasons] };
}

/** A taint by what it says, whatever it is made of. */
function said({ key, value, effect, timeAdded }: Taint): object {
  return {
    ...{ key, effect },
    ...(value !== undefined && { value }),
    ...(timeAdded !== undefined && { timeAdded }),
  };
}

function nodeOf({ name, labels, taints }: Place): Node {
  return frozen({
    ...{ apiVersion: 'v1', kind: 'Node' },
    metadata: { name, ...(labels && { labels }) },
    ...(taints && { spec: { taints } }),
  });
}

/** The plugins of this chapter ask for nothing but the node. */
function infoOf(node: Node): NodeInfo {
  return { name: node.metadata.name ?? '', node } as NodeInfo;
}

function affinityOf(asking: Asking | undefined): NodeAffinity | undefined {
  if (asking?.required === undefined && asking?.preferred === undefined)
    return undefined;
  const { required, preferred } = asking;
  return frozen({
    ...(required && {
      requiredDuringSchedulingIgnoredDuringExecution: selectorOf(required),
    }),
    ...(preferred && {
      preferredDuringSchedulingIgnoredDuringExecution: preferred,
    }),
  });
}

function selectorOf(nodeSelectorTerms: readonly NodeSelectorTerm[]) {
  return { nodeSelectorTerms };
}

function podOf(asking: Asking): Pod {
  const nodeAffinity = affinityOf(asking);
  return frozen({
    ...{
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'default' },
    },
    spec: {
      ...(asking.selector && { nodeSelector: asking.selector }),
      ...(asking.tolerations && { tolerations: asking.tolerations }),
      ...(nodeAffinity && { affinity: { nodeAffinity } }),
    },
  });
}

function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null || Object.isFrozen(part))
    return part;
  for (const value of Object.values(part)) frozen(value);
  return Object.freeze(part);
}
