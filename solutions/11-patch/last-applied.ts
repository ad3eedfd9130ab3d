// The annotation in which kubectl keeps what it applied. Chapter 11.
// Engine room: not told line by line.

import {
  fieldOf,
  isMap,
  type Json,
  type JsonMap,
  mapOf,
  withField,
} from './json.ts';

/** kubectl 0.36, pkg/util/apply.go. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function annotationsOf(object: JsonMap): JsonMap {
  const metadata = fieldOf(object, 'metadata');
  const annotations = isMap(metadata)
    ? fieldOf(metadata, 'annotations')
    : undefined;
  return isMap(annotations) ? annotations : {};
}

function withAnnotations(object: JsonMap, annotations: JsonMap): JsonMap {
  const metadata = fieldOf(object, 'metadata');
  const meta = isMap(metadata) ? metadata : {};
  return withField(object, 'metadata', withField(meta, 'annotations', annotations));
}

/**
 * What was applied last, as the object says; nothing if it says nothing readable.
 */
export function lastApplied(object: JsonMap): JsonMap {
  const text = lastAppliedText(object);
  if (text === undefined) return {};
  try {
    const value: Json = JSON.parse(text);
    return isMap(value) ? value : {};
  } catch {
    return {};
  }
}

export function lastAppliedText(object: JsonMap): string | undefined {
  const text = fieldOf(annotationsOf(object), LAST_APPLIED);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/**
 * The file as it is sent: with itself, as it stands without that, in the
 * annotation.
 */
export function manifestOf(file: JsonMap): JsonMap {
  const { [LAST_APPLIED]: _, ...annotations } = annotationsOf(file);
  const bare = withAnnotations(file, annotations);
  const text = `${JSON.stringify(sorted(bare))}\n`;
  return withAnnotations(file, { ...annotations, [LAST_APPLIED]: text });
}

/** An object with this annotation. */
export function withLastApplied(object: JsonMap, text: string): JsonMap {
  const annotations = withField(annotationsOf(object), LAST_APPLIED, text);
  return withAnnotations(object, annotations);
}

/** Keys in order, as Go writes them. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return mapOf(entries.map(([key, item]) => [key, sorted(item)] as const));
}
