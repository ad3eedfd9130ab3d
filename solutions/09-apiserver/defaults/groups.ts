// The other groups: networking, discovery, autoscaling, policy, rbac, storage, scheduling,
// admissionregistration, certificates.
// Source: k8s.io/kubernetes pkg/apis/GROUP/v1/defaults.go, 1.33; of rbac, also
// pkg/apis/rbac/v1/defaults.go. Engine room: not told line by line. Chapter 09.

import { at, listAt, textAt, type Values } from '../values.ts';
import { changed, changedEach, changedIn, filled, filledZero } from './filling.ts';
import { canonicalText } from './quantities.ts';

export function networkPolicySpec(spec: Values): Values {
  const ports = (rule: Values): Values =>
    changedEach(rule, 'ports', (port) => filledZero(port, { protocol: 'TCP' }));
  const made = changedEach(changedEach(spec, 'ingress', ports), 'egress', ports);
  if (listAt(made, 'policyTypes').length > 0) return made;
  const hasEgress = listAt(made, 'egress').length > 0;
  return { ...made, policyTypes: ['Ingress', ...(hasEgress ? ['Egress'] : [])] };
}

export function ingressClassSpec(spec: Values): Values {
  return changedIn(spec, 'parameters', (one) =>
    filledZero(one, { scope: 'Cluster' }),
  );
}

export function endpointSliceDefaults(object: Values): Values {
  return changedEach(object, 'ports', (port) =>
    filled(filledZero(port, { protocol: 'TCP' }), { name: '' }),
  );
}

/** Of the processor that is asked for: DefaultCPUUtilization. */
const CPU_PERCENT = 80;
const METRICS = 'autoscaling.alpha.kubernetes.io/metrics';

/** Version 1 has one field where version 2 has a list. */
export function autoscalerDefaults(object: Values): Values {
  if (textAt(object, 'apiVersion') !== 'autoscaling/v1')
    return changed(object, 'spec', autoscalerSpec);
  const isMeasured = at(object, 'metadata', 'annotations', METRICS) !== undefined;
  const percent = { targetCPUUtilizationPercentage: CPU_PERCENT };
  return changed(object, 'spec', (spec) =>
    filled(spec, { minReplicas: 1, ...(isMeasured ? {} : percent) }),
  );
}

function autoscalerSpec(spec: Values): Values {
  const full = filled(spec, { minReplicas: 1 });
  const metrics = listAt(full, 'metrics');
  if (metrics.length > 0) return changedEach(full, 'metrics', metric);
  const target = { type: 'Utilization', averageUtilization: CPU_PERCENT };
  const cpu = { type: 'Resource', resource: { name: 'cpu', target } };
  return { ...full, metrics: [cpu] };
}

const SOURCES = ['resource', 'containerResource', 'pods', 'object', 'external'];

function metric(one: Values): Values {
  return SOURCES.reduce(
    (made, source) =>
      changedIn(made, source, (from) => changedIn(from, 'target', target)),
    one,
  );
}

function target(one: Values): Values {
  const names = ['value', 'averageValue'].filter(
    (name) => at(one, name) !== undefined,
  );
  const amounts = names.map((name) => [name, canonicalText(at(one, name))]);
  return { ...one, ...Object.fromEntries(amounts) };
}

const RBAC = 'rbac.authorization.k8s.io';

export function bindingDefaults(object: Values): Values {
  const made = changedEach(object, 'subjects', (subject) => {
    const kind = textAt(subject, 'kind');
    if (kind !== 'User' && kind !== 'Group') return subject;
    return filledZero(subject, { apiGroup: RBAC });
  });
  return changedIn(made, 'roleRef', (ref) => filledZero(ref, { apiGroup: RBAC }));
}

export const priorityClass = (object: Values): Values =>
  filled(object, { preemptionPolicy: 'PreemptLowerPriority' });

export const storageClass = (object: Values): Values =>
  filled(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' });

export const csiDriverSpec = (spec: Values): Values =>
  filled(spec, {
    ...{ attachRequired: true, podInfoOnMount: false, storageCapacity: false },
    ...{ fsGroupPolicy: 'ReadWriteOnceWithFSType', requiresRepublish: false },
    ...{ seLinuxMount: false, volumeLifecycleModes: ['Persistent'] },
  });

/** All but reinvocation, which only those that change have. */
export function webhookDefaults(object: Values): Values {
  return changedEach(object, 'webhooks', (webhook) => {
    const full = filled(webhook, {
      ...{ failurePolicy: 'Fail', matchPolicy: 'Equivalent', timeoutSeconds: 10 },
      ...{ namespaceSelector: {}, objectSelector: {} },
    });
    const ruled = changedEach(full, 'rules', (rule) =>
      filled(rule, { scope: '*' }),
    );
    return changed(ruled, 'clientConfig', (config) =>
      changedIn(config, 'service', (service) => filled(service, { port: 443 })),
    );
  });
}

export function mutatingWebhookDefaults(object: Values): Values {
  return changedEach(webhookDefaults(object), 'webhooks', (webhook) =>
    filled(webhook, { reinvocationPolicy: 'Never' }),
  );
}

export function admissionPolicySpec(spec: Values): Values {
  const full = filled(spec, { failurePolicy: 'Fail' });
  return changedIn(full, 'matchConstraints', (match) => {
    const made = filled(match, {
      ...{ matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} },
    });
    return changedEach(made, 'resourceRules', (rule) =>
      filled(rule, { scope: '*' }),
    );
  });
}
