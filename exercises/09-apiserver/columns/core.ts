// The rest of the core group: namespaces, nodes, config, quotas.
// Source: pkg/printers/internalversion/printers.go, Kubernetes 1.33.
// Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import type { Columns } from '../types.ts';
import { at, listAt, recordAt, textAt, textMapAt } from '../values.ts';
import {
  AGE,
  ageOf,
  column,
  conditionOf,
  NAME,
  nameOf,
  orNone,
  quantityIn,
  wide,
} from './column.ts';

export const NAMESPACES: Columns = {
  definitions: [NAME, column('Status', 'Active, or Terminating.'), AGE],
  cells: (object, now) => [
    nameOf(object),
    textAt(object, 'status', 'phase'),
    ageOf(object, now),
  ],
};

export const NODES: Columns = {
  definitions: [
    NAME,
    column('Status', 'Whether it is ready, and takes new pods.'),
    column('Roles', 'What it is for.'),
    AGE,
    column('Version', 'Which kubelet runs there.'),
    wide('Internal-IP', 'Its first address inside the cluster.'),
    wide('External-IP', 'Its first address outside.'),
    wide('OS-Image', 'Which operating system it runs.'),
    wide('Kernel-Version', 'Which kernel.'),
    wide('Container-Runtime', 'Who runs its containers.'),
  ],
  cells: (node, now) => [
    nameOf(node),
    nodeStatus(node),
    orNone(nodeRoles(node)),
    ageOf(node, now),
    textAt(node, 'status', 'nodeInfo', 'kubeletVersion'),
    addressOf(node, 'InternalIP'),
    addressOf(node, 'ExternalIP'),
    nodeInfo(node, 'osImage'),
    nodeInfo(node, 'kernelVersion'),
    nodeInfo(node, 'containerRuntimeVersion'),
  ],
};

/** `Unknown` is a node without the condition; one whose status is not known is NotReady. */
function nodeStatus(node: KubeObject): string {
  const ready = conditionOf(node, 'Ready');
  const isReady = textAt(ready, 'status') === 'True';
  const known = isReady ? 'Ready' : 'NotReady';
  const status = ready === undefined ? 'Unknown' : known;
  const isClosed = at(node, 'spec', 'unschedulable') === true;
  return isClosed ? `${status},SchedulingDisabled` : status;
}

function nodeRoles(node: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const labels = Object.entries(textMapAt(node, 'metadata', 'labels'));
  const roles = labels.map(([key, value]) => {
    if (key.startsWith(prefix)) return key.slice(prefix.length);
    return key === 'kubernetes.io/role' ? value : '';
  });
  return [...new Set(roles.filter((role) => role !== ''))].sort().join(',');
}

function addressOf(node: KubeObject, type: string): string {
  const addresses = listAt(node, 'status', 'addresses');
  const found = addresses.find((one) => textAt(one, 'type') === type);
  return found === undefined ? '<none>' : textAt(found, 'address');
}

const nodeInfo = (node: KubeObject, name: string): string =>
  textAt(node, 'status', 'nodeInfo', name) || '<unknown>';

const DATA = column('Data', 'How many entries it has.');

export const CONFIG_MAPS: Columns = {
  definitions: [NAME, DATA, AGE],
  cells: (object, now) => [
    nameOf(object),
    sizeOf(object, 'data') + sizeOf(object, 'binaryData'),
    ageOf(object, now),
  ],
};

export const SECRETS: Columns = {
  definitions: [NAME, column('Type', 'What its data is for.'), DATA, AGE],
  cells: (object, now) => [
    nameOf(object),
    textAt(object, 'type'),
    sizeOf(object, 'data'),
    ageOf(object, now),
  ],
};

const sizeOf = (object: KubeObject, field: string): number =>
  Object.keys(recordAt(object, field)).length;

export const SERVICE_ACCOUNTS: Columns = {
  definitions: [NAME, column('Secrets', 'How many secrets it may use.'), AGE],
  cells: (object, now) => [
    nameOf(object),
    listAt(object, 'secrets').length,
    ageOf(object, now),
  ],
};

export const COMPONENT_STATUSES: Columns = {
  definitions: [
    NAME,
    column('Status', 'Healthy, or not.'),
    column('Message', 'What it says itself.'),
    column('Error', 'What is wrong.'),
  ],
  cells: (object) => {
    const conditions = listAt(object, 'conditions');
    const healthy = conditions.find((one) => textAt(one, 'type') === 'Healthy');
    const isHealthy = textAt(healthy, 'status') === 'True';
    const known = isHealthy ? 'Healthy' : 'Unhealthy';
    return [
      nameOf(object),
      healthy === undefined ? 'Unknown' : known,
      textAt(healthy, 'message'),
      textAt(healthy, 'error'),
    ];
  },
};

export const RESOURCE_QUOTAS: Columns = {
  definitions: [
    NAME,
    column('Request', 'What is used of what may be asked for.'),
    column('Limit', 'What is used of what limits may come to.'),
    AGE,
  ],
  cells: (quota, now) => {
    const names = Object.keys(recordAt(quota, 'status', 'hard')).sort();
    const isLimit = (name: string): boolean => name.startsWith('limits.');
    const text = (name: string): string => quotaText(quota, name);
    return [
      nameOf(quota),
      names
        .filter((name) => !isLimit(name))
        .map(text)
        .join(', '),
      names.filter(isLimit).map(text).join(', '),
      ageOf(quota, now),
    ];
  },
};

function quotaText(quota: KubeObject, name: string): string {
  const used = quantityIn(at(quota, 'status', 'used'), name);
  const hard = quantityIn(at(quota, 'status', 'hard'), name);
  return `${name}: ${used}/${hard}`;
}
