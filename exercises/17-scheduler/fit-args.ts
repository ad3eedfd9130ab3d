// The arguments of the plugins that count resources, with their defaults. Kubernetes:
// pkg/scheduler/apis/config/v1/defaults.go and validation/validation_pluginargs.go.
// Chapter 17. Engine room: not told line by line.

import type { Strategy, WeightedResource } from './scorers.ts';
import type { ShapePoint } from './shape.ts';

export interface FitArgs {
  readonly ignoredResources: readonly string[];
  /** What stands before the slash: `example.com`. */
  readonly ignoredResourceGroups: readonly string[];
  readonly strategy: Strategy & { readonly resources: readonly WeightedResource[] };
}

type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordOf(value: unknown, path: string): Values {
  if (value === undefined || value === null) return {};
  if (isRecord(value)) return value;
  throw new Error(`${path}: expected an object, found ${JSON.stringify(value)}`);
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Error(`${path}: expected a list, found ${JSON.stringify(value)}`);
}

function only(args: Values, names: readonly string[], path: string): void {
  const known = ['apiVersion', 'kind', ...names];
  const stray = Object.keys(args).find((name) => !known.includes(name));
  if (stray !== undefined)
    throw new Error(`${path}: unknown field ${JSON.stringify(stray)}`);
}

function textsOf(value: unknown, path: string): readonly string[] {
  return listOf(value, path).map((text, i) => {
    if (typeof text === 'string') return text;
    throw new Error(`${path}[${i}]: expected a string, found ${String(text)}`);
  });
}

function between(value: unknown, low: number, high: number, path: string): number {
  if (Number.isInteger(value) && Number(value) >= low && Number(value) <= high)
    return Number(value);
  throw new Error(
    `${path}: expected a whole number from ${low} to ${high}, found ${String(value)}`,
  );
}

const CPU_AND_MEMORY: readonly WeightedResource[] = [
  { name: 'cpu', weight: 1 },
  { name: 'memory', weight: 1 },
];

/** Weights of 1 to 100; one that is absent or 0 is 1. No resources are cpu and memory. */
function resourcesOf(value: unknown, path: string): readonly WeightedResource[] {
  const list = listOf(value, path);
  if (list.length === 0) return CPU_AND_MEMORY;
  return list.map((item, i) => {
    const { name, weight } = recordOf(item, `${path}[${i}]`);
    if (typeof name !== 'string' || name === '')
      throw new Error(`${path}[${i}].name: must not be empty`);
    return { name, weight: between(weight || 1, 1, 100, `${path}[${i}].weight`) };
  });
}

/** Scores of 0 to 10, ten times as much here; utilization must rise. */
function shapeOf(value: unknown, path: string): readonly ShapePoint[] {
  const list = listOf(value, path);
  if (list.length === 0) throw new Error(`${path}: at least one point is needed`);
  const shape = list.map((item, i) => {
    const point = recordOf(item, `${path}[${i}]`);
    const at = `${path}[${i}]`;
    return {
      utilization: between(point.utilization ?? 0, 0, 100, `${at}.utilization`),
      score: 10 * between(point.score ?? 0, 0, 10, `${at}.score`),
    };
  });
  for (const [i, { utilization }] of shape.entries()) {
    const before = shape[i - 1];
    if (before !== undefined && utilization <= before.utilization)
      throw new Error(`${path}[${i}].utilization: must be above the one before`);
  }
  return shape;
}

function strategyOf(value: unknown): FitArgs['strategy'] {
  const path = 'scoringStrategy';
  const strategy = recordOf(value, path);
  only(strategy, ['type', 'resources', 'requestedToCapacityRatio'], path);
  const resources = resourcesOf(strategy.resources, `${path}.resources`);
  const { type = 'LeastAllocated' } = strategy;
  if (type === 'LeastAllocated' || type === 'MostAllocated')
    return { type, resources };
  if (type !== 'RequestedToCapacityRatio')
    throw new Error(
      `${path}.type: expected LeastAllocated, MostAllocated or ` +
        `RequestedToCapacityRatio, found ${JSON.stringify(type)}`,
    );
  const ratio = recordOf(strategy.requestedToCapacityRatio, path);
  const shape = shapeOf(ratio.shape, `${path}.requestedToCapacityRatio.shape`);
  return { type, shape, resources };
}

/** NodeResourcesFitArgs. @throws Error naming the field that can't be */
export function readFitArgs(args: unknown): FitArgs {
  const fields = recordOf(args, 'NodeResourcesFitArgs');
  const { ignoredResources, ignoredResourceGroups, scoringStrategy } = fields;
  const names = ['ignoredResources', 'ignoredResourceGroups', 'scoringStrategy'];
  only(fields, names, 'NodeResourcesFitArgs');
  return {
    ignoredResources: textsOf(ignoredResources, 'ignoredResources'),
    ignoredResourceGroups: textsOf(ignoredResourceGroups, 'ignoredResourceGroups'),
    strategy: strategyOf(scoringStrategy),
  };
}

/** NodeResourcesBalancedAllocationArgs. @throws Error naming the field that can't be */
export function readBalancedArgs(args: unknown): readonly WeightedResource[] {
  const fields = recordOf(args, 'NodeResourcesBalancedAllocationArgs');
  only(fields, ['resources'], 'NodeResourcesBalancedAllocationArgs');
  const resources = resourcesOf(fields.resources, 'resources');
  for (const [i, { weight }] of resources.entries())
    if (weight !== 1) throw new Error(`resources[${i}].weight: must be 1`);
  return resources;
}
