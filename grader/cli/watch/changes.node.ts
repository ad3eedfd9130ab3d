// Tells when something in a folder changes: the system's word where it gives one, a look
// at the clock's pace where it does not.

import {
  type FSWatcher,
  readdirSync,
  readFileSync,
  statSync,
  unwatchFile,
  watch,
  watchFile,
} from 'node:fs';
import { join } from 'node:path';

/** How often files are looked at where the system does not tell, in milliseconds. */
const POLL_MS = 150;

export interface Watching {
  readonly polls: boolean;
  stop(): void;
}

/** Calls `onChange` at each change in the folders, and sometimes without one. */
export function watchFolders(
  folders: readonly string[],
  onChange: () => void,
  poll: boolean = isMounted(folders),
): Watching {
  if (poll) return pollFolders(folders, onChange);
  const watchers: FSWatcher[] = [];
  let stopped = false;
  let polling: Watching | undefined;
  const stop = (): void => {
    stopped = true;
    for (const watcher of watchers) watcher.close();
    polling?.stop();
  };
  const instead = (): void => {
    if (stopped || polling !== undefined) return;
    for (const watcher of watchers) watcher.close();
    polling = pollFolders(folders, onChange);
  };
  try {
    for (const folder of folders)
      watchers.push(watchOne(folder, onChange, instead));
  } catch {
    // No watches left, or a file system that has none.
    instead();
  }
  return {
    get polls() {
      return polling !== undefined;
    },
    stop,
  };
}

function watchOne(
  folder: string,
  onChange: () => void,
  instead: () => void,
): FSWatcher {
  const watcher = watch(folder, () => {
    onChange();
    // A folder that was replaced is watched no more under its old inode.
    if (statSync(folder, { throwIfNoEntry: false })?.ino !== inode) instead();
  });
  const inode = statSync(folder).ino;
  watcher.on('error', instead);
  return watcher;
}

function pollFolders(folders: readonly string[], onChange: () => void): Watching {
  const watched = new Set<string>();
  const follow = (): void => {
    for (const path of folders.flatMap((folder) => [folder, ...filesOf(folder)])) {
      if (watched.has(path)) continue;
      watched.add(path);
      watchFile(path, { interval: POLL_MS }, () => {
        follow();
        onChange();
      });
    }
  };
  follow();
  // What changed before the first look at a file shows no difference later.
  const once = setTimeout(onChange, POLL_MS);
  return {
    polls: true,
    stop: () => {
      clearTimeout(once);
      for (const path of watched) unwatchFile(path);
    },
  };
}

function filesOf(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    return names.map((name) => join(folder, name));
  } catch {
    // Gone for now; the folder itself is polled too.
    return [];
  }
}

/** A Windows disk seen from WSL: its changes are not told. */
function isMounted(folders: readonly string[]): boolean {
  if (process.platform !== 'linux') return false;
  if (!folders.some((folder) => /^\/mnt\/[a-z]\//.test(folder))) return false;
  try {
    return /microsoft/i.test(readFileSync('/proc/version', 'utf8'));
  } catch {
    return false;
  }
}
