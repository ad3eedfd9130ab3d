// How much an object uses of what a quota may limit. kubernetes: pkg/quota/v1/evaluator/core,
// and apiserver: pkg/quota/v1/generic/evaluator.go (ObjectCountQuotaResourceNameFor). Left out:
// scopes, extended resources, Pod-level resources, overhead. Chapter 10.
// Engine room: not told line by line.

import type { Attributes, Resource } from '#apiserver';
import {
  add,
  compareQuantities,
  groupResourceText,
  type KubeObject,
  parseQuantity,
  type Quantity,
  subtract,
} from '#objects';
import { asPod, fieldsOf, listOf, textOf } from './as.ts';
import type { Container, Pod, ResourceList } from './types.ts';

/** Amounts by the names that a quota has for them. */
export type Amounts = ReadonlyMap<string, Quantity>;

const ONE: Quantity = parseQuantity('1');
const NOTHING: Quantity = parseQuantity('0');

/** What a write adds, above nothing: all of what is created, the growth of what is changed. */
export function amountsOf({
  operation,
  resource,
  subresource,
  object,
  oldObject,
}: Attributes): Amounts {
  if (object === undefined || subresource !== '') return new Map();
  if (operation !== 'CREATE' && operation !== 'UPDATE') return new Map();
  const before = oldObject === undefined ? new Map() : usageOf(resource, oldObject);
  const grown = [...usageOf(resource, object)].map(
    ([name, amount]) =>
      [name, subtract(amount, before.get(name) ?? NOTHING)] as const,
  );
  return new Map(
    grown.filter(([, amount]) => compareQuantities(amount, NOTHING) > 0),
  );
}

const COUNTED = [
  ...['configmaps', 'persistentvolumeclaims', 'pods', 'replicationcontrollers'],
  ...['resourcequotas', 'secrets', 'services'],
];

/** All that the object uses. */
export function usageOf(resource: Resource, object: KubeObject): Amounts {
  const { group, resource: name } = resource;
  const usage = new Map([[`count/${groupResourceText(resource)}`, ONE]]);
  if (group !== '') return usage;
  if (name === 'pods') addPod(usage, asPod(object));
  else if (COUNTED.includes(name)) usage.set(name, ONE);
  if (name === 'services') addService(usage, object);
  if (name === 'persistentvolumeclaims') addClaim(usage, object);
  return usage;
}

function addPod(usage: Map<string, Quantity>, pod: Pod): void {
  const phase = textOf(fieldsOf(fieldsOf(pod).status).phase);
  if (phase === 'Succeeded' || phase === 'Failed') return;
  usage.set('pods', ONE);
  for (const [name, amount] of total(pod, ({ requests = {} }) => requests)) {
    usage.set(name, amount);
    usage.set(`requests.${name}`, amount);
  }
  for (const [name, amount] of total(pod, ({ limits = {} }) => limits))
    usage.set(`limits.${name}`, amount);
}

/** The sum of all containers, or what the largest of the first ones needs. */
function total(
  { spec: { containers, initContainers = [] } }: Pod,
  pick: (resources: NonNullable<Container['resources']>) => ResourceList,
): ReadonlyMap<string, Quantity> {
  const sums = new Map<string, Quantity>();
  const amounts = ({ resources = {} }: Container): [string, Quantity][] =>
    Object.entries(pick(resources)).map(([name, text]) => [
      name,
      parseQuantity(text),
    ]);
  for (const [name, amount] of containers.flatMap(amounts))
    sums.set(name, add(sums.get(name) ?? NOTHING, amount));
  for (const [name, amount] of initContainers.flatMap(amounts))
    if (compareQuantities(amount, sums.get(name) ?? NOTHING) > 0)
      sums.set(name, amount);
  return sums;
}

function addService(usage: Map<string, Quantity>, service: KubeObject): void {
  const spec = fieldsOf(fieldsOf(service).spec);
  const type = textOf(spec.type);
  const ports = parseQuantity(String(listOf(spec.ports).length));
  if (type === 'NodePort' || type === 'LoadBalancer')
    usage.set('services.nodeports', ports);
  if (type === 'LoadBalancer') usage.set('services.loadbalancers', ONE);
}

function addClaim(usage: Map<string, Quantity>, claim: KubeObject): void {
  const spec = fieldsOf(fieldsOf(claim).spec);
  const requests = fieldsOf(fieldsOf(spec.resources).requests);
  const storage = textOf(requests.storage);
  if (storage === '') return;
  usage.set('requests.storage', parseQuantity(storage));
  const name = textOf(spec.storageClassName);
  if (name === '') return;
  const of = `${name}.storageclass.storage.k8s.io`;
  usage.set(`${of}/requests.storage`, parseQuantity(storage));
  usage.set(`${of}/persistentvolumeclaims`, ONE);
}
