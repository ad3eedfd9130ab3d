// Services, but for all that has to do with their addresses.
// Source: k8s.io/kubernetes pkg/apis/core/validation/validation.go (ValidateService), 1.33.
// Engine room: not told line by line. Chapter 09.

import {
  dnsLabelFaults,
  dnsSubdomainFaults,
  invalidField,
  type KubeObject,
  labelFaults,
} from '#objects';
import { at, listAt, recordAt, textAt, textMapAt } from '../values.ts';
import {
  duplicate,
  type Faults,
  forbidden,
  invalidEach,
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
    ...healthCheckFaults(spec, type),
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

function healthCheckFaults(spec: unknown, type: string): Faults {
  const field = 'spec.healthCheckNodePort';
  const port = at(spec, 'healthCheckNodePort') ?? 0;
  if (port === 0) return [];
  const isLocal = textAt(spec, 'externalTrafficPolicy') === 'Local';
  if (type === 'LoadBalancer' && isLocal) return portNumber(port, field);
  const says =
    "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
  return [invalidField(field, port, says)];
}
