// A list as it is asked for: its options, its selectors, the place of its keys, and what is
// said if it can't be read. Engine room: not told line by line. Chapter 09.

import type { Key } from '#store';
import { readToken } from './continue.ts';
import type { Wanted } from './item.ts';
import { collect, type Page } from './list.ts';
import { listError } from './list-errors.ts';
import { type ListOptions, listOptions, wantedBy } from './query.ts';
import { prefixIn, type Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

export async function list(scope: Scope, context: RequestContext): Promise<Page> {
  const options = listOptions(context);
  const wanted = wantedBy(scope, context.query);
  const prefix = prefixIn(scope.row, context.info.namespace);
  // Whoever has this list can watch from it on: from here the cache hears of all.
  await scope.cache.start();
  return readPage(scope, prefix, wanted, options);
}

/** @throws StatusError Expired, Timeout or BadRequest */
export async function readPage(
  scope: Scope,
  prefix: Key,
  wanted: Wanted,
  options: ListOptions,
): Promise<Page> {
  const token = options.token === '' ? undefined : readToken(options.token, prefix);
  try {
    return await collect(scope, prefix, wanted, { ...options, start: token });
  } catch (error) {
    throw listError(error, token, prefix);
  }
}
