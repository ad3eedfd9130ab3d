// What a node may do: its own Node, its own Pods, and what these name. kubernetes:
// plugin/pkg/auth/authorizer/node/node_authorizer.go in 1.36. The real one keeps a graph of
// who names what; ours walks the Pods of a namespace, and doesn't follow them to volumes and
// their attachments, of which a node may get any. Chapter 10.
// Engine room: not told line by line.

import type { RequestInfo } from '#apiserver';
import { parseFieldSelector } from '#objects';
import { fieldsOf, listOf, textOf } from './as.ts';
import { nodeOf } from './identity.ts';
import { NODE_RULES } from './node-rules.ts';
import type { Reader } from './reader.ts';
import { ruleAllows } from './rules.ts';
import type { Authorizer, Decision, Pod } from './types.ts';

const YES: Decision = { allowed: true, reason: '' };
const no = (reason = ''): Decision => ({ allowed: false, reason });

export function createNodeAuthorizer(reader: Reader): Authorizer {
  return (user, asks, query) => {
    const node = nodeOf(user);
    if (node === undefined) return no();
    if (node === '')
      return no(`unknown node for user ${JSON.stringify(user.name)}`);
    if (!asks.isResourceRequest) return ruled(asks);
    const { group, resource } = asks;
    const about = group === '' ? resource : `${resource}.${group}`;
    switch (about) {
      case 'secrets':
      case 'configmaps':
        return reads(reader, node, asks);
      case 'persistentvolumeclaims':
        return claim(reader, node, asks);
      case 'serviceaccounts':
        return token(reader, node, asks);
      case 'leases.coordination.k8s.io':
        return lease(node, asks);
      case 'csinodes.storage.k8s.io':
        return csiNode(node, asks);
      case 'nodes':
        return ownNode(node, asks);
      case 'pods':
        return ownPods(reader, node, asks, query);
      default:
        return ruled(asks);
    }
  };
}

const ruled = (asks: RequestInfo): Decision =>
  NODE_RULES.some((rule) => ruleAllows(rule, asks)) ? YES : no();

function podsOn(reader: Reader, node: string, namespace: string): readonly Pod[] {
  return reader.list('pods', namespace).filter((one) => one.spec.nodeName === node);
}

const stranger = (node: string): string =>
  `no relationship found between node '${node}' and this object`;

function related(
  reader: Reader,
  node: string,
  { namespace, name, resource }: RequestInfo,
): Decision {
  if (name === '') return no('No Object name found');
  const isNamed = podsOn(reader, node, namespace).some((pod) =>
    namesOf(pod, resource).has(name),
  );
  return isNamed ? YES : no(stranger(node));
}

function reads(reader: Reader, node: string, asks: RequestInfo): Decision {
  if (!['get', 'list', 'watch'].includes(asks.verb))
    return no('can only read resources of this type');
  if (asks.subresource !== '') return no('cannot read subresource');
  if (asks.namespace === '')
    return no('can only read namespaced object of this type');
  return related(reader, node, asks);
}

function claim(reader: Reader, node: string, asks: RequestInfo): Decision {
  if (asks.subresource === 'status') {
    if (!['update', 'patch'].includes(asks.verb))
      return no('can only get/update/patch this type');
    return related(reader, node, asks);
  }
  if (asks.verb !== 'get')
    return no('can only get individual resources of this type');
  if (asks.subresource !== '') return no('cannot get subresource');
  return related(reader, node, asks);
}

function token(reader: Reader, node: string, asks: RequestInfo): Decision {
  if (asks.verb !== 'create' || asks.name === '')
    return no('can only create tokens for individual service accounts');
  if (asks.subresource !== 'token')
    return no('can only create token subresource of serviceaccount');
  return related(reader, node, asks);
}

const OWN_VERBS = ['get', 'create', 'update', 'patch', 'delete'];

function lease(node: string, { verb, namespace, name }: RequestInfo): Decision {
  if (!OWN_VERBS.includes(verb))
    return no('can only get, create, update, patch, or delete a node lease');
  if (namespace !== 'kube-node-lease')
    return no('can only access leases in the "kube-node-lease" system namespace');
  // What is created has no name yet: NodeRestriction looks at it.
  if (verb !== 'create' && name !== node)
    return no(
      'can only access node lease with the same name as the requesting node',
    );
  return YES;
}

function csiNode(node: string, { verb, subresource, name }: RequestInfo): Decision {
  if (!OWN_VERBS.includes(verb))
    return no('can only get, create, update, patch, or delete a CSINode');
  if (subresource !== '') return no('cannot authorize CSINode subresources');
  if (verb !== 'create' && name !== node)
    return no('can only access CSINode with the same name as the requesting node');
  return YES;
}

function ownNode(node: string, { verb, subresource, name }: RequestInfo): Decision {
  const isWrite = verb === 'update' || verb === 'patch';
  if (subresource === 'status') return isWrite ? YES : no();
  if (subresource !== '') return no();
  if (isWrite || verb === 'create') return YES;
  if (!['get', 'list', 'watch'].includes(verb)) return no();
  if (name === node) return YES;
  const what = name === '' ? 'all nodes' : `'${name}'`;
  return no(`node '${node}' cannot read ${what}, only its own Node object`);
}

function ownPods(
  reader: Reader,
  node: string,
  asks: RequestInfo,
  query?: URLSearchParams,
): Decision {
  const { verb, subresource, namespace, name } = asks;
  if (subresource === 'status')
    return verb === 'update' || verb === 'patch' ? YES : no();
  if (subresource === 'eviction') return verb === 'create' ? YES : no();
  if (subresource !== '') return no();
  if (verb === 'create' || verb === 'delete') return YES;
  if (verb !== 'get' && verb !== 'list' && verb !== 'watch') return no();
  if (verb !== 'get' && selectsNode(query, node)) return YES;
  if (name === '')
    return no('can only list/watch pods with spec.nodeName field selector');
  const isOwn = reader.get('pods', namespace, name)?.spec.nodeName === node;
  return isOwn ? YES : no(stranger(node));
}

function selectsNode(query: URLSearchParams | undefined, node: string): boolean {
  try {
    return parseFieldSelector(query?.get('fieldSelector') ?? '').some(
      ({ field, isEqual, value }) =>
        isEqual && field === 'spec.nodeName' && value === node,
    );
  } catch {
    return false;
  }
}

/** The names of a resource that the Pod mentions, wherever in its spec. */
function namesOf(pod: Pod, resource: string): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string' && value !== '') names.add(value);
  };
  if (resource === 'serviceaccounts') add(fieldsOf(pod.spec).serviceAccountName);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one);
      return;
    }
    for (const [field, inner] of Object.entries(fieldsOf(value))) {
      const { name, secretName, claimName } = fieldsOf(inner);
      if (resource === 'secrets' && SECRET_FIELDS.has(field))
        add(secretName ?? name);
      if (resource === 'configmaps' && MAP_FIELDS.has(field)) add(name);
      if (
        field === 'persistentVolumeClaim' &&
        resource === 'persistentvolumeclaims'
      )
        add(claimName);
      if (field === 'imagePullSecrets' && resource === 'secrets')
        for (const one of listOf(inner)) add(textOf(fieldsOf(one).name));
      if (typeof inner === 'object') visit(inner);
    }
  };
  visit(pod.spec);
  return names;
}

const SECRET_FIELDS = new Set([
  ...['secret', 'secretRef', 'secretKeyRef', 'nodePublishSecretRef'],
]);
const MAP_FIELDS = new Set(['configMap', 'configMapRef', 'configMapKeyRef']);
