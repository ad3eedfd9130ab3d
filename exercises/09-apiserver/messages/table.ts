// All messages that a client may send, by the package that they are of.
// Engine room: not told line by line. Chapter 09.

import { ADMISSIONREGISTRATION } from './admissionregistration.ts';
import { APPS } from './apps.ts';
import { AUTHENTICATION } from './authentication.ts';
import { AUTHORIZATION } from './authorization.ts';
import { AUTOSCALING } from './autoscaling.ts';
import { AUTOSCALING_V2 } from './autoscaling-v2.ts';
import { BATCH } from './batch.ts';
import { CERTIFICATES } from './certificates.ts';
import { COORDINATION } from './coordination.ts';
import { CORE } from './core.ts';
import { CORE_PODS } from './core-pods.ts';
import { CORE_VOLUMES } from './core-volumes.ts';
import { DISCOVERY } from './discovery.ts';
import { EVENTS } from './events.ts';
import { META } from './meta.ts';
import { NETWORKING } from './networking.ts';
import { NODE } from './node.ts';
import { POLICY } from './policy.ts';
import { RBAC } from './rbac.ts';
import { SCHEDULING } from './scheduling.ts';
import { STORAGE } from './storage.ts';

export const PACKAGES: readonly (readonly [pkg: string, fields: string])[] = [
  ['admissionregistration.v1', ADMISSIONREGISTRATION],
  ['apps.v1', APPS],
  ['authentication.v1', AUTHENTICATION],
  ['authorization.v1', AUTHORIZATION],
  ['autoscaling.v1', AUTOSCALING],
  ['autoscaling.v2', AUTOSCALING_V2],
  ['batch.v1', BATCH],
  ['certificates.v1', CERTIFICATES],
  ['coordination.v1', COORDINATION],
  ['core.v1', CORE],
  ['core.v1', CORE_PODS],
  ['core.v1', CORE_VOLUMES],
  ['discovery.v1', DISCOVERY],
  ['events.v1', EVENTS],
  ['meta.v1', META],
  ['networking.v1', NETWORKING],
  ['node.v1', NODE],
  ['policy.v1', POLICY],
  ['rbac.v1', RBAC],
  ['scheduling.v1', SCHEDULING],
  ['storage.v1', STORAGE],
];
