// JSON values, read and copied without ever being written on. A key is data,
// whatever it is called: `__proto__` is a name like any other, and what an object
// does not have of its own it does not have. Chapter 11. Engine room: not told line
// by line.

/**
 * What a body holds once it is parsed. Patches and the objects that come of them are
 * frozen, at any depth; what is handed in is left as it was.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;

export interface JsonMap {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object. */
export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of a key that the map has itself; undefined if it has none. */
export function fieldOf(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The same map with this value under the key. */
export function withField(map: JsonMap, key: string, value: Json): JsonMap {
  return { ...map, [key]: value };
}

/** The same map without the key. */
export function withoutField(map: JsonMap, key: string): JsonMap {
  const { [key]: _, ...rest } = map;
  return rest;
}

/** Whether two values say the same; the order of keys says nothing. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && sameJson(a[key], fieldOf(b, key)),
  );
}

/** A copy that nobody can write on; what is frozen already stands for itself. */
export function frozen<T extends Json>(value: T): T;
export function frozen(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Object.isFrozen(value)) return value;
  if (isList(value)) return Object.freeze(value.map((item) => frozen(item)));
  const entries = Object.entries(value).map(([key, item]) => [key, frozen(item)]);
  return Object.freeze(Object.fromEntries(entries));
}

/** A map made of entries; the last of a key stands. */
export function mapOf(entries: Iterable<readonly [string, Json]>): JsonMap {
  return Object.fromEntries(entries);
}
