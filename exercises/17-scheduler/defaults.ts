// The plugins of this chapter, and the profile that a scheduler has without a
// configuration. Kubernetes: pkg/scheduler/apis/config/v1/default_plugins.go and
// framework/plugins/registry.go. Chapter 17. Engine room: not told line by line.

import { balancedAllocation } from './balanced.ts';
import { defaultBinder } from './binder.ts';
import { nodeResourcesFit } from './fit.ts';
import { imageLocality } from './image-locality.ts';
import { nodePorts } from './node-ports.ts';
import {
  nodeName,
  nodeUnschedulable,
  prioritySort,
  schedulingGates,
} from './small.ts';
import type { PluginRef, Profile, Registry } from './types.ts';

/** What pods have in spec.schedulerName if they do not say otherwise. */
export const DEFAULT_SCHEDULER: string = 'default-scheduler';

/** The plugins of this chapter. Later ones add theirs: `{ ...PLUGINS, ...TAINTS }`. */
export const PLUGINS: Registry = {
  SchedulingGates: schedulingGates,
  PrioritySort: prioritySort,
  NodeUnschedulable: nodeUnschedulable,
  NodeName: nodeName,
  NodePorts: nodePorts,
  NodeResourcesFit: nodeResourcesFit,
  NodeResourcesBalancedAllocation: balancedAllocation,
  ImageLocality: imageLocality,
  DefaultBinder: defaultBinder,
};

/** In the order in which they are asked; those that are not built yet are left out. */
const MULTI_POINT: readonly PluginRef[] = [
  { name: 'SchedulingGates' },
  { name: 'PrioritySort' },
  { name: 'NodeUnschedulable' },
  { name: 'NodeName' },
  { name: 'TaintToleration', weight: 3 },
  { name: 'NodeAffinity', weight: 2 },
  { name: 'NodePorts' },
  { name: 'NodeResourcesFit', weight: 1 },
  { name: 'VolumeRestrictions' },
  { name: 'NodeVolumeLimits' },
  { name: 'VolumeBinding' },
  { name: 'VolumeZone' },
  { name: 'PodTopologySpread', weight: 2 },
  { name: 'InterPodAffinity', weight: 2 },
  { name: 'DefaultPreemption' },
  { name: 'NodeResourcesBalancedAllocation', weight: 1 },
  { name: 'ImageLocality', weight: 1 },
  { name: 'DefaultBinder' },
];

export function defaultMultiPoint(registry: Registry): readonly PluginRef[] {
  return MULTI_POINT.filter(({ name }) => Object.hasOwn(registry, name));
}

/** All default plugins that the registry has. */
export function defaultProfile(
  registry: Registry = PLUGINS,
  schedulerName: string = DEFAULT_SCHEDULER,
): Profile {
  return {
    ...{ schedulerName, multiPoint: defaultMultiPoint(registry) },
    ...{ points: {}, args: {} },
  };
}
