// Pods: what a new one is, and how long one stays after its deletion is asked for.
// Source: k8s.io/kubernetes pkg/registry/core/pod/strategy.go, 1.33; quality of service:
// pkg/apis/core/helper/qos/qos.go. Engine room: not told line by line. Chapter 09.

import { compareQuantities, type KubeObject, parseQuantity } from '#objects';
import { podOnlyDefaults, podSpecDefaults } from '../defaults/pod-spec.ts';
import type { Strategy } from '../types.ts';
import { podFaults, podUpdateFaults } from '../validation/pods.ts';
import { at, listAt, numberAt, recordAt, textAt, type Values } from '../values.ts';
import { ofObject, ofSpec } from './strategy.ts';

/** Parts of a pod through which more of it may change than through itself. */
const FREE = ['ephemeralcontainers', 'resize', 'status', 'binding'];

export const POD_STRATEGY: Strategy = {
  defaults: ofSpec((spec) => podOnlyDefaults(podSpecDefaults(spec))),
  prepareForCreate: ofObject((pod) => ({ ...pod, status: newStatus(pod) })),
  validate: podFaults,
  validateUpdate: (pod, old, subresource) =>
    FREE.includes(subresource) ? podFaults(pod) : podUpdateFaults(pod, old),
  gracePeriod: (pod, asked) => graceOf(pod, asked),
  selectable: (pod) => ({
    'spec.nodeName': textAt(pod, 'spec', 'nodeName'),
    'spec.restartPolicy': textAt(pod, 'spec', 'restartPolicy'),
    'spec.schedulerName': textAt(pod, 'spec', 'schedulerName'),
    'spec.serviceAccountName': textAt(pod, 'spec', 'serviceAccountName'),
    'spec.hostNetwork': String(at(pod, 'spec', 'hostNetwork') === true),
    'status.phase': textAt(pod, 'status', 'phase'),
    'status.podIP': textAt(pod, 'status', 'podIP'),
    'status.nominatedNodeName': textAt(pod, 'status', 'nominatedNodeName'),
  }),
};

/** A pod that runs nowhere, or no more, goes at once. */
function graceOf(pod: KubeObject, asked: number | undefined): number {
  if (textAt(pod, 'spec', 'nodeName') === '') return 0;
  const phase = textAt(pod, 'status', 'phase');
  if (phase === 'Failed' || phase === 'Succeeded') return 0;
  const own = numberAt(pod, 'spec', 'terminationGracePeriodSeconds');
  const period = asked ?? own;
  return period < 0 ? 1 : period;
}

function newStatus(pod: Values): Values {
  const isGated = listAt(pod, 'spec', 'schedulingGates').length > 0;
  const gated = {
    ...{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' },
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  };
  return {
    phase: 'Pending',
    ...(isGated ? { conditions: [gated] } : {}),
    qosClass: qosClass(pod),
  };
}

/** Guaranteed has limits of everything, equal to its requests; BestEffort has neither. */
export function qosClass(pod: unknown): string {
  const containers = ['containers', 'initContainers'].flatMap((list) =>
    listAt(pod, 'spec', list),
  );
  const lists = containers.map((one) => [
    recordAt(one, 'resources', 'requests'),
    recordAt(one, 'resources', 'limits'),
  ]);
  const isBare = lists.flat().every((list) => !hasAny(list));
  if (isBare) return 'BestEffort';
  const isFull = lists.every(([requests = {}, limits = {}]) =>
    COUNTED.every((name) => isSameAmount(requests[name], limits[name])),
  );
  return isFull ? 'Guaranteed' : 'Burstable';
}

const COUNTED = ['cpu', 'memory'];

const hasAny = (list: Values): boolean =>
  COUNTED.some((name) => isPositive(list[name]));

const isPositive = (amount: unknown): amount is string =>
  typeof amount === 'string' && parseQuantity(amount).nanos > 0n;

function isSameAmount(request: unknown, limit: unknown): boolean {
  if (!isPositive(limit)) return false;
  if (request === undefined) return true;
  if (!isPositive(request)) return false;
  return compareQuantities(parseQuantity(request), parseQuantity(limit)) === 0;
}
