// Workloads: what selects their pods, the template of those, how they are replaced.
// Source: k8s.io/kubernetes pkg/apis/apps/validation/validation.go and, of
// replicationcontrollers, pkg/apis/core/validation/validation.go, 1.33.
// Engine room: not told line by line. Chapter 09.

import {
  invalidField,
  type KubeObject,
  labelFaults,
  matches,
  type Selector,
  selectorOf,
} from '#objects';
import { labelSelectorOf } from '../columns/column.ts';
import { isSame } from '../same.ts';
import { at, isRecord, recordAt, textAt, textMapAt } from '../values.ts';
import {
  atMostAll,
  type Faults,
  forbidden,
  immutable,
  intOrPercent,
  labelSelectorFaults,
  nonNegativeIn,
  required,
  unsupported,
} from './faults.ts';
import { podSpecFaults } from './pod-spec.ts';

/** What differs from one workload to the next. */
interface Workload {
  /** As it stands in `empty selector is invalid for …`. */
  readonly noun: string;
  /** As it stands in `activeDeadlineSeconds in … is not Supported`. */
  readonly kind: string;
  readonly numbers: readonly string[];
}

function workloadFaults(object: KubeObject, workload: Workload): Faults {
  const spec = at(object, 'spec');
  const selector = at(spec, 'selector');
  return [
    ...nonNegativeIn(spec, 'spec', ...workload.numbers),
    ...selectorFaults(selector, workload.noun),
    ...templateFaults(at(spec, 'template'), readSelector(selector), workload.kind),
  ];
}

export function selectorFaults(selector: unknown, noun: string): Faults {
  const field = 'spec.selector';
  if (!isRecord(selector)) return [required(field)];
  const faults = labelSelectorFaults(selector, field);
  if (Object.keys(selector).length > 0) return faults;
  const says = `empty selector is invalid for ${noun}`;
  return [...faults, invalidField(field, selector, says)];
}

/** Nothing if it can't be read: that has been said then. */
export function readSelector(selector: unknown): Selector | undefined {
  if (!isRecord(selector)) return { requirements: [], nothing: true };
  try {
    return selectorOf(labelSelectorOf(selector));
  } catch {
    return undefined;
  }
}

export function templateFaults(
  template: unknown,
  selector: Selector | undefined,
  kind: string,
): Faults {
  const path = 'spec.template';
  if (selector === undefined)
    return [invalidField('spec.selector', null, 'invalid label selector')];
  const labels = textMapAt(template, 'metadata', 'labels');
  const field = `${path}.metadata.labels`;
  const isAll = selector.requirements.length === 0 && selector.nothing !== true;
  const isMatched = isAll || matches(selector, labels);
  const says = '`selector` does not match template `labels`';
  return [
    ...(isMatched ? [] : [invalidField(field, labels, says)]),
    ...labelFaults(labels, `${path}.labels`),
    ...podSpecFaults(at(template, 'spec'), `${path}.spec`),
    ...restartFaults(template, `${path}.spec`, kind),
  ];
}

function restartFaults(template: unknown, path: string, kind: string): Faults {
  const policy = textAt(template, 'spec', 'restartPolicy');
  const deadline = at(template, 'spec', 'activeDeadlineSeconds');
  const says = `activeDeadlineSeconds in ${kind} is not Supported`;
  return [
    ...(policy === 'Always'
      ? []
      : [unsupported(`${path}.restartPolicy`, policy, ['Always'])]),
    ...(deadline === undefined
      ? []
      : [forbidden(`${path}.activeDeadlineSeconds`, says)]),
  ];
}

const DEPLOYMENT: Workload = {
  ...{ noun: 'deployment', kind: 'ReplicaSet', numbers: ['replicas'] },
};

export function deploymentFaults(object: KubeObject): Faults {
  const spec = recordAt(object, 'spec');
  const { progressDeadlineSeconds: deadline, minReadySeconds = 0 } = spec;
  const isShort =
    typeof deadline === 'number' &&
    typeof minReadySeconds === 'number' &&
    deadline <= minReadySeconds;
  const field = 'spec.progressDeadlineSeconds';
  return [
    ...workloadFaults(object, DEPLOYMENT),
    ...strategyFaults(at(spec, 'strategy')),
    ...nonNegativeIn(spec, 'spec', 'minReadySeconds', 'revisionHistoryLimit'),
    ...nonNegativeIn(spec, 'spec', 'progressDeadlineSeconds'),
    ...(isShort
      ? [invalidField(field, deadline, 'must be greater than minReadySeconds')]
      : []),
  ];
}

function strategyFaults(strategy: unknown): Faults {
  const path = 'spec.strategy';
  const rolling = at(strategy, 'rollingUpdate');
  const field = `${path}.rollingUpdate`;
  switch (at(strategy, 'type')) {
    case 'Recreate': {
      const says = "may not be specified when strategy `type` is 'Recreate'";
      return rolling === undefined ? [] : [forbidden(field, says)];
    }
    case 'RollingUpdate':
      return rollingFaults(rolling, field);
    default:
      return [unsupported(path, strategy, ['Recreate', 'RollingUpdate'])];
  }
}

function rollingFaults(rolling: unknown, path: string): Faults {
  const missing = at(rolling, 'maxUnavailable');
  const surge = at(rolling, 'maxSurge');
  const field = `${path}.maxUnavailable`;
  const isStuck = isNothing(missing) && isNothing(surge);
  return [
    ...intOrPercent(missing, field),
    ...intOrPercent(surge, `${path}.maxSurge`),
    ...(isStuck
      ? [invalidField(field, missing, 'may not be 0 when `maxSurge` is 0')]
      : []),
    ...atMostAll(missing, field),
  ];
}

const isNothing = (value: unknown): boolean => value === 0 || value === '0%';

export function selectorImmutable(object: KubeObject, old: KubeObject): Faults {
  const path = ['spec', 'selector'] as const;
  return immutable(at(object, ...path), at(old, ...path), 'spec.selector');
}

export function replicaSetFaults(object: KubeObject): Faults {
  const numbers = ['replicas', 'minReadySeconds'];
  return workloadFaults(object, { ...DEPLOYMENT, numbers });
}

export function statefulSetFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const policy = at(spec, 'podManagementPolicy');
  const isKnown = policy === 'OrderedReady' || policy === 'Parallel';
  const says = "must be 'OrderedReady' or 'Parallel'";
  const own = ['replicas', 'minReadySeconds'];
  return [
    ...(isKnown ? [] : [invalidField('spec.podManagementPolicy', policy, says)]),
    ...updateFaults(at(spec, 'updateStrategy')),
    ...nonNegativeIn(spec, 'spec', ...own),
    ...selectorFaults(at(spec, 'selector'), 'statefulset'),
    ...claimedTemplate(object),
  ];
}

/** Its volumes may be those of its claims: they are not looked for in the template. */
function claimedTemplate(object: KubeObject): Faults {
  const selector = readSelector(at(object, 'spec', 'selector'));
  const template = at(object, 'spec', 'template');
  return templateFaults(template, selector, 'StatefulSet').filter(
    ({ type }) => type !== 'FieldValueNotFound',
  );
}

function updateFaults(strategy: unknown): Faults {
  const path = 'spec.updateStrategy';
  const rolling = at(strategy, 'rollingUpdate');
  switch (at(strategy, 'type')) {
    case 'OnDelete': {
      const says = "only allowed for updateStrategy 'RollingUpdate'";
      if (rolling === undefined) return [];
      return [invalidField(`${path}.rollingUpdate`, rolling, says)];
    }
    case 'RollingUpdate':
      return nonNegativeIn(rolling, `${path}.rollingUpdate`, 'partition');
    default: {
      const says = "must be 'RollingUpdate' or 'OnDelete'";
      return [invalidField(path, strategy, says)];
    }
  }
}

const STATEFUL_CHANGEABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

export function statefulSetUpdate(object: KubeObject, old: KubeObject): Faults {
  const kept = (from: KubeObject): unknown =>
    Object.fromEntries(
      Object.entries(recordAt(from, 'spec')).filter(
        ([name]) => !STATEFUL_CHANGEABLE.includes(name),
      ),
    );
  if (isSame(kept(object), kept(old))) return [];
  const names = STATEFUL_CHANGEABLE.map((name) => `'${name}'`);
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const says = `updates to statefulset spec for fields other than ${list} are forbidden`;
  return [forbidden('spec', says)];
}

export function daemonSetFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const strategy = at(spec, 'updateStrategy');
  const path = 'spec.updateStrategy';
  const type = at(strategy, 'type');
  const isKnown = type === 'RollingUpdate' || type === 'OnDelete';
  const rolling = at(strategy, 'rollingUpdate');
  const numbers = ['minReadySeconds', 'revisionHistoryLimit'];
  return [
    ...workloadFaults(object, { noun: 'daemonset', kind: 'DaemonSet', numbers }),
    ...(isKnown ? [] : [unsupported(path, type, ['RollingUpdate', 'OnDelete'])]),
    ...(type === 'RollingUpdate'
      ? intOrPercent(
          at(rolling, 'maxUnavailable'),
          `${path}.rollingUpdate.maxUnavailable`,
        )
      : []),
  ];
}

/** Its selector is a plain map. */
export function replicationControllerFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const selector = textMapAt(spec, 'selector');
  const isEmpty = Object.keys(selector).length === 0;
  const read = selectorOf({ matchLabels: selector });
  return [
    ...nonNegativeIn(spec, 'spec', 'minReadySeconds'),
    ...(isEmpty ? [required('spec.selector')] : []),
    ...nonNegativeIn(spec, 'spec', 'replicas'),
    ...templateFaults(at(spec, 'template'), read, 'ReplicationController'),
  ];
}
