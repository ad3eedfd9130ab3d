// NodeRestriction: a node writes about itself and about what runs on it. kubernetes:
// plugin/pkg/admission/noderestriction/admission.go in 1.36. Left out: claims' status, CSI
// nodes, resource slices, tokens, certificates; whom a mirror Pod names besides an account,
// and whom as its owner. Chapter 10.
// Engine room: not told line by line.

import type { Attributes } from '#apiserver';
import {
  forbidden,
  groupResourceText,
  type KubeObject,
  type Labels,
} from '#objects';
import { asPod, fieldsOf, listOf, textOf } from '../as.ts';
import type { GatePlugin } from '../chain.ts';
import { nodeOf } from '../identity.ts';
import { isSameJson } from '../json.ts';
import type { Reader } from '../reader.ts';

const MIRROR = 'kubernetes.io/config.mirror';

/** Changes nothing, and stands among those that change all the same, as NodeRestriction does. */
export function createNodeRestriction(reader: Reader): GatePlugin {
  const check = (attributes: Attributes): void => {
    const node = nodeOf(attributes.user);
    if (node === undefined) return;
    const why = faultOf(reader, node, attributes);
    if (why !== undefined)
      throw forbidden(attributes.resource, attributes.name, why);
  };
  return {
    name: 'NodeRestriction',
    admit(attributes) {
      check(attributes);
      if (attributes.object === undefined)
        throw new TypeError('admit wants an object');
      return attributes.object;
    },
    validate(attributes) {
      if (attributes.operation === 'DELETE') check(attributes);
    },
  };
}

function faultOf(
  reader: Reader,
  node: string,
  attributes: Attributes,
): string | undefined {
  const { resource, subresource } = attributes;
  switch (groupResourceText(resource)) {
    case 'pods':
      if (subresource === '') return podFault(reader, node, attributes);
      if (subresource === 'status') return statusFault(node, attributes);
      return subresource === 'eviction'
        ? evictionFault(reader, node, attributes)
        : undefined;
    case 'nodes':
      return nodeFault(node, attributes);
    case 'leases.coordination.k8s.io':
      return leaseFault(node, attributes);
    default:
      return undefined;
  }
}

function podFault(
  reader: Reader,
  node: string,
  { operation, object, oldObject, namespace, name }: Attributes,
): string | undefined {
  const quoted = JSON.stringify(node);
  if (operation === 'DELETE') {
    const pod = oldObject ?? reader.get('pods', namespace, name);
    if (pod === undefined || asPod(pod).spec.nodeName === node) return undefined;
    return `node ${quoted} can only delete pods with spec.nodeName set to itself`;
  }
  if (object === undefined || operation !== 'CREATE') return undefined;
  const { metadata, spec } = asPod(object);
  if (metadata.annotations?.[MIRROR] === undefined)
    return `pod does not have "${MIRROR}" annotation, node ${quoted} can only create mirror pods`;
  if (spec.nodeName !== node)
    return `node ${quoted} can only create pods with spec.nodeName set to itself`;
  if (textOf(fieldsOf(spec).serviceAccountName) !== '')
    return `node ${quoted} can not create pods that reference a service account`;
  return undefined;
}

function statusFault(
  node: string,
  { oldObject, object }: Attributes,
): string | undefined {
  const quoted = JSON.stringify(node);
  if (oldObject === undefined) return undefined;
  if (asPod(oldObject).spec.nodeName !== node)
    return `node ${quoted} can only update pod status for pods with spec.nodeName set to itself`;
  if (!isSameJson(oldObject.metadata.labels ?? {}, object?.metadata.labels ?? {}))
    return `node ${quoted} cannot update labels through pod status`;
  return undefined;
}

function evictionFault(
  reader: Reader,
  node: string,
  { namespace, name }: Attributes,
): string | undefined {
  const pod = reader.get('pods', namespace, name);
  if (pod === undefined || pod.spec.nodeName === node) return undefined;
  return `node ${node} can only evict pods with spec.nodeName set to itself`;
}

function nodeFault(
  node: string,
  { operation, object, oldObject, name }: Attributes,
): string | undefined {
  const quoted = JSON.stringify(node);
  const about = name === '' ? (object?.metadata.name ?? '') : name;
  if (about !== node)
    return `node ${quoted} is not allowed to modify node ${JSON.stringify(about)}`;
  if (object === undefined) return undefined;
  const changed = changedLabels(object.metadata.labels, oldObject?.metadata.labels);
  const barred = changed.filter(isBarred).sort().join(', ');
  if (operation === 'CREATE' && barred !== '')
    return `node ${quoted} is not allowed to set the following labels: ${barred}`;
  if (operation !== 'UPDATE') return undefined;
  const taints = (of: unknown): readonly unknown[] =>
    listOf(fieldsOf(fieldsOf(of).spec).taints);
  if (!isSameJson(taints(object), taints(oldObject)))
    return `node ${quoted} is not allowed to modify taints`;
  // By an owner that isn't there, the garbage collector would delete it: CVE-2025-5187.
  const owners = (of: KubeObject | undefined): readonly unknown[] =>
    of?.metadata.ownerReferences ?? [];
  if (!isSameJson(owners(object), owners(oldObject)))
    return `node ${quoted} is not allowed to modify ownerReferences`;
  return barred === '' ? undefined : `is not allowed to modify labels: ${barred}`;
}

function changedLabels(a: Labels = {}, b: Labels = {}): string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].filter((key) => a[key] !== b[key]);
}

/** k8s.io/kubelet, pkg/apis/well_known_labels.go. */
const KUBELET_LABELS: ReadonlySet<string> = new Set([
  ...['beta.kubernetes.io/arch', 'beta.kubernetes.io/instance-type'],
  ...['beta.kubernetes.io/os', 'kubernetes.io/arch', 'kubernetes.io/hostname'],
  ...['kubernetes.io/os', 'node.kubernetes.io/instance-type'],
  ...['failure-domain.beta.kubernetes.io/region'],
  ...['failure-domain.beta.kubernetes.io/zone'],
  ...['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'],
]);

const isBelow = (domain: string, of: string): boolean =>
  domain === of || domain.endsWith(`.${of}`);

/** Labels with which a node could draw Pods to itself that aren't meant for it. */
function isBarred(key: string): boolean {
  const domain = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
  if (isBelow(domain, 'node-restriction.kubernetes.io')) return true;
  if (!isBelow(domain, 'kubernetes.io') && !isBelow(domain, 'k8s.io')) return false;
  const isKubelets =
    isBelow(domain, 'kubelet.kubernetes.io') ||
    isBelow(domain, 'node.kubernetes.io');
  return !isKubelets && !KUBELET_LABELS.has(key);
}

function leaseFault(
  node: string,
  { operation, object, namespace, name }: Attributes,
): string | undefined {
  if (namespace !== 'kube-node-lease')
    return 'can only access leases in the "kube-node-lease" system namespace';
  const about = operation === 'CREATE' ? object?.metadata.name : name;
  if (about === node) return undefined;
  return 'can only access node lease with the same name as the requesting node';
}
