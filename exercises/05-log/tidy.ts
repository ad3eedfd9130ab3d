// What may go once a snapshot is there. Chapter 05.

import { NotWritten } from '#world';
import { type Folder, listFiles, removeFile } from './files.ts';
import type { Log } from './log.ts';

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
  // TODO 5.6: remove what is needless, and nothing else
  throw new NotWritten('5.6');
}
