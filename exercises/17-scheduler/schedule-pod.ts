// The decision: which node a pod gets. Two phases, filter and score, over as many nodes as
// are enough. Kubernetes: pkg/scheduler/schedule_one.go (schedulePod). Chapter 17.

import { NotWritten } from '#world';
import type { Chance } from '#world';
import { CycleState } from './cycle-state.ts';
import { type Framework, firstRefusal, type PluginScores } from './framework.ts';
import type { Pod } from './objects.ts';
import { unresolvable } from './status.ts';
import type { NodeInfo, Plugin, Refusals, Snapshot, Status } from './types.ts';

/** A cluster with fewer nodes is looked at whole; so many are enough anyway. */
export const MIN_FEASIBLE_NODES: number = 100;
/** And no fewer than so many of a hundred. */
export const MIN_FEASIBLE_PERCENT: number = 5;

/** How many feasible nodes are enough. `percent` 0: the more nodes, the fewer. */
export function numFeasibleNodesToFind(nodes: number, percent = 0): number {
  if (nodes < MIN_FEASIBLE_NODES) return nodes;
  const adaptive = Math.max(50 - Math.trunc(nodes / 125), MIN_FEASIBLE_PERCENT);
  const share = percent === 0 ? adaptive : percent;
  return Math.max(Math.trunc((nodes * share) / 100), MIN_FEASIBLE_NODES);
}

/** All that was found out about a pod in one cycle, open to view. */
export interface Decision {
  /** Where it goes. Absent: nowhere, or something broke. */
  readonly node?: string;
  readonly state: CycleState;
  /** How many nodes there were. */
  readonly nodes: number;
  /** That passed all filters, in the order in which they were asked. */
  readonly feasible: readonly NodeInfo[];
  readonly refusals: Refusals;
  /** Why those that were not asked could not be: PreFilter left them out. */
  readonly absent?: Status;
  /** No node was asked at all. */
  readonly preFilter?: Status;
  /** In the order of `feasible`; none if there was nothing to choose. */
  readonly scores: readonly PluginScores[];
  readonly totals: readonly number[];
  readonly error?: Status;
}

/** Decides for one pod after the other. Remembers where it stopped to look. */
export class Algorithm {
  readonly #chance: Chance;
  readonly #percent: number;
  #nextStart = 0;

  constructor(chance: Chance, percentageOfNodesToScore = 0) {
    this.#chance = chance;
    this.#percent = percentageOfNodesToScore;
  }

  schedulePod(framework: Framework, pod: Pod, snapshot: Snapshot): Decision {
    const state = new CycleState();
    const refusals = new Map<string, Status>();
    const none = { state, nodes: snapshot.nodes.length, feasible: [], refusals };
    const undecided = { ...none, scores: [], totals: [] };
    const { status, nodeNames, plugins } = framework.preFilter(
      state,
      pod,
      snapshot,
    );
    if (status?.code === 'Error') return { ...undecided, error: status };
    if (status !== undefined) return { ...undecided, preFilter: status };
    const nodes = nodeNames ? named(snapshot, nodeNames) : snapshot.nodes;
    const total = snapshot.nodes.length;
    const search = { state, pod, nodes, total, refusals };
    const feasible = this.#feasible(framework, search);
    const error = [...refusals.values()].find(({ code }) => code === 'Error');
    if (error !== undefined) return { ...undecided, error };
    const absent = nodeNames && unresolvable(leftOut(plugins));
    const found = { ...undecided, feasible, ...(absent && { absent }) };
    if (feasible.length === 0) return found;
    return { ...found, ...this.#choose(framework, state, pod, feasible) };
  }

  /** First where preemption has made room for it; if it fits there, that's enough. */
  #feasible(framework: Framework, search: Search): readonly NodeInfo[] {
    const { state, pod, nodes } = search;
    const filters = framework.filters(state);
    const nominated = pod.status?.nominatedNodeName;
    const node = nominated && nodes.find(({ name }) => name === nominated);
    if (node && !firstRefusal(filters, state, pod, node)) return [node];
    const hasScores = framework.at('score').length > 0;
    const percent = framework.profile.percentageOfNodesToScore ?? this.#percent;
    const enough = hasScores ? numFeasibleNodesToFind(nodes.length, percent) : 1;
    return this.#find(filters, search, enough);
  }

  /**
   * Nodes that no filter refuses: in the order of `nodes`, from where the last
   * search stopped and round the end, until there are enough. Those that are
   * refused, and why, go into `refusals`. The next search starts behind the last
   * node that was asked, by its number among `total`, and not by its name.
   */
  #find(filters: readonly Plugin[], search: Search, enough: number): NodeInfo[] {
    // TODO 17.3: ask no more nodes than needed, and give each its turn
    throw new NotWritten('17.3');
  }

  /** The best by the sum of weight times score; of the best, one by lot. */
  #choose(
    framework: Framework,
    state: CycleState,
    pod: Pod,
    feasible: readonly NodeInfo[],
  ): Partial<Decision> {
    const [only] = feasible;
    if (only !== undefined && feasible.length === 1) return { node: only.name };
    try {
      const scores = framework.score(state, pod, feasible);
      const totals = sumOf(scores, feasible.length);
      const best = totals.reduce((most, total) => Math.max(most, total));
      const ties = feasible.filter((_, i) => totals[i] === best);
      return { node: this.#chance.pick(ties).name, scores, totals };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { error: { code: 'Error', reasons: [reason] } };
    }
  }
}

function sumOf(scores: readonly PluginScores[], nodes: number): number[] {
  const totals = new Array<number>(nodes).fill(0);
  for (const { weight, normalized } of scores)
    for (let i = 0; i < nodes; i++)
      totals[i] = (totals[i] ?? 0) + weight * (normalized[i] ?? 0);
  return totals;
}

interface Search {
  readonly state: CycleState;
  readonly pod: Pod;
  /** To be looked at, of so many in all. */
  readonly nodes: readonly NodeInfo[];
  readonly total: number;
  readonly refusals: Map<string, Status>;
}

function named(
  { nodes }: Snapshot,
  names: ReadonlySet<string>,
): readonly NodeInfo[] {
  return nodes.filter(({ name }) => names.has(name));
}

function leftOut(plugins: readonly string[]): string {
  return `node(s) didn't satisfy plugin(s) [${[...plugins].sort().join(' ')}]`;
}
