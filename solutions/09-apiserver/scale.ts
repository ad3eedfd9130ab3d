// The scale of a Deployment, ReplicaSet or StatefulSet: how many replicas it shall have, and
// has, in one small kind, so that an autoscaler need know no other. What is written to it
// becomes a merge patch of the object. k8s.io/kubernetes: pkg/registry/apps/deployment.
// Engine room: not told line by line. Chapter 09.

import {
  badRequest,
  invalid,
  invalidField,
  type LabelSelector,
  type Labels,
  selectorOf,
  selectorText,
  unsupportedMediaType,
} from '#objects';
import { isRecord, mediaType, readBody } from './decode.ts';
import { answer } from './respond.ts';
import type {
  ApiRequest,
  ApiResponse,
  RequestContext,
  SubresourceHandler,
} from './types.ts';

const KIND = { group: 'autoscaling', kind: 'Scale' };
const MERGE = 'application/merge-patch+json';
const FIELDWISE = [MERGE, 'application/strategic-merge-patch+json'];
const JSON_PATCH = 'application/json-patch+json';

export const scale: SubresourceHandler = async (context, onObject) => {
  const written = context.info.verb === 'get' ? undefined : patchOf(context);
  const response = await onObject(withRequest(context, written));
  return response.code === 200 ? scaled(response) : response;
};

interface Written {
  readonly type: string;
  readonly body: string;
}

/**
 * The same request of the same caller by way of the same subresource, put to the object: a
 * read, or a patch of what is written.
 */
function withRequest(
  context: RequestContext,
  written: Written | undefined,
): RequestContext {
  const { request, info } = context;
  const { accept: _, ...headers } = request.headers ?? {};
  if (written === undefined)
    return { ...context, request: { ...request, headers } };
  const { type, body } = written;
  return {
    ...context,
    info: { ...info, verb: 'patch' },
    request: { ...request, body, headers: { ...headers, 'content-type': type } },
  };
}

/** What the request wants, said as a patch of the object. @throws StatusError */
function patchOf(context: RequestContext): Written {
  const { request, info } = context;
  const type = mediaType(request);
  if (info.verb === 'patch' && type === JSON_PATCH) return jsonPatch(request);
  if (info.verb === 'patch' && !FIELDWISE.includes(type))
    throw unsupportedMediaType(
      'the body of the request was in an unknown format - accepted media types ' +
        `include: ${[JSON_PATCH, ...FIELDWISE].join(', ')}`,
    );
  const body = readBody({ ...plain(request) }, {});
  if (!isRecord(body)) throw badRequest('a Scale is an object');
  const { spec = {}, metadata = {} } = body;
  if (!isRecord(spec) || !isRecord(metadata))
    throw badRequest('Scale: spec and metadata must be objects');
  // Go leaves a zero out.
  const isWhole = info.verb === 'update';
  const replicas = spec.replicas ?? (isWhole ? 0 : undefined);
  checkReplicas(context, replicas);
  const { resourceVersion } = metadata;
  const patch = {
    ...(resourceVersion === undefined ? {} : { metadata: { resourceVersion } }),
    ...(replicas === undefined ? {} : { spec: { replicas } }),
  };
  return { type: MERGE, body: JSON.stringify(patch) };
}

/** The body is JSON, whatever kind of patch it says it is. */
function plain({ method, url, body = '' }: ApiRequest): ApiRequest {
  return { method, url, body };
}

/** Of the operations those on what a scale has; they lie in the object at the same place. */
function jsonPatch(request: ApiRequest): Written {
  const operations = readBody(plain(request), {});
  if (!Array.isArray(operations))
    throw badRequest('a JSON patch is a list of operations');
  const own = operations.filter(
    (each) =>
      isRecord(each) &&
      (each.path === '/spec/replicas' || each.path === '/metadata/resourceVersion'),
  );
  return { type: JSON_PATCH, body: JSON.stringify(own) };
}

function checkReplicas({ info }: RequestContext, replicas: unknown): void {
  if (replicas === undefined) return;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas))
    throw badRequest(
      'Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal ' +
        'into Go struct field ScaleSpec.spec.replicas of type int32',
    );
  if (replicas < 0)
    throw invalid(KIND, info.name, [
      invalidField('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ]);
}

/** The object that was answered, as its scale. */
function scaled({ body = '' }: ApiResponse): ApiResponse {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const { metadata, spec = {}, status = {} } = JSON.parse(text);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const selector = selectorText(selectorOf(labelSelector(spec.selector)));
  return answer(
    200,
    JSON.stringify({
      ...{ kind: 'Scale', apiVersion: 'autoscaling/v1' },
      metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
      spec: spec.replicas ? { replicas: spec.replicas } : {},
      status: { replicas: status.replicas ?? 0, ...(selector && { selector }) },
    }),
  );
}

/** A ReplicationController's is a map of labels; all newer kinds have one of two parts. */
function labelSelector(selector: unknown): LabelSelector | undefined {
  if (!isRecord(selector)) return undefined;
  const isNewer = 'matchLabels' in selector || 'matchExpressions' in selector;
  return isNewer ? selector : { matchLabels: selector as Labels };
}
