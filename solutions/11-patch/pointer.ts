// JSON pointers: how an operation says where. Chapter 11.

import { PatchError } from './errors.ts';
import {
  fieldOf,
  isList,
  isMap,
  type Json,
  withField,
  withoutField,
} from './json.ts';

//#region steps
/**
 * The names on the way to a place: `/data/a~1b` is `data`, then `a/b`. RFC 6901.
 */
export function stepsOf(pointer: string): readonly string[] {
  const [, ...steps] = pointer.split('/');
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
//#endregion

//#region index
/**
 * Which place of a list a step names. Below zero it counts from the end, as
 * Kubernetes' library does. @throws PatchError if it is no number, or not below
 * `limit`
 */
export function indexOf(step: string, limit: number): number {
  if (!/^[+-]?\d+$/.test(step))
    throw new PatchError(`strconv.Atoi: parsing "${step}": invalid syntax`);
  const index = Number(step);
  if (index >= limit || index < -limit) {
    const what = `Unable to access invalid index: ${index}`;
    throw new PatchError(`${what}: invalid index referenced`);
  }
  return index < 0 ? index + limit : index;
}
//#endregion

//#region place
/** What stands at a step of a list or a map. @throws PatchError of an index */
export function at(container: Json, step: string): Json | undefined {
  if (isMap(container)) return fieldOf(container, step);
  if (!isList(container)) return undefined;
  return container[indexOf(step, container.length)];
}

/** The container with this value at the step, in the place of what was there. */
export function put(container: Json, step: string, value: Json): Json {
  if (isMap(container)) return withField(container, step, value);
  if (!isList(container)) return container;
  return container.with(indexOf(step, container.length), value);
}
//#endregion

//#region more-or-less
/**
 * The container with a value more: in a list the others move up; `-` is its end.
 */
export function insert(container: Json, step: string, value: Json): Json {
  if (!isList(container)) return put(container, step, value);
  if (step === '-') return [...container, value];
  return container.toSpliced(indexOf(step, container.length + 1), 0, value);
}

/**
 * The container without what stands at the step. @throws PatchError if nothing does
 */
export function take(container: Json, step: string): Json {
  if (isList(container))
    return container.toSpliced(indexOf(step, container.length), 1);
  if (isMap(container) && Object.hasOwn(container, step))
    return withoutField(container, step);
  throw new PatchError(`Unable to remove nonexistent key: ${step}: missing value`);
}
//#endregion

//#region edit
export type Edit = (container: Json, step: string) => Json;

/**
 * A document in which the container at the end of the steps was edited: the steps
 * but the last lead to it, the last is handed to `edit`. What lies on the way is
 * copied, all else is shared. Undefined if the way leads nowhere, and then nothing
 * was edited.
 */
export function edited(
  document: Json,
  steps: readonly string[],
  edit: Edit,
): Json | undefined {
  //#exercise 1,2 edit what the steps lead to, and copy what lies on the way
  const [step, ...rest] = steps;
  if (step === undefined || !isContainer(document)) return undefined;
  if (rest.length === 0) return edit(document, step);
  const inside = lookedUp(document, step);
  if (inside === undefined) return undefined;
  const after = edited(inside, rest, edit);
  return after === undefined ? undefined : put(document, step, after);
  //#endexercise
}
//#endregion

//#region look
function isContainer(value: Json | undefined): boolean {
  return isMap(value) || isList(value);
}

/**
 * What stands at a step, if anything does: an index beyond the end leads nowhere.
 */
function lookedUp(container: Json, step: string): Json | undefined {
  try {
    return at(container, step);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}
//#endregion
