// JSON patch: a list of operations, each at a place, all of them or none. RFC 6902,
// as the API server's library reads it (evanphx/json-patch v4). Chapter 11.

import { done, read } from './at-place.ts';
import { addCopy } from './copies.ts';
import { PatchError } from './errors.ts';
import { frozen, type Json, sameJson } from './json.ts';
import { type Operation, readOperations } from './operations.ts';
import { at, insert, put, take } from './pointer.ts';

/**
 * What a document becomes by a list of operations: by all of them, or by none.
 * @throws PatchError of the first one that can't be done
 */
export function jsonPatch(document: Json, operations: Json): Json {
  let patched = frozen(document);
  let copied = 0;
  for (const operation of readOperations(operations)) {
    copied = addCopy(copied, patched, operation);
    patched = operated(patched, operation);
  }
  return frozen(patched);
}

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
