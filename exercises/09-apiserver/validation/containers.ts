// What is wrong with a container, in the order in which the real server looks.
// Source: k8s.io/kubernetes pkg/apis/core/validation/validation.go
// (validateContainerCommon, validateContainerPorts, ValidateEnv, ValidateVolumeMounts,
// validateProbe, ValidateContainerResourceRequirements), 1.33.
// Engine room: not told line by line. Chapter 09.

import {
  compareQuantities,
  dnsLabelFaults,
  invalidField,
  parseQuantity,
} from '#objects';
import { at, isRecord, listAt, recordAt, textAt } from '../values.ts';
import {
  dataKeyFaults,
  duplicate,
  type Faults,
  forbidden,
  invalidEach,
  nonNegativeIn,
  notFoundIn,
  oneOf,
  portNameFaults,
  portNumber,
  portNumberOrName,
  present,
  required,
} from './faults.ts';

/** What a container may refer to. */
export interface Surroundings {
  readonly volumes: ReadonlySet<string>;
}

export function containerFaults(
  container: unknown,
  path: string,
  around: Surroundings,
): Faults {
  const name = textAt(container, 'name');
  return [
    ...(name === ''
      ? [required(`${path}.name`)]
      : invalidEach(`${path}.name`, name, dnsLabelFaults(name))),
    ...present(at(container, 'image'), `${path}.image`),
    ...oneOf(
      at(container, 'terminationMessagePolicy'),
      `${path}.terminationMessagePolicy`,
      ['File', 'FallbackToLogsOnError'],
    ),
    ...portFaults(listAt(container, 'ports'), `${path}.ports`),
    ...listAt(container, 'env').flatMap((one, i) =>
      envFaults(one, `${path}.env[${i}]`),
    ),
    ...listAt(container, 'envFrom').flatMap((one, i) =>
      envFromFaults(one, `${path}.envFrom`, i),
    ),
    ...mountFaults(
      listAt(container, 'volumeMounts'),
      `${path}.volumeMounts`,
      around,
    ),
    ...oneOf(at(container, 'imagePullPolicy'), `${path}.imagePullPolicy`, [
      'Always',
      'IfNotPresent',
      'Never',
    ]),
    ...resourceFaults(at(container, 'resources'), `${path}.resources`),
  ];
}

function portFaults(ports: readonly unknown[], path: string): Faults {
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const field = `${path}[${i}]`;
    const name = textAt(port, 'name');
    const isTaken = name !== '' && names.has(name);
    names.add(name);
    const number = at(port, 'containerPort') ?? 0;
    const host = at(port, 'hostPort') ?? 0;
    return [
      ...(name === ''
        ? []
        : invalidEach(`${field}.name`, name, portNameFaults(name))),
      ...(isTaken ? [duplicate(`${field}.name`, name)] : []),
      ...(number === 0
        ? [required(`${field}.containerPort`)]
        : portNumber(number, `${field}.containerPort`)),
      ...(host === 0 ? [] : portNumber(host, `${field}.hostPort`)),
      ...oneOf(at(port, 'protocol'), `${field}.protocol`, ['SCTP', 'TCP', 'UDP']),
    ];
  });
}

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef'];

function envFaults(variable: unknown, path: string): Faults {
  const name = textAt(variable, 'name');
  return [
    ...(name === ''
      ? [required(`${path}.name`)]
      : invalidEach(`${path}.name`, name, envNameFaults(name))),
    ...valueFromFaults(variable, `${path}.valueFrom`),
  ];
}

/** As of 1.32, when nearly everything became a name (RelaxedEnvironmentVariableValidation). */
function envNameFaults(name: string): readonly string[] {
  if (/^[\x20-\x3c\x3e-\x7e]+$/.test(name)) return [];
  return [
    "a valid environment variable name must consist only of printable ASCII characters other than '='",
  ];
}

function valueFromFaults(variable: unknown, path: string): Faults {
  const from = at(variable, 'valueFrom');
  if (!isRecord(from)) return [];
  const given = SOURCES.filter((source) => at(from, source) !== undefined);
  const faults = given.flatMap((source) => sourceFaults(from, source, path));
  if (given.length === 0) {
    const names =
      '`fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';
    return [...faults, invalidField(path, '', `must specify one of: ${names}`)];
  }
  if (textAt(variable, 'value') !== '') {
    const says = 'may not be specified when `value` is not empty';
    return [...faults, invalidField(path, '', says)];
  }
  if (given.length === 1) return faults;
  const says = 'may not have more than one field specified at a time';
  return [...faults, invalidField(path, '', says)];
}

function sourceFaults(from: unknown, source: string, path: string): Faults {
  const field = `${path}.${source}`;
  if (source === 'fieldRef')
    return present(at(from, source, 'fieldPath'), `${field}.fieldPath`);
  if (source === 'resourceFieldRef')
    return present(at(from, source, 'resource'), `${field}.resource`);
  const key = textAt(from, source, 'key');
  if (key === '') return [required(`${field}.key`)];
  return invalidEach(`${field}.key`, key, dataKeyFaults(key));
}

function envFromFaults(from: unknown, path: string, i: number): Faults {
  const given = ['configMapRef', 'secretRef'].filter((one) =>
    isRecord(at(from, one)),
  );
  const faults = given.flatMap((one) =>
    present(at(from, one, 'name'), `${path}[${i}].${one}.name`),
  );
  if (given.length === 1) return faults;
  const says =
    given.length === 0
      ? 'must specify one of: `configMapRef` or `secretRef`'
      : 'may not have more than one field specified at a time';
  return [...faults, invalidField(path, '', says)];
}

function mountFaults(
  mounts: readonly unknown[],
  path: string,
  { volumes }: Surroundings,
): Faults {
  const paths = new Set<string>();
  return mounts.flatMap((mount, i) => {
    const field = `${path}[${i}]`;
    const name = textAt(mount, 'name');
    const place = textAt(mount, 'mountPath');
    const isTaken = paths.has(place);
    paths.add(place);
    return [
      ...(name === '' ? [required(`${field}.name`)] : []),
      ...(volumes.has(name) ? [] : [notFoundIn(`${field}.name`, name)]),
      ...(place === '' ? [required(`${field}.mountPath`)] : []),
      ...(isTaken
        ? [invalidField(`${field}.mountPath`, place, 'must be unique')]
        : []),
    ];
  });
}

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];

/** Of a container: only what a container can have, and no more asked for than allowed. */
export function resourceFaults(resources: unknown, path: string): Faults {
  return ['limits', 'requests'].flatMap((list) =>
    Object.entries(recordAt(resources, list)).flatMap(([name, amount]) => {
      const field = `${path}.${list}`;
      const limit = list === 'requests' ? at(resources, 'limits', name) : undefined;
      return [
        ...nameFaults(name, `${field}[${name}]`),
        ...amountFaults(amount, `${field}[${name}]`),
        ...overLimit({ name, amount, limit }, field),
      ];
    }),
  );
}

function nameFaults(name: string, field: string): Faults {
  if (name.includes('/')) return [];
  if (STANDARD.includes(name) || name.startsWith('hugepages-')) return [];
  return [invalidField(field, name, 'must be a standard resource for containers')];
}

function amountFaults(amount: unknown, field: string): Faults {
  if (typeof amount !== 'string' || parseQuantity(amount).nanos >= 0n) return [];
  return [invalidField(field, amount, 'must be greater than or equal to 0')];
}

interface Asked {
  readonly name: string;
  readonly amount: unknown;
  readonly limit: unknown;
}

function overLimit({ name, amount, limit }: Asked, field: string): Faults {
  if (typeof amount !== 'string' || typeof limit !== 'string') return [];
  if (compareQuantities(parseQuantity(amount), parseQuantity(limit)) <= 0)
    return [];
  const says = `must be less than or equal to ${name} limit of ${limit}`;
  return [invalidField(field, amount, says)];
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/** Probes and hooks, which init containers that end have not. */
export function aliveFaults(container: unknown, path: string): Faults {
  return [
    ...probeFaults(at(container, 'livenessProbe'), `${path}.livenessProbe`),
    ...onlyOnce(at(container, 'livenessProbe'), `${path}.livenessProbe`),
    ...probeFaults(at(container, 'readinessProbe'), `${path}.readinessProbe`),
    ...probeFaults(at(container, 'startupProbe'), `${path}.startupProbe`),
    ...onlyOnce(at(container, 'startupProbe'), `${path}.startupProbe`),
  ];
}

function probeFaults(probe: unknown, path: string): Faults {
  if (!isRecord(probe)) return [];
  return [
    ...handlerFaults(probe, path),
    ...nonNegativeIn(
      probe,
      path,
      ...['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds'],
      ...['successThreshold', 'failureThreshold'],
    ),
  ];
}

function onlyOnce(probe: unknown, path: string): Faults {
  const threshold = at(probe, 'successThreshold');
  if (threshold === undefined || threshold === 1) return [];
  return [invalidField(`${path}.successThreshold`, threshold, 'must be 1')];
}

function handlerFaults(probe: unknown, path: string): Faults {
  const [first, ...others] = HANDLERS.filter((one) => isRecord(at(probe, one)));
  if (first === undefined) return [required(path, 'must specify a handler type')];
  const says = 'may not specify more than 1 handler type';
  return [
    ...oneHandler(at(probe, first), `${path}.${first}`, first),
    ...others.map((other) => forbidden(`${path}.${other}`, says)),
  ];
}

function oneHandler(handler: unknown, field: string, kind: string): Faults {
  if (kind === 'exec')
    return listAt(handler, 'command').length === 0
      ? [required(`${field}.command`)]
      : [];
  if (kind === 'grpc') return portNumber(at(handler, 'port'), `${field}.port`);
  const port = portNumberOrName(at(handler, 'port'), `${field}.port`);
  if (kind === 'tcpSocket') return port;
  return [
    ...present(at(handler, 'path'), `${field}.path`),
    ...port,
    ...oneOf(at(handler, 'scheme'), `${field}.scheme`, ['HTTP', 'HTTPS']),
  ];
}
