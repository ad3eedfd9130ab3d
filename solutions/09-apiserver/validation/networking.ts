// Ingresses and NetworkPolicies.
// Source: k8s.io/kubernetes pkg/apis/networking/validation/validation.go, 1.33.
// Engine room: not told line by line. Chapter 09.

import { dnsSubdomainFaults, invalidField, type KubeObject } from '#objects';
import { at, isRecord, listAt, textAt, textsAt } from '../values.ts';
import {
  type Faults,
  invalidEach,
  labelSelectorFaults,
  oneOf,
  oneOfIfThere,
  portNameFaults,
  portNumber,
  portNumberOrName,
  present,
  required,
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
