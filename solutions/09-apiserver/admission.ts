// The plugins between an object that was decoded and the store. All that change it run
// before the first that only looks. Chapter 09.
// Engine room: not told line by line.

import type { ApiObject } from './item.ts';
import { optionsOf } from './query.ts';
import type { Scope } from './scope.ts';
import type { Attributes, RequestContext } from './types.ts';

export type Operation = Attributes['operation'];

/** What admission is told of one write. */
export interface Write {
  readonly operation: Operation;
  readonly name: string;
  readonly namespace: string;
  readonly object?: ApiObject;
  readonly oldObject?: ApiObject;
  /** Those of the query, unless a body brought others. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly dryRun: boolean;
}

/** The object as the plugins leave it. */
export async function admit(
  scope: Scope,
  context: RequestContext,
  write: Write,
  object: ApiObject,
): Promise<ApiObject> {
  let admitted: ApiObject = object;
  for (const plugin of scope.options.admission ?? []) {
    if (plugin.admit === undefined) continue;
    const attributes = attributesOf(scope, context, { ...write, object: admitted });
    admitted = await plugin.admit(attributes);
  }
  return admitted;
}

/** @throws StatusError if a plugin refuses */
export async function validate(
  scope: Scope,
  context: RequestContext,
  write: Write,
): Promise<void> {
  const attributes = attributesOf(scope, context, write);
  for (const plugin of scope.options.admission ?? [])
    await plugin.validate?.(attributes);
}

function attributesOf(
  scope: Scope,
  context: RequestContext,
  write: Write,
): Attributes {
  return {
    resource: scope.row,
    subresource: context.info.subresource,
    user: context.user,
    options: optionsOf(context.query),
    headers: context.request.headers ?? {},
    ...write,
    warn: (text) => context.warnings.push(text),
  };
}
