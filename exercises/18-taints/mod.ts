// #taints: which Pods a node doesn't want, and which nodes a Pod wants. Chapter 18.

export {
  matchesTerm,
  NOT_CHOSEN,
  NOT_ENFORCED,
  namedNodes,
  preferred,
  unmatched,
} from './affinity.ts';
export {
  CONDITION_TAINTS,
  reconciledTaints,
  UNSCHEDULABLE,
  wantedTaints,
} from './conditions.ts';
export { CONFLICT, nodeAffinity } from './node-affinity.ts';
export { MAX_NODE_SCORE, normalized } from './normalized.ts';
export { TAINTS } from './registry.ts';
export { taintToleration, UNTOLERATED } from './taint-toleration.ts';
export { intolerable, tolerates, untolerated } from './tolerations.ts';
