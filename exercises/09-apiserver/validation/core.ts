// The core group but for pods. Source: k8s.io/kubernetes
// pkg/apis/core/validation/validation.go (ValidateService, ValidateConfigMap,
// ValidateSecret, ValidatePersistentVolumeClaim …), 1.33. Of Services nothing that has to
// do with their addresses. Engine room: not told line by line. Chapter 09.

import {
  dnsLabelFaults,
  dnsSubdomainFaults,
  invalidField,
  type KubeObject,
  labelFaults,
  parseQuantity,
} from '#objects';
import { isSame } from '../same.ts';
import { at, isRecord, listAt, recordAt, textAt, textMapAt } from '../values.ts';
import {
  dataKeyFaults,
  duplicate,
  type Faults,
  forbidden,
  immutable,
  invalidEach,
  labelSelectorFaults,
  oneOf,
  portNumber,
  portNumberOrName,
  required,
} from './faults.ts';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

export function serviceFaults(service: KubeObject): Faults {
  const spec = at(service, 'spec');
  const ports = listAt(spec, 'ports');
  const type = textAt(spec, 'type');
  const isHeadless = textAt(spec, 'clusterIP') === 'None';
  const isBare = ports.length === 0 && !isHeadless && type !== 'ExternalName';
  return [
    ...(isBare ? [required('spec.ports')] : []),
    ...typeFaults(spec, type, isHeadless),
    ...portsFaults(ports),
    ...labelFaults(textMapAt(spec, 'selector'), 'spec.selector'),
    ...oneOf(at(spec, 'sessionAffinity'), 'spec.sessionAffinity', [
      'ClientIP',
      'None',
    ]),
    ...oneOf(at(spec, 'type'), 'spec.type', TYPES),
    ...nodePortFaults(ports, type),
    ...samePortFaults(ports),
    ...trafficFaults(spec, type),
  ];
}

function typeFaults(spec: unknown, type: string, isHeadless: boolean): Faults {
  if (type === 'ExternalName') {
    const name = textAt(spec, 'externalName').replace(/\.$/, '');
    const field = 'spec.externalName';
    return name === ''
      ? [required(field)]
      : invalidEach(field, name, dnsSubdomainFaults(name));
  }
  if (!isHeadless || type === 'ClusterIP') return [];
  const says = `may not be set to 'None' for ${type} services`;
  return [invalidField('spec.clusterIPs[0]', 'None', says)];
}

function portsFaults(ports: readonly unknown[]): Faults {
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const field = `spec.ports[${i}]`;
    const name = textAt(port, 'name');
    const isTaken = name !== '' && names.has(name);
    names.add(name);
    return [
      ...(name === '' && ports.length > 1 ? [required(`${field}.name`)] : []),
      ...(name === ''
        ? []
        : invalidEach(`${field}.name`, name, dnsLabelFaults(name))),
      ...(isTaken ? [duplicate(`${field}.name`, name)] : []),
      ...portNumber(at(port, 'port'), `${field}.port`),
      ...oneOf(at(port, 'protocol'), `${field}.protocol`, ['SCTP', 'TCP', 'UDP']),
      ...portNumberOrName(at(port, 'targetPort'), `${field}.targetPort`),
    ];
  });
}

function nodePortFaults(ports: readonly unknown[], type: string): Faults {
  const seen = new Set<string>();
  return ports.flatMap((port, i) => {
    const number = at(port, 'nodePort') ?? 0;
    if (number === 0) return [];
    const field = `spec.ports[${i}].nodePort`;
    const key = `${textAt(port, 'protocol')} ${String(number)}`;
    const isTaken = seen.has(key);
    seen.add(key);
    const says = "may not be used when `type` is 'ClusterIP'";
    return [
      ...(type === 'ClusterIP' ? [forbidden(field, says)] : []),
      ...(isTaken ? [duplicate(field, number)] : []),
    ];
  });
}

function samePortFaults(ports: readonly unknown[]): Faults {
  const seen = new Set<string>();
  return ports.flatMap((port, i) => {
    const { protocol, port: number } = recordAt({ port }, 'port');
    const key = `${String(protocol)} ${String(number)}`;
    const isTaken = seen.has(key);
    seen.add(key);
    return isTaken
      ? [duplicate(`spec.ports[${i}]`, { protocol, port: number })]
      : [];
  });
}

function trafficFaults(spec: unknown, type: string): Faults {
  const field = 'spec.externalTrafficPolicy';
  const policy = textAt(spec, 'externalTrafficPolicy');
  const isExternal =
    type === 'NodePort' ||
    type === 'LoadBalancer' ||
    (type === 'ClusterIP' && listAt(spec, 'externalIPs').length > 0);
  if (isExternal) return oneOf(policy, field, ['Cluster', 'Local']);
  if (policy === '') return [];
  const says = 'may only be set for externally-accessible services';
  return [invalidField(field, policy, says)];
}

/** A ConfigMap's or a Secret's data, all of it: 1 MiB. */
const DATA_MAX_BYTES = 1_048_576;

export function configMapFaults(object: KubeObject): Faults {
  const data = recordAt(object, 'data');
  const binary = Object.keys(recordAt(object, 'binaryData'));
  const twice = binary.filter((key) => Object.hasOwn(data, key));
  const says = 'duplicate of key present in binaryData';
  return [
    ...Object.keys(data).flatMap((key) => [
      ...invalidEach(`data[${key}]`, key, dataKeyFaults(key)),
      ...(twice.includes(key) ? [invalidField(`data[${key}]`, key, says)] : []),
    ]),
    ...binary.flatMap((key) =>
      invalidEach(`binaryData[${key}]`, key, dataKeyFaults(key)),
    ),
    ...sizeFaults(object, ''),
  ];
}

function sizeFaults(object: KubeObject, field: string): Faults {
  const encoder = new TextEncoder();
  const texts = Object.values(textMapAt(object, 'data'));
  const bytes = texts.reduce((sum, text) => sum + encoder.encode(text).length, 0);
  const coded = [
    ...Object.values(textMapAt(object, 'binaryData')),
    ...(field === 'data' ? texts : []),
  ];
  const decoded = coded.reduce((sum, text) => sum + (text.length * 3) / 4, 0);
  const size = field === 'data' ? decoded : bytes + decoded;
  if (size <= DATA_MAX_BYTES) return [];
  const detail = `may not be more than ${DATA_MAX_BYTES} bytes`;
  return [{ type: 'FieldValueTooLong', field, detail }];
}

export function immutableData(
  object: KubeObject,
  old: KubeObject,
  ...fields: readonly string[]
): Faults {
  if (at(old, 'immutable') !== true) return [];
  const says = 'field is immutable when `immutable` is set';
  const isKept = at(object, 'immutable') === true;
  const moved = fields.filter(
    (field) => !isSame(recordAt(object, field), recordAt(old, field)),
  );
  return [
    ...(isKept ? [] : [forbidden('immutable', says)]),
    ...moved.map((field) => forbidden(field, says)),
  ];
}

/** What the data of a type must hold. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
const ACCOUNT = 'kubernetes.io/service-account.name';

export function secretFaults(object: KubeObject): Faults {
  const data = recordAt(object, 'data');
  const type = textAt(object, 'type');
  const needed = NEEDED[type] ?? [];
  const lacking = needed.filter((key) => !Object.hasOwn(data, key));
  const account = textAt(object, 'metadata', 'annotations', ACCOUNT);
  const isNobodys =
    type === 'kubernetes.io/service-account-token' && account === '';
  return [
    ...Object.keys(data).flatMap((key) =>
      invalidEach(`data[${key}]`, key, dataKeyFaults(key)),
    ),
    ...sizeFaults(object, 'data'),
    ...(isNobodys ? [required(`metadata.annotations[${ACCOUNT}]`)] : []),
    ...lacking.map((key) => required(`data[${key}]`)),
  ];
}

export function secretUpdateFaults(object: KubeObject, old: KubeObject): Faults {
  return [
    ...immutable(at(object, 'type'), at(old, 'type'), 'type'),
    ...immutableData(object, old, 'data'),
    ...secretFaults(object),
  ];
}

const MODES = [
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOnce',
  'ReadWriteOncePod',
];

export function claimFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  return [
    ...modesFaults(spec),
    ...labelSelectorFaults(at(spec, 'selector'), 'spec.selector'),
    ...storageFaults(
      at(spec, 'resources', 'requests', 'storage'),
      'spec.resources[storage]',
    ),
  ];
}

function modesFaults(spec: unknown): Faults {
  const field = 'spec.accessModes';
  const modes = listAt(spec, 'accessModes');
  if (modes.length === 0)
    return [required(field, 'at least 1 access mode is required')];
  return modes.flatMap((mode) => oneOf(mode, field, MODES));
}

function storageFaults(amount: unknown, field: string): Faults {
  if (typeof amount !== 'string') return [required(field)];
  if (parseQuantity(amount).nanos > 0n) return [];
  return [invalidField(field, amount, 'must be greater than zero')];
}

/** Once made, a claim may be given its volume, ask for more, and change its class. */
export function claimUpdateFaults(object: KubeObject, old: KubeObject): Faults {
  const hadVolume = textAt(old, 'spec', 'volumeName') !== '';
  const isBound = textAt(old, 'status', 'phase') === 'Bound';
  const free = [
    ...(hadVolume ? [] : ['volumeName']),
    ...(isBound ? ['resources', 'volumeAttributesClassName'] : []),
  ];
  const kept = (from: KubeObject): unknown =>
    Object.fromEntries(
      Object.entries(recordAt(from, 'spec')).filter(
        ([name]) => !free.includes(name),
      ),
    );
  if (isSame(kept(object), kept(old))) return [];
  const says =
    'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
  return [forbidden('spec', says)];
}

/** All fields of a volume's spec that are no source of its data. */
const NO_SOURCE = ['capacity', 'claimRef', 'nodeAffinity'];

export function volumeFaults(object: KubeObject): Faults {
  const spec = recordAt(object, 'spec');
  const sources = Object.keys(spec).filter(
    (name) => isRecord(spec[name]) && !NO_SOURCE.includes(name),
  );
  const capacity = recordAt(spec, 'capacity');
  return [
    ...modesFaults(spec),
    ...(Object.keys(capacity).length === 0
      ? [required('spec.capacity')]
      : storageFaults(capacity.storage, 'spec.capacity[storage]')),
    ...(sources.length === 0
      ? [required('spec', 'must specify a volume type')]
      : []),
    ...sources
      .slice(1)
      .map((name) =>
        forbidden(`spec.${name}`, 'may not specify more than 1 volume type'),
      ),
  ];
}
