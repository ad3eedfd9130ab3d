// A list is read at one revision, however many pages it has. apiserver: GetList of
// pkg/storage/etcd3/store.go, pkg/storage/continue.go. Chapter 09.

import { expired, StatusError, statusError } from '#objects';
import { EtcdError, type Key, prefixEnd, type Revision } from '#store';
import { readToken, type Token, writeToken } from './continue.ts';
import type { Item } from './item.ts';
import { type ListOptions, listOptions, type Wanted, wantedBy } from './query.ts';
import { prefixIn, type Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

/** One page of a list, or all of it. */
export interface Page {
  readonly items: readonly Item[];
  /** At which all of the list is true. */
  readonly revision: Revision;
  /** Where the next page begins, if there is one. */
  readonly token?: string;
  /** How many there are after this page, if that can be known. */
  readonly remaining?: number;
}

export async function list(scope: Scope, context: RequestContext): Promise<Page> {
  const options = listOptions(context);
  const wanted = wantedBy(scope, context.query);
  const prefix = prefixIn(scope.row, context.info.namespace);
  // From here on the cache hears of all: what this list says can be watched from.
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

interface Reading extends ListOptions {
  readonly start: Token | undefined;
}

async function collect(
  scope: Scope,
  prefix: Key,
  wanted: Wanted,
  { limit, start, revision: known, isExact }: Reading,
): Promise<Page> {
  const { storage } = scope;
  const rangeEnd = prefixEnd(prefix);
  const items: Item[] = [];
  let revision = start?.revision ?? (isExact ? known : 0);
  let key = start?.key ?? prefix;
  while (true) {
    const answer = await storage.range({ key, rangeEnd, limit, revision });
    checkKnown(known, answer.revision);
    revision ||= answer.revision;
    let taken = 0;
    for (const kv of answer.kvs) {
      if (limit > 0 && items.length === limit) break;
      taken++;
      key = `${kv.key}\0`;
      const item = scope.items.of(kv);
      if (wanted(item)) items.push(item);
    }
    const isAll = !answer.more && taken === answer.kvs.length;
    if (isAll) return { items, revision };
    if (items.length < limit) continue;
    const token = writeToken({ key, revision }, prefix);
    // Of what is left nobody knows whether it is wanted, unless everything is.
    if (!wanted.isAll) return { items, revision, token };
    return { items, revision, token, remaining: answer.count - taken };
  }
}

/** A client that knows more than this store has come to the wrong one, or too early. */
function checkKnown(known: Revision, revision: Revision): void {
  if (known > revision) throw tooLarge(known, revision);
}

export function tooLarge(known: Revision, current: Revision): StatusError {
  const causes = [
    { reason: 'ResourceVersionTooLarge', message: 'Too large resource version' },
  ];
  return statusError({
    ...{ code: 504, reason: 'Timeout' },
    message: `Timeout: Too large resource version: ${known}, current: ${current}`,
    details: { causes, retryAfterSeconds: 1 },
  });
}

const LIST_EXPIRED = 'The resourceVersion for the provided list is too old.';
const TOKEN_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** What the store says of its past, in the words of the API. */
function listError(error: unknown, token: Token | undefined, prefix: Key): unknown {
  if (!(error instanceof EtcdError) || error.code !== 'OutOfRange') return error;
  if (token === undefined) return expired(LIST_EXPIRED);
  const { status } = expired(TOKEN_EXPIRED);
  const metadata = {
    continue: writeToken({ key: token.key, revision: -1 }, prefix),
  };
  return new StatusError({ ...status, metadata });
}
