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
  let parts = 0;
  let texts = 0;

  const copy = (part: unknown, depth: number): Plain => {
    if (++parts > LIMITS.parts)
      throw new OddValue(`more than ${LIMITS.parts} parts`);
    if (depth > LIMITS.depth) throw new OddValue(`nested ${LIMITS.depth} deep`);
    if (part === undefined || part === null) return null;
    if (typeof part === 'boolean') return part;
    if (typeof part === 'number') return finite(part);
    if (typeof part === 'string') return bounded(part);
    if (typeof part !== 'object') throw new OddValue(`a ${typeof part}`);
    if (Array.isArray(part))
      return Array.from(part, (item) => copy(item, depth + 1));
    return copyObject(part, depth);
  };

  const copyObject = (part: object, depth: number): Plain => {
    refuseExotic(part);
    const result: Record<string, Plain> = {};
    for (const key of Object.keys(part)) {
      if (key === '__proto__') throw new OddValue('a key named __proto__');
      const item: unknown = Reflect.get(part, key);
      // An absent field and an undefined one say the same.
      if (item !== undefined) result[bounded(key)] = copy(item, depth + 1);
    }
    return result;
  };

  const bounded = (text: string): string => {
    const { length } = text;
    texts += length;
    if (length > LIMITS.text) throw new OddValue(`a text of ${length} characters`);
    if (texts > LIMITS.texts)
      throw new OddValue(`texts of more than ${LIMITS.texts} characters`);
    return text;
  };

  return copy(value, 0);
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new OddValue(`the number ${value}`);
  return value;
}

function refuseExotic(part: object): void {
  const tag = Object.prototype.toString.call(part).slice(8, -1).slice(0, 80);
  if (tag !== 'Object') throw new OddValue(`a ${tag}`);
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
