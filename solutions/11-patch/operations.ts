// What a JSON patch has to look like, before any of it is done. Chapter 11.
// Engine room: not told line by line.

import { PatchError } from './errors.ts';
import { fieldOf, isList, isMap, type Json, type JsonMap } from './json.ts';

export interface Operation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  /** Of a move and a copy; '' otherwise. */
  readonly from: string;
  /** null where the operation has none. */
  readonly value: Json;
}

/**
 * Of one patch. apiserver 0.36, pkg/endpoints/handlers/patch.go
 * (maxJSONPatchOperations).
 */
export const MAX_OPERATIONS = 10_000;

const OPS = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

/** @throws PatchError 400 if it is no patch, 413 if it is too long, else 422 */
export function readOperations(patch: Json): readonly Operation[] {
  if (!isList(patch)) throw notA(patch, 'Patch');
  if (patch.length > MAX_OPERATIONS) {
    const limit = `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}`;
    throw new PatchError(`${limit}, got ${patch.length}`, 413);
  }
  return patch.map(readOperation);
}

function readOperation(operation: Json): Operation {
  if (!isMap(operation)) throw notA(operation, 'Operation');
  const kind = fieldOf(operation, 'op');
  const op = OPS.find((one) => one === kind);
  if (op === undefined) {
    const said = typeof kind === 'string' ? kind : 'unknown';
    throw new PatchError(`Unexpected kind: ${said}`);
  }
  const hasFrom = op === 'move' || op === 'copy';
  return {
    op,
    path: textOf(operation, op, 'path'),
    from: hasFrom ? textOf(operation, op, 'from') : '',
    value: fieldOf(operation, 'value') ?? null,
  };
}

function textOf(operation: JsonMap, op: string, field: 'path' | 'from'): string {
  const text = fieldOf(operation, field);
  if (typeof text === 'string') return text;
  throw new PatchError(`${op} operation failed to decode ${field}: missing value`);
}

function notA(value: Json, type: string): PatchError {
  const found = Array.isArray(value) ? 'array' : typeof value;
  const what = value === null ? 'null' : found;
  const name = what === 'boolean' ? 'bool' : what;
  return new PatchError(
    `json: cannot unmarshal ${name} into Go value of type jsonpatch.${type}`,
    400,
  );
}
