// What may go once a snapshot is there. Chapter 05.

import { type Folder, listFiles, removeFile } from './files.ts';
import type { Log } from './log.ts';

//#region tidy
/**
 * Removes what the newest snapshot, of the entry `snapshot`, makes needless:
 * segments without an entry after it, the oldest first, then older snapshots. The
 * last segment always stays. A crash between any two removals leaves a folder to
 * come back from.
 */
export async function tidy(
  folder: Folder,
  log: Log,
  snapshot: number,
): Promise<void> {
  if (snapshot === 0) return;
  //#exercise 6 remove what is needless, and nothing else
  for (;;) {
    const [oldest, next] = log.segments;
    // Only the one that comes after says where a segment ends.
    if (oldest === undefined || next === undefined) break;
    if (next.index > snapshot + 1) break;
    await log.dropOldest();
  }
  for (const { file, index } of await listFiles(folder, 'snap'))
    if (index < snapshot) await removeFile(folder, file);
  //#endexercise
}
//#endregion
