// Whose the fields are when something is written in any other way than by apply:
// they are the writer's who changed them. Source: apimachinery 0.36,
// pkg/util/managedfields/internal (managedfieldsupdater.go, capmanagers.go,
// skipnonapplied.go). Chapter 11. Engine room: not told line by line.

import { settle } from './apply.ts';
import {
  fieldOf,
  frozen,
  isList,
  isMap,
  type Json,
  type JsonMap,
  sameJson,
} from './json.ts';
import { decodeManagers, withManagers } from './managed-fields.ts';
import { type Manager, sameManager } from './managers.ts';
import { compare } from './nodes.ts';
import { filled, trackedChange } from './own.ts';
import { quickUpdate } from './quick-update.ts';
import { typeOf, UNKNOWN } from './schema.ts';
import type { Type } from './types.ts';
import type { Writer } from './writer.ts';

/** Entries of updates that an object keeps. apimachinery 0.36, fieldmanager.go. */
export const MAX_UPDATE_MANAGERS = 10;

/**
 * An object as it is to be stored after a create (`live` is undefined), a replace
 * or any patch but apply: its managedFields say who owns what now. Those that it
 * brings stand in the place of the live object's; an empty list of them forgets all.
 */
export function trackUpdate(
  live: JsonMap | undefined,
  object: JsonMap,
  writer: Writer,
): JsonMap {
  const type = typeOf(object) ?? UNKNOWN;
  const quick = live && quickUpdate(live, object, type, writer);
  return quick === undefined ? thorough(live, object, writer) : frozen(quick);
}

/** The same, worked out whatever has changed. */
export function thorough(
  live: JsonMap | undefined,
  object: JsonMap,
  writer: Writer,
): JsonMap {
  const before = live ?? {};
  const managers = managersOf(before, object, writer);
  if (managers.length === 0 && live !== undefined)
    return frozen(withManagers(object, []));
  const type = typeOf(object) ?? UNKNOWN;
  return frozen(
    withManagers(object, updated(before, object, type, managers, writer)),
  );
}

/**
 * Those that the request brings, unless it brings none; an empty list forgets all.
 */
function managersOf(
  live: JsonMap,
  object: JsonMap,
  writer: Writer,
): readonly Manager[] {
  const kept = decodeManagers(live) ?? [];
  if ((writer.subresource ?? '') !== '') return kept;
  const metadata = fieldOf(object, 'metadata');
  const said = isMap(metadata) ? fieldOf(metadata, 'managedFields') : undefined;
  if (isReset(said)) return [];
  const brought = decodeManagers(object) ?? [];
  return brought.length > 0 ? brought : kept;
}

function isReset(said: Json | undefined): boolean {
  return isList(said) && (said.length === 0 || sameJson(said, [{}]));
}

/** What managers there are after an update. */
export function updated(
  live: JsonMap,
  object: JsonMap,
  type: Type,
  managers: readonly Manager[],
  { manager, subresource = '', now }: Writer,
): readonly Manager[] {
  const change = compare(filled(live, type), filled(object, type), type);
  const seen = trackedChange(change, subresource);
  const { managers: left } = settle(managers, seen, true);
  const { changed: own } = seen;
  if (own.size === 0) return left;
  const by: Manager = {
    ...{ name: manager, operation: 'Update', apiVersion: versionOf(object) },
    ...{ subresource, time: now, fields: own },
  };
  const previous = left.find((one) => sameManager(one, by));
  const fields = previous === undefined ? own : own.union(previous.fields);
  return capped([...left.filter((one) => one !== previous), { ...by, fields }]);
}

function versionOf(object: JsonMap): string {
  return String(fieldOf(object, 'apiVersion') ?? '');
}

/**
 * The oldest updates are put together, a version each, until there are few enough.
 */
function capped(managers: readonly Manager[]): readonly Manager[] {
  const updates = managers.filter((one) => one.operation === 'Update');
  const oldest = [...updates].sort(byAge);
  let all = managers;
  let many = updates.length;
  const first = new Map<string, Manager>();
  for (const one of oldest) {
    if (many <= MAX_UPDATE_MANAGERS) break;
    const before = first.get(one.apiVersion);
    if (before === undefined) {
      first.set(one.apiVersion, one);
      continue;
    }
    const bucket: Manager = {
      ...{ ...one, name: 'ancient-changes', subresource: '' },
      fields: before.fields.union(one.fields),
    };
    all = [...all.filter((each) => each !== before && each !== one), bucket];
    first.set(one.apiVersion, bucket);
    many -= 1;
  }
  return all;
}

function byAge(a: Manager, b: Manager): number {
  const [left, right] = [a.time ?? '', b.time ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
