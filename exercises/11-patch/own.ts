// What managedFields speaks of, and what it passes over. Chapter 11.
// Engine room: not told line by line.

import { FieldSet, type Path } from './field-set.ts';
import { fieldOf, isMap, type Json, type JsonMap } from './json.ts';
import type { Change } from './nodes.ts';
import { inside } from './schema.ts';
import { type Type, WHOLE } from './types.ts';

/**
 * Fields that the server sets, or that say which object it is.
 * apimachinery 0.36, pkg/util/managedfields/internal/stripmeta.go.
 */
const STRIPPED: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'metadata.name',
  'metadata.namespace',
  'metadata.creationTimestamp',
  'metadata.selfLink',
  'metadata.uid',
  'metadata.clusterName',
  'metadata.generation',
  'metadata.managedFields',
  'metadata.resourceVersion',
]);

/**
 * Whether a field can be owned by one who writes the object, or this part of it.
 */
function isTracked(path: Path, subresource: string): boolean {
  const [first = '', second] = path.map((element) => element.slice(2));
  if (first === 'status' && subresource !== 'status') return false;
  if (first === 'spec' && subresource === 'status') return false;
  if (path.length > 2) return true;
  return !STRIPPED.has(second === undefined ? first : `${first}.${second}`);
}

/** Those of the places that one can own who writes this part. */
export function tracked(set: FieldSet, subresource: string): FieldSet {
  return new FieldSet([...set].filter((path) => isTracked(path, subresource)));
}

/** A change, as far as it is one who writes this part that made it. */
export function trackedChange(
  { changed, removed }: Change,
  subresource: string,
): Change {
  return {
    changed: tracked(changed, subresource),
    removed: tracked(removed, subresource),
  };
}

/** An object with the empty maps that the server's own types always have. */
export function filled(object: JsonMap, type: Type): JsonMap {
  if (type === WHOLE) return object;
  const entries = new Map<string, Json>(Object.entries(object));
  for (const [key, rule] of Object.entries(type)) {
    if (!rule.always) continue;
    const value = fieldOf(object, key) ?? (rule.keys === undefined ? {} : []);
    entries.set(key, isMap(value) ? filled(value, inside(rule)) : value);
  }
  return Object.fromEntries(entries);
}
