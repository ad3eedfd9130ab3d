// Recovery: from the files of a folder to the state that they lead to, and to a log that
// goes on. First the newest snapshot, then every entry after it, in order; then the end of
// the log is made safe to write behind. Chapter 05.

import type { World } from '#world';
import { beginLog } from './begin-log.ts';
import {
  draftFile,
  type Folder,
  listFiles,
  type Numbered,
  removeFile,
} from './files.ts';
import type { Machine } from './machine.ts';
import { lost } from './read-segment.ts';
import { Replay } from './replay.ts';
import { readState } from './restore.ts';
import type { LogPosition } from './segment-file.ts';

export interface Recovered {
  readonly machine: Machine;
  readonly segments: readonly Numbered[];
  readonly at: LogPosition;
  /** The last entry that is in the newest snapshot; 0 if there is none. */
  readonly snapshot: number;
  readonly warnings: readonly string[];
}

/**
 * Reads a folder; makes a log in an empty one. @throws LogError if it is damaged
 */
export async function recover(
  world: World,
  folder: Folder,
  segmentBytes: number,
): Promise<Recovered> {
  await removeFile(folder, draftFile(folder, 'wal'));
  await removeFile(folder, draftFile(folder, 'snap'));
  const segments = await listFiles(folder, 'wal');
  const restore = await readState(world, folder);
  const machine = restore.machine();
  const { index: snapshot } = restore.state;
  if (segments.length === 0) {
    if (snapshot > 0) throw lost(snapshot, 'there is no segment');
    const begun = await beginLog(world, folder, segmentBytes);
    return { machine, ...begun, snapshot, warnings: [] };
  }
  const replay = new Replay(folder, machine, snapshot);
  for (const segment of neededAfter(segments, snapshot)) await replay.read(segment);
  const at = await replay.end();
  return { machine, segments, at, snapshot, warnings: replay.warnings };
}

/** From the segment that holds the first entry after the snapshot. */
function neededAfter(
  segments: readonly Numbered[],
  snapshot: number,
): readonly Numbered[] {
  const first = segments.findLastIndex(({ index }) => index <= snapshot + 1);
  if (first >= 0) return segments.slice(first);
  const oldest = segments[0]?.index ?? 0;
  throw lost(snapshot, `the oldest segment begins at entry ${oldest}`);
}
