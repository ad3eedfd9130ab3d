// A look at a folder without opening it: each record of each file in words, and what is
// wrong. It changes nothing. Chapter 05.

import type { World } from '#world';
import type { VerifyLine } from './types.ts';
import { linesOf } from './verify-lines.ts';

//#region verify
/** The records of all snapshots and segments in a folder, oldest first. */
export function verifyFolder(
  { disk }: Pick<World, 'disk'>,
  path: string = '',
): AsyncGenerator<VerifyLine> {
  return linesOf({ disk, path });
}
//#endregion
