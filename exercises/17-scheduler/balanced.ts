// NodeResourcesBalancedAllocation: a node whose resources would be in use alike. Kubernetes:
// plugins/noderesources/balanced_allocation.go, 1.33 to 1.35. Chapter 17.
// Engine room: not told line by line.

import { type CycleState, stateKey } from './cycle-state.ts';
import { readBalancedArgs } from './fit-args.ts';
import type { Pod } from './objects.ts';
import { amountOf, isScalar } from './resources.ts';
import { type Amounts, requestsFor, type Scored } from './scorers.ts';
import { SKIP } from './status.ts';
import type { NodeInfo, Plugin, PluginFactory, Verdict } from './types.ts';

const ASKS = stateKey<Amounts>('PreScore/NodeResourcesBalancedAllocation');

const NONE = { name: '' };

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
    const { resources } = this.#scored;
    let count = 0;
    let sum = 0;
    let apart = 0;
    for (let i = 0; i < resources.length; i++) {
      const part = partOf(node, resources[i] ?? NONE, asks[i] ?? 0);
      if (part < 0) continue;
      if (count === 1) apart = Math.abs(sum - part) / 2;
      count += 1;
      sum += part;
    }
    if (count > 2) apart = this.#deviation(node, asks, sum / count);
    return Math.trunc((1 - apart) * 100);
  }

  /** How far the parts are from their mean; of two it is half of what lies between. */
  #deviation(node: NodeInfo, asks: Amounts, mean: number): number {
    const parts = this.#scored.resources
      .map((resource, i) => partOf(node, resource, asks[i] ?? 0))
      .filter((part) => part >= 0);
    let squares = 0;
    for (const part of parts) squares += (part - mean) * (part - mean);
    return Math.sqrt(squares / parts.length);
  }
}

/** How much of it would be in use, from 0 to 1; below 0 if it does not count. */
function partOf(
  { allocatable, requested }: NodeInfo,
  { name }: { readonly name: string },
  asked: number,
): number {
  const capacity = amountOf(allocatable, name);
  if (capacity === 0 || (asked === 0 && isScalar(name))) return -1;
  const used = amountOf(requested, name) + asked;
  return used < capacity ? used / capacity : 1;
}

export const balancedAllocation: PluginFactory = (args) =>
  new Balanced(readBalancedArgs(args));
