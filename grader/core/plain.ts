// Plain data: what may cross from the learner's code to the judge. A copy is made
// with bounds, so that nothing alive (a proxy, a getter, a class) crosses with it.

export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** The bounds of one value: nesting, parts, characters of one text and of all. */
const LIMITS = { depth: 32, parts: 20_000, text: 100_000, texts: 500_000 };

/** A value that is no plain data, and in what way. */
export class OddValue extends Error {
  override readonly name = 'OddValue';
}

/** Copies `value` as plain data; undefined becomes null. @throws OddValue */
export function toPlain(value: unknown): Plain {
  return copy(value, 0, { parts: 0, texts: 0, getters: 0 });
}

/** How much of one value was copied so far. */
interface Used {
  parts: number;
  texts: number;
  /** Through how many getters, one behind the other, the copy has come. */
  getters: number;
}

// Every answer of every program passes here: the common cases come first.
function copy(part: unknown, depth: number, used: Used): Plain {
  if (++used.parts > LIMITS.parts)
    throw new OddValue(`more than ${LIMITS.parts} parts`);
  if (depth > LIMITS.depth) throw new OddValue(`nested ${LIMITS.depth} deep`);
  if (typeof part === 'number') return finite(part);
  if (typeof part === 'string') return bounded(part, used);
  if (part === undefined || part === null) return null;
  if (typeof part === 'boolean') return part;
  if (typeof part !== 'object') throw new OddValue(`a ${typeof part}`);
  if (Array.isArray(part)) return copyList(part, depth, used);
  return copyObject(part, depth, used);
}

function copyList(part: readonly unknown[], depth: number, used: Used): Plain {
  const list: Plain[] = [];
  for (const item of part) list.push(copy(item, depth + 1, used));
  return list;
}

function copyObject(part: object, depth: number, used: Used): Plain {
  refuseExotic(part);
  const result: Record<string, Plain> = {};
  for (const key of Object.keys(part)) {
    if (key === '__proto__') throw new OddValue('a key named __proto__');
    const item: unknown = (part as Record<string, unknown>)[key];
    // An absent field and an undefined one say the same.
    if (item !== undefined)
      result[bounded(key, used)] = copy(item, depth + 1, used);
  }
  const proto: unknown = Object.getPrototypeOf(part);
  if (proto !== Object.prototype && proto !== null)
    copyReaders(part, result, depth, used);
  return result;
}

/**
 * The names of an object's fields that are read through getters of its class. A reader of
 * it sees no difference; but a class may have more of them than there are fields, so the
 * judge passes over those that the reference does not have.
 */
export const READERS = '(read by getters)';

function copyReaders(
  part: object,
  result: Record<string, Plain>,
  depth: number,
  used: Used,
): void {
  const read: string[] = [];
  for (const key of gettersOf(part)) {
    if (Object.hasOwn(result, key)) continue;
    const item = copyRead(part, key, depth, used);
    if (item === undefined) continue;
    result[bounded(key, used)] = item;
    read.push(key);
  }
  if (read.length > 0) result[READERS] = read;
}

/** What a getter answers; undefined where that is no plain data, and so no field. */
function copyRead(
  part: object,
  key: string,
  depth: number,
  used: Used,
): Plain | undefined {
  if (used.getters === MOST_GETTERS) return undefined;
  used.getters += 1;
  try {
    const item: unknown = Reflect.get(part, key);
    return item === undefined ? undefined : copy(item, depth + 1, used);
  } catch (error) {
    // A hole is told as one, wherever it is met.
    if (Reflect.get(Object(error), 'name') === 'NotWritten') throw error;
    return undefined;
  } finally {
    used.getters -= 1;
  }
}

/** The getters of an object's classes, by name. */
function gettersOf(part: object): readonly string[] {
  const names = new Set<string>();
  let proto: unknown = Object.getPrototypeOf(part);
  for (let up = 0; up < MOST_CLASSES && isClass(proto); up++) {
    for (const [key, { get }] of Object.entries(descriptorsOf(proto))) {
      if (get !== undefined && key !== '__proto__') names.add(key);
    }
    proto = Object.getPrototypeOf(proto);
  }
  return [...names];
}

const descriptorsOf = Object.getOwnPropertyDescriptors;
const MOST_CLASSES = 8;
/** Getters behind one another: one that answers with its like would never end. */
const MOST_GETTERS = 3;

function isClass(proto: unknown): proto is object {
  return typeof proto === 'object' && proto !== null && proto !== Object.prototype;
}

/** Plain data without the getters that `reference` has no field for. */
export function asRead(value: Plain, reference: Plain | undefined): Plain {
  if (typeof value !== 'object' || value === null) return value;
  const there = (key: string): Plain | undefined =>
    typeof reference === 'object' &&
    reference !== null &&
    Object.hasOwn(reference, key)
      ? at(reference, key)
      : undefined;
  if (isList(value)) return value.map((item, i) => asRead(item, there(String(i))));
  const { [READERS]: readers, ...fields } = value;
  const read = Array.isArray(readers) ? readers : [];
  const kept = Object.entries(fields).filter(
    ([key]) => !read.includes(key) || there(key) !== undefined,
  );
  return Object.fromEntries(
    kept.map(([key, item]) => [key, asRead(item, there(key))]),
  );
}

/** A list of plain data. */
export function isList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value);
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new OddValue(`the number ${value}`);
  return value;
}

function bounded(text: string, used: Used): string {
  const { length } = text;
  used.texts += length;
  if (length > LIMITS.text) throw new OddValue(`a text of ${length} characters`);
  if (used.texts > LIMITS.texts)
    throw new OddValue(`texts of more than ${LIMITS.texts} characters`);
  return text;
}

const tagOf = Object.prototype.toString;

function refuseExotic(part: object): void {
  const tag = tagOf.call(part);
  if (tag !== '[object Object]')
    throw new OddValue(`a ${tag.slice(8, -1).slice(0, 80)}`);
}

/** Whether a value that was parsed from JSON keeps to the bounds of nesting and keys. */
export function isBounded(value: unknown, depth: number = LIMITS.depth): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((part) => isBounded(part, depth - 1));
}

/** Whether two plain values say the same; the order of an object's keys says nothing. */
export function samePlain(a: Plain, b: Plain): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return false;
  }
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && samePlain(at(a, key), at(b, key)),
  );
}

function at(parent: object, key: string): Plain {
  return (parent as Record<string, Plain>)[key] ?? null;
}
