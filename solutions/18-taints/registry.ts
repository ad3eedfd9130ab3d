// The plugins of this chapter, for whoever assembles a scheduler. Chapter 18.
// Engine room: not told line by line.

import type { NodeAffinity, Registry } from '#scheduler';
import { nodeAffinity } from './node-affinity.ts';
import { taintToleration } from './taint-toleration.ts';

/** What a configuration may name besides chapter 17's: `{ ...PLUGINS, ...TAINTS }`. */
export const TAINTS: Registry = {
  TaintToleration: () => taintToleration(),
  NodeAffinity: (args) => nodeAffinity(addedIn(args)),
};

/** NodeAffinityArgs: `addedAffinity` holds for every Pod of the profile. */
function addedIn(args: unknown): NodeAffinity | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  if (!('addedAffinity' in args)) return undefined;
  const { addedAffinity } = args;
  if (typeof addedAffinity === 'object' && addedAffinity !== null)
    return addedAffinity;
  throw new Error(
    'NodeAffinityArgs: expected an affinity as addedAffinity, found ' +
      JSON.stringify(addedAffinity),
  );
}
