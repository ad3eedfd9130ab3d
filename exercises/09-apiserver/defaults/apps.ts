// Workloads. Source: k8s.io/kubernetes pkg/apis/apps/v1/defaults.go and, of
// replicationcontrollers, pkg/apis/core/v1/defaults.go, 1.33; what a new object's status
// is, their types.go (fields without omitempty).
// Engine room: not told line by line. Chapter 09.

import { at, recordAt, textAt, type Values } from '../values.ts';
import { changed, changedEach, changedIn, filled, filledZero } from './filling.ts';
import { templateDefaults } from './pod-spec.ts';
import { claimSpec } from './volumes.ts';

const HISTORY = { revisionHistoryLimit: 10 };

export function deploymentSpec(spec: Values): Values {
  const made = filled(changed(spec, 'template', templateDefaults), {
    ...{ replicas: 1, ...HISTORY },
    progressDeadlineSeconds: 600,
  });
  return changed(made, 'strategy', (strategy) => {
    const full = filledZero(strategy, { type: 'RollingUpdate' });
    if (textAt(full, 'type') !== 'RollingUpdate') return full;
    return changed(full, 'rollingUpdate', (rolling) =>
      filled(rolling, { maxUnavailable: '25%', maxSurge: '25%' }),
    );
  });
}

export const replicaSetSpec = (spec: Values): Values =>
  filled(changed(spec, 'template', templateDefaults), { replicas: 1 });

export function statefulSetSpec(spec: Values): Values {
  const made = filled(
    filledZero(changed(spec, 'template', templateDefaults), {
      podManagementPolicy: 'OrderedReady',
    }),
    { replicas: 1, ...HISTORY },
  );
  const kept = changed(made, 'persistentVolumeClaimRetentionPolicy', (policy) =>
    filledZero(policy, { whenDeleted: 'Retain', whenScaled: 'Retain' }),
  );
  const claimed = changedEach(kept, 'volumeClaimTemplates', claimTemplate);
  return changed(claimed, 'updateStrategy', (strategy) => {
    const full = filledZero(strategy, { type: 'RollingUpdate' });
    if (textAt(full, 'type') !== 'RollingUpdate') return full;
    return changed(full, 'rollingUpdate', (rolling) =>
      filled(rolling, { partition: 0 }),
    );
  });
}

function claimTemplate(claim: Values): Values {
  const full = filled(claim, {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: {} },
    status: { phase: 'Pending' },
  });
  return changed(full, 'spec', claimSpec);
}

export function daemonSetSpec(spec: Values): Values {
  const made = filled(changed(spec, 'template', templateDefaults), HISTORY);
  return changed(made, 'updateStrategy', (strategy) => {
    const full = filledZero(strategy, { type: 'RollingUpdate' });
    if (textAt(full, 'type') !== 'RollingUpdate') return full;
    return changed(full, 'rollingUpdate', (rolling) =>
      filled(rolling, { maxSurge: 0, maxUnavailable: 1 }),
    );
  });
}

/** The whole object: labels and selector are those of the template if not given. */
export function replicationController(object: Values): Values {
  const labels = recordAt(object, 'spec', 'template', 'metadata', 'labels');
  const made = changed(object, 'spec', (spec) => {
    const full = changedIn(
      filled(spec, { replicas: 1 }),
      'template',
      templateDefaults,
    );
    const isBare = Object.keys(recordAt(full, 'selector')).length === 0;
    return isBare && Object.keys(labels).length > 0
      ? { ...full, selector: labels }
      : full;
  });
  return withLabels(made, labels);
}

/** An object without labels takes these. */
export function withLabels(object: Values, labels: Values): Values {
  const hasOwn = at(object, 'metadata', 'labels') !== undefined;
  if (hasOwn || Object.keys(labels).length === 0) return object;
  return changed(object, 'metadata', (metadata) => ({ ...metadata, labels }));
}

const numbers = (...names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, 0]));

export const NEW_REPLICAS: Values = numbers('replicas');
export const NEW_STATEFUL_SET: Values = numbers('replicas', 'availableReplicas');
export const NEW_DAEMON_SET: Values = numbers(
  'currentNumberScheduled',
  'numberMisscheduled',
  'desiredNumberScheduled',
  'numberReady',
);
