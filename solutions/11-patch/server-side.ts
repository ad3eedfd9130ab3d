// Server-side apply as a request asks for it: an object and a configuration in, an
// object with its managedFields out. Chapter 11. Engine room: not told line by
// line.

import { type Application, type Applied, apply } from './apply.ts';
import { checkConfig, versionOf } from './config.ts';
import { conflictError } from './conflict-error.ts';
import { FieldSet } from './field-set.ts';
import { fieldOf, frozen, isMap, type JsonMap, sameJson } from './json.ts';
import { lastAppliedText, sorted, withLastApplied } from './last-applied.ts';
import { decodeManagers, withManagers } from './managed-fields.ts';
import type { Manager } from './managers.ts';
import { typeOf, UNKNOWN } from './schema.ts';
import { updated } from './update.ts';
import { withoutKnown } from './upgrade.ts';
import type { Writer } from './writer.ts';

export interface ApplyOptions extends Writer {
  /** Takes what is another's, where it would be a conflict. */
  readonly force?: boolean;
}

/**
 * What is to be stored when a configuration is applied to an object, or where there
 * is none: its managedFields say who owns what. Applied again, it is the same
 * object. What kubectl's annotation says, and nobody has changed since, the manager
 * `kubectl` takes without a conflict.
 * @throws StatusError 409 naming each field that another owns and that would change
 * @throws PatchError if the configuration can't be applied to anything: it names an
 * item twice, or without a key
 */
export function serverSideApply(
  live: JsonMap | undefined,
  config: JsonMap,
  options: ApplyOptions,
): JsonMap {
  checkConfig(live, config);
  const application = applicationOf(live, config, options);
  const { object, managers, conflicts } = settled(application);
  if (conflicts.length > 0) throw conflictError(conflicts);
  const after = withManagers(annotated(object, config, options), managers);
  return frozen(isSameButTime(live, after) && live !== undefined ? live : after);
}

function applicationOf(
  live: JsonMap | undefined,
  config: JsonMap,
  options: ApplyOptions,
): Application {
  const { manager, subresource = '', now, force = false } = options;
  const { managedFields: _, ...metadata } = metadataOf(live ?? {});
  const before = live === undefined ? {} : { ...live, metadata };
  const type = typeOf(config) ?? UNKNOWN;
  const by: Manager = {
    ...{ name: manager, operation: 'Apply', apiVersion: versionOf(config) },
    ...{ subresource, time: now, fields: new FieldSet() },
  };
  const known = decodeManagers(live ?? {}) ?? [];
  const first = { ...options, manager: 'before-first-apply' };
  const managers = known.length > 0 ? known : updated({}, before, type, [], first);
  return { live: before, config, type, managers, by, force };
}

function metadataOf(object: JsonMap): JsonMap {
  const metadata = fieldOf(object, 'metadata');
  return isMap(metadata) ? metadata : {};
}

/**
 * kubectl may take what it has applied from its own side before, and nobody
 * changed.
 */
function settled(application: Application): Applied {
  const applied = apply(application);
  if (applied.conflicts.length === 0 || application.by.name !== 'kubectl')
    return applied;
  const conflicts = withoutKnown(applied.conflicts, application);
  if (conflicts.length > 0) return { ...applied, conflicts };
  return apply({ ...application, force: true });
}

/** Where client-side apply left its annotation, kubectl's apply keeps it true. */
function annotated(
  object: JsonMap,
  config: JsonMap,
  { manager }: ApplyOptions,
): JsonMap {
  if (manager !== 'kubectl' || lastAppliedText(object) === undefined) return object;
  return withLastApplied(object, `${JSON.stringify(sorted(config))}\n`);
}

/** A write that changes nothing but times is none. */
function isSameButTime(live: JsonMap | undefined, after: JsonMap): boolean {
  const timeless = (object: JsonMap): JsonMap => {
    const managers = decodeManagers(object) ?? [];
    return withManagers(
      object,
      managers.map(({ time: _, ...manager }) => manager),
    );
  };
  return live !== undefined && sameJson(timeless(live), timeless(after));
}
