// Jobs and CronJobs. Source: k8s.io/kubernetes pkg/apis/batch/v1/defaults.go, and
// pkg/registry/batch/job/strategy.go (generateSelector), 1.33.
// Engine room: not told line by line. Chapter 09.

import { at, isRecord, recordAt, textAt, type Values } from '../values.ts';
import { withLabels } from './apps.ts';
import { changed, changedEach, changedIn, filled, filledZero } from './filling.ts';
import { templateDefaults } from './pod-spec.ts';

/** The whole object: its labels are those of the template if it has none. */
export function jobDefaults(object: Values): Values {
  const labels = recordAt(object, 'spec', 'template', 'metadata', 'labels');
  return withLabels(changed(object, 'spec', jobSpec), labels);
}

function jobSpec(spec: Values): Values {
  const isPlain =
    at(spec, 'completions') === undefined && at(spec, 'parallelism') === undefined;
  const made = changedIn(spec, 'podFailurePolicy', (policy) =>
    changedEach(policy, 'rules', (rule) =>
      changedEach(rule, 'onPodConditions', (pattern) =>
        filledZero(pattern, { status: 'True' }),
      ),
    ),
  );
  return filled(changed(made, 'template', templateDefaults), {
    ...(isPlain ? { completions: 1 } : {}),
    ...{ parallelism: 1, suspend: false, completionMode: 'NonIndexed' },
    backoffLimit: hasFailureLimits(spec) ? 2_147_483_647 : 6,
    podReplacementPolicy: isRecord(at(spec, 'podFailurePolicy'))
      ? 'Failed'
      : 'TerminatingOrFailed',
  });
}

const hasFailureLimits = (spec: Values): boolean =>
  at(spec, 'backoffLimitPerIndex') !== undefined;

const PREFIX = 'batch.kubernetes.io/';

/** A new job gets a selector and labels that no other job's pods have: its uid. */
export function jobSelector(object: Values): Values {
  if (at(object, 'spec', 'manualSelector') === true) return object;
  const uid = textAt(object, 'metadata', 'uid');
  const name = textAt(object, 'metadata', 'name');
  const labels = {
    ...{ [`${PREFIX}controller-uid`]: uid, [`${PREFIX}job-name`]: name },
    ...{ 'controller-uid': uid, 'job-name': name },
  };
  return changed(object, 'spec', (spec) => {
    const labeled = changed(spec, 'template', (template) =>
      changed(template, 'metadata', (metadata) =>
        changed(metadata, 'labels', (own) => ({ ...labels, ...own })),
      ),
    );
    return changed(labeled, 'selector', (selector) =>
      changed(selector, 'matchLabels', (own) => ({
        ...own,
        [`${PREFIX}controller-uid`]: uid,
      })),
    );
  });
}

export function cronJobSpec(spec: Values): Values {
  const full = filled(filledZero(spec, { concurrencyPolicy: 'Allow' }), {
    suspend: false,
    ...{ successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 },
  });
  return changed(full, 'jobTemplate', (template) =>
    changed(filled(template, { metadata: {} }), 'spec', (job) =>
      changed(job, 'template', templateDefaults),
    ),
  );
}
