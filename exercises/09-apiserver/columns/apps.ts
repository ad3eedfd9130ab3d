// Workloads of the groups core (replicationcontrollers) and apps.
// Source: pkg/printers/internalversion/printers.go, Kubernetes 1.33.
// Engine room: not told line by line. Chapter 09.

import { controllerOf, type KubeObject, parseApiVersion } from '#objects';
import type { ColumnDefinition, Columns } from '../types.ts';
import { at, isRecord, numberAt, textMapAt } from '../values.ts';
import {
  AGE,
  ageOf,
  column,
  containerCells,
  labelSelectorText,
  labelsText,
  NAME,
  nameOf,
  OF_CONTAINERS,
  SELECTOR,
} from './column.ts';

const count = (name: string, description: string): ColumnDefinition =>
  column(name, description, 'integer');

const READY = column('Ready', 'How many pods are ready, of how many wanted.');

/** Ready of wanted. */
function readyText(object: KubeObject): string {
  const ready = numberAt(object, 'status', 'readyReplicas');
  return `${ready}/${numberAt(object, 'spec', 'replicas')}`;
}

const templateCells = (object: KubeObject): readonly [string, string] =>
  containerCells(at(object, 'spec', 'template', 'spec'));

export const DEPLOYMENTS: Columns = {
  definitions: [
    NAME,
    READY,
    column('Up-to-date', 'How many pods are made of the newest template.'),
    column('Available', 'How many pods are ready for minReadySeconds at least.'),
    AGE,
    ...OF_CONTAINERS,
    SELECTOR,
  ],
  cells: (object, now) => [
    nameOf(object),
    readyText(object),
    numberAt(object, 'status', 'updatedReplicas'),
    numberAt(object, 'status', 'availableReplicas'),
    ageOf(object, now),
    ...templateCells(object),
    deploymentSelector(at(object, 'spec', 'selector')),
  ],
};

/** An empty one is written as nothing here, not as `<none>`. */
function deploymentSelector(selector: unknown): string {
  if (!isRecord(selector)) return '';
  const text = labelSelectorText(selector);
  if (text === '<none>') return '';
  return text === '<error>' ? '<invalid>' : text;
}

const OF_REPLICAS: readonly ColumnDefinition[] = [
  NAME,
  count('Desired', 'How many pods are wanted.'),
  count('Current', 'How many pods there are.'),
  count('Ready', 'How many pods are ready.'),
  AGE,
  ...OF_CONTAINERS,
  SELECTOR,
];

const replicaCells = (object: KubeObject, now: number): readonly unknown[] => [
  nameOf(object),
  numberAt(object, 'spec', 'replicas'),
  numberAt(object, 'status', 'replicas'),
  numberAt(object, 'status', 'readyReplicas'),
  ageOf(object, now),
  ...templateCells(object),
];

export const REPLICA_SETS: Columns = {
  definitions: OF_REPLICAS,
  cells: (object, now) => [
    ...replicaCells(object, now),
    labelSelectorText(at(object, 'spec', 'selector')),
  ],
};

export const REPLICATION_CONTROLLERS: Columns = {
  definitions: OF_REPLICAS,
  cells: (object, now) => [
    ...replicaCells(object, now),
    labelsText(textMapAt(object, 'spec', 'selector')),
  ],
};

export const STATEFUL_SETS: Columns = {
  definitions: [NAME, READY, AGE, ...OF_CONTAINERS],
  cells: (object, now) => [
    nameOf(object),
    readyText(object),
    ageOf(object, now),
    ...templateCells(object),
  ],
};

export const DAEMON_SETS: Columns = {
  definitions: [
    NAME,
    count('Desired', 'On how many nodes there should be a pod.'),
    count('Current', 'On how many of those there is one.'),
    count('Ready', 'On how many of those it is ready.'),
    count('Up-to-date', 'On how many of those it is of the newest template.'),
    count('Available', 'On how many of those it is ready long enough.'),
    column('Node Selector', 'Labels that a node must have.'),
    AGE,
    ...OF_CONTAINERS,
    SELECTOR,
  ],
  cells: (object, now) => [
    nameOf(object),
    numberAt(object, 'status', 'desiredNumberScheduled'),
    numberAt(object, 'status', 'currentNumberScheduled'),
    numberAt(object, 'status', 'numberReady'),
    numberAt(object, 'status', 'updatedNumberScheduled'),
    numberAt(object, 'status', 'numberAvailable'),
    labelsText(textMapAt(object, 'spec', 'template', 'spec', 'nodeSelector')),
    ageOf(object, now),
    ...templateCells(object),
    labelSelectorText(at(object, 'spec', 'selector')),
  ],
};

export const CONTROLLER_REVISIONS: Columns = {
  definitions: [
    NAME,
    column('Controller', 'Whose revision it is.'),
    column('Revision', 'Its number: a newer one is larger.'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    controllerText(object),
    numberAt(object, 'revision'),
    ageOf(object, now),
  ],
};

/** `daemonset.apps/name`. */
function controllerText(object: KubeObject): string {
  const controller = controllerOf(object);
  if (controller === undefined) return '<none>';
  const group = parseApiVersion(controller.apiVersion)?.group ?? '';
  const kind = controller.kind.toLowerCase();
  return `${group === '' ? kind : `${kind}.${group}`}/${controller.name}`;
}
