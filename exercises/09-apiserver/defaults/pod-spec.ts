// What a pod's spec leaves out, in a Pod or in a template.
// Source: k8s.io/kubernetes pkg/apis/core/v1/defaults.go (SetDefaults_PodSpec, _Container,
// _Probe, _HTTPGetAction), 1.33. Engine room: not told line by line. Chapter 09.

import { at, isRecord, recordAt, textAt, type Values } from '../values.ts';
import {
  changed,
  changedEach,
  changedIn,
  filled,
  filledZero,
  inTurn,
} from './filling.ts';
import { withAmounts } from './quantities.ts';
import { fieldRef, volumeDefaults } from './volumes.ts';

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

export function podSpecDefaults(spec: Values): Values {
  let made = changedEach(spec, 'volumes', volumeDefaults);
  for (const list of CONTAINER_LISTS)
    made = changedEach(made, list, containerDefaults);
  made = changedIn(made, 'resources', resources);
  made = changedIn(made, 'overhead', (one) =>
    recordAt(withAmounts({ one }, 'one'), 'one'),
  );
  made = serviceAccount(
    filledZero(made, {
      ...{ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' },
      schedulerName: 'default-scheduler',
    }),
  );
  return filled(made, { terminationGracePeriodSeconds: 30, securityContext: {} });
}

/** The older name of the field says the same. */
function serviceAccount(spec: Values): Values {
  const name = textAt(spec, 'serviceAccountName') || textAt(spec, 'serviceAccount');
  if (name === '') return spec;
  return { ...spec, serviceAccountName: name, serviceAccount: name };
}

function containerDefaults(container: Values): Values {
  let made = changedEach(container, 'ports', (port) =>
    filledZero(port, { protocol: 'TCP' }),
  );
  made = changedEach(made, 'env', (variable) =>
    changedIn(variable, 'valueFrom', (from) =>
      inTurn(
        from,
        (one) => changedIn(one, 'fieldRef', fieldRef),
        (one) => changedIn(one, 'resourceFieldRef', divisor),
      ),
    ),
  );
  for (const probe of PROBES) made = changedIn(made, probe, probeDefaults);
  made = changedIn(made, 'lifecycle', (lifecycle) =>
    inTurn(
      lifecycle,
      (one) => changedIn(one, 'postStart', handler),
      (one) => changedIn(one, 'preStop', handler),
    ),
  );
  return filledZero(changed(made, 'resources', resources), {
    imagePullPolicy: pullPolicy(textAt(container, 'image')),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
}

const divisor = (ref: Values): Values => filled(ref, { divisor: '0' });

const resources = (value: Values): Values =>
  withAmounts(value, 'limits', 'requests');

/** An image without a tag, and without a digest, is the latest one. */
function pullPolicy(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const name = image.slice(image.lastIndexOf('/') + 1);
  const [, tag = 'latest'] = name.split(':');
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function probeDefaults(probe: Values): Values {
  return filledZero(handler(probe), {
    ...{ timeoutSeconds: 1, periodSeconds: 10 },
    ...{ successThreshold: 1, failureThreshold: 3 },
  });
}

function handler(value: Values): Values {
  const made = changedIn(value, 'httpGet', (get) =>
    filledZero(get, { path: '/', scheme: 'HTTP' }),
  );
  return changedIn(made, 'grpc', (grpc) => filled(grpc, { service: '' }));
}

/** Of a Pod itself, and not of a template: what is limited is asked for. */
export function podOnlyDefaults(spec: Values): Values {
  let made = filled(spec, { enableServiceLinks: true });
  for (const list of ['containers', 'initContainers']) {
    made = changedEach(made, list, requestsOfLimits);
    if (at(spec, 'hostNetwork') === true) made = changedEach(made, list, hostPorts);
  }
  return made;
}

function requestsOfLimits(container: Values): Values {
  const limits = at(container, 'resources', 'limits');
  if (!isRecord(limits)) return container;
  return changed(container, 'resources', (one) =>
    changed(one, 'requests', (requests) => ({ ...limits, ...requests })),
  );
}

function hostPorts(container: Values): Values {
  return changedEach(container, 'ports', (port) =>
    filledZero(port, { hostPort: at(port, 'containerPort') }),
  );
}

/** A template in a workload: its metadata stays as it is. */
export function templateDefaults(template: Values): Values {
  return changed(filled(template, { metadata: {} }), 'spec', podSpecDefaults);
}
