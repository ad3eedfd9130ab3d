// The table of resources: every kind that the server serves, group by group, in the order
// in which a real server's discovery lists them (api/discovery/aggregated_v2.json), which
// is the order of `kubectl get all`. Left out: apiextensions and apiregistration.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { ADMISSIONREGISTRATION } from './admissionregistration.ts';
import { APPS } from './apps.ts';
import { AUTHENTICATION } from './authentication.ts';
import { AUTHORIZATION } from './authorization.ts';
import { AUTOSCALING } from './autoscaling.ts';
import { BATCH } from './batch.ts';
import { CERTIFICATES } from './certificates.ts';
import { COORDINATION } from './coordination.ts';
import { CORE } from './core.ts';
import { DISCOVERY } from './discovery.ts';
import { EVENTS } from './events.ts';
import { NETWORKING } from './networking.ts';
import { NODE } from './node.ts';
import { POLICY } from './policy.ts';
import { RBAC } from './rbac.ts';
import { SCHEDULING } from './scheduling.ts';
import { STORAGE } from './storage.ts';

/** Every row. Of a group the version that clients take first stands first. */
export const RESOURCES: readonly Resource[] = [
  ...CORE,
  ...APPS,
  ...EVENTS,
  ...AUTHENTICATION,
  ...AUTHORIZATION,
  ...AUTOSCALING,
  ...BATCH,
  ...CERTIFICATES,
  ...NETWORKING,
  ...POLICY,
  ...RBAC,
  ...STORAGE,
  ...ADMISSIONREGISTRATION,
  ...SCHEDULING,
  ...COORDINATION,
  ...NODE,
  ...DISCOVERY,
];
