// What is wrong with a pod's spec, in the order in which the real server looks.
// Source: k8s.io/kubernetes pkg/apis/core/validation/validation.go (ValidatePodSpec,
// ValidateVolumes, validateInitContainers, ValidateTolerations), 1.33. Left out: affinity,
// security contexts and the fields of the rarer volumes.
// Engine room: not told line by line. Chapter 09.

import {
  dnsLabelFaults,
  dnsSubdomainFaults,
  invalidField,
  labelFaults,
  labelKeyFaults,
  labelValueFaults,
} from '#objects';
import { at, isRecord, listAt, textAt, textMapAt } from '../values.ts';
import { aliveFaults, containerFaults, type Surroundings } from './containers.ts';
import {
  duplicate,
  type Faults,
  forbidden,
  invalidEach,
  oneOf,
  present,
  required,
  unsupported,
} from './faults.ts';

export function podSpecFaults(spec: unknown, path: string): Faults {
  const volumes = listAt(spec, 'volumes');
  const names = volumes.map((volume) => textAt(volume, 'name'));
  const around = { volumes: new Set(names) };
  return [
    ...volumeFaults(volumes, `${path}.volumes`),
    ...containersFaults(spec, path, around),
    ...initFaults(spec, path, around),
    ...hostNetworkFaults(spec, `${path}.containers`),
    ...oneOf(at(spec, 'restartPolicy'), `${path}.restartPolicy`, [
      'Always',
      'OnFailure',
      'Never',
    ]),
    ...oneOf(at(spec, 'dnsPolicy'), `${path}.dnsPolicy`, [
      ...['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'],
    ]),
    ...labelFaults(textMapAt(spec, 'nodeSelector'), `${path}.nodeSelector`),
    ...gateFaults(spec, path),
    ...spreadFaults(spec, `${path}.topologySpreadConstraints`),
    ...namesFaults(spec, path),
    ...deadlineFaults(at(spec, 'activeDeadlineSeconds'), path),
    ...tolerationsFaults(listAt(spec, 'tolerations'), `${path}.tolerations`),
  ];
}

function containersFaults(
  spec: unknown,
  path: string,
  around: Surroundings,
): Faults {
  const containers = listAt(spec, 'containers');
  const field = `${path}.containers`;
  if (containers.length === 0) return [required(field)];
  const names = new Set<string>();
  return containers.flatMap((container, i) => {
    const name = textAt(container, 'name');
    const isTaken = names.has(name);
    names.add(name);
    return [
      ...containerFaults(container, `${field}[${i}]`, around),
      ...(isTaken ? [duplicate(`${field}[${i}].name`, name)] : []),
      ...aliveFaults(container, `${field}[${i}]`),
    ];
  });
}

const ALIVE = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

function initFaults(spec: unknown, path: string, around: Surroundings): Faults {
  const field = `${path}.initContainers`;
  const names = new Set(
    listAt(spec, 'containers').map((one) => textAt(one, 'name')),
  );
  return listAt(spec, 'initContainers').flatMap((container, i) => {
    const name = textAt(container, 'name');
    const isTaken = names.has(name);
    names.add(name);
    return [
      ...containerFaults(container, `${field}[${i}]`, around),
      ...restartFaults(at(container, 'restartPolicy'), `${field}[${i}]`),
      ...(isTaken ? [duplicate(`${field}[${i}].name`, name)] : []),
      ...initAlive(container, `${field}[${i}]`),
    ];
  });
}

function restartFaults(policy: unknown, path: string): Faults {
  if (policy === undefined || policy === 'Always') return [];
  return [unsupported(`${path}.restartPolicy`, policy, ['Always'])];
}

function initAlive(container: unknown, path: string): Faults {
  if (at(container, 'restartPolicy') === 'Always')
    return aliveFaults(container, path);
  const given = ALIVE.filter((field) => at(container, field) !== undefined);
  const says = 'may not be set for init containers without restartPolicy=Always';
  return given.map((field) => forbidden(`${path}.${field}`, says));
}

function volumeFaults(volumes: readonly unknown[], path: string): Faults {
  const names = new Set<string>();
  return volumes.flatMap((volume, i) => {
    const name = textAt(volume, 'name');
    const isTaken = names.has(name);
    names.add(name);
    const field = `${path}[${i}]`;
    return [
      ...sourceFaults(volume, field),
      ...(name === ''
        ? [required(`${field}.name`)]
        : invalidEach(`${field}.name`, name, dnsLabelFaults(name))),
      ...(isTaken ? [duplicate(`${field}.name`, name)] : []),
    ];
  });
}

/** What a source can't do without. */
const NEEDED: Readonly<Record<string, string>> = {
  hostPath: 'path',
  secret: 'secretName',
  configMap: 'name',
  persistentVolumeClaim: 'claimName',
  nfs: 'server',
  csi: 'driver',
};

function sourceFaults(volume: unknown, path: string): Faults {
  if (!isRecord(volume)) return [];
  const sources = Object.keys(volume).filter((name) => isRecord(volume[name]));
  const [first, ...others] = sources;
  if (first === undefined) return [required(path, 'must specify a volume type')];
  const needed = NEEDED[first];
  const says = 'may not specify more than 1 volume type';
  return [
    ...(needed === undefined
      ? []
      : present(at(volume, first, needed), `${path}.${first}.${needed}`)),
    ...others.map((other) => forbidden(`${path}.${other}`, says)),
  ];
}

function hostNetworkFaults(spec: unknown, path: string): Faults {
  if (at(spec, 'hostNetwork') !== true) return [];
  return listAt(spec, 'containers').flatMap((container, i) =>
    listAt(container, 'ports').flatMap((port, j) => {
      const host = at(port, 'hostPort') ?? 0;
      if (host === 0 || host === at(port, 'containerPort')) return [];
      const says = 'must match `containerPort` when `hostNetwork` is true';
      return [invalidField(`${path}[${i}].ports[${j}].hostPort`, host, says)];
    }),
  );
}

function gateFaults(spec: unknown, path: string): Faults {
  const names = new Set<string>();
  return listAt(spec, 'schedulingGates').flatMap((gate, i) => {
    const name = textAt(gate, 'name');
    const isTaken = names.has(name);
    names.add(name);
    const field = `${path}.schedulingGates[${i}]`;
    const faults = invalidEach(field, name, labelKeyFaults(name));
    return isTaken ? [...faults, duplicate(field, name)] : faults;
  });
}

function spreadFaults(spec: unknown, path: string): Faults {
  return listAt(spec, 'topologySpreadConstraints').flatMap((one, i) => {
    const field = `${path}[${i}]`;
    const skew = at(one, 'maxSkew');
    const isRight = typeof skew === 'number' && skew > 0;
    const says = 'must be greater than zero';
    return [
      ...(isRight ? [] : [invalidField(`${field}.maxSkew`, skew ?? 0, says)]),
      ...present(
        at(one, 'topologyKey'),
        `${field}.topologyKey`,
        'can not be empty',
      ),
      ...oneOf(at(one, 'whenUnsatisfiable'), `${field}.whenUnsatisfiable`, [
        'DoNotSchedule',
        'ScheduleAnyway',
      ]),
    ];
  });
}

const NAMES = [
  ['serviceAccountName', dnsSubdomainFaults],
  ['nodeName', dnsSubdomainFaults],
  ['hostname', dnsLabelFaults],
  ['subdomain', dnsLabelFaults],
  ['priorityClassName', dnsSubdomainFaults],
  ['runtimeClassName', dnsSubdomainFaults],
] as const;

function namesFaults(spec: unknown, path: string): Faults {
  return NAMES.flatMap(([field, faults]) => {
    const name = textAt(spec, field);
    return name === '' ? [] : invalidEach(`${path}.${field}`, name, faults(name));
  });
}

const MAX_INT32 = 2_147_483_647;

function deadlineFaults(seconds: unknown, path: string): Faults {
  if (typeof seconds !== 'number') return [];
  if (seconds >= 1 && seconds <= MAX_INT32) return [];
  const says = `must be between 1 and ${MAX_INT32}, inclusive`;
  return [invalidField(`${path}.activeDeadlineSeconds`, seconds, says)];
}

export function tolerationsFaults(
  tolerations: readonly unknown[],
  path: string,
): Faults {
  return tolerations.flatMap((one, i) => tolerationFaults(one, `${path}[${i}]`));
}

function tolerationFaults(toleration: unknown, path: string): Faults {
  const key = textAt(toleration, 'key');
  const operator = textAt(toleration, 'operator');
  const value = textAt(toleration, 'value');
  const effect = textAt(toleration, 'effect');
  const faults =
    key === '' ? [] : [...invalidEach(`${path}.key`, key, labelKeyFaults(key))];
  if (key === '' && operator !== 'Exists') {
    const says =
      'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    faults.push(invalidField(`${path}.operator`, operator, says));
  }
  const hasSeconds = at(toleration, 'tolerationSeconds') !== undefined;
  if (hasSeconds && effect !== 'NoExecute') {
    const says = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    faults.push(invalidField(`${path}.effect`, effect, says));
  }
  faults.push(...operatorFaults(operator, value, `${path}.operator`));
  const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
  if (effect !== '') faults.push(...oneOf(effect, `${path}.effect`, effects));
  return faults;
}

function operatorFaults(operator: string, value: string, field: string): Faults {
  if (operator === 'Equal' || operator === '') {
    const faults = labelValueFaults(value);
    return faults.length === 0
      ? []
      : [invalidField(field, value, faults.join(';'))];
  }
  if (operator !== 'Exists')
    return [unsupported(field, operator, ['Equal', 'Exists'])];
  if (value === '') return [];
  const says = "value must be empty when `operator` is 'Exists'";
  return [invalidField(field, value, says)];
}
