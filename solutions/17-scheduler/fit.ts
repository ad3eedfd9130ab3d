// NodeResourcesFit: whether what a pod asks for is still free on a node, and how well it
// would sit there. Kubernetes: pkg/scheduler/framework/plugins/noderesources/fit.go.
// Chapter 17.

import { type CycleState, stateKey } from './cycle-state.ts';
import { type FitArgs, readFitArgs } from './fit-args.ts';
import { fitEvents } from './fit-events.ts';
import type { Pod } from './objects.ts';
import { amountOf, isExtended, podRequests } from './resources.ts';
import { type Amounts, requestsFor, type Scored, scoreOf } from './scorers.ts';
import { SKIP, unresolvable, unschedulable } from './status.ts';
import type {
  NodeInfo,
  Plugin,
  PluginFactory,
  PreFilterResult,
  Verdict,
} from './types.ts';

//#region wanted
/** A resource that the pod asks for, and how much of it: never nothing. */
interface Wanted {
  readonly name: string;
  readonly amount: number;
}

const WANTED = stateKey<readonly Wanted[]>('PreFilter/NodeResourcesFit');
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
    const names = ['cpu', 'memory', 'ephemeral-storage', ...request.scalars.keys()];
    const wanted = names
      .map((name) => ({ name, amount: amountOf(request, name) }))
      .filter(({ name, amount }) => amount > 0 && !this.#isIgnored(name));
    state.write(WANTED, wanted);
    return {};
  }

  filter(state: CycleState, _pod: Pod, node: NodeInfo): Verdict {
    return lacking(state.read(WANTED) ?? [], node);
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
 * What the node has too little of: `Too many pods`, `Insufficient cpu`, one reason
 * each, first the pods, then in the order of `wanted`; all that is missing. Of what
 * it would not have enough if it were empty it lacks for ever: that is
 * UnschedulableAndUnresolvable.
 */
function lacking(wanted: readonly Wanted[], node: NodeInfo): Verdict {
  //#exercise 1 say what is missing, and whether it would be if all pods were gone
  const { allocatable, requested } = node;
  const hasPlace = node.pods.length < allocatable.pods;
  let reasons = hasPlace ? NONE : ['Too many pods'];
  let isForEver = false;
  for (const { name, amount } of wanted) {
    const capacity = amountOf(allocatable, name);
    if (amount <= capacity - amountOf(requested, name)) continue;
    reasons = [...reasons, `Insufficient ${name}`];
    isForEver ||= amount > capacity;
  }
  if (reasons.length === 0) return undefined;
  return isForEver ? unresolvable(...reasons) : unschedulable(...reasons);
  //#endexercise
}

const NONE: readonly string[] = [];
//#endregion

//#region create
export const nodeResourcesFit: PluginFactory = (args) => new Fit(readFitArgs(args));
//#endregion
