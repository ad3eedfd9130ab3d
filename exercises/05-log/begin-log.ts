// The first segment of a folder that has none. Chapter 05.
// Engine room: not told line by line.

import type { World } from '#world';
import { type Folder, listFiles, type Numbered } from './files.ts';
import { beginSegment, type LogPosition, layOutZeros } from './segment-file.ts';

export async function beginLog(
  world: World,
  folder: Folder,
  segmentBytes: number,
): Promise<{ readonly at: LogPosition; readonly segments: readonly Numbered[] }> {
  const id = world.chance.integer(1, 2 ** 32 - 1);
  const file = await layOutZeros(folder, segmentBytes);
  try {
    const head = { id, number: 0, first: 1, crc: 0, size: segmentBytes };
    const at = await beginSegment(folder, file, head);
    return { at, segments: await listFiles(folder, 'wal') };
  } finally {
    await file.close();
  }
}
