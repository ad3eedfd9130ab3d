// The group autoscaling. Source: pkg/printers/internalversion/printers.go
// (formatHPAMetrics), Kubernetes 1.33. Version 1 knows only the processor, in fields of its
// own. Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import type { Columns } from '../types.ts';
import { at, isRecord, listAt, numberAt, textAt } from '../values.ts';
import { AGE, ageOf, column, intOrString, NAME, nameOf, some } from './column.ts';

export const HORIZONTAL_POD_AUTOSCALERS: Columns = {
  definitions: [
    NAME,
    column('Reference', 'What it scales.'),
    column('Targets', 'What is measured, of what is aimed at.'),
    column('MinPods', 'As few as this.'),
    column('MaxPods', 'As many as this.'),
    column('Replicas', 'How many there are.'),
    AGE,
  ],
  cells: (object, now) => {
    const target = at(object, 'spec', 'scaleTargetRef');
    const fewest = at(object, 'spec', 'minReplicas');
    return [
      nameOf(object),
      `${textAt(target, 'kind')}/${textAt(target, 'name')}`,
      targetsText(object),
      typeof fewest === 'number' ? String(fewest) : '<unset>',
      numberAt(object, 'spec', 'maxReplicas'),
      numberAt(object, 'status', 'currentReplicas'),
      ageOf(object, now),
    ];
  },
};

function targetsText(object: KubeObject): string {
  const percent = at(object, 'spec', 'targetCPUUtilizationPercentage');
  if (typeof percent === 'number') {
    const current = at(object, 'status', 'currentCPUUtilizationPercentage');
    return `cpu: ${percentText(current, '<unknown>')}/${percent}%`;
  }
  const statuses = listAt(object, 'status', 'currentMetrics');
  const metrics = listAt(object, 'spec', 'metrics');
  if (metrics.length === 0) return '<none>';
  return some(
    metrics.map((metric, i) => metricText(metric, statuses[i])),
    2,
    ', ',
  );
}

const percentText = (value: unknown, absent: string): string =>
  typeof value === 'number' ? `${value}%` : absent;

const FIELDS: Readonly<Record<string, string>> = {
  External: 'external',
  Pods: 'pods',
  Object: 'object',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

function metricText(metric: unknown, status: unknown): string {
  const field = FIELDS[textAt(metric, 'type')];
  if (field === undefined) return '<unknown type>';
  const target = at(metric, field, 'target');
  const current = at(status, field, 'current');
  if (field === 'pods') return amounts(current, target, 'averageValue');
  const isAverage = at(target, 'averageValue') !== undefined;
  const key = isAverage ? 'averageValue' : 'value';
  if (field === 'external' || field === 'object')
    return `${amounts(current, target, key)}${isAverage ? ' (avg)' : ''}`;
  const name = textAt(metric, field, 'name');
  if (isAverage) return `${name}: ${amounts(current, target, key)}`;
  const used = percentText(at(current, 'averageUtilization'), '<unknown>');
  const wanted = percentText(at(target, 'averageUtilization'), '<auto>');
  return `${name}: ${used}/${wanted}`;
}

function amounts(current: unknown, target: unknown, key: string): string {
  const found = isRecord(current) ? at(current, key) : undefined;
  const now = found === undefined ? '<unknown>' : intOrString(found);
  return `${now}/${intOrString(at(target, key))}`;
}

/** Of the subresource scale. */
export const SCALES: Columns = {
  definitions: [
    { ...NAME, format: '' },
    column('Desired', 'How many pods are wanted.', 'integer'),
    column('Available', 'How many there are.', 'integer'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    numberAt(object, 'spec', 'replicas'),
    numberAt(object, 'status', 'replicas'),
    ageOf(object, now),
  ],
};
