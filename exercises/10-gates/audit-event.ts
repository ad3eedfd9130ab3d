// Makes the events of the audit log out of requests and answers. apiserver: pkg/audit/
// request.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import type {
  ApiResponse,
  RequestContext,
  RequestInfo,
  UserInfo,
} from '#apiserver';
import { rfc3339 } from '#objects';
import type { World } from '#world';
import { fieldsOf, textOf } from './as.ts';
import type {
  AuditEvent,
  AuditRef,
  AuditStatus,
  AuditUser,
  Level,
} from './audit-types.ts';
import type { Authorizer, Decision } from './types.ts';
import { uuid } from './uuid.ts';

const decisions = new WeakMap<RequestInfo, Decision>();

/** The same authorizer; what it decides of a request stands in the request's event. */
export function annotating(authorizer: Authorizer): Authorizer {
  return (user, asks, query) => {
    const decision = authorizer(user, asks, query);
    decisions.set(asks, decision);
    return decision;
  };
}

/** apiserver: pkg/endpoints/filters/authorization.go. */
function annotationsOf({ info }: RequestContext): AuditEvent['annotations'] {
  const decision = decisions.get(info);
  if (decision === undefined) return undefined;
  return {
    'authorization.k8s.io/decision': decision.allowed ? 'allow' : 'forbid',
    'authorization.k8s.io/reason': decision.reason,
  };
}

/** Time to the microsecond, as the log has it. */
export function microTime(world: World): string {
  const now = world.clock.wall();
  const fraction = String(Math.floor(now % 1000)).padStart(3, '0');
  return rfc3339(now).replace('Z', `.${fraction}000Z`);
}

/** What is known when the request comes in. */
export function eventOf(
  world: World,
  context: RequestContext,
  level: Level,
): AuditEvent {
  const { request, info, user } = context;
  const now = microTime(world);
  const agent = request.headers?.['user-agent'];
  const isBody = level === 'Request' || level === 'RequestResponse';
  const object = isBody ? bodyObject(request.body) : undefined;
  return {
    ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', level },
    ...{ auditID: uuid(world), stage: 'RequestReceived' },
    ...{ requestURI: request.url, verb: info.verb, user: auditUser(user) },
    ...(agent === undefined ? {} : { userAgent: agent }),
    ...(info.isResourceRequest ? { objectRef: refOf(context) } : {}),
    ...(object === undefined ? {} : { requestObject: object }),
    ...{ requestReceivedTimestamp: now, stageTimestamp: now },
  };
}

/** The event with how it ended. */
export function withAnswer(
  event: AuditEvent,
  context: RequestContext,
  answer: ApiResponse,
): AuditEvent {
  const now = auditUser(context.user);
  const isOther = now.username !== event.user.username;
  const annotations = annotationsOf(context);
  const isWhole = event.level === 'RequestResponse';
  const object = isWhole ? bodyObject(answer.body) : undefined;
  const { objectRef } = event;
  return {
    ...event,
    ...(isOther ? { impersonatedUser: now } : {}),
    ...(objectRef === undefined ? {} : { objectRef: named(objectRef, context) }),
    responseStatus: statusOf(answer),
    ...(object === undefined ? {} : { responseObject: object }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

function statusOf(answer: ApiResponse): AuditStatus {
  // What was answered isn't read again, unless it is a refusal.
  if (answer.code < 400) return { metadata: {}, code: answer.code };
  const { kind, status, message, reason } = fieldsOf(bodyObject(answer.body));
  const isFailure = kind === 'Status' && status === 'Failure';
  const words = { message: textOf(message), reason: textOf(reason) };
  return {
    metadata: {},
    ...(isFailure ? { status: 'Failure', ...words } : {}),
    code: answer.code,
  };
}

function auditUser({ name: username, ...rest }: UserInfo): AuditUser {
  return { username, ...rest };
}

function refOf({ info }: RequestContext): AuditRef {
  const filled = (name: string, value: string) =>
    value === '' ? {} : { [name]: value };
  return {
    resource: info.resource,
    ...filled('namespace', info.namespace),
    ...filled('name', info.name),
    ...filled('apiGroup', info.group),
    ...filled('apiVersion', info.version),
    ...filled('subresource', info.subresource),
  };
}

/** What is created has its name in its body. */
function named(ref: AuditRef, { request }: RequestContext): AuditRef {
  if (ref.name !== undefined) return ref;
  const { metadata } = fieldsOf(bodyObject(request.body));
  const name = textOf(fieldsOf(metadata).name);
  return name === '' ? ref : { ...ref, name };
}

/** A body as the object that it is, if it is JSON. */
export function bodyObject(body: Uint8Array | string | undefined): unknown {
  if (body === undefined || body.length === 0) return undefined;
  try {
    return JSON.parse(
      typeof body === 'string' ? body : new TextDecoder().decode(body),
    );
  } catch {
    return undefined;
  }
}
