// How managers stand in an object's metadata, and the order in which they stand
// there. Source: apimachinery 0.36,
// pkg/util/managedfields/internal/managedfields.go. Chapter 11. Engine room: not
// told line by line.

import { type Element, FieldSet, type Path } from './field-set.ts';
import { fieldOf, isList, isMap, type Json, type JsonMap, mapOf } from './json.ts';
import type { Manager } from './managers.ts';

/** An entry as the API has it. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time?: string;
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: JsonMap;
  readonly subresource?: string;
}

/**
 * A set as a tree of its paths: `.` is the place itself, where others are inside.
 */
export function toFieldsV1(set: FieldSet): JsonMap {
  return treeOf([...set], 0);
}

/** `depth` steps of the paths are behind us: a copy of the rest would cost much, deep down. */
function treeOf(paths: readonly Path[], depth: number): JsonMap {
  const inside = new Map<Element, Path[]>();
  for (const path of paths) {
    const element = path[depth];
    if (element === undefined) continue;
    const more = inside.get(element) ?? [];
    more.push(path);
    inside.set(element, more);
  }
  const isItself = paths.some(({ length }) => length === depth) && inside.size > 0;
  const names = [...inside.keys()].sort();
  return mapOf([
    ...(isItself ? [['.', {}] as const] : []),
    ...names.map(
      (name) => [name, treeOf(inside.get(name) ?? [], depth + 1)] as const,
    ),
  ]);
}

/** The other way round. What is no step is passed over. */
export function fromFieldsV1(tree: Json | undefined): FieldSet {
  return new FieldSet(isMap(tree) ? pathsOf(tree, []) : []);
}

function* pathsOf(tree: JsonMap, path: Path): Iterable<Path> {
  const names = Object.keys(tree);
  if (path.length > 0 && (names.length === 0 || Object.hasOwn(tree, '.')))
    yield path;
  for (const name of names) {
    const inside = fieldOf(tree, name);
    if (/^[fkvi]:/.test(name) && isMap(inside))
      yield* pathsOf(inside, [...path, name]);
  }
}

/**
 * What an object's metadata says of its managers; undefined if it makes no sense.
 */
export function decodeManagers(object: JsonMap): readonly Manager[] | undefined {
  const metadata = fieldOf(object, 'metadata');
  const entries = isMap(metadata) ? fieldOf(metadata, 'managedFields') : undefined;
  if (!isList(entries)) return [];
  const managers = entries.map(decodeManager);
  const readable = managers.filter((one) => one !== undefined);
  return readable.length === managers.length ? readable : undefined;
}

function decodeManager(entry: Json): Manager | undefined {
  if (!isMap(entry) || fieldOf(entry, 'fieldsType') !== 'FieldsV1')
    return undefined;
  const operation = fieldOf(entry, 'operation');
  const apiVersion = textOf(entry, 'apiVersion');
  if (operation !== 'Apply' && operation !== 'Update') return undefined;
  if (apiVersion === '') return undefined;
  const time = textOf(entry, 'time');
  return {
    name: textOf(entry, 'manager'),
    ...{ operation, apiVersion, subresource: textOf(entry, 'subresource') },
    ...(time === '' ? {} : { time }),
    fields: fromFieldsV1(fieldOf(entry, 'fieldsV1')),
  };
}

function textOf(entry: JsonMap, field: string): string {
  const text = fieldOf(entry, field);
  return typeof text === 'string' ? text : '';
}

/** An object with these managers; without the field if there are none. */
export function withManagers(
  object: JsonMap,
  managers: readonly Manager[],
): JsonMap {
  const found = fieldOf(object, 'metadata');
  const { managedFields: _, ...metadata } = isMap(found) ? found : {};
  const entries = [...managers].sort(compareManagers).map(encodeManager);
  if (entries.length === 0) return { ...object, metadata };
  return { ...object, metadata: { ...metadata, managedFields: entries } };
}

function encodeManager(manager: Manager): JsonMap {
  const { name, operation, apiVersion, subresource, time, fields } = manager;
  const entry: ManagedFieldsEntry = {
    ...{ manager: name, operation, apiVersion },
    ...(time === undefined ? {} : { time }),
    ...{ fieldsType: 'FieldsV1', fieldsV1: toFieldsV1(fields) },
    ...(subresource === '' ? {} : { subresource }),
  };
  return { ...entry };
}

/** Who applies stands first; then by time, by name, by version, by subresource. */
export function compareManagers(a: Manager, b: Manager): number {
  const order = [
    [a.operation, b.operation],
    [a.time ?? '', b.time ?? ''],
    [a.name, b.name],
    [a.apiVersion, b.apiVersion],
    [a.subresource, b.subresource],
  ] as const;
  const differs = order.find(([left, right]) => left !== right);
  return differs === undefined ? 0 : differs[0] < differs[1] ? -1 : 1;
}
