// The groups autoscaling, policy, scheduling, coordination, certificates and storage.
// Source: k8s.io/kubernetes pkg/apis/GROUP/validation/validation.go, 1.33.
// Engine room: not told line by line. Chapter 09.

import { invalidField, type KubeObject } from '#objects';
import { isSame } from '../same.ts';
import { at, listAt, numberAt } from '../values.ts';
import {
  type Faults,
  forbidden,
  immutable,
  intOrPercent,
  labelSelectorFaults,
  nonNegative,
  oneOfIfThere,
  present,
  required,
} from './faults.ts';

export function autoscalerFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const fewest = at(spec, 'minReplicas');
  const most = numberAt(spec, 'maxReplicas');
  const field = 'spec.maxReplicas';
  const low = 'must be greater than or equal to 1';
  const isLow = typeof fewest === 'number' && fewest < 1;
  const isBelow = typeof fewest === 'number' && most < fewest;
  const target = 'spec.scaleTargetRef';
  return [
    ...(isLow ? [invalidField('spec.minReplicas', fewest, low)] : []),
    ...(most < 1 ? [invalidField(field, most, 'must be greater than 0')] : []),
    ...(isBelow
      ? [
          invalidField(
            field,
            most,
            'must be greater than or equal to `minReplicas`',
          ),
        ]
      : []),
    ...present(at(spec, 'scaleTargetRef', 'kind'), `${target}.kind`),
    ...present(at(spec, 'scaleTargetRef', 'name'), `${target}.name`),
  ];
}

export function budgetFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const fewest = at(spec, 'minAvailable');
  const most = at(spec, 'maxUnavailable');
  const isBoth = fewest !== undefined && most !== undefined;
  const says = 'minAvailable and maxUnavailable cannot be both set';
  return [
    ...(isBoth ? [invalidField('spec', spec, says)] : []),
    ...intOrPercent(fewest, 'spec.minAvailable'),
    ...intOrPercent(most, 'spec.maxUnavailable'),
    ...labelSelectorFaults(at(spec, 'selector'), 'spec.selector'),
  ];
}

/** HighestUserDefinablePriority */
const PRIORITY_MAX = 1_000_000_000;

export function priorityClassFaults(object: KubeObject): Faults {
  const { name = '' } = object.metadata;
  const value = numberAt(object, 'value');
  if (SYSTEM_CLASSES.includes(name)) return [];
  const reserved =
    "priority class names with 'system-' prefix are reserved for system use only";
  const most = `maximum allowed value of a user defined priority is ${PRIORITY_MAX}`;
  return [
    ...(name.startsWith('system-') ? [forbidden('metadata.name', reserved)] : []),
    ...(value > PRIORITY_MAX ? [forbidden('value', most)] : []),
    ...oneOfIfThere(at(object, 'preemptionPolicy'), 'preemptionPolicy', [
      'PreemptLowerPriority',
      'Never',
    ]),
  ];
}

const SYSTEM_CLASSES = ['system-node-critical', 'system-cluster-critical'];

export function priorityClassUpdate(object: KubeObject, old: KubeObject): Faults {
  const isMoved = numberAt(object, 'value') !== numberAt(old, 'value');
  const field = 'preemptionPolicy';
  return [
    ...(isMoved ? [forbidden('value', 'may not be changed in an update.')] : []),
    ...immutable(at(object, field), at(old, field), field),
  ];
}

export function leaseFaults(object: KubeObject): Faults {
  const duration = at(object, 'spec', 'leaseDurationSeconds');
  const field = 'spec.leaseDurationSeconds';
  const isNone = typeof duration === 'number' && duration <= 0;
  const changes = at(object, 'spec', 'leaseTransitions');
  return [
    ...(isNone ? [invalidField(field, duration, 'must be greater than 0')] : []),
    ...nonNegative(changes, 'spec.leaseTransitions'),
  ];
}

export function signingRequestFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const seconds = at(spec, 'expirationSeconds');
  const isShort = typeof seconds === 'number' && seconds < 600;
  const says = 'may not specify a duration less than 600 seconds (10 minutes)';
  return [
    ...(listAt(spec, 'usages').length === 0
      ? [required('spec.usages', 'usages must be specified')]
      : []),
    ...present(at(spec, 'signerName'), 'spec.signerName'),
    ...present(at(spec, 'request'), 'spec.request'),
    ...(isShort ? [invalidField('spec.expirationSeconds', seconds, says)] : []),
  ];
}

export function storageClassFaults(object: KubeObject): Faults {
  return [
    ...present(at(object, 'provisioner'), 'provisioner'),
    ...oneOfIfThere(at(object, 'reclaimPolicy'), 'reclaimPolicy', [
      'Delete',
      'Retain',
    ]),
    ...oneOfIfThere(at(object, 'volumeBindingMode'), 'volumeBindingMode', [
      'Immediate',
      'WaitForFirstConsumer',
    ]),
  ];
}

export function storageClassUpdate(object: KubeObject, old: KubeObject): Faults {
  const fixed = ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'];
  const moved = fixed.filter((name) => !isSame(at(object, name), at(old, name)));
  return moved.map((name) => {
    const says = `updates to ${name} are forbidden.`;
    return forbidden(name, says);
  });
}
