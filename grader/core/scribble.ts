// Writes on what was handed out, as a careless caller might: an answer that is a copy, or
// frozen, does not mind; one that shows the inside of the module is found out by what
// the module answers next.

/** What is written there. */
export const MARK = 'written on';
const DEEPEST = 12;
const MOST_PARTS = 5_000;

/** Empties lists and changes fields, everywhere in `value` where that can be done. */
export function scribble(value: unknown): void {
  const seen = new Set<object>();
  const on = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    if (depth > DEEPEST || seen.size === MOST_PARTS) return;
    seen.add(part);
    // What is inside is written on first: it can not be found any more afterwards.
    for (const key of Object.keys(part)) on(Reflect.get(part, key), depth + 1);
    if (Array.isArray(part)) writeOnList(part);
    else writeOnFields(part);
  };
  try {
    on(value, 0);
  } catch {
    // A getter or a proxy that throws has been touched all the same.
  }
}

function writeOnList(list: object): void {
  // These say no where it is frozen, and throw nothing.
  Reflect.set(list, 'length', 0);
  Reflect.set(list, 0, MARK);
}

function writeOnFields(fields: object): void {
  const [first, ...others] = Object.keys(fields);
  for (const key of others) Reflect.set(fields, key, MARK);
  if (first !== undefined) Reflect.deleteProperty(fields, first);
}
