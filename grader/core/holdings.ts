// What an object holds on to: all that can be reached from it, through fields, lists,
// maps and sets. A module that forgets what is over holds as much after many things as
// after few. What a closure holds is not seen, and so never a fault.

/** Reads the private fields of one of a class's objects. */
export type Fields = (one: object) => readonly unknown[];

export interface Holdings {
  /** A class was made whose objects have private fields. */
  note(made: { readonly prototype: object }, read: Fields): void;
  /**
   * How many values can be reached from the first one, itself included. What can be
   * reached from the others was given to it, and does not count.
   */
  count(holder: unknown, ...given: readonly unknown[]): number;
}

/** Nobody waits for more. */
const MOST = 1_000_000;

export function createHoldings(): Holdings {
  const readers = new WeakMap<object, Fields>();
  const walk = (root: unknown, seen: Set<object>): number => {
    const reached: unknown[] = [root];
    // What is found is put at the end of the list that is walked.
    for (const one of reached) {
      if (reached.length > MOST) break;
      if (!isObject(one) || seen.has(one)) continue;
      seen.add(one);
      for (const part of [...partsOf(one), ...privateOf(one, readers)]) {
        if (!isObject(part) || !seen.has(part)) reached.push(part);
      }
    }
    return reached.length;
  };
  const count = (holder: unknown, ...given: readonly unknown[]): number => {
    const seen = new Set<object>();
    for (const one of given) walk(one, seen);
    return walk(holder, seen);
  };
  return { note: ({ prototype }, read) => readers.set(prototype, read), count };
}

/** What stands in a list, a map or a set, and in the fields that anyone may read. */
function partsOf(one: object): readonly unknown[] {
  if (ArrayBuffer.isView(one)) return [];
  const within =
    one instanceof Map ? [...one].flat() : one instanceof Set ? [...one] : [];
  const fields = Object.values(Object.getOwnPropertyDescriptors(one));
  const open = fields.filter((field) => field.enumerable && 'value' in field);
  return [...within, ...open.map(({ value }) => value)];
}

/** What stands in the private fields of its class and of those above it. */
function privateOf(
  one: object,
  readers: WeakMap<object, Fields>,
): readonly unknown[] {
  const found: unknown[] = [];
  let proto: unknown = Object.getPrototypeOf(one);
  for (let up = 0; up < MOST_CLASSES && isObject(proto); up++) {
    try {
      found.push(...(readers.get(proto)?.(one) ?? []));
    } catch {
      // A prototype itself, or an object that is still being made, has no fields yet.
    }
    proto = Object.getPrototypeOf(proto);
  }
  return found;
}

const MOST_CLASSES = 8;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
