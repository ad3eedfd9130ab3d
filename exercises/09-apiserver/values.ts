// Reading what may be anything: an object of the wire is not trusted to have the shape
// that its kind promises. What is not there, or is something else, is nothing.
// Engine room: not told line by line. Chapter 09.

export type Values = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at the end of a path of names: `at(pod, 'spec', 'nodeName')`. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (!isRecord(here) || !Object.hasOwn(here, name)) return undefined;
    here = here[name];
  }
  // What is null is absent to the real server.
  return here ?? undefined;
}

export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

export function numberAt(value: unknown, ...path: readonly string[]): number {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : 0;
}

export function listAt(
  value: unknown,
  ...path: readonly string[]
): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function recordAt(value: unknown, ...path: readonly string[]): Values {
  const found = at(value, ...path);
  return isRecord(found) ? found : {};
}

/** What is a text among the values of a list. */
export function textsAt(
  value: unknown,
  ...path: readonly string[]
): readonly string[] {
  const isText = (one: unknown): one is string => typeof one === 'string';
  return listAt(value, ...path).filter(isText);
}

/** What maps names to texts: labels, data. Anything else in it is left out. */
export function textMapAt(
  value: unknown,
  ...path: readonly string[]
): Readonly<Record<string, string>> {
  const entries = Object.entries(recordAt(value, ...path));
  const isText = (entry: [string, unknown]): entry is [string, string] =>
    typeof entry[1] === 'string';
  return Object.fromEntries(entries.filter(isText));
}
