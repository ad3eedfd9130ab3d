// The door to a store on a log: what lies in a folder is brought back, and goes on.
// Chapter 05.

import type { World } from '#world';
import { LoggedStore } from './durable-store.ts';
import type { Folder } from './files.ts';
import { Log, SEGMENT_BYTES } from './log.ts';
import { recover } from './recover.ts';
import { Snapshots } from './snapshots.ts';
import { tidy } from './tidy.ts';
import {
  type DurableOptions,
  type DurableStore,
  SNAPSHOT_ENTRIES,
} from './types.ts';

//#region open
/**
 * Opens the store whose log lies in `folder` of the world's disk, or begins one
 * there. One process, and one store in it, may have a folder open: `#log/node` sees
 * to that. @throws LogError if it is damaged or of a version to come
 */
export async function openDurableStore(
  world: World,
  options: DurableOptions = {},
): Promise<DurableStore> {
  const { segmentBytes = SEGMENT_BYTES, snapshotEntries = SNAPSHOT_ENTRIES } =
    options;
  const warn = options.onWarning ?? ((text) => world.trace.note('log', text));
  const folder: Folder = { disk: world.disk, path: options.folder ?? '' };
  const { machine, snapshot, ...found } = await recover(
    world,
    folder,
    segmentBytes,
  );
  for (const warning of found.warnings) warn(warning);
  const file = await world.disk.open(found.segments.at(-1)?.file ?? '');
  const log = new Log(folder, file, { ...found, segmentBytes });
  const snapshots = new Snapshots(folder, machine, [log, snapshot]);
  await tidy(folder, log, snapshots.index);
  const { onClose = async () => {} } = options;
  const parts = { machine, log, snapshots, snapshotEntries, warn, onClose };
  return new LoggedStore(world, parts);
}
//#endregion
