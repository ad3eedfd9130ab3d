// Plays a program: each op is one call of the module's face, and its answer is noted. All
// that is handed in is frozen: it belongs to others, and so does what is handed out.

import type * as Patch from '#patch';
import type { Json, JsonMap } from '#patch';
import type { Stage, Subject } from '../../core/scenario.ts';
import type { Op, Program } from './draw.ts';
import { opWords } from './say.ts';

export function play(subject: Subject, program: Program, stage: Stage): void {
  const module = subject as unknown as typeof Patch;
  let object: JsonMap | undefined;
  for (const [i, op] of program.entries()) {
    stage.call(
      () => opWords(op),
      () => {
        const after = playOp(module, op, object, timeAt(i));
        if (after.object !== undefined) object = frozen(after.object);
        return after;
      },
    );
  }
}

interface After {
  /** What the program goes on with. */
  readonly object?: JsonMap;
  /** What else is noted. */
  readonly [what: string]: unknown;
}

function playOp(
  module: typeof Patch,
  op: Op,
  object: JsonMap | undefined,
  now: string,
): After {
  if ('json' in op) return playJson(module, op.json, op.on);
  if ('jsonText' in op) {
    const after = module.jsonPatch(
      frozen(JSON.parse(op.onText)),
      frozen(JSON.parse(op.jsonText)),
    );
    return { text: JSON.stringify(after) };
  }
  if ('strategic' in op) {
    const after = module.strategicMerge(frozen(op.on), frozen(op.strategic));
    return { after, isFrozen: Object.isFrozen(after) };
  }
  if ('file' in op) return playFile(module, op.file, object);
  if ('fill' in op) {
    if (object === undefined) return { nothing: true };
    return { object: module.mergePatch(object, frozen(op.fill)) as JsonMap };
  }
  if ('edit' in op) {
    if (object === undefined) return { nothing: true };
    const after = module.mergePatch(object, frozen(op.edit)) as JsonMap;
    const writer = { manager: op.by, now };
    return { object: module.trackUpdate(object, frozen(after), writer) };
  }
  const { by: manager, force = false } = op;
  const after = module.serverSideApply(object, frozen(op.apply), {
    ...{ manager, force, now },
  });
  return { object: after, isSame: after === object };
}

function playJson(module: typeof Patch, patch: Json, document: Json): After {
  const before = frozen(document);
  const after = module.jsonPatch(before, frozen(patch));
  return { after, isFrozen: isFrozen(after), shared: sharedOf(before, after) };
}

/** The fields whose value is not only equal, but the same. */
function sharedOf(before: Json, after: Json): readonly string[] {
  if (!isMap(before) || !isMap(after)) return [];
  return Object.keys(before).filter((key) => {
    const value = before[key];
    return typeof value === 'object' && value === after[key];
  });
}

function playFile(
  module: typeof Patch,
  file: JsonMap,
  object: JsonMap | undefined,
): After {
  if (object === undefined) return { object: module.manifestOf(frozen(file)) };
  const patch = module.threeWayPatch(object, frozen(file));
  const isCustom = file.kind === 'Thing';
  const after = isCustom
    ? (module.mergePatch(object, patch) as JsonMap)
    : module.strategicMerge(object, patch);
  return { patch: short(patch), object: after };
}

/** Without the annotation, which is long and says nothing new. */
function short(patch: JsonMap): JsonMap {
  const { metadata, ...rest } = patch;
  if (!isMap(metadata)) return patch;
  const { annotations: _, ...more } = metadata;
  return Object.keys(more).length > 0 ? { metadata: more, ...rest } : rest;
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFrozen(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

export function timeAt(i: number): string {
  return `2026-01-01T00:00:${String(i).padStart(2, '0')}Z`;
}

/** A copy that nobody can write on; what is frozen stands for itself. */
function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null || Object.isFrozen(part))
    return part;
  const copy = Array.isArray(part)
    ? part.map(frozen)
    : Object.fromEntries(
        Object.entries(part).map(([name, value]) => [name, frozen(value)]),
      );
  return Object.freeze(copy) as T;
}
