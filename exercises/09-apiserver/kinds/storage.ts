// The group storage.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// VolumeAttributesClass is in v1 since 1.34.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion, STATUS } from './rows.ts';

export const STORAGE: readonly Resource[] = groupVersion('storage.k8s.io', 'v1', [
  { kind: 'CSIDriver', resource: 'csidrivers', namespaced: false },
  { kind: 'CSINode', resource: 'csinodes', namespaced: false },
  {
    kind: 'CSIStorageCapacity',
    resource: 'csistoragecapacities',
    singular: 'csistoragecapacity',
  },
  {
    kind: 'StorageClass',
    resource: 'storageclasses',
    singular: 'storageclass',
    namespaced: false,
    shortNames: ['sc'],
  },
  {
    kind: 'VolumeAttachment',
    resource: 'volumeattachments',
    namespaced: false,
    subresources: [STATUS],
  },
  {
    kind: 'VolumeAttributesClass',
    resource: 'volumeattributesclasses',
    singular: 'volumeattributesclass',
    namespaced: false,
    shortNames: ['vac'],
  },
]);
