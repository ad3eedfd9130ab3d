// The other groups: networking, autoscaling, policy, rbac, scheduling, coordination,
// certificates, storage. Source: k8s.io/kubernetes pkg/apis/GROUP/validation/validation.go,
// 1.33. Engine room: not told line by line. Chapter 09.

import { dnsSubdomainFaults, invalidField, type KubeObject } from '#objects';
import { isSame } from '../same.ts';
import { at, isRecord, listAt, numberAt, textAt, textsAt } from '../values.ts';
import {
  type Faults,
  forbidden,
  immutable,
  intOrPercent,
  invalidEach,
  labelSelectorFaults,
  nonNegative,
  oneOf,
  oneOfIfThere,
  portNameFaults,
  portNumber,
  portNumberOrName,
  present,
  required,
  unsupported,
} from './faults.ts';

export function ingressFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const rules = listAt(spec, 'rules');
  const isEmpty = rules.length === 0 && !isRecord(at(spec, 'defaultBackend'));
  const says = 'either `defaultBackend` or `rules` must be specified';
  return [
    ...(isEmpty ? [invalidField('spec', rules, says)] : []),
    ...rules.flatMap((rule, i) => ruleFaults(rule, `spec.rules[${i}]`)),
    ...backendFaults(at(spec, 'defaultBackend'), 'spec.defaultBackend'),
  ];
}

function ruleFaults(rule: unknown, path: string): Faults {
  const host = textAt(rule, 'host');
  const name = host.replace(/^\*\./, '');
  const field = `${path}.http.paths`;
  const paths = listAt(rule, 'http', 'paths');
  const isBare = isRecord(at(rule, 'http')) && paths.length === 0;
  return [
    ...(host === ''
      ? []
      : invalidEach(`${path}.host`, host, dnsSubdomainFaults(name))),
    ...(isBare ? [required(field)] : []),
    ...paths.flatMap((one, i) => pathFaults(one, `${field}[${i}]`)),
  ];
}

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

function pathFaults(one: unknown, path: string): Faults {
  const type = at(one, 'pathType');
  const place = textAt(one, 'path');
  const isRooted = place.startsWith('/');
  const isFree = type === 'ImplementationSpecific' && place === '';
  const isNeeded = type !== undefined && !isFree && !isRooted;
  return [
    ...(type === undefined
      ? [required(`${path}.pathType`, 'pathType must be specified')]
      : oneOf(type, `${path}.pathType`, PATH_TYPES)),
    ...(isNeeded
      ? [invalidField(`${path}.path`, place, 'must be an absolute path')]
      : []),
    ...backendFaults(at(one, 'backend') ?? {}, `${path}.backend`),
  ];
}

function backendFaults(backend: unknown, path: string): Faults {
  if (!isRecord(backend)) return [];
  const service = at(backend, 'service');
  if (!isRecord(service)) {
    if (isRecord(at(backend, 'resource'))) return [];
    return [required(path, 'must specify a service or resource')];
  }
  const port = at(service, 'port');
  const number = at(port, 'number') ?? 0;
  const name = textAt(port, 'name');
  const field = `${path}.service.port`;
  const portFaults =
    name === '' && number === 0
      ? [required(field, 'port name or number is required')]
      : [
          ...(name === ''
            ? []
            : invalidEach(`${field}.name`, name, portNameFaults(name))),
          ...(number === 0 ? [] : portNumber(number, `${field}.number`)),
        ];
  return [...present(at(service, 'name'), `${path}.service.name`), ...portFaults];
}

export function networkPolicyFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const rules = ['ingress', 'egress'].flatMap((side) =>
    listAt(spec, side).flatMap((rule, i) =>
      listAt(rule, 'ports').flatMap((port, j) =>
        policyPort(port, `spec.${side}[${i}].ports[${j}]`),
      ),
    ),
  );
  return [
    ...labelSelectorFaults(at(spec, 'podSelector'), 'spec.podSelector'),
    ...rules,
    ...textsAt(spec, 'policyTypes').flatMap((type, i) =>
      oneOf(type, `spec.policyTypes[${i}]`, ['Ingress', 'Egress']),
    ),
  ];
}

function policyPort(port: unknown, path: string): Faults {
  const number = at(port, 'port');
  return [
    ...oneOfIfThere(at(port, 'protocol'), `${path}.protocol`, [
      'TCP',
      'UDP',
      'SCTP',
    ]),
    ...(number === undefined ? [] : portNumberOrName(number, `${path}.port`)),
  ];
}

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

export function roleFaults(object: KubeObject, isNamespaced: boolean): Faults {
  return listAt(object, 'rules').flatMap((rule, i) =>
    policyRuleFaults(rule, `rules[${i}]`, isNamespaced),
  );
}

function policyRuleFaults(
  rule: unknown,
  path: string,
  isNamespaced: boolean,
): Faults {
  const count = (name: string): number => listAt(rule, name).length;
  const faults =
    count('verbs') === 0
      ? [required(`${path}.verbs`, 'verbs must contain at least one value')]
      : [];
  const urls = at(rule, 'nonResourceURLs');
  if (count('nonResourceURLs') > 0) {
    const field = `${path}.nonResourceURLs`;
    if (isNamespaced) {
      const says = 'namespaced rules cannot apply to non-resource URLs';
      faults.push(invalidField(field, urls, says));
    }
    if (count('apiGroups') + count('resources') + count('resourceNames') > 0) {
      const says =
        'rules cannot apply to both regular resources and non-resource URLs';
      faults.push(invalidField(field, urls, says));
    }
    return faults;
  }
  if (count('apiGroups') === 0) {
    const says = 'resource rules must supply at least one api group';
    faults.push(required(`${path}.apiGroups`, says));
  }
  if (count('resources') === 0) {
    const says = 'resource rules must supply at least one resource';
    faults.push(required(`${path}.resources`, says));
  }
  return faults;
}

const RBAC = 'rbac.authorization.k8s.io';

export function bindingFaults(
  object: KubeObject,
  kinds: readonly string[],
): Faults {
  const ref = at(object, 'roleRef');
  const kind = at(ref, 'kind');
  const group = textAt(ref, 'apiGroup');
  const isKnown = typeof kind === 'string' && kinds.includes(kind);
  return [
    ...(group === RBAC ? [] : [unsupported('roleRef.apiGroup', group, [RBAC])]),
    ...(isKnown ? [] : [unsupported('roleRef.kind', kind ?? '', kinds)]),
    ...present(at(ref, 'name'), 'roleRef.name'),
    ...listAt(object, 'subjects').flatMap((subject, i) =>
      subjectFaults(subject, `subjects[${i}]`),
    ),
  ];
}

function subjectFaults(subject: unknown, path: string): Faults {
  const name = present(at(subject, 'name'), `${path}.name`);
  const group = textAt(subject, 'apiGroup');
  const kind = textAt(subject, 'kind');
  switch (kind) {
    case 'ServiceAccount':
      return [
        ...name,
        ...(group === '' ? [] : [unsupported(`${path}.apiGroup`, group, [''])]),
        ...present(at(subject, 'namespace'), `${path}.namespace`),
      ];
    case 'User':
    case 'Group':
      if (group === RBAC) return name;
      return [...name, unsupported(`${path}.apiGroup`, group, [RBAC])];
    default: {
      const kinds = ['ServiceAccount', 'User', 'Group'];
      return [...name, unsupported(`${path}.kind`, kind, kinds)];
    }
  }
}

export function bindingUpdateFaults(object: KubeObject, old: KubeObject): Faults {
  const ref = at(object, 'roleRef');
  if (isSame(ref, at(old, 'roleRef'))) return [];
  return [invalidField('roleRef', ref, 'cannot change roleRef')];
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
