// One small history that meets all that a log does: binary values, a lease, a refusal, a
// compaction, a snapshot, and more than one segment.

import type { DurableStore } from '#log';
import type { Disk } from '#world';
import type { Command } from '../../solutions/05-log/command.ts';
import { ask } from './model.ts';

export const HISTORY: readonly Command[] = [
  { kind: 'grant', request: { id: 7, ttl: 3_600 } },
  { kind: 'put', request: { key: 'a', value: '1' } },
  { kind: 'put', request: { key: 'b', value: '\0\xff'.repeat(9), lease: 7 } },
  { kind: 'put', request: { key: 'none', ignoreValue: true } },
  { kind: 'put', request: { key: 'a', value: '2'.repeat(700) } },
  { kind: 'deleteRange', request: { key: 'b' } },
  { kind: 'compact', request: { revision: 4 } },
  { kind: 'put', request: { key: 'c', value: '3', lease: 7 } },
  {
    kind: 'txn',
    request: {
      compare: [{ key: 'c', target: 'VERSION', result: 'EQUAL', version: 1 }],
      success: [{ deleteRange: { key: 'a' } }, { put: { key: 'd', value: '4' } }],
    },
  },
  { kind: 'put', request: { key: 'e', value: '5'.repeat(900) } },
  { kind: 'revoke', request: { id: 7 } },
  { kind: 'put', request: { key: 'f', value: '6'.repeat(800) } },
  { kind: 'put', request: { key: 'g', value: '7' } },
];

/** The history takes three of them. */
export const HISTORY_SEGMENT_BYTES: number = 1_536;

/** Asks one after the other. Says how many were acknowledged before one was not. */
export async function playHistory(
  store: DurableStore,
  { snapshotAt = -1 }: { readonly snapshotAt?: number } = {},
): Promise<{ readonly acknowledged: number; readonly error?: unknown }> {
  let acknowledged = 0;
  try {
    for (const command of HISTORY) {
      if (acknowledged === snapshotAt) await store.snapshot();
      await ask(store, command);
      acknowledged += 1;
    }
  } catch (error) {
    return { acknowledged, error };
  }
  return { acknowledged };
}

/** The files of a disk as they can be read now. */
export async function contentOf(disk: Disk): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const folder of ['wal', 'snap']) {
    for (const name of await disk.list(folder)) {
      const file = await disk.open(`${folder}/${name}`);
      files.set(`${folder}/${name}`, await file.read(0, await file.size()));
      await file.close();
    }
  }
  return files;
}

/** Lays out those files on an empty disk, durably. */
export async function layOut(
  disk: Disk,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const [name, bytes] of files) {
    const file = await disk.open(name);
    await file.append(bytes);
    await file.sync();
    await file.close();
  }
}
