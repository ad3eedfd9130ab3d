// Plays what the server asks of the chapter: a patcher for each media type, and the plugin
// that notes whose fields a write has changed. Chapter 11.

import type { Attributes, PatchContext } from '#apiserver';
import type { KubeObject } from '#objects';
import type * as Patch from '#patch';
import type { Json, JsonMap } from '#patch';
import type { Op } from './draw.ts';
import { type After, frozen } from './plain.ts';

const RESOURCE: PatchContext['resource'] = {
  ...{ group: '', version: 'v1', kind: 'ConfigMap', resource: 'configmaps' },
  ...{ singular: 'configmap', namespaced: true, verbs: [], shortNames: [] },
  ...{ categories: [], subresources: [] },
};

/** An object of the API, and the JSON that it is, are one value. */
const objectOf = (json: JsonMap): KubeObject => json as unknown as KubeObject;
const jsonOf = (object: KubeObject): JsonMap => object as unknown as JsonMap;

export function playSend(
  module: typeof Patch,
  op: Extract<Op, { readonly media: string }>,
  object: JsonMap | undefined,
  now: string,
): After {
  const { send, media, by: fieldManager, force = false } = op;
  const live = object === undefined ? undefined : objectOf(object);
  const context = { resource: RESOURCE, subresource: '', fieldManager, force, now };
  const patcher = module.patchers[media];
  if (patcher === undefined) return { nobody: media };
  return { object: jsonOf(patcher.patch(live, frozen<Json>(send), context)) };
}

export function playWrite(
  module: typeof Patch,
  op: Extract<Op, { readonly write: JsonMap }>,
  object: JsonMap | undefined,
  now: string,
): After {
  const { options = {}, headers = {}, subresource = '', operation } = op;
  const before = object === undefined ? {} : { oldObject: objectOf(object) };
  const after = module.mergePatch(object ?? {}, frozen(op.write)) as JsonMap;
  const attributes: Attributes = {
    ...{ operation: operation ?? (object === undefined ? 'CREATE' : 'UPDATE') },
    ...{ resource: RESOURCE, subresource, namespace: 'default', name: 'a' },
    ...{ object: objectOf(frozen(after)), ...before, options, headers },
    ...{ user: { name: 'u', groups: [] }, dryRun: false, warn: () => {} },
  };
  const made = module.managedFields(() => now).admit?.(attributes);
  if (made === undefined || made instanceof Promise) return { nothing: true };
  return { object: jsonOf(made) };
}
