// Changes a folder by a plan, and back. What is about to be changed is copied first, with
// a list of it: so half an upgrade can be undone as a whole one can.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Change } from './plan.node.ts';

const KEPT = '.kubewright/before-upgrade';
const LIST = 'list.json';

/** A path that an upgrade changed. */
interface Row {
  readonly path: string;
  readonly existed: boolean;
  /** Of what the upgrade wrote; absent where it removed. */
  readonly after?: string;
}

/** Makes the changes. Answers with where what stood there is kept. */
export function apply(
  root: string,
  changes: readonly Change[],
  date: string,
): string {
  const kept = `${KEPT}/${date}`;
  const rows = changes.map(({ path, bytes }): Row => {
    const existed = existsSync(join(root, path));
    if (existed)
      write(root, `${kept}/files/${path}`, readFileSync(join(root, path)));
    return {
      path,
      existed,
      ...(bytes === undefined ? {} : { after: hashOf(bytes) }),
    };
  });
  // From here on it can be undone.
  write(root, `${kept}/${LIST}`, Buffer.from(`${JSON.stringify(rows, null, 1)}\n`));
  for (const { path, bytes } of changes) put(root, path, bytes);
  return kept;
}

export interface Undone {
  readonly files: number;
  /** Where work that was done since the upgrade is kept, if there is any. */
  readonly since?: string;
}

/** Takes back the newest upgrade that was not taken back; undefined if there is none. */
export function undo(root: string, date: string): Undone | undefined {
  const kept = newest(root);
  if (kept === undefined) return undefined;
  const rows = JSON.parse(readFileSync(join(root, kept, LIST), 'utf8')) as Row[];
  const since = `.kubewright/before-undo/${date}`;
  let changed = 0;
  for (const { path, existed, after } of rows) {
    const before = existed
      ? readFileSync(join(root, kept, 'files', path))
      : undefined;
    const now = existsSync(join(root, path))
      ? readFileSync(join(root, path))
      : undefined;
    const isOurs =
      now === undefined || hashOf(now) === after || isSame(now, before);
    if (now !== undefined && !isOurs) {
      write(root, `${since}/${path}`, now);
      changed += 1;
    }
    put(root, path, before);
  }
  renameSync(join(root, kept, LIST), join(root, kept, `undone-${LIST}`));
  return { files: rows.length, ...(changed > 0 ? { since } : {}) };
}

function newest(root: string): string | undefined {
  const folder = join(root, KEPT);
  if (!existsSync(folder)) return undefined;
  const dates = readdirSync(folder).filter((date) =>
    existsSync(join(folder, date, LIST)),
  );
  const last = dates.sort().at(-1);
  return last === undefined ? undefined : `${KEPT}/${last}`;
}

function isSame(one: Buffer, other: Buffer | undefined): boolean {
  return other?.equals(one) ?? false;
}

function put(root: string, path: string, bytes: Buffer | undefined): void {
  if (bytes === undefined) rmSync(join(root, path), { force: true });
  else write(root, path, bytes);
}

/** Whole or not at all. */
function write(root: string, path: string, bytes: Buffer): void {
  const to = join(root, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(`${to}.${process.pid}`, bytes);
  renameSync(`${to}.${process.pid}`, to);
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
