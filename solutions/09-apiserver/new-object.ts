// What only the server may say of an object that is made: its uid, its time of birth, its
// name if that is left to the server. What a client sent in these places is dropped.
// Engine room: not told line by line. Chapter 09.

import { badRequest, rfc3339, statusError } from '#objects';
import type { World } from '#world';
import { hasGeneration } from './generation.ts';
import type { ApiMeta, ApiObject } from './item.ts';
import type { Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

/** The object with what the server gives it. */
export function withSystemFields(
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

/** As its kind wants it before it is checked; most begin without a status. */
export function prepared({ row, strategy }: Scope, object: ApiObject): ApiObject {
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

/** No vowels and no digits that look like one: no words come out by accident. */
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
