// PUT and PATCH: what is there becomes something else, unless somebody was faster.
// apiserver: Update of pkg/registry/generic/registry/store.go. Chapter 09.

import {
  badRequest,
  conflict,
  type FieldError,
  invalid,
  metadataFaults,
  notFound,
} from '#objects';
import { admit, validate, type Write } from './admission.ts';
import { createObject, namespaceOf } from './create.ts';
import { asObject, mediaType, parseJson, readBody, unsupported } from './decode.ts';
import { nextGeneration } from './generation.ts';
import { type Change, guaranteedUpdate } from './guaranteed-update.ts';
import { type ApiMeta, type ApiObject, type Item, textOf } from './item.ts';
import { partOf } from './parts.ts';
import { isDryRun } from './query.ts';
import { keyOf, own, type Scope } from './scope.ts';
import { rfc3339 } from './time.ts';
import type { PatchContext, RequestContext } from './types.ts';

/** What a Conflict says: registry.OptimisticLockErrorMsg. */
const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

export async function update(scope: Scope, context: RequestContext): Promise<Item> {
  const { request, info, query } = context;
  const body = readBody(request, scope.options.decoders ?? {});
  const sent = asObject(body, scope.row);
  checkName(sent, info.name);
  const dryRun = isDryRun(query, 'UpdateOptions');
  const key = keyOf(scope.row, info.namespace, info.name);
  return guaranteedUpdate(scope, key, dryRun, async (current) => {
    if (current === undefined) throw notFound(scope.row, info.name);
    return changed(scope, context, current, sent, dryRun);
  });
}

/** What an object becomes when `sent` is to take its place. */
async function changed(
  scope: Scope,
  context: RequestContext,
  current: Item,
  sent: ApiObject,
  dryRun: boolean,
): Promise<Change> {
  const { strategy, row } = scope;
  const { name, namespace } = context.info;
  const old = current.object;
  checkPreconditions(scope, sent, old);
  const merged = partOf(context.info.subresource, row, sent, old);
  const kept = withKeptFields(scope, context, merged, old);
  const write: Write = {
    ...{ operation: 'UPDATE', name, namespace, oldObject: old, dryRun },
  };
  const full: ApiObject = strategy.defaults?.(kept) ?? kept;
  let object = await admit(scope, context, write, full);
  if (object !== full) object = strategy.defaults?.(object) ?? object;
  object = strategy.prepareForUpdate?.(object, old) ?? object;
  object = withGeneration(object, old);
  checkUpdate(scope, context, object, old);
  await validate(scope, context, { ...write, object });
  return isFinished(object, old) ? { gone: true, object } : { object };
}

/** Nobody waits for it any more: an object that was to be deleted goes now. */
function isFinished(
  { metadata }: ApiObject,
  { metadata: old }: ApiObject,
): boolean {
  if ((metadata.finalizers ?? []).length > 0) return false;
  if (old.deletionTimestamp === undefined) return false;
  return (old.deletionGracePeriodSeconds ?? 0) === 0;
}

/** @throws StatusError Conflict if it is not the object, or the version, it was made of */
function checkPreconditions(scope: Scope, sent: ApiObject, old: ApiObject): void {
  const { name = '', uid = '', resourceVersion = '' } = old.metadata;
  const { uid: sentUid = '', resourceVersion: known = '' } = sent.metadata;
  if (sentUid !== '' && sentUid !== uid)
    throw conflict(
      scope.row,
      name,
      `Precondition failed: UID in precondition: ${sentUid}, UID in object meta: ${uid}`,
    );
  if (known !== '' && known !== '0' && known !== resourceVersion)
    throw conflict(scope.row, name, MODIFIED);
}

/** What no update changes, taken from the old object wherever it has it. */
function withKeptFields(
  { row }: Scope,
  { info }: RequestContext,
  object: ApiObject,
  old: ApiObject,
): ApiObject {
  const { generation, deletionTimestamp, deletionGracePeriodSeconds, ...metadata } =
    object.metadata;
  const namespace = row.namespaced
    ? { namespace: namespaceOf(object, info.namespace) }
    : {};
  return {
    ...object,
    metadata: { ...metadata, ...namespace, ...keptOf(old.metadata) },
  };
}

function keptOf(old: ApiMeta): ApiMeta {
  const { uid, creationTimestamp, generation } = old;
  const { deletionTimestamp, deletionGracePeriodSeconds } = old;
  const kept = { uid, creationTimestamp, generation };
  const going = { deletionTimestamp, deletionGracePeriodSeconds };
  const there = Object.entries({ ...kept, ...going }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(there);
}

function withGeneration(object: ApiObject, old: ApiObject): ApiObject {
  const generation = nextGeneration(object, old);
  if (generation === object.metadata.generation || generation === undefined)
    return object;
  return { ...object, metadata: { ...object.metadata, generation } };
}

function checkUpdate(
  scope: Scope,
  { info }: RequestContext,
  object: ApiObject,
  old: ApiObject,
): void {
  const { row, strategy, nameFaults } = scope;
  const rules = { isNamespaced: row.namespaced, nameFaults };
  const faults = [
    ...metadataFaults(object.metadata, rules),
    ...newFinalizers(object, old),
    ...(strategy.validateUpdate?.(object, old, info.subresource) ?? []),
  ];
  if (faults.length > 0) throw invalid(row, object.metadata.name ?? '', faults);
}

function newFinalizers(object: ApiObject, old: ApiObject): readonly FieldError[] {
  if (old.metadata.deletionTimestamp === undefined) return [];
  const { finalizers: before = [] } = old.metadata;
  const { finalizers = [] } = object.metadata;
  const added = finalizers.filter((one) => !before.includes(one)).sort();
  if (added.length === 0) return [];
  const list = added.map((one) => JSON.stringify(one)).join(', ');
  const detail = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  return [{ type: 'FieldValueForbidden', field: 'metadata.finalizers', detail }];
}

function checkName({ metadata }: ApiObject, name: string): void {
  if ((metadata.name ?? '') === '')
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  if (metadata.name === name) return;
  throw badRequest(
    `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
  );
}

export interface Patched {
  readonly item: Item;
  readonly isCreated: boolean;
}

export async function patch(
  scope: Scope,
  context: RequestContext,
): Promise<Patched> {
  const { request, info, query } = context;
  const { patchers = {}, decoders = {} } = scope.options;
  const type = mediaType(request);
  const patcher = own(patchers, type);
  if (patcher === undefined) throw unsupported(Object.keys(patchers));
  const decode = own(decoders, type);
  const body =
    decode === undefined
      ? parseJson(textOf(request.body ?? ''))
      : readBody(request, decoders);
  const dryRun = isDryRun(query, 'PatchOptions');
  const how = patchContext(scope, context);
  const key = keyOf(scope.row, info.namespace, info.name);
  let made: ApiObject | undefined;
  try {
    const item = await guaranteedUpdate(scope, key, dryRun, async (current) => {
      made = undefined;
      if (current === undefined && patcher.creates !== true)
        throw notFound(scope.row, info.name);
      const object = asObject(patcher.patch(current?.object, body, how), scope.row);
      if (current !== undefined) {
        checkName(object, info.name);
        return changed(scope, context, current, object, dryRun);
      }
      made = object;
      throw CREATE;
    });
    return { item, isCreated: false };
  } catch (error) {
    if (error !== CREATE || made === undefined) throw error;
    checkName(made, info.name);
    const item = await createObject(scope, context, made, dryRun);
    return { item, isCreated: true };
  }
}

/** Leaves the loop: there is nothing to update. */
const CREATE = new Error('apiserver: to be created');

function patchContext(
  { row, world }: Scope,
  context: RequestContext,
): PatchContext {
  const { info, query } = context;
  return {
    resource: row,
    subresource: info.subresource,
    fieldManager: query.get('fieldManager') ?? '',
    force: query.get('force') === 'true',
    now: rfc3339(world.clock.wall()),
  };
}
