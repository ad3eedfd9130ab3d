// A durable store on real files, the folder its own as long as it is open. Chapter 05.
// Engine room: not told line by line.

import { createSystemWorld } from '#world/node';
import { lockFolder } from './folder-lock.node.ts';
import { openDurableStore } from './open.ts';
import type { DurableOptions, DurableStore } from './types.ts';

/**
 * Opens the store that lies in `directory`, or begins one there. @throws LogError
 * LOCKED if another process has it open, and all that `openDurableStore` throws
 */
export async function openDurableFolder(
  directory: string,
  options: DurableOptions = {},
): Promise<DurableStore> {
  const lock = await lockFolder(directory);
  try {
    const world = createSystemWorld({ directory });
    const onClose = (): Promise<void> => lock.release();
    return await openDurableStore(world, { ...options, onClose });
  } catch (error) {
    await lock.release();
    throw error;
  }
}
