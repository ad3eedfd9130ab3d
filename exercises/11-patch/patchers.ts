// The four kinds of patch as the API server calls them, by media type; and the
// plugin that says whose the fields are of what is written in any other way than by
// apply. Chapter 11. Engine room: not told line by line.

import type {
  AdmissionPlugin,
  Attributes,
  PatchContext,
  Patcher,
} from '#apiserver';
import { invalid, type KubeObject, notFound, type StatusError } from '#objects';
import { PatchError } from './errors.ts';
import { isMap, type Json, type JsonMap } from './json.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { serverSideApply } from './server-side.ts';
import { strategicMerge } from './strategic.ts';
import { refused } from './texts.ts';
import { trackUpdate } from './update.ts';

const APPLY = 'application/apply-patch+yaml';

/**
 * By media type: what `ApiServerOptions.patchers` takes. They refuse with a
 * StatusError. Apply has to say its field manager.
 */
export const patchers: Readonly<Record<string, Patcher>> = {
  'application/json-patch+json': changing(jsonPatch),
  'application/merge-patch+json': changing((live, body) => {
    if (isMap(body)) return mergePatch(live, body);
    throw new PatchError('Invalid JSON Patch', 400);
  }),
  'application/strategic-merge-patch+json': changing((live, body) => {
    if (isMap(body)) return strategicMerge(live, body);
    throw new PatchError('invalid JSON document', 400);
  }),
  [APPLY]: { creates: true, patch: applying },
};

function changing(change: (live: JsonMap, body: Json) => Json): Patcher {
  return {
    patch(live, body, { resource }) {
      if (live === undefined) throw notFound(resource, '');
      return answered(() => {
        const after = change(jsonOf(live), bodyOf(body));
        if (isMap(after)) return after;
        throw new PatchError('a patched object has to be one', 422);
      });
    },
  };
}

function applying(
  live: KubeObject | undefined,
  body: unknown,
  context: PatchContext,
): KubeObject {
  const { fieldManager: manager, force, subresource, now } = context;
  if (manager === '') throw withoutManager();
  return answered(() => {
    const config = bodyOf(body);
    if (!isMap(config))
      throw new PatchError('error decoding patch: it is no object', 400);
    const before = live === undefined ? undefined : jsonOf(live);
    return serverSideApply(before, config, { manager, force, subresource, now });
  });
}

function withoutManager(): StatusError {
  const kind = { group: 'meta.k8s.io', kind: 'PatchOptions' };
  const detail = 'is required for apply patch';
  return invalid(kind, '', [
    { type: 'FieldValueRequired', field: 'fieldManager', detail },
  ]);
}

function answered(patch: () => JsonMap): KubeObject {
  try {
    return objectOf(patch());
  } catch (error) {
    throw error instanceof PatchError ? refused(error) : error;
  }
}

// The two faces of one value: an object of the API, and the JSON that it is.
function jsonOf(object: KubeObject): JsonMap {
  return object as unknown as JsonMap;
}

function objectOf(json: JsonMap): KubeObject {
  return json as unknown as KubeObject;
}

function bodyOf(body: unknown): Json {
  return body as Json;
}

/**
 * Says in managedFields whose the fields are of what is created, replaced or
 * patched; apply has said so itself. The manager is the request's fieldManager, or
 * the program in front of its User-Agent's slash, at most 128 characters of it, or
 * `unknown`. `now` is RFC 3339. It stands first among the
 * plugins, as apiserver 0.36 does this before it asks any
 * (pkg/endpoints/handlers/create.go).
 */
export function managedFields(now: () => string): AdmissionPlugin {
  return {
    name: 'ManagedFields',
    admit(attributes) {
      const { object, oldObject, operation, subresource } = attributes;
      if (object === undefined) throw new Error(`no object in a ${operation}`);
      const isWrite = operation === 'CREATE' || operation === 'UPDATE';
      if (!isWrite || isApply(attributes)) return object;
      const live = oldObject === undefined ? undefined : jsonOf(oldObject);
      const writer = { manager: managerOf(attributes), subresource, now: now() };
      return objectOf(trackUpdate(live, jsonOf(object), writer));
    },
  };
}

function isApply({ headers }: Attributes): boolean {
  return (headers['content-type'] ?? '').startsWith(APPLY);
}

/**
 * As the request says, or else its program's name; apiserver 0.36,
 * prefixFromUserAgent.
 */
function managerOf({ options, headers }: Attributes): string {
  const { fieldManager } = options;
  if (typeof fieldManager === 'string' && fieldManager !== '') return fieldManager;
  const [program = ''] = (headers['user-agent'] ?? '').split('/');
  const printable = program.replace(/\p{C}/gu, '');
  return printable.slice(0, MANAGER_MAX_LENGTH) || 'unknown';
}

/** apimachinery 0.36, pkg/apis/meta/v1/validation (FieldManagerMaxLength). */
const MANAGER_MAX_LENGTH = 128;
