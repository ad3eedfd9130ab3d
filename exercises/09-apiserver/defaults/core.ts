// The core group but for pods: namespaces, nodes, services, config, volumes.
// Source: k8s.io/kubernetes pkg/apis/core/v1/defaults.go and the strategies of
// pkg/registry/core, 1.33. A Service's addresses are not its defaults: they are allocated.
// Engine room: not told line by line. Chapter 09.

import { at, isRecord, listAt, recordAt, textAt, type Values } from '../values.ts';
import {
  changed,
  changedEach,
  changedIn,
  filled,
  filledZero,
  inTurn,
} from './filling.ts';
import { canonicalText, withAmounts } from './quantities.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Every namespace can be selected by its name. */
export function namespaceDefaults(object: Values): Values {
  const name = textAt(object, 'metadata', 'name');
  if (name === '') return object;
  return changed(object, 'metadata', (metadata) =>
    changed(metadata, 'labels', (labels) => ({ ...labels, [NAME_LABEL]: name })),
  );
}

/** A new namespace is not gone before its contents are. */
export function newNamespace(object: Values): Values {
  const finalizers = listAt(object, 'spec', 'finalizers');
  const all = finalizers.includes('kubernetes')
    ? finalizers
    : [...finalizers, 'kubernetes'];
  const made = changed(object, 'spec', (spec) => ({ ...spec, finalizers: all }));
  return { ...made, status: { phase: 'Active' } };
}

/** A node may offer all that it has. */
export function nodeDefaults(object: Values): Values {
  return changedIn(object, 'status', (status) => {
    const capacity = at(status, 'capacity');
    const full =
      capacity === undefined ? status : filled(status, { allocatable: capacity });
    return withAmounts(full, 'capacity', 'allocatable');
  });
}

const AFFINITY_SECONDS = 10_800;

export function serviceSpec(spec: Values): Values {
  const full = filledZero(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  const type = textAt(full, 'type');
  return inTurn(
    changedEach(full, 'ports', portDefaults),
    affinity,
    (one) => (type === 'ExternalName' ? one : inside(one, type)),
    (one) => (isExternal(one, type) ? outside(one) : one),
    (one) =>
      type === 'LoadBalancer'
        ? filled(one, { allocateLoadBalancerNodePorts: true })
        : one,
  );
}

function portDefaults(port: Values): Values {
  return filledZero(port, { protocol: 'TCP', targetPort: at(port, 'port') });
}

function affinity(spec: Values): Values {
  if (textAt(spec, 'sessionAffinity') === 'None') {
    const { sessionAffinityConfig, ...rest } = spec;
    return rest;
  }
  const path = ['sessionAffinityConfig', 'clientIP', 'timeoutSeconds'];
  if (at(spec, ...path) !== undefined) return spec;
  const clientIP = { timeoutSeconds: AFFINITY_SECONDS };
  return { ...spec, sessionAffinityConfig: { clientIP } };
}

function inside(spec: Values, type: string): Values {
  const address = textAt(spec, 'clusterIP');
  return filled(spec, {
    ...(address === '' ? {} : { clusterIPs: [address] }),
    ...{ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    ...(type === '' ? {} : { internalTrafficPolicy: 'Cluster' }),
  });
}

const isExternal = (spec: Values, type: string): boolean =>
  ['NodePort', 'LoadBalancer'].includes(type) ||
  (type === 'ClusterIP' && listAt(spec, 'externalIPs').length > 0);

const outside = (spec: Values): Values =>
  filledZero(spec, { externalTrafficPolicy: 'Cluster' });

/** What is given as text is kept as bytes, and never shown as text again. */
export function secretDefaults(object: Values): Values {
  const { stringData, ...rest } = filledZero(object, { type: 'Opaque' });
  if (!isRecord(stringData)) return rest;
  const texts = Object.entries(stringData).map(([key, text]) => [
    key,
    base64(typeof text === 'string' ? text : ''),
  ]);
  return changed(rest, 'data', (data) => ({
    ...data,
    ...Object.fromEntries(texts),
  }));
}

/** btoa takes one byte a character. */
function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function volumeSpec(spec: Values): Values {
  const full = filledZero(spec, { persistentVolumeReclaimPolicy: 'Retain' });
  return inTurn(
    withAmounts(filled(full, { volumeMode: 'Filesystem' }), 'capacity'),
    (one) => changedIn(one, 'claimRef', reference),
    (one) => changedIn(one, 'hostPath', (path) => filled(path, { type: '' })),
  );
}

/** A reference to a claim by hand. */
const reference = (ref: Values): Values =>
  filledZero(ref, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });

export function endpointsDefaults(object: Values): Values {
  return changedEach(object, 'subsets', (subset) =>
    changedEach(subset, 'ports', (port) => filledZero(port, { protocol: 'TCP' })),
  );
}

export const quotaSpec = (spec: Values): Values => withAmounts(spec, 'hard');

const RANGE_FIELDS = ['max', 'min', 'default', 'defaultRequest'] as const;

export function limitRangeSpec(spec: Values): Values {
  return changedEach(spec, 'limits', (limit) => {
    const made = withAmounts(limit, ...RANGE_FIELDS, 'maxLimitRequestRatio');
    if (textAt(made, 'type') !== 'Container') return made;
    const limits = { ...recordAt(made, 'max'), ...recordAt(made, 'default') };
    const requests = {
      ...recordAt(made, 'min'),
      ...limits,
      ...recordAt(made, 'defaultRequest'),
    };
    return {
      ...made,
      ...(Object.keys(limits).length === 0 ? {} : { default: limits }),
      ...(Object.keys(requests).length === 0 ? {} : { defaultRequest: requests }),
    };
  });
}

/** The pods' overhead of a RuntimeClass, and how much a driver has room for. */
export function capacityDefaults(object: Values): Values {
  const capacity = at(object, 'capacity');
  return capacity === undefined
    ? object
    : { ...object, capacity: canonicalText(capacity) };
}
