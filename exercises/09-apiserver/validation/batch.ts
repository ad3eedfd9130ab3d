// Jobs and CronJobs. Source: k8s.io/kubernetes pkg/apis/batch/validation/validation.go,
// 1.33. Of a schedule only its form is looked at: five fields, or a word with an @.
// Engine room: not told line by line. Chapter 09.

import { invalidField, type KubeObject } from '#objects';
import { at, isRecord, recordAt, textAt } from '../values.ts';
import {
  type Faults,
  immutable,
  labelSelectorFaults,
  nonNegativeIn,
  oneOf,
  oneOfIfThere,
  required,
  unsupported,
} from './faults.ts';
import { podSpecFaults } from './pod-spec.ts';
import { readSelector, templateFaults } from './selectors.ts';

const NUMBERS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
];

export function jobFaults(job: KubeObject): Faults {
  const spec = at(job, 'spec');
  const selector = at(spec, 'selector');
  const template = at(spec, 'template');
  const mismatched = templateFaults(template, readSelector(selector), 'Job').filter(
    ({ field }) => field === 'spec.template.metadata.labels',
  );
  return [
    ...jobSpecFaults(spec, 'spec'),
    ...(selector === undefined
      ? [required('spec.selector')]
      : labelSelectorFaults(selector, 'spec.selector')),
    ...mismatched,
  ];
}

function jobSpecFaults(spec: unknown, path: string): Faults {
  const mode = at(spec, 'completionMode');
  const isIndexed = mode === 'Indexed';
  const says = `when completion mode is ${String(mode)}`;
  return [
    ...nonNegativeIn(spec, path, ...NUMBERS),
    ...oneOfIfThere(mode, `${path}.completionMode`, ['NonIndexed', 'Indexed']),
    ...(isIndexed && at(spec, 'completions') === undefined
      ? [required(`${path}.completions`, says)]
      : []),
    ...oneOfIfThere(
      at(spec, 'podReplacementPolicy'),
      `${path}.podReplacementPolicy`,
      ['Failed', 'TerminatingOrFailed'],
    ),
    ...podSpecFaults(at(spec, 'template', 'spec'), `${path}.template.spec`),
    ...restartFaults(spec, `${path}.template.spec.restartPolicy`),
  ];
}

/** A pod that is always restarted never ends. */
function restartFaults(spec: unknown, field: string): Faults {
  const policy = textAt(spec, 'template', 'spec', 'restartPolicy');
  if (policy === 'Always')
    return [required(field, 'valid values: "OnFailure", "Never"')];
  if (policy !== 'OnFailure' && policy !== 'Never')
    return [unsupported(field, policy, ['OnFailure', 'Never'])];
  if (policy === 'Never' || !isRecord(at(spec, 'podFailurePolicy'))) return [];
  const says = 'only "Never" is supported when podFailurePolicy is specified';
  return [invalidField(field, policy, says)];
}

export function jobUpdateFaults(job: KubeObject, old: KubeObject): Faults {
  const fixed = ['selector', 'template', 'completionMode', 'podFailurePolicy'];
  const before = recordAt(old, 'spec');
  const isSuspended = at(before, 'suspend') === true;
  const names = isSuspended ? fixed.filter((one) => one !== 'template') : fixed;
  const isIndexed = at(before, 'completionMode') === 'Indexed';
  return [...(isIndexed ? [] : ['completions']), ...names].flatMap((name) =>
    immutable(at(job, 'spec', name), at(before, name), `spec.${name}`),
  );
}

export function cronJobFaults(object: KubeObject): Faults {
  const spec = at(object, 'spec');
  const schedule = textAt(spec, 'schedule');
  const limits = ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
  return [
    ...scheduleFaults(schedule, at(spec, 'timeZone')),
    ...nonNegativeIn(spec, 'spec', 'startingDeadlineSeconds'),
    ...oneOf(at(spec, 'concurrencyPolicy'), 'spec.concurrencyPolicy', [
      ...['Allow', 'Forbid', 'Replace'],
    ]),
    ...jobTemplateFaults(at(spec, 'jobTemplate'), 'spec.jobTemplate'),
    ...nonNegativeIn(spec, 'spec', ...limits),
  ];
}

function jobTemplateFaults(template: unknown, path: string): Faults {
  const field = `${path}.spec.manualSelector`;
  const isManual = at(template, 'spec', 'manualSelector') === true;
  return [
    ...jobSpecFaults(at(template, 'spec'), `${path}.spec`),
    ...(isManual ? [unsupported(field, true, ['nil', 'false'])] : []),
  ];
}

const ZONE = 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';

function scheduleFaults(schedule: string, zone: unknown): Faults {
  const field = 'spec.schedule';
  if (schedule === '') return [required(field)];
  const says = scheduleSays(schedule.trim());
  return [
    ...(says === '' ? [] : [invalidField(field, schedule, says)]),
    ...(schedule.includes('TZ') ? [invalidField(field, schedule, ZONE)] : []),
    ...(zone === '' ? [invalidField('spec.timeZone', zone, ZONE_EMPTY)] : []),
  ];
}

const ZONE_EMPTY = 'timeZone must be nil or non-empty string';

/** In the words of robfig/cron, version 3. */
function scheduleSays(schedule: string): string {
  if (schedule.startsWith('@')) return descriptorSays(schedule);
  const fields = schedule.replace(/^(CRON_)?TZ=\S+\s+/, '').split(/\s+/);
  if (fields.length === 5) return '';
  const list = fields.join(' ');
  return `expected exactly 5 fields, found ${fields.length}: [${list}]`;
}

const DESCRIPTORS = [
  ...['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight'],
  '@hourly',
];

function descriptorSays(word: string): string {
  if (DESCRIPTORS.includes(word) || word.startsWith('@every ')) return '';
  return `unrecognized descriptor: ${word}`;
}

/** Its jobs' names have eleven characters more. */
export function cronJobNameFaults(name: string): readonly string[] {
  return name.length > 52 ? ['must be no more than 52 characters'] : [];
}
