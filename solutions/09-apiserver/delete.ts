// DELETE: asked for, waited for, done. An object goes when its grace is over and nobody
// waits for it. apiserver: Delete of pkg/registry/generic/registry/store.go, and
// BeforeDelete of pkg/registry/rest/delete.go. Chapter 09.

import { millisOf } from '#objects';
import type { DeleteOptions } from './delete-options.ts';
import { finalizersOf, going } from './delete-parts.ts';
import type { Change } from './guaranteed-update.ts';
import type { ApiObject } from './item.ts';
import type { Scope } from './scope.ts';

//#region deletion
/**
 * What a deletion makes of an object now. It goes at once if it has no grace and no
 * finalizers; else it stays, with the time at which its grace ends, or ended once
 * it waits for finalizers alone. While its grace lasts, another deletion can shorten
 * it and do nothing else: then it ends so long after it began, but not before now.
 */
export function deletion(
  scope: Scope,
  object: ApiObject,
  options: DeleteOptions,
): Change {
  const { world, strategy } = scope;
  const { metadata } = object;
  const { deletionTimestamp, deletionGracePeriodSeconds: left = 0 } = metadata;
  const { gracePeriodSeconds: asked, propagationPolicy } = options;
  const now = world.clock.wall();
  //#exercise 5,6 say whether it goes, and if it stays until when
  const isGoing = deletionTimestamp !== undefined;
  const graceSeconds = isGoing
    ? Math.min(left, asked ?? left)
    : (strategy.gracePeriod?.(object, asked) ?? 0);
  if (isGoing && left > 0 && graceSeconds === left) return { object };
  const finalizers = finalizersOf(metadata, propagationPolicy);
  if (graceSeconds === 0 && finalizers.length === 0) return { object, gone: true };
  const began = isGoing ? millisOf(deletionTimestamp) - left * 1000 : now;
  const isOver = isGoing && left === 0;
  const ends = isOver ? began : Math.max(began + graceSeconds * 1000, now);
  return { object: going(object, { ends, graceSeconds, finalizers }) };
  //#endexercise
}
//#endregion
