// The group batch. Source: pkg/printers/internalversion/printers.go (printJob,
// printCronJob), Kubernetes 1.33. Engine room: not told line by line. Chapter 09.

import type { KubeObject } from '#objects';
import type { Columns } from '../types.ts';
import { at, listAt, numberAt, textAt } from '../values.ts';
import { durationText, since, timeOf } from './age.ts';
import {
  AGE,
  ageOf,
  column,
  containerCells,
  isTerminating,
  isTrue,
  labelSelectorText,
  NAME,
  nameOf,
  OF_CONTAINERS,
  orNone,
  SELECTOR,
} from './column.ts';

export const JOBS: Columns = {
  definitions: [
    NAME,
    column('Status', 'How far the job is.'),
    column('Completions', 'How many pods succeeded, of how many that must.'),
    column('Duration', 'How long it took, or takes already.'),
    AGE,
    ...OF_CONTAINERS,
    SELECTOR,
  ],
  cells: (job, now) => [
    nameOf(job),
    statusOf(job),
    completionsOf(job),
    durationOf(job, now),
    ageOf(job, now),
    ...containerCells(at(job, 'spec', 'template', 'spec')),
    labelSelectorText(at(job, 'spec', 'selector')),
  ],
};

function statusOf(job: KubeObject): string {
  if (isTrue(job, 'Complete')) return 'Complete';
  if (isTrue(job, 'Failed')) return 'Failed';
  if (isTerminating(job)) return 'Terminating';
  if (isTrue(job, 'Suspended')) return 'Suspended';
  return isTrue(job, 'FailureTarget') ? 'FailureTarget' : 'Running';
}

function completionsOf(job: KubeObject): string {
  const succeeded = numberAt(job, 'status', 'succeeded');
  const completions = at(job, 'spec', 'completions');
  if (typeof completions === 'number') return `${succeeded}/${completions}`;
  const parallelism = numberAt(job, 'spec', 'parallelism');
  return `${succeeded}/1${parallelism > 1 ? ` of ${parallelism}` : ''}`;
}

/** Nothing as long as it hasn't started. */
function durationOf(job: KubeObject, now: number): string {
  const from = timeOf(at(job, 'status', 'startTime'));
  if (from === undefined) return '';
  const to = timeOf(at(job, 'status', 'completionTime')) ?? now;
  return durationText(to - from);
}

export const CRON_JOBS: Columns = {
  definitions: [
    NAME,
    column('Schedule', 'When, in the five fields of cron.'),
    column('Timezone', 'Where that time is told.'),
    column('Suspend', 'Whether it makes no jobs at present.', 'boolean'),
    column('Active', 'How many of its jobs are running.', 'integer'),
    column('Last Schedule', 'Since when the last job was due.'),
    AGE,
    ...OF_CONTAINERS,
    SELECTOR,
  ],
  cells: (object, now) => {
    const job = at(object, 'spec', 'jobTemplate', 'spec');
    const last = at(object, 'status', 'lastScheduleTime');
    return [
      nameOf(object),
      textAt(object, 'spec', 'schedule'),
      orNone(textAt(object, 'spec', 'timeZone')),
      suspendText(at(object, 'spec', 'suspend')),
      listAt(object, 'status', 'active').length,
      last === undefined || last === null ? '<none>' : since(last, now),
      ageOf(object, now),
      ...containerCells(at(job, 'template', 'spec')),
      labelSelectorText(at(job, 'selector')),
    ];
  },
};

/** In words, though the column says that it is a boolean. */
function suspendText(suspend: unknown): string {
  if (typeof suspend !== 'boolean') return '<unset>';
  return suspend ? 'True' : 'False';
}
