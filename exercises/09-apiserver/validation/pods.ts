// What of a pod may change: nearly nothing. Another pod takes its place.
// Source: k8s.io/kubernetes pkg/apis/core/validation/validation.go (ValidatePodUpdate,
// ValidatePodStatusUpdate), 1.33. The real text goes on with a difference of the two specs
// as Go prints it; ours ends before. Engine room: not told line by line. Chapter 09.

import { invalidField, type KubeObject } from '#objects';
import { isSame } from '../same.ts';
import {
  at,
  isRecord,
  listAt,
  numberAt,
  recordAt,
  textAt,
  type Values,
} from '../values.ts';
import { type Faults, forbidden, required } from './faults.ts';
import { podSpecFaults, tolerationsFaults } from './pod-spec.ts';

export function podFaults(pod: KubeObject): Faults {
  return [...podSpecFaults(at(pod, 'spec'), 'spec'), ...imageFaults(pod)];
}

/** Of a pod, not of a template. */
function imageFaults(pod: KubeObject): Faults {
  return ['containers', 'initContainers'].flatMap((list) =>
    listAt(pod, 'spec', list).flatMap((container, i) => {
      const image = textAt(container, 'image');
      if (image === image.trim()) return [];
      const says = 'must not have leading or trailing whitespace';
      return [invalidField(`spec.${list}[${i}].image`, image, says)];
    }),
  );
}

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

export function podUpdateFaults(pod: KubeObject, old: KubeObject): Faults {
  const counted = countFaults(pod, old);
  if (counted.length > 0) return [...podFaults(pod), ...counted];
  const faults = [
    ...podFaults(pod),
    ...deadlineFaults(pod, old),
    ...tolerationFaults(pod, old),
    ...gateFaults(pod, old),
  ];
  const before = recordAt(old, 'spec');
  if (isSame(keptOf(recordAt(pod, 'spec'), before), keptOf(before, before)))
    return faults;
  const says = `pod updates may not change fields other than ${UPDATABLE}`;
  return [...faults, forbidden('spec', says)];
}

function countFaults(pod: KubeObject, old: KubeObject): Faults {
  return ['containers', 'initContainers'].flatMap((list) => {
    const count = listAt(pod, 'spec', list).length;
    if (count === listAt(old, 'spec', list).length) return [];
    const says = 'pod updates may not add or remove containers';
    return [forbidden(`spec.${list}`, says)];
  });
}

function deadlineFaults(pod: KubeObject, old: KubeObject): Faults {
  const field = 'spec.activeDeadlineSeconds';
  const seconds = at(pod, 'spec', 'activeDeadlineSeconds');
  const before = at(old, 'spec', 'activeDeadlineSeconds');
  if (typeof before !== 'number') return [];
  if (typeof seconds !== 'number') {
    const says = 'must not update from a positive integer to nil value';
    return [invalidField(field, null, says)];
  }
  if (seconds <= before) return [];
  const says = 'must be less than or equal to previous value';
  return [invalidField(field, seconds, says)];
}

/** Each old one must still be there, but for its seconds. */
function tolerationFaults(pod: KubeObject, old: KubeObject): Faults {
  const field = 'spec.tolerations';
  const now = listAt(pod, 'spec', 'tolerations');
  const isKept = (before: unknown): boolean =>
    now.some((one) => isSame(withoutSeconds(one), withoutSeconds(before)));
  if (listAt(old, 'spec', 'tolerations').every(isKept))
    return tolerationsFaults(now, field);
  const says =
    'existing toleration can not be modified except its tolerationSeconds';
  return [forbidden(field, says)];
}

function withoutSeconds(toleration: unknown): unknown {
  if (!isRecord(toleration)) return toleration;
  const { tolerationSeconds, ...rest } = toleration;
  return rest;
}

function gateFaults(pod: KubeObject, old: KubeObject): Faults {
  const names = listAt(old, 'spec', 'schedulingGates').map((gate) =>
    textAt(gate, 'name'),
  );
  return listAt(pod, 'spec', 'schedulingGates').flatMap((gate, i) => {
    const name = textAt(gate, 'name');
    if (names.includes(name)) return [];
    const says = `only deletion is allowed, but found new scheduling gate '${name}'`;
    return [forbidden(`spec.schedulingGates[${i}].name`, says)];
  });
}

const CHANGEABLE = [
  'activeDeadlineSeconds',
  'tolerations',
  'schedulingGates',
  'ephemeralContainers',
];

/** The spec without all that may change. While there are gates, also where it may run. */
function keptOf(spec: Values, old: Values): Values {
  const isGated = listAt(old, 'schedulingGates').length > 0;
  const free = isGated ? [...CHANGEABLE, 'nodeSelector', 'affinity'] : CHANGEABLE;
  const kept = Object.entries(spec).filter(([name]) => !free.includes(name));
  const images = (list: string): readonly unknown[] =>
    listAt(spec, list).map((one) => (isRecord(one) ? { ...one, image: '' } : one));
  const grace = numberAt(spec, 'terminationGracePeriodSeconds');
  const before = numberAt(old, 'terminationGracePeriodSeconds');
  return {
    ...Object.fromEntries(kept),
    ...{
      containers: images('containers'),
      initContainers: images('initContainers'),
    },
    terminationGracePeriodSeconds: before < 0 && grace === 1 ? before : grace,
  };
}

/** Who binds a pod says where to. */
export function bindingFaults(binding: unknown): Faults {
  return textAt(binding, 'target', 'name') === '' ? [required('target.name')] : [];
}
