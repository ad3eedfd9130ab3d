// The files that are watched, as they stand at one moment.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type Snapshot = ReadonlyMap<string, string>;

/** The TypeScript files of the folders, by path. */
export function takeSnapshot(folders: readonly string[]): Snapshot {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const name of namesIn(folder)) {
      const text = textOf(join(folder, name));
      if (text !== undefined) files.set(join(folder, name), text);
    }
  }
  return files;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.ts'));
  } catch {
    // The folder is gone for now: a reset or a checkout puts it back.
    return [];
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // An editor replaces the file at this moment.
    return undefined;
  }
}

/** The names of files that are new, gone or different. */
export function changedNames(before: Snapshot, after: Snapshot): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  const changed = [...paths].filter((path) => before.get(path) !== after.get(path));
  return changed.map((path) => basename(path));
}

/** Whether a file has just become empty or gone: an editor may be about to write it. */
export function isTorn(before: Snapshot, after: Snapshot): boolean {
  return [...before].some(([path, text]) => text !== '' && !after.get(path));
}
