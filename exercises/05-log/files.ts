// The files of a folder by their names: segments in wal/, snapshots in snap/. Numbers
// have 16 hexadecimal digits, as in etcd, so that names sort as numbers do. Chapter 05.
// Engine room: not told line by line.

import { type Disk, DiskError } from '#world';

/** How a folder's files are called. */
export interface Folder {
  readonly disk: Disk;
  /** Where on the disk the log lies; '' is the disk's root. */
  readonly path: string;
}

const hex = (value: number): string => value.toString(16).padStart(16, '0');
const SEGMENT = /^[0-9a-f]{16}-([0-9a-f]{16})\.wal$/;
const SNAPSHOT = /^([0-9a-f]{16})\.snap$/;

const below = ({ path }: Folder, name: string): string =>
  path === '' ? name : `${path}/${name}`;

/** The segment of that number whose first entry is `first`. */
export function segmentFile(folder: Folder, number: number, first: number): string {
  return below(folder, `wal/${hex(number)}-${hex(first)}.wal`);
}

/** The snapshot of the state after the entry `index`. */
export function snapshotFile(folder: Folder, index: number): string {
  return below(folder, `snap/${hex(index)}.snap`);
}

/** What is being made, and has no name of its own yet. */
export function draftFile(folder: Folder, kind: 'wal' | 'snap'): string {
  return below(folder, `${kind}/next.tmp`);
}

export interface Numbered {
  readonly file: string;
  /** Of a segment the first entry in it; of a snapshot the last. */
  readonly index: number;
}

/** The segments, or the snapshots, oldest first. */
export async function listFiles(
  folder: Folder,
  kind: 'wal' | 'snap',
): Promise<readonly Numbered[]> {
  const pattern = kind === 'wal' ? SEGMENT : SNAPSHOT;
  const found: Numbered[] = [];
  for (const name of await folder.disk.list(below(folder, kind))) {
    const digits = pattern.exec(name)?.[1];
    if (digits === undefined) continue;
    const file = below(folder, `${kind}/${name}`);
    found.push({ file, index: Number.parseInt(digits, 16) });
  }
  return found;
}

/** Removes a file that may be gone already. */
export async function removeFile({ disk }: Folder, file: string): Promise<void> {
  if (await disk.exists(file)) await disk.remove(file);
}

export async function readWhole(
  { disk }: Folder,
  name: string,
): Promise<Uint8Array> {
  const file = await disk.open(name);
  try {
    return await file.read(0, await file.size());
  } finally {
    await file.close();
  }
}

export function isFull(error: unknown): boolean {
  return error instanceof DiskError && error.code === 'ENOSPC';
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
