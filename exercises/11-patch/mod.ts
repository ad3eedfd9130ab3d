// #patch: the four ways to say a change, and whose each field is. Chapter 11.

export { PatchError } from './errors.ts';
export type { Json, JsonMap } from './json.ts';
export { jsonPatch } from './json-patch.ts';
export { LAST_APPLIED, manifestOf } from './last-applied.ts';
export type { ManagedFieldsEntry } from './managed-fields.ts';
export { mergeDiff, mergePatch } from './merge-patch.ts';
export { MAX_OPERATIONS } from './operations.ts';
export { managedFields, patchers } from './patchers.ts';
export { type ApplyOptions, serverSideApply } from './server-side.ts';
export { strategicMerge } from './strategic.ts';
export { threeWayPatch } from './three-way.ts';
export { MAX_UPDATE_MANAGERS, trackUpdate } from './update.ts';
export type { Writer } from './writer.ts';
