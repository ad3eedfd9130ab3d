// POST, and what an apply does with an object that is not there: created under its name,
// or tried under several that the server makes up.
// Engine room: not told line by line. Chapter 09.

import { StatusError } from '#objects';
import { createOnce } from './create.ts';
import { asObject, readBody } from './decode.ts';
import type { ApiObject, Item } from './item.ts';
import { isDryRun } from './query.ts';
import type { Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

/** maxNameGenerationCreateAttempts of registry/store.go. */
const NAME_ATTEMPTS = 8;

export async function create(scope: Scope, context: RequestContext): Promise<Item> {
  const body = readBody(context.request, scope.options.decoders ?? {});
  const object = asObject(body, scope.row);
  return createObject(scope, context, object, isDryRun(context.query));
}

/** Also what an apply does with an object that is not there. */
export async function createObject(
  scope: Scope,
  context: RequestContext,
  object: ApiObject,
  dryRun: boolean,
): Promise<Item> {
  const { name = '', generateName = '' } = object.metadata;
  const attempts = name === '' && generateName !== '' ? NAME_ATTEMPTS : 1;
  for (let attempt = 1; ; attempt++) {
    try {
      return await createOnce(scope, context, object, dryRun);
    } catch (error) {
      if (attempt === attempts || !isTaken(error)) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof StatusError && error.status.reason === 'AlreadyExists';
}
