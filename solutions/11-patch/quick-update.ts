// The common update, for which nothing has to be worked out: some values are other ones,
// and the writer owns them already. Then all that changes of managedFields is a time. So a
// lease that is renewed costs little. Chapter 11. Engine room: not told line by line.

import { FieldSet, type Path } from './field-set.ts';
import {
  fieldOf,
  isList,
  isMap,
  type Json,
  type JsonMap,
  sameJson,
} from './json.ts';
import { compareManagers } from './managed-fields.ts';
import type { Manager } from './managers.ts';
import { tracked } from './own.ts';
import { inside, ruleOf } from './schema.ts';
import { type Type, WHOLE } from './types.ts';
import type { Writer } from './writer.ts';

/** The object with its new managedFields; undefined if there is more to it. */
export function quickUpdate(
  live: JsonMap,
  object: JsonMap,
  type: Type,
  writer: Writer,
): JsonMap | undefined {
  const entries = entriesOf(live);
  if (entries === undefined || !isSaid(entries, object, writer)) return undefined;
  const places: Path[] = [];
  if (!findChanged(live, object, type, { path: [], places })) return undefined;
  const changed = [...tracked(new FieldSet(places), writer.subresource ?? '')];
  const after = renewed(entries, changed, { object, writer });
  if (after === undefined) return undefined;
  const metadata = metadataOf(object);
  return { ...object, metadata: { ...metadata, managedFields: after } };
}

function metadataOf(object: JsonMap): JsonMap {
  const metadata = fieldOf(object, 'metadata');
  return isMap(metadata) ? metadata : {};
}

/** As this server writes them: each with a time, and not too many. */
function entriesOf(live: JsonMap): readonly JsonMap[] | undefined {
  const said = fieldOf(metadataOf(live), 'managedFields');
  if (!isList(said) || said.length === 0 || said.length > MANY) return undefined;
  const entries = said.filter(isMap);
  return entries.length === said.length && entries.every(isPlain)
    ? entries
    : undefined;
}

/** More may have to be put together. */
const MANY = 10;

function isPlain(entry: JsonMap): boolean {
  const { operation, time, manager, apiVersion, fieldsType } = entry;
  const isText = [time, manager, apiVersion].every(
    (one) => typeof one === 'string',
  );
  const isKnown = operation === 'Update' || operation === 'Apply';
  return isText && isKnown && fieldsType === 'FieldsV1' && apiVersion !== '';
}

/** Whether the request says of its managers what is so, or may not say anything. */
function isSaid(
  entries: readonly JsonMap[],
  object: JsonMap,
  { subresource = '' }: Writer,
): boolean {
  if (subresource !== '') return true;
  return sameJson(fieldOf(metadataOf(object), 'managedFields'), entries);
}

/** Finds the places of other values. False if more than values is other than before. */
function findChanged(
  before: JsonMap,
  after: JsonMap,
  type: Type,
  { path, places }: { readonly path: Path; readonly places: Path[] },
): boolean {
  const keys = Object.keys(after);
  if (keys.length !== Object.keys(before).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(before, key)) return false;
    const [was, is] = [before[key], after[key]];
    if (was === is || (key === 'managedFields' && path[0] === 'f:metadata'))
      continue;
    const here = [...path, `f:${key}`];
    if (isMap(was) && isMap(is)) {
      const of = inside(ruleOf(type, key));
      if (
        of === WHOLE
          ? sameJson(was, is)
          : findChanged(was, is, of, { path: here, places })
      )
        continue;
      return false;
    }
    if (!isValue(was) || !isValue(is)) {
      if (!sameJson(was, is)) return false;
    } else places.push(here);
  }
  return true;
}

function isValue(value: Json | undefined): boolean {
  return value === null || typeof value !== 'object';
}

interface Update {
  readonly object: JsonMap;
  readonly writer: Writer;
}

/** The entries, the writer's with a new time; undefined if not all was the writer's. */
function renewed(
  entries: readonly JsonMap[],
  changed: readonly Path[],
  { object, writer }: Update,
): readonly JsonMap[] | undefined {
  if (changed.length === 0) return entries;
  const own = entries.find((one) => isWriters(one, object, writer));
  if (own === undefined) return undefined;
  for (const path of changed)
    for (const entry of entries)
      if (owns(entry, path) !== (entry === own)) return undefined;
  const next = entries.map((one) =>
    one === own ? { ...one, time: writer.now } : one,
  );
  return next.sort((a, b) => compareManagers(orderOf(a), orderOf(b)));
}

function isWriters(entry: JsonMap, object: JsonMap, writer: Writer): boolean {
  return (
    fieldOf(entry, 'manager') === writer.manager &&
    fieldOf(entry, 'operation') === 'Update' &&
    fieldOf(entry, 'apiVersion') === fieldOf(object, 'apiVersion') &&
    (fieldOf(entry, 'subresource') ?? '') === (writer.subresource ?? '')
  );
}

function owns(entry: JsonMap, path: Path): boolean {
  let at = fieldOf(entry, 'fieldsV1');
  for (const element of path) {
    if (!isMap(at)) return false;
    at = fieldOf(at, element);
  }
  return isMap(at) && (Object.keys(at).length === 0 || Object.hasOwn(at, '.'));
}

function orderOf(entry: JsonMap): Manager {
  const text = (key: string) => String(fieldOf(entry, key) ?? '');
  const operation = text('operation') === 'Apply' ? 'Apply' : 'Update';
  return {
    ...{ name: text('manager'), operation, apiVersion: text('apiVersion') },
    ...{ subresource: text('subresource'), time: text('time') },
    fields: new FieldSet(),
  };
}
