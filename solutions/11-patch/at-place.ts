// One place of a document, edited or read; and how it is said that there is none.
// The words are those of evanphx/json-patch v4. Chapter 11. Engine room: not told
// line by line.

import { PatchError } from './errors.ts';
import type { Json } from './json.ts';
import { at, type Edit, edited, stepsOf } from './pointer.ts';

/** Edits one place. @throws PatchError if there is no such place */
export function done(document: Json, op: string, path: string, edit: Edit): Json {
  const after = edited(document, stepsOf(path), (container, step) => {
    try {
      return edit(container, step);
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      throw new PatchError(`error in ${op} for path: '${path}': ${error.message}`);
    }
  });
  if (after !== undefined) return after;
  throw new PatchError(
    `${op} operation does not apply: doc is missing path: ${path}: missing value`,
  );
}

/** What stands at a place, null if nothing does. */
export function read(document: Json, op: string, path: string): Json {
  let value: Json = null;
  done(document, op, path, (container, step) => {
    value = at(container, step) ?? null;
    return container;
  });
  return value;
}
