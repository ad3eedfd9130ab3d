// The core group. Source: api/discovery/api__v1.json of Kubernetes 1.31.
// `resize` of pods is there since 1.33; `checkpoint` is left out.
// Engine room: not told line by line. Chapter 09.

import type { Resource, Subresource } from '../types.ts';
import { groupVersion, part, proxy, SCALE, STATUS } from './rows.ts';

/** What of a pod is read, written or done by itself. */
const POD_PARTS: readonly Subresource[] = [
  part('attach', ['create', 'get'], 'PodAttachOptions'),
  part('binding', ['create'], 'Binding'),
  { name: 'ephemeralcontainers', verbs: STATUS.verbs },
  {
    name: 'eviction',
    verbs: ['create'],
    kind: { group: 'policy', version: 'v1', kind: 'Eviction' },
  },
  part('exec', ['create', 'get'], 'PodExecOptions'),
  { name: 'log', verbs: ['get'] },
  part('portforward', ['create', 'get'], 'PodPortForwardOptions'),
  proxy('PodProxyOptions'),
  { name: 'resize', verbs: STATUS.verbs },
  STATUS,
];

const TOKEN: Subresource = {
  name: 'token',
  verbs: ['create'],
  kind: { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' },
};

export const CORE: readonly Resource[] = groupVersion('', 'v1', [
  { kind: 'Binding', resource: 'bindings', verbs: ['create'] },
  {
    kind: 'ComponentStatus',
    resource: 'componentstatuses',
    singular: 'componentstatus',
    namespaced: false,
    verbs: ['get', 'list'],
    shortNames: ['cs'],
  },
  { kind: 'ConfigMap', resource: 'configmaps', shortNames: ['cm'] },
  {
    kind: 'Endpoints',
    resource: 'endpoints',
    singular: 'endpoints',
    shortNames: ['ep'],
  },
  { kind: 'Event', resource: 'events', shortNames: ['ev'] },
  { kind: 'LimitRange', resource: 'limitranges', shortNames: ['limits'] },
  {
    kind: 'Namespace',
    resource: 'namespaces',
    namespaced: false,
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    shortNames: ['ns'],
    subresources: [{ name: 'finalize', verbs: ['update'] }, STATUS],
  },
  {
    kind: 'Node',
    resource: 'nodes',
    namespaced: false,
    shortNames: ['no'],
    subresources: [proxy('NodeProxyOptions'), STATUS],
  },
  {
    kind: 'PersistentVolumeClaim',
    resource: 'persistentvolumeclaims',
    shortNames: ['pvc'],
    subresources: [STATUS],
  },
  {
    kind: 'PersistentVolume',
    resource: 'persistentvolumes',
    namespaced: false,
    shortNames: ['pv'],
    subresources: [STATUS],
  },
  {
    kind: 'Pod',
    resource: 'pods',
    shortNames: ['po'],
    categories: ['all'],
    subresources: POD_PARTS,
  },
  { kind: 'PodTemplate', resource: 'podtemplates' },
  {
    kind: 'ReplicationController',
    resource: 'replicationcontrollers',
    shortNames: ['rc'],
    categories: ['all'],
    subresources: [SCALE, STATUS],
  },
  {
    kind: 'ResourceQuota',
    resource: 'resourcequotas',
    shortNames: ['quota'],
    subresources: [STATUS],
  },
  { kind: 'Secret', resource: 'secrets' },
  {
    kind: 'ServiceAccount',
    resource: 'serviceaccounts',
    shortNames: ['sa'],
    subresources: [TOKEN],
  },
  {
    kind: 'Service',
    resource: 'services',
    shortNames: ['svc'],
    categories: ['all'],
    subresources: [proxy('ServiceProxyOptions'), STATUS],
  },
]);
