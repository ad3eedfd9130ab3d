// One autoscaler in two versions of its API. Version 1 has a field for the share of the
// processor; whatever else version 2 says it keeps in annotations. Source: k8s.io/kubernetes
// pkg/apis/autoscaling/v1/conversion.go and pkg/apis/autoscaling/annotations.go, 1.33; ours
// writes metrics there as version 2 has them. Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import { at, isRecord, listAt, recordAt, textAt, type Values } from '../values.ts';
import { ofObject } from './strategy.ts';

const V1 = 'autoscaling/v1';
const ANNOTATION = 'autoscaling.alpha.kubernetes.io/';
const KEPT = ['metrics', 'behavior', 'current-metrics', 'conditions'];

/** The autoscaler as a version has it, from the other one. */
export function autoscalerOf(object: KubeObject, apiVersion: string): KubeObject {
  const change = apiVersion === V1 ? older : newer;
  return ofObject((made) => ({ ...change(made), apiVersion }))(object);
}

function older(object: Values): Values {
  const { metrics: _, behavior, ...spec } = recordAt(object, 'spec');
  const { currentMetrics: __, conditions, ...status } = recordAt(object, 'status');
  const [metrics, current] = [
    listAt(object, 'spec', 'metrics'),
    listAt(object, 'status', 'currentMetrics'),
  ];
  const [cpu, used] = [metrics.find(isShare), current.find(isShare)];
  const others = {
    ...some('metrics', without(metrics, cpu)),
    ...some('behavior', behavior),
    ...some('current-metrics', without(current, used)),
    ...some('conditions', conditions),
  };
  const kept = Object.entries(others).map(([name, value]) => [
    ...[`${ANNOTATION}${name}`, JSON.stringify(value)],
  ]);
  const percent = shareOf(cpu, 'target');
  const now = shareOf(used, 'current');
  return {
    ...object,
    metadata: annotated(object, Object.fromEntries(kept)),
    spec: { ...spec, ...some('targetCPUUtilizationPercentage', percent) },
    status: { ...status, ...some('currentCPUUtilizationPercentage', now) },
  };
}

function newer(object: Values): Values {
  const { targetCPUUtilizationPercentage: percent, ...spec } = recordAt(
    object,
    'spec',
  );
  const { currentCPUUtilizationPercentage: now, ...status } = recordAt(
    object,
    'status',
  );
  const said = (name: string): unknown =>
    parsed(at(object, 'metadata', 'annotations', `${ANNOTATION}${name}`));
  const metrics = [...share('target', percent), ...listOf(said('metrics'))];
  const current = [...share('current', now), ...listOf(said('current-metrics'))];
  return {
    ...object,
    metadata: annotated(object, {}),
    spec: {
      ...{ ...spec, ...some('metrics', metrics) },
      ...some('behavior', said('behavior')),
    },
    status: {
      ...{ ...status, ...some('currentMetrics', current) },
      ...some('conditions', said('conditions')),
    },
  };
}

/** The processor by its share of what is asked for: all that version 1 knows. */
function isShare(metric: unknown): boolean {
  const isCpu = textAt(metric, 'resource', 'name') === 'cpu';
  return isCpu && ['target', 'current'].some((one) => shareOf(metric, one));
}

function shareOf(metric: unknown, field: string): unknown {
  return at(metric, 'resource', field, 'averageUtilization');
}

function share(field: string, averageUtilization: unknown): readonly Values[] {
  if (averageUtilization === undefined) return [];
  const type = field === 'target' ? { type: 'Utilization' } : {};
  const resource = { name: 'cpu', [field]: { ...type, averageUtilization } };
  return [{ type: 'Resource', resource }];
}

/** The metadata with these notes of ours, and no others of them. */
function annotated(object: Values, kept: Values): Values {
  const { annotations: _, ...metadata } = recordAt(object, 'metadata');
  const ours = KEPT.map((name) => `${ANNOTATION}${name}`);
  const rest = Object.entries(recordAt(object, 'metadata', 'annotations')).filter(
    ([name]) => !ours.includes(name),
  );
  const annotations = { ...Object.fromEntries(rest), ...kept };
  return Object.keys(annotations).length === 0
    ? metadata
    : { ...metadata, annotations };
}

/** A field, unless it would be empty. */
function some(name: string, value: unknown): Values {
  const isEmpty = value === undefined || (Array.isArray(value) && !value.length);
  return isEmpty ? {} : { [name]: value };
}

const listOf = (value: unknown): readonly unknown[] => listAt({ value }, 'value');

function without(list: readonly unknown[], one: unknown): readonly unknown[] {
  return list.filter((each) => each !== one);
}

/** What an annotation holds: anyone may have written anything into it. */
function parsed(text: unknown): unknown {
  try {
    const value: unknown = JSON.parse(typeof text === 'string' ? text : '0');
    return Array.isArray(value) || isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
