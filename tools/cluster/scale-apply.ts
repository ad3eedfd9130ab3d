// Server-side apply of a scale: what is applied is the object's replicas, and they are owned
// by way of the subresource. apimachinery 0.36: pkg/util/managedfields/scalehandler.go.

import type { RequestContext, Resource, SubresourceHandler } from '#apiserver';
import {
  apiVersionOf,
  badRequest,
  invalid,
  invalidField,
  type KubeObject,
  rfc3339,
} from '#objects';
import { patchers } from '#patch';
import type { World } from '#world';
import { decodeYaml } from './yaml.ts';

const APPLY = 'application/apply-patch+yaml';

type Handlers = Readonly<Record<string, SubresourceHandler>>;

/** The same handlers; those of scales take what is applied, too. */
export function applyScales(handlers: Handlers, world: World): Handlers {
  const entries = Object.entries(handlers).map(([place, handler]) => [
    ...[place, place.endsWith('/scale') ? applied(handler, world) : handler],
  ]);
  return Object.fromEntries(entries);
}

function applied(plain: SubresourceHandler, { clock }: World): SubresourceHandler {
  return async (context, onObject, change) => {
    const { resource, query, info } = context;
    const patcher = patchers[APPLY];
    if (resource === undefined || patcher === undefined || !isApply(context))
      return plain(context, onObject, change);
    const config = configOf(resource, context);
    const how = {
      ...{ resource, subresource: 'scale', now: rfc3339(clock.wall()) },
      fieldManager: query.get('fieldManager') ?? '',
      force: query.get('force') === 'true',
    };
    await change((live) => counted(live, patcher.patch(live, config, how)));
    const { method: _, body: __, ...request } = context.request;
    const read = { ...context, info: { ...info, verb: 'get' } };
    return plain(
      { ...read, request: { ...request, method: 'GET' } },
      onObject,
      change,
    );
  };
}

function isApply({ info, request }: RequestContext): boolean {
  const [type = ''] = (request.headers?.['content-type'] ?? '').split(';');
  return info.verb === 'patch' && type.trim() === APPLY;
}

/** What is said of the scale, said of the object. @throws StatusError */
function configOf(resource: Resource, { request, info }: RequestContext): object {
  const { body = '' } = request;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const { kind, spec } = fieldsOf(decodeYaml(bytes));
  if (kind !== 'Scale')
    throw badRequest('the object provided is unrecognized (must be of type Scale)');
  const { replicas } = fieldsOf(spec);
  const config = {
    ...{ apiVersion: apiVersionOf(resource), kind: resource.kind },
    metadata: { name: info.name, namespace: info.namespace },
  };
  if (replicas === undefined) return config;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas))
    throw badRequest('Scale: spec.replicas must be a whole number');
  if (replicas < 0)
    throw invalid({ group: 'autoscaling', kind: 'Scale' }, info.name, [
      invalidField('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ]);
  return { ...config, spec: { replicas } };
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** A generation more, if there are more replicas, or fewer. */
function counted(live: KubeObject, applied: KubeObject): KubeObject {
  const replicas = (object: KubeObject): unknown =>
    fieldsOf(fieldsOf(object).spec).replicas;
  const { metadata } = applied;
  if (metadata.generation === undefined || replicas(live) === replicas(applied))
    return applied;
  return {
    ...applied,
    metadata: { ...metadata, generation: metadata.generation + 1 },
  };
}
