// Plays a program: each op is one call of the module's face, and its answer is noted. All
// that is handed in is frozen: it belongs to others, and so does what is handed out.

import type * as Patch from '#patch';
import type { JsonMap } from '#patch';
import type { Stage, Subject } from '../../core/scenario.ts';
import { playDocument } from './documents.ts';
import type { Op, Program } from './draw.ts';
import { type After, frozen, isFrozen, isMap } from './plain.ts';
import { opWords } from './say.ts';
import { playSend, playWrite } from './sockets.ts';

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

function playOp(
  module: typeof Patch,
  op: Op,
  object: JsonMap | undefined,
  now: string,
): After {
  const alone = playDocument(module, op);
  if (alone !== undefined) return alone;
  const after = playObject(module, op, object, now);
  const { object: made } = after;
  // What kubectl makes of a file is its own, and nobody says that it is frozen.
  if (made === undefined || 'file' in op) return after;
  return { ...after, isFrozen: isFrozen(made) };
}

/** What is done to an object of the program. */
function playObject(
  module: typeof Patch,
  op: Op,
  object: JsonMap | undefined,
  now: string,
): After {
  if ('send' in op) return playSend(module, op, object, now);
  if ('write' in op) return playWrite(module, op, object, now);
  if ('file' in op) return playFile(module, op.file, object);
  if ('fill' in op) {
    if (object === undefined) return { nothing: true };
    return { object: module.mergePatch(object, frozen(op.fill)) as JsonMap };
  }
  if ('edit' in op) {
    if (object === undefined) return { nothing: true };
    const { by: manager, subresource = '', at } = op;
    const after = module.mergePatch(object, frozen(op.edit)) as JsonMap;
    const time = at === undefined ? now : timeAt(at);
    const writer = { manager, subresource, now: time };
    return { object: module.trackUpdate(object, frozen(after), writer) };
  }
  if (!('apply' in op)) return { nothing: true };
  const { by: manager, force = false, subresource = '' } = op;
  const after = module.serverSideApply(object, frozen(op.apply), {
    ...{ manager, force, subresource, now },
  });
  return { object: after, isSame: after === object };
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
  return { patch: short(patch), isPatchFrozen: isFrozen(patch), object: after };
}

/** Without the annotation, which is long and says nothing new. */
function short(patch: JsonMap): JsonMap {
  const { metadata, ...rest } = patch;
  if (!isMap(metadata)) return patch;
  const { annotations: _, ...more } = metadata;
  return Object.keys(more).length > 0 ? { metadata: more, ...rest } : rest;
}

export function timeAt(i: number): string {
  return `2026-01-01T00:00:${String(i).padStart(2, '0')}Z`;
}
