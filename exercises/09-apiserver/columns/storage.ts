// Volumes and claims, and the group storage.k8s.io.
// Source: pkg/printers/internalversion/printers.go, pkg/apis/core/helper/helpers.go
// (GetAccessModesAsString), Kubernetes 1.33.
// Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import type { Columns } from '../types.ts';
import { at, isRecord, listAt, textAt, textsAt } from '../values.ts';
import {
  AGE,
  ageOf,
  column,
  isTerminating,
  NAME,
  nameOf,
  orNone,
  orUnset,
  quantityIn,
  wide,
} from './column.ts';

const VOLUME_CLASS = column('VolumeAttributesClass', 'How fast it is, and so on.');
const VOLUME_MODE = wide('VolumeMode', 'A file system, or blocks.');

export const PERSISTENT_VOLUMES: Columns = {
  definitions: [
    NAME,
    column('Capacity', 'How much goes into it.'),
    column('Access Modes', 'Who may mount it at the same time.'),
    column('Reclaim Policy', 'What becomes of it after its claim.'),
    column('Status', 'Whether it is free, bound, or released.'),
    column('Claim', 'Which claim has it.'),
    column('StorageClass', 'Of which class it is.'),
    VOLUME_CLASS,
    column('Reason', 'Why it failed.'),
    AGE,
    VOLUME_MODE,
  ],
  cells: (volume, now) => [
    nameOf(volume),
    quantityIn(at(volume, 'spec', 'capacity'), 'storage'),
    modesText(textsAt(volume, 'spec', 'accessModes')),
    textAt(volume, 'spec', 'persistentVolumeReclaimPolicy'),
    phaseOf(volume),
    claimText(at(volume, 'spec', 'claimRef')),
    classOf(volume),
    orUnset(textAt(volume, 'spec', 'volumeAttributesClassName')),
    textAt(volume, 'status', 'reason'),
    ageOf(volume, now),
    orUnset(textAt(volume, 'spec', 'volumeMode')),
  ],
};

export const PERSISTENT_VOLUME_CLAIMS: Columns = {
  definitions: [
    NAME,
    column('Status', 'Whether it has a volume.'),
    column('Volume', 'Which one.'),
    column('Capacity', 'How much goes into that.'),
    column('Access Modes', 'Who may mount it at the same time.'),
    column('StorageClass', 'Of which class it asks for one.'),
    VOLUME_CLASS,
    AGE,
    VOLUME_MODE,
  ],
  cells: (claim, now) => {
    const volume = textAt(claim, 'spec', 'volumeName');
    const capacity = at(claim, 'status', 'capacity');
    const modes = textsAt(claim, 'status', 'accessModes');
    return [
      nameOf(claim),
      phaseOf(claim),
      volume,
      volume === '' ? '' : quantityIn(capacity, 'storage'),
      volume === '' ? '' : modesText(modes),
      classOf(claim),
      orUnset(textAt(claim, 'spec', 'volumeAttributesClassName')),
      ageOf(claim, now),
      orUnset(textAt(claim, 'spec', 'volumeMode')),
    ];
  },
};

const phaseOf = (object: KubeObject): string =>
  isTerminating(object) ? 'Terminating' : textAt(object, 'status', 'phase');

/** The annotation is older than the field, and counts more. */
function classOf(object: KubeObject): string {
  const annotation = 'volume.beta.kubernetes.io/storage-class';
  const older = at(object, 'metadata', 'annotations', annotation);
  if (typeof older === 'string') return older;
  return textAt(object, 'spec', 'storageClassName');
}

const claimText = (claim: unknown): string =>
  isRecord(claim) ? `${textAt(claim, 'namespace')}/${textAt(claim, 'name')}` : '';

const SHORT = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
] as const;

function modesText(modes: readonly string[]): string {
  const given = SHORT.filter(([mode]) => modes.includes(mode));
  return given.map(([, short]) => short).join(',');
}

export const STORAGE_CLASSES: Columns = {
  definitions: [
    NAME,
    column('Provisioner', 'Who makes its volumes.'),
    column('ReclaimPolicy', 'What becomes of those after their claims.'),
    column('VolumeBindingMode', 'When a claim is given one.'),
    column('AllowVolumeExpansion', 'Whether one can be made larger.'),
    AGE,
  ],
  cells: (object, now) => [
    `${nameOf(object)}${isDefault(object, CLASS_DEFAULTS) ? ' (default)' : ''}`,
    textAt(object, 'provisioner'),
    textAt(object, 'reclaimPolicy') || 'Delete',
    textAt(object, 'volumeBindingMode') || 'Immediate',
    at(object, 'allowVolumeExpansion') === true,
    ageOf(object, now),
  ],
};

const CLASS_DEFAULTS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];
const ATTRIBUTES_DEFAULTS = [
  'volumeattributesclass.alpha.kubernetes.io/is-default-class',
];

function isDefault(object: KubeObject, annotations: readonly string[]): boolean {
  return annotations.some(
    (name) => at(object, 'metadata', 'annotations', name) === 'true',
  );
}

export const VOLUME_ATTRIBUTES_CLASSES: Columns = {
  definitions: [NAME, column('DriverName', 'Which driver knows it.'), AGE],
  cells: (object, now) => [
    `${nameOf(object)}${isDefault(object, ATTRIBUTES_DEFAULTS) ? ' (default)' : ''}`,
    textAt(object, 'driverName'),
    ageOf(object, now),
  ],
};

export const VOLUME_ATTACHMENTS: Columns = {
  definitions: [
    NAME,
    { ...column('Attacher', 'Which driver does it.'), format: 'name' },
    column('PV', 'Which volume.'),
    column('Node', 'To which node.'),
    column('Attached', 'Whether it is done.', 'boolean'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    textAt(object, 'spec', 'attacher'),
    textAt(object, 'spec', 'source', 'persistentVolumeName'),
    textAt(object, 'spec', 'nodeName'),
    at(object, 'status', 'attached') === true,
    ageOf(object, now),
  ],
};

export const CSI_NODES: Columns = {
  definitions: [
    NAME,
    column('Drivers', 'How many drivers the node has.', 'integer'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    listAt(object, 'spec', 'drivers').length,
    ageOf(object, now),
  ],
};

export const CSI_DRIVERS: Columns = {
  definitions: [
    NAME,
    column('AttachRequired', 'Whether a volume must be attached first.', 'boolean'),
    column('PodInfoOnMount', 'Whether it is told of the pod.', 'boolean'),
    column('StorageCapacity', 'Whether the scheduler asks for room.', 'boolean'),
    column('TokenRequests', 'For whom it wants tokens.'),
    column('RequiresRepublish', 'Whether it is asked again and again.', 'boolean'),
    column('Modes', 'How long its volumes live.'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    at(object, 'spec', 'attachRequired') !== false,
    at(object, 'spec', 'podInfoOnMount') === true,
    at(object, 'spec', 'storageCapacity') === true,
    audiencesText(at(object, 'spec', 'tokenRequests')),
    at(object, 'spec', 'requiresRepublish') === true,
    orNone(textsAt(object, 'spec', 'volumeLifecycleModes').join(',')),
    ageOf(object, now),
  ],
};

function audiencesText(requests: unknown): string {
  if (!Array.isArray(requests)) return '<unset>';
  return requests.map((one) => textAt(one, 'audience')).join(',');
}

export const CSI_STORAGE_CAPACITIES: Columns = {
  definitions: [
    NAME,
    column('StorageClassName', 'For which class.'),
    column('Capacity', 'How much there is.'),
  ],
  cells: (object) => [
    nameOf(object),
    textAt(object, 'storageClassName'),
    orUnset(textAt(object, 'capacity')),
  ],
};
