// JSON patch: a list of operations, each at a place, all of them or none. RFC 6902, as the
// API server's library reads it (evanphx/json-patch v4). Chapter 11.

import { PatchError } from './errors.ts';
import { frozen, type Json, sameJson } from './json.ts';
import { type Operation, readOperations } from './operations.ts';
import { at, type Edit, edited, insert, put, stepsOf, take } from './pointer.ts';

//#region json-patch
/**
 * What a document becomes by a list of operations: by all of them, or by none.
 * @throws PatchError of the first one that can't be done
 */
export function jsonPatch(document: Json, operations: Json): Json {
  const start = frozen(document);
  return frozen(readOperations(operations).reduce(operated, start));
}
//#endregion

//#region operated
function operated(document: Json, operation: Operation): Json {
  const { op, path, from, value } = operation;
  switch (op) {
    case 'add':
      return done(document, op, path, (list, step) => insert(list, step, value));
    case 'remove':
      return done(document, op, path, take);
    case 'replace':
      if (path === '') return value;
      return done(document, op, path, (list, step) => replaced(list, step, value));
    case 'move': {
      const moved = read(document, op, from);
      const rest = done(document, op, from, take);
      return done(rest, op, path, (list, step) => insert(list, step, moved));
    }
    case 'copy': {
      const copied = read(document, op, from);
      return done(document, op, path, (list, step) => insert(list, step, copied));
    }
    case 'test': {
      const found = path === '' ? document : read(document, op, path);
      if (sameJson(found, value)) return document;
      throw new PatchError(`testing value ${path} failed: test failed`);
    }
  }
}

/** A key that isn't there yet is made, and not refused: the RFC would refuse it. */
function replaced(container: Json, step: string, value: Json): Json {
  at(container, step);
  return put(container, step, value);
}
//#endregion

//#region done
/** Edits one place. @throws PatchError if there is no such place */
function done(document: Json, op: string, path: string, edit: Edit): Json {
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
function read(document: Json, op: string, path: string): Json {
  let value: Json = null;
  done(document, op, path, (container, step) => {
    value = at(container, step) ?? null;
    return container;
  });
  return value;
}
//#endregion
