// How pods are reached: Services, Endpoints, EndpointSlices, Ingresses, NetworkPolicies.
// Source: pkg/printers/internalversion/printers.go, Kubernetes 1.33. The addresses of a
// load balancer are cut at 16 characters there only in the narrow form, which no server
// makes any more. Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import type { Columns } from '../types.ts';
import {
  at,
  isRecord,
  listAt,
  numberAt,
  textAt,
  textMapAt,
  textsAt,
} from '../values.ts';
import {
  AGE,
  ageOf,
  column,
  labelSelectorText,
  labelsText,
  NAME,
  nameOf,
  orNone,
  orUnset,
  some,
  wide,
} from './column.ts';

export const SERVICES: Columns = {
  definitions: [
    NAME,
    column('Type', 'From where it can be reached.'),
    column('Cluster-IP', 'Its address inside the cluster.'),
    column('External-IP', 'Its addresses outside.'),
    column('Port(s)', 'Where it listens: on its address, and on every node.'),
    AGE,
    wide('Selector', 'Which pods are behind it.'),
  ],
  cells: (service, now) => [
    nameOf(service),
    textAt(service, 'spec', 'type'),
    orNone(textsAt(service, 'spec', 'clusterIPs')[0] ?? ''),
    externalText(service),
    orNone(listAt(service, 'spec', 'ports').map(portText).join(',')),
    ageOf(service, now),
    labelsText(textMapAt(service, 'spec', 'selector')),
  ],
};

function externalText(service: KubeObject): string {
  const external = textsAt(service, 'spec', 'externalIPs');
  switch (textAt(service, 'spec', 'type')) {
    case 'ClusterIP':
    case 'NodePort':
      return orNone(external.join(','));
    case 'LoadBalancer': {
      const all = [...balancerAddresses(service), ...external];
      return all.length === 0 ? '<pending>' : all.join(',');
    }
    case 'ExternalName':
      return textAt(service, 'spec', 'externalName');
    default:
      return '<unknown>';
  }
}

/** Each once, sorted; of one with an address and a name the address. */
function balancerAddresses(object: KubeObject): readonly string[] {
  const ingress = listAt(object, 'status', 'loadBalancer', 'ingress');
  const texts = ingress.map((one) => textAt(one, 'ip') || textAt(one, 'hostname'));
  return [...new Set(texts.filter((text) => text !== ''))].sort();
}

function portText(port: unknown): string {
  const node = numberAt(port, 'nodePort');
  const on = node > 0 ? `:${node}` : '';
  return `${numberAt(port, 'port')}${on}/${textAt(port, 'protocol')}`;
}

export const ENDPOINTS: Columns = {
  definitions: [NAME, column('Endpoints', 'Where the pods are reached.'), AGE],
  cells: (object, now) => [
    nameOf(object),
    endpointsText(listAt(object, 'subsets')),
    ageOf(object, now),
  ],
};

function endpointsText(subsets: readonly unknown[]): string {
  if (subsets.length === 0) return '<none>';
  const texts = subsets.flatMap((subset) => {
    const addresses = listAt(subset, 'addresses').map((one) => textAt(one, 'ip'));
    const ports = listAt(subset, 'ports');
    if (ports.length === 0) return addresses;
    return ports.flatMap((port) =>
      addresses.map((ip) => hostPort(ip, numberAt(port, 'port'))),
    );
  });
  return some(texts, 3);
}

const hostPort = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

export const ENDPOINT_SLICES: Columns = {
  definitions: [
    NAME,
    column('AddressType', 'What kind of addresses it holds: one kind only.'),
    column('Ports', 'On which ports of those addresses.'),
    column('Endpoints', 'The addresses.'),
    AGE,
  ],
  cells: (object, now) => {
    const endpoints = listAt(object, 'endpoints');
    const addresses = endpoints.flatMap((one) => textsAt(one, 'addresses'));
    return [
      nameOf(object),
      textAt(object, 'addressType'),
      orUnset(some(listAt(object, 'ports').map(slicePort), 3)),
      orUnset(some(addresses, 3)),
      ageOf(object, now),
    ];
  },
};

function slicePort(port: unknown): string {
  const number = at(port, 'port');
  if (typeof number === 'number') return String(number);
  return typeof at(port, 'name') === 'string' ? textAt(port, 'name') : '*';
}

export const INGRESSES: Columns = {
  definitions: [
    NAME,
    column('Class', 'Whose affair it is.'),
    column('Hosts', 'For which host names it has rules.'),
    column('Address', 'Where the load balancer is reached.'),
    column('Ports', 'Which ports are open: the second one for TLS.'),
    AGE,
  ],
  cells: (ingress, now) => [
    nameOf(ingress),
    orNone(textAt(ingress, 'spec', 'ingressClassName')),
    hostsText(listAt(ingress, 'spec', 'rules')),
    balancerAddresses(ingress).join(','),
    listAt(ingress, 'spec', 'tls').length === 0 ? '80' : '80, 443',
    ageOf(ingress, now),
  ],
};

/** Rules without a host are not shown, but once three are, the rest is counted. */
function hostsText(rules: readonly unknown[]): string {
  const hosts = rules.map((rule) => textAt(rule, 'host'));
  const shown = hosts.filter((host) => host !== '').slice(0, 3);
  if (shown.length === 0) return '*';
  const third = hosts.indexOf(shown[2] ?? '');
  const hasMore = shown.length === 3 && third < rules.length - 1;
  const more = hasMore ? ` + ${rules.length - 3} more...` : '';
  return `${shown.join(',')}${more}`;
}

export const INGRESS_CLASSES: Columns = {
  definitions: [
    NAME,
    column('Controller', 'Who takes care of ingresses of this class.'),
    column('Parameters', 'Where more is said of the class.'),
    AGE,
  ],
  cells: (object, now) => [
    nameOf(object),
    textAt(object, 'spec', 'controller'),
    parametersText(at(object, 'spec', 'parameters')),
    ageOf(object, now),
  ],
};

function parametersText(parameters: unknown): string {
  if (!isRecord(parameters)) return '<none>';
  const group = textAt(parameters, 'apiGroup');
  const kind = textAt(parameters, 'kind');
  const full = group === '' ? kind : `${kind}.${group}`;
  return `${full}/${textAt(parameters, 'name')}`;
}

export const NETWORK_POLICIES: Columns = {
  definitions: [NAME, column('Pod-Selector', 'For which pods it is.'), AGE],
  cells: (object, now) => [
    nameOf(object),
    labelSelectorText(at(object, 'spec', 'podSelector') ?? {}),
    ageOf(object, now),
  ],
};
