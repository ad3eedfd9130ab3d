// NodeResourcesBalancedAllocation: a node whose resources would be in use alike. Kubernetes:
// plugins/noderesources/balanced_allocation.go, 1.33 to 1.35. Chapter 17.

import { type CycleState, stateKey } from '../cycle-state.ts';
import type { Pod } from '../objects.ts';
import { amountOf, isScalar } from '../resources.ts';
import { SKIP } from '../status.ts';
import type { NodeInfo, Plugin, PluginFactory, Verdict } from '../types.ts';
import { readBalancedArgs } from './fit-args.ts';
import { type Amounts, requestsFor, type Scored } from './scorers.ts';

const ASKS = stateKey<Amounts>('PreScore/NodeResourcesBalancedAllocation');

const NONE = { name: '' };

//#region balanced
class Balanced implements Plugin {
  readonly name = 'NodeResourcesBalancedAllocation';
  readonly #scored: Scored;

  constructor(resources: Scored['resources']) {
    this.#scored = { type: 'LeastAllocated', of: 'requested', resources };
  }

  /** A pod that asks for nothing tips no balance. */
  preScore(state: CycleState, pod: Pod): Verdict {
    const asks = requestsFor(pod, this.#scored);
    if (asks.every((amount) => amount === 0)) return SKIP;
    state.write(ASKS, asks);
    return undefined;
  }

  /** 100 if all are in use to the same part, less the more they differ. */
  score(state: CycleState, _pod: Pod, node: NodeInfo): number {
    const asks = state.read(ASKS) ?? [];
    const parts: number[] = [];
    const { resources } = this.#scored;
    for (let i = 0; i < resources.length; i++) {
      const { name } = resources[i] ?? NONE;
      const asked = asks[i] ?? 0;
      const capacity = amountOf(node.allocatable, name);
      if (capacity === 0 || (asked === 0 && isScalar(name))) continue;
      const used = amountOf(node.requested, name) + asked;
      parts.push(used < capacity ? used / capacity : 1);
    }
    return Math.trunc((1 - deviation(parts)) * 100);
  }
}

/** How far apart they are: the standard deviation, which of two is half of it. */
function deviation(parts: readonly number[]): number {
  if (parts.length < 2) return 0;
  if (parts.length === 2) return Math.abs(((parts[0] ?? 0) - (parts[1] ?? 0)) / 2);
  let [sum, squares] = [0, 0];
  for (const part of parts) sum += part;
  const mean = sum / parts.length;
  for (const part of parts) squares += (part - mean) * (part - mean);
  return Math.sqrt(squares / parts.length);
}
//#endregion

export const balancedAllocation: PluginFactory = (args) =>
  new Balanced(readBalancedArgs(args));
