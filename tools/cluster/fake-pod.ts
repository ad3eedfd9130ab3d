// What a simulated kubelet says of a Pod: that it runs, and at last that it has ended.
// Kubernetes: pkg/kubelet/kubelet_pods.go and pkg/kubelet/status/generate.go. Every init
// container has ended well, every container is ready as soon as the Pod is there, and ends
// with exit code 0 when it is asked to. Probes, restarts and events are left out.

import {
  type Condition,
  findCondition,
  type NewCondition,
  setCondition,
} from '#objects';
import type { Container } from '#scheduler';
import type { ContainerStatus, FakePod } from './fake-objects.ts';

/** What its kubelet knows of a Pod that it has started. */
export interface Started {
  readonly podIP: string;
  readonly hostIP: string;
  /** RFC 3339. */
  readonly at: string;
}

type Status = NonNullable<FakePod['status']>;

export function hasEnded({ status }: FakePod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** The status of a Pod that runs, or undefined if it says so already. */
export function runningStatus(
  pod: FakePod,
  started: Started,
  now: string,
): Status | undefined {
  const wanted = runningConditions(pod);
  if (isSaid(pod, started, wanted)) return undefined;
  const { containers = [], initContainers = [] } = pod.spec;
  const running = (one: Container): ContainerStatus =>
    statusOf(pod, one, { running: { startedAt: started.at } });
  const init = initContainers.map((one) =>
    isSidecar(one)
      ? running(one)
      : // Its work is done: that is what ready means of one of these.
        { ...ended(pod, one, started.at), ready: true },
  );
  return {
    ...common(pod, wanted, now),
    ...{ phase: 'Running', startTime: pod.status?.startTime ?? started.at },
    ...addressesOf(started),
    containerStatuses: containers.map(running),
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
  };
}

/** The status of a Pod whose containers have ended, as they were asked to. */
export function endedStatus(pod: FakePod, now: string): Status {
  const { containers = [] } = pod.spec;
  const reason = 'PodCompleted';
  const conditions: readonly NewCondition[] = [
    { type: 'PodReadyToStartContainers', status: 'False' },
    { type: 'Initialized', status: 'True', reason },
    { type: 'Ready', status: 'False', reason },
    { type: 'ContainersReady', status: 'False', reason },
  ];
  return {
    ...common(pod, conditions, now),
    phase: 'Succeeded',
    containerStatuses: containers.map((one) => ended(pod, one, now)),
  };
}

function common(pod: FakePod, wanted: readonly NewCondition[], now: string) {
  const { generation } = pod.metadata;
  const said = generation === undefined ? {} : { observedGeneration: generation };
  const before = pod.status?.conditions ?? [];
  let conditions = before;
  for (const one of wanted)
    conditions = setCondition(conditions, { ...one, ...said }, now);
  const types = new Set(wanted.map(({ type }) => type));
  return { ...said, conditions: conditions.filter(({ type }) => types.has(type)) };
}

function runningConditions(pod: FakePod): readonly NewCondition[] {
  const conditions = pod.status?.conditions ?? [];
  const missing = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const found = findCondition(conditions, conditionType);
    if (found === undefined)
      return `corresponding condition of pod readiness gate "${conditionType}" does not exist.`;
    return found.status === 'True'
      ? []
      : `the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`;
  });
  const isTrue = (type: string): NewCondition => ({ type, status: 'True' });
  const why = { reason: 'ReadinessGatesNotReady', message: missing.join(', ') };
  return [
    ...['PodReadyToStartContainers', 'Initialized'].map(isTrue),
    missing.length === 0
      ? isTrue('Ready')
      : { type: 'Ready', status: 'False', ...why },
    isTrue('ContainersReady'),
  ];
}

/** Whether the Pod says all of it. What else others have written there is theirs. */
function isSaid(
  { metadata: { generation }, spec, status = {} }: FakePod,
  { podIP }: Started,
  wanted: readonly NewCondition[],
): boolean {
  const { conditions = [], containerStatuses = [], observedGeneration } = status;
  if (status.phase !== 'Running' || status.podIP !== podIP) return false;
  if (observedGeneration !== generation) return false;
  const { containers = [] } = spec;
  const isListed = containers.every(({ name }) =>
    containerStatuses.some((one) => one.name === name),
  );
  return isListed && wanted.every((one) => isAmong(conditions, one));
}

function isAmong(
  conditions: readonly Condition[],
  { type, status, message = '' }: NewCondition,
): boolean {
  const found = findCondition(conditions, type);
  return found?.status === status && (found.message ?? '') === message;
}

const isSidecar = ({ restartPolicy }: Container): boolean =>
  restartPolicy === 'Always';

function statusOf(
  { metadata, status = {} }: FakePod,
  { name = '', image = '' }: Container,
  state: ContainerStatus['state'],
): ContainerStatus {
  const { containerStatuses = [], initContainerStatuses = [] } = status;
  const before = [...containerStatuses, ...initContainerStatuses].find(
    (one) => one.name === name,
  );
  const isRunning = state.running !== undefined;
  return {
    ...{ name, image, imageID: `simulated://${image}` },
    containerID: `simulated://${metadata.uid}-${name}`,
    ...{ ready: isRunning, started: isRunning },
    restartCount: before?.restartCount ?? 0,
    ...{ state, lastState: {} },
  };
}

function ended(pod: FakePod, container: Container, at: string): ContainerStatus {
  const { startTime: startedAt = at, containerStatuses = [] } = pod.status ?? {};
  const before = containerStatuses.find(({ name }) => name === container.name);
  const terminated = {
    ...{ exitCode: 0, reason: 'Completed' },
    startedAt: before?.state.running?.startedAt ?? startedAt,
    finishedAt: at,
  };
  return statusOf(pod, container, { terminated });
}

function addressesOf({ podIP, hostIP }: Started) {
  return {
    ...{ hostIP, hostIPs: [{ ip: hostIP }] },
    ...{ podIP, podIPs: [{ ip: podIP }] },
  };
}
