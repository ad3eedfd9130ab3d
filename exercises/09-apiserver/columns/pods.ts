// What `kubectl get pods` shows. The word under STATUS stands in no field: it is made of
// the phase, of why the pod is where it is, and of its containers' states.
// Source: pkg/printers/internalversion/printers.go (printPod), Kubernetes 1.33.
// Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import type { Columns } from '../types.ts';
import { at, listAt, numberAt, textAt, textMapAt } from '../values.ts';
import { durationText, timeOf } from './age.ts';
import {
  AGE,
  ageOf,
  column,
  conditionOf,
  containerCells,
  isTerminating,
  isTrue,
  labelsText,
  NAME,
  nameOf,
  orNone,
  wide,
} from './column.ts';

export const PODS: Columns = {
  definitions: [
    NAME,
    column('Ready', 'How many of its containers take requests, of how many.'),
    column('Status', 'What its containers are at, in one word.'),
    column(
      'Restarts',
      'How often its containers were started anew, and when last.',
    ),
    AGE,
    wide('IP', 'The address of the pod.'),
    wide('Node', 'Where it runs.'),
    wide('Nominated Node', 'Where room is being made for it.'),
    wide('Readiness Gates', 'How many of its gates are passed, of how many.'),
  ],
  cells: (pod, now) => {
    const { reason, ready, total, restarts, last } = summaryOf(pod);
    const ago = last === 0 ? '' : ` (${durationText(now - last)} ago)`;
    return [
      nameOf(pod),
      `${ready}/${total}`,
      statusText(pod, reason),
      restarts === 0 ? '0' : `${restarts}${ago}`,
      ageOf(pod, now),
      orNone(textAt(listAt(pod, 'status', 'podIPs')[0], 'ip')),
      orNone(textAt(pod, 'spec', 'nodeName')),
      orNone(textAt(pod, 'status', 'nominatedNodeName')),
      gatesText(pod),
    ];
  },
};

interface Summary {
  reason: string;
  ready: number;
  readonly total: number;
  restarts: number;
  /** When a container last ended before it was started again, or 0. */
  last: number;
}

function summaryOf(pod: KubeObject): Summary {
  const sidecars = sidecarsOf(pod);
  const summary: Summary = {
    reason: reasonOf(pod),
    ready: 0,
    total: listAt(pod, 'spec', 'containers').length + sidecars.size,
    ...{ restarts: 0, last: 0 },
  };
  const ofSidecars: Summary = { ...summary, reason: '' };
  const isInitializing = walkInit(pod, sidecars, summary, ofSidecars);
  if (isInitializing && !isTrue(pod, 'Initialized')) return summary;
  const { restarts, last } = ofSidecars;
  Object.assign(summary, { restarts, last });
  walkContainers(pod, summary);
  return summary;
}

function reasonOf(pod: KubeObject): string {
  const gated = 'SchedulingGated';
  if (textAt(conditionOf(pod, 'PodScheduled'), 'reason') === gated) return gated;
  const reason = textAt(pod, 'status', 'reason');
  return reason === '' ? textAt(pod, 'status', 'phase') : reason;
}

/** Init containers that run as long as the pod does. */
function sidecarsOf(pod: KubeObject): ReadonlySet<string> {
  const all = listAt(pod, 'spec', 'initContainers');
  const those = all.filter((one) => textAt(one, 'restartPolicy') === 'Always');
  return new Set(those.map((one) => textAt(one, 'name')));
}

/** In their order, up to the first that is not done. Whether there is one. */
function walkInit(
  pod: KubeObject,
  sidecars: ReadonlySet<string>,
  summary: Summary,
  ofSidecars: Summary,
): boolean {
  const statuses = listAt(pod, 'status', 'initContainerStatuses');
  const total = listAt(pod, 'spec', 'initContainers').length;
  for (const [i, status] of statuses.entries()) {
    const isSidecar = sidecars.has(textAt(status, 'name'));
    countRestarts(status, summary);
    if (isSidecar) countRestarts(status, ofSidecars);
    if (isDone(status)) continue;
    if (isSidecar && at(status, 'started') === true) {
      if (at(status, 'ready') === true) summary.ready++;
      continue;
    }
    summary.reason = initReason(status, `${i}/${total}`);
    return true;
  }
  return false;
}

function isDone(status: unknown): boolean {
  const ended = at(status, 'state', 'terminated');
  return ended !== undefined && numberAt(ended, 'exitCode') === 0;
}

function initReason(status: unknown, place: string): string {
  const ended = at(status, 'state', 'terminated');
  if (ended !== undefined) return `Init:${endText(ended)}`;
  const waiting = textAt(status, 'state', 'waiting', 'reason');
  const isUsual = waiting === '' || waiting === 'PodInitializing';
  return `Init:${isUsual ? place : waiting}`;
}

function endText(ended: unknown): string {
  const reason = textAt(ended, 'reason');
  if (reason !== '') return reason;
  const signal = numberAt(ended, 'signal');
  return signal === 0
    ? `ExitCode:${numberAt(ended, 'exitCode')}`
    : `Signal:${signal}`;
}

function countRestarts(status: unknown, summary: Summary): void {
  summary.restarts += numberAt(status, 'restartCount');
  const ended = timeOf(at(status, 'lastState', 'terminated', 'finishedAt')) ?? 0;
  summary.last = Math.max(summary.last, ended);
}

/** From the last to the first, so that the first has the last word. */
function walkContainers(pod: KubeObject, summary: Summary): void {
  let isRunning = false;
  const statuses = listAt(pod, 'status', 'containerStatuses');
  for (const status of [...statuses].reverse()) {
    countRestarts(status, summary);
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    const ended = at(status, 'state', 'terminated');
    if (waiting !== '') summary.reason = waiting;
    else if (ended !== undefined) summary.reason = endText(ended);
    else if (isReady(status)) {
      isRunning = true;
      summary.ready++;
    }
  }
  if (summary.reason === 'Completed' && isRunning)
    summary.reason = isTrue(pod, 'Ready') ? 'Running' : 'NotReady';
}

function isReady(status: unknown): boolean {
  const isRunning = at(status, 'state', 'running') !== undefined;
  return isRunning && at(status, 'ready') === true;
}

function statusText(pod: KubeObject, reason: string): string {
  if (!isTerminating(pod)) return reason;
  if (textAt(pod, 'status', 'reason') === 'NodeLost') return 'Unknown';
  const phase = textAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed' ? reason : 'Terminating';
}

function gatesText(pod: KubeObject): string {
  const gates = listAt(pod, 'spec', 'readinessGates');
  if (gates.length === 0) return '<none>';
  const types = gates.map((gate) => textAt(gate, 'conditionType'));
  return `${types.filter((type) => isTrue(pod, type)).length}/${gates.length}`;
}

export const POD_TEMPLATES: Columns = {
  definitions: [
    NAME,
    column('Containers', 'Names of the containers of the template.'),
    column('Images', 'What the containers run.'),
    column('Pod Labels', 'The labels of pods that are made of it.'),
  ],
  cells: (object) => [
    nameOf(object),
    ...containerCells(at(object, 'template', 'spec')),
    labelsText(textMapAt(object, 'template', 'metadata', 'labels')),
  ],
};
