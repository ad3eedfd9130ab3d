// Whether two values are the same as JSON, in whatever order their fields stand. Chapter 10.
// Engine room: not told line by line.

export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (a === null || b === null || Array.isArray(a) !== Array.isArray(b))
    return false;
  const names = namesOf(a);
  if (names.length !== namesOf(b).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(b, name) &&
      isSameJson(Reflect.get(a, name), Reflect.get(b, name)),
  );
}

/** A field that is undefined is none. */
function namesOf(value: object): readonly string[] {
  return Object.keys(value).filter(
    (name) => Reflect.get(value, name) !== undefined,
  );
}
