// Whether two values are the same as JSON, in whatever order their fields stand. Chapter 10.
// Engine room: not told line by line.

export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (a === null || b === null || Array.isArray(a) !== Array.isArray(b))
    return false;
  const [left, right] = [entriesOf(a), entriesOf(b)];
  if (left.length !== right.length) return false;
  const others = new Map(right);
  return left.every(
    ([name, value]) => others.has(name) && isSameJson(value, others.get(name)),
  );
}

/** A field that is undefined is none. */
function entriesOf(value: object): readonly [string, unknown][] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}
