// POST: an object is named, given what only the server may give, shaped, checked, and put
// where nothing is. apiserver: pkg/registry/generic/registry/store.go. Chapter 09.

import {
  alreadyExists,
  badRequest,
  generateNameConflict,
  invalid,
  metadataFaults,
  StatusError,
  statusError,
} from '#objects';
import type { World } from '#world';
import { admit, validate, type Write } from './admission.ts';
import { asObject, readBody } from './decode.ts';
import { hasGeneration } from './generation.ts';
import { type ApiMeta, type ApiObject, Item, stored } from './item.ts';
import { isDryRun } from './query.ts';
import { keyOf, type Scope } from './scope.ts';
import { rfc3339 } from './time.ts';
import type { RequestContext } from './types.ts';

/** maxNameGenerationCreateAttempts */
const NAME_ATTEMPTS = 8;

export async function create(scope: Scope, context: RequestContext): Promise<Item> {
  const { request, query } = context;
  const body = readBody(request, scope.options.decoders ?? {});
  const object = asObject(body, scope.row);
  const dryRun = isDryRun(query, 'CreateOptions');
  return createObject(scope, context, object, dryRun);
}

/** Also what an apply does with an object that is not there. */
export async function createObject(
  scope: Scope,
  context: RequestContext,
  object: ApiObject,
  dryRun: boolean,
): Promise<Item> {
  const { name = '', generateName = '' } = object.metadata;
  const isGenerated = name === '' && generateName !== '';
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptCreate(scope, context, object, dryRun);
    } catch (error) {
      const isTaken =
        error instanceof StatusError && error.status.reason === 'AlreadyExists';
      if (!isGenerated || !isTaken || attempt === NAME_ATTEMPTS) throw error;
    }
  }
}

async function attemptCreate(
  scope: Scope,
  context: RequestContext,
  sent: ApiObject,
  dryRun: boolean,
): Promise<Item> {
  const { strategy } = scope;
  const named = withSystemFields(scope, context, sent);
  const { name = '', namespace = '' } = named.metadata;
  const write: Write = { operation: 'CREATE', name, namespace, dryRun };
  const full: ApiObject = strategy.defaults?.(named) ?? named;
  let object = await admit(scope, context, write, full);
  if (object !== full) object = strategy.defaults?.(object) ?? object;
  object = prepared(scope, object);
  checkCreate(scope, object);
  await validate(scope, context, { ...write, object });
  return insert(scope, object, dryRun);
}

/** What only the server gives. What the client sent in these places is dropped. */
function withSystemFields(
  { row, world }: Scope,
  { info }: RequestContext,
  object: ApiObject,
): ApiObject {
  const { metadata } = object;
  if ((metadata.resourceVersion ?? '') !== '') {
    const message = 'resourceVersion should not be set on objects to be created';
    throw statusError({ code: 500, reason: '', message });
  }
  const { generateName = '', name: sentName = '' } = metadata;
  const isGenerated = sentName === '' && generateName !== '';
  const name = isGenerated ? generatedName(generateName, world) : sentName;
  const { deletionTimestamp, deletionGracePeriodSeconds, ...kept } = metadata;
  const { selfLink, ...rest }: ApiMeta & { readonly selfLink?: string } = kept;
  return {
    ...object,
    metadata: {
      ...rest,
      name,
      ...(row.namespaced ? { namespace: namespaceOf(object, info.namespace) } : {}),
      uid: newUid(world),
      creationTimestamp: rfc3339(world.clock.wall()),
    },
  };
}

/** The path's. @throws StatusError BadRequest if the object says another */
export function namespaceOf({ metadata }: ApiObject, namespace: string): string {
  if ((metadata.namespace ?? '') !== '' && metadata.namespace !== namespace)
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  return namespace;
}

function prepared({ row, strategy }: Scope, object: ApiObject): ApiObject {
  const { generation: sent, ...metadata } = object.metadata;
  const generation = hasGeneration(row, object) ? { generation: 1 } : {};
  const { status, ...rest } = object;
  const hasStatus = row.subresources?.some((part) => part.name === 'status');
  const isDropped = hasStatus === true && strategy.keepsStatus !== true;
  const shaped: ApiObject = {
    ...(isDropped ? rest : object),
    metadata: { ...metadata, ...generation },
  };
  return strategy.prepareForCreate?.(shaped) ?? shaped;
}

function checkCreate(scope: Scope, object: ApiObject): void {
  const { row, strategy, nameFaults } = scope;
  const rules = { isNamespaced: row.namespaced, nameFaults };
  const faults = [
    ...metadataFaults(object.metadata, rules),
    ...(strategy.validate?.(object) ?? []),
  ];
  if (faults.length > 0) throw invalid(row, object.metadata.name ?? '', faults);
}

async function insert(
  scope: Scope,
  object: ApiObject,
  dryRun: boolean,
): Promise<Item> {
  const { row, storage } = scope;
  const { name = '', namespace = '', generateName = '' } = object.metadata;
  const key = keyOf(row, namespace, name);
  const value = stored(object);
  const { succeeded, revision, responses } = await storage.txn({
    compare: [{ key, target: 'MOD', result: 'EQUAL', modRevision: 0 }],
    success: dryRun ? [] : [{ put: { key, value } }],
    failure: [{ range: { key } }],
  });
  if (succeeded) return new Item(row, value, dryRun ? 0 : revision);
  if (generateName !== '') throw generateNameConflict(row, name, 1);
  const [found] = responses;
  const [kv] = found !== undefined && 'range' in found ? found.range.kvs : [];
  const isGoing =
    kv !== undefined &&
    scope.items.of(kv).object.metadata.deletionTimestamp !== undefined;
  const error = alreadyExists(row, name);
  if (!isGoing) throw error;
  const message = `object is being deleted: ${error.message}`;
  throw new StatusError({ ...error.status, message });
}

/** No vowels and nothing that looks like another: no words come out by accident. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
/** A name is a label for many kinds: 63, less the suffix. */
const BASE_MAX = 63 - SUFFIX_LENGTH;

function generatedName(base: string, { chance }: World): string {
  let name = base.slice(0, BASE_MAX);
  for (let i = 0; i < SUFFIX_LENGTH; i++)
    name += LETTERS.charAt(chance.integer(0, LETTERS.length - 1));
  return name;
}

/** A UUID of version 4: by chance, but for two digits. */
function newUid({ chance }: World): string {
  const form = 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx';
  return form.replace(/[xy]/g, (place) => {
    const digit = chance.integer(0, 15);
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}
