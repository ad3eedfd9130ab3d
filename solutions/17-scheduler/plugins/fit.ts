// NodeResourcesFit: whether what a pod asks for is still free on a node, and how well it
// would sit there. Kubernetes: pkg/scheduler/framework/plugins/noderesources/fit.go.
// Chapter 17.

import { type CycleState, stateKey } from '../cycle-state.ts';
import type { Pod } from '../objects.ts';
import { amountOf, isExtended, podRequests, type Resource } from '../resources.ts';
import { SKIP, unresolvable, unschedulable } from '../status.ts';
import type {
  NodeInfo,
  Plugin,
  PluginFactory,
  PreFilterResult,
  Verdict,
} from '../types.ts';
import { type FitArgs, readFitArgs } from './fit-args.ts';
import { fitEvents } from './fit-events.ts';
import { type Amounts, requestsFor, type Scored, scoreOf } from './scorers.ts';

//#region wanted
/** What the pod at hand asks for, and of what: none of these is nothing. */
interface Wanted {
  readonly request: Resource;
  /** Beside cpu, memory and ephemeral-storage. */
  readonly scalars: readonly string[];
}

const WANTED = stateKey<Wanted>('PreFilter/NodeResourcesFit');
const SCORED = stateKey<Amounts>('PreScore/NodeResourcesFit');
//#endregion

//#region plugin
class Fit implements Plugin {
  readonly name = 'NodeResourcesFit';
  readonly events = fitEvents;
  readonly #args: FitArgs;
  readonly #scored: Scored;

  constructor(args: FitArgs) {
    this.#args = args;
    this.#scored = { ...args.strategy, of: 'nonZeroRequested' };
  }

  preFilter(state: CycleState, pod: Pod): PreFilterResult {
    const request = podRequests(pod);
    const scalars = [...request.scalars]
      .filter(([name, amount]) => amount > 0 && !this.#isIgnored(name))
      .map(([name]) => name);
    state.write(WANTED, { request, scalars });
    return {};
  }

  filter(state: CycleState, _pod: Pod, node: NodeInfo): Verdict {
    const wanted = state.read(WANTED);
    return wanted && lacking(wanted, node);
  }
  //#endregion

  //#region score
  preScore(state: CycleState, pod: Pod): Verdict {
    const amounts = requestsFor(pod, this.#scored);
    if (this.#scored.resources.length === 0) return SKIP;
    state.write(SCORED, amounts);
    return undefined;
  }

  score(state: CycleState, _pod: Pod, node: NodeInfo): number {
    return scoreOf(this.#scored, state.read(SCORED) ?? [], node);
  }

  #isIgnored(name: string): boolean {
    if (!isExtended(name)) return false;
    const [group = ''] = name.split('/');
    const { ignoredResources, ignoredResourceGroups } = this.#args;
    return ignoredResources.includes(name) || ignoredResourceGroups.includes(group);
  }
}
//#endregion

//#region lacking
/**
 * What the node has too little of: `Too many pods`, `Insufficient cpu`, one reason each,
 * in this order: pods, cpu, memory, ephemeral-storage, the scalars. A resource of which
 * nothing is asked isn't looked at. Of what the node could not have even if it were empty
 * it lacks for ever: UnschedulableAndUnresolvable. All that is missing is named.
 */
function lacking({ request, scalars }: Wanted, node: NodeInfo): Verdict {
  //#exercise 1 say what is missing, and whether it would be if all pods were gone
  const { allocatable, requested } = node;
  const reasons: string[] = [];
  let isForEver = false;
  if (node.pods.length + 1 > allocatable.pods) reasons.push('Too many pods');
  const look = (name: string, asked: number, of: number, taken: number): void => {
    if (asked === 0 || asked <= of - taken) return;
    reasons.push(`Insufficient ${name}`);
    isForEver ||= asked > of;
  };
  look('cpu', request.milliCpu, allocatable.milliCpu, requested.milliCpu);
  look('memory', request.memory, allocatable.memory, requested.memory);
  for (const name of ['ephemeral-storage', ...scalars])
    look(
      name,
      amountOf(request, name),
      amountOf(allocatable, name),
      amountOf(requested, name),
    );
  if (reasons.length === 0) return undefined;
  return isForEver ? unresolvable(...reasons) : unschedulable(...reasons);
  //#endexercise
}
//#endregion

//#region create
export const nodeResourcesFit: PluginFactory = (args) => new Fit(readFitArgs(args));
//#endregion
