// Git's own three-way merge of one file.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Merged {
  readonly text: string;
  /** Places where both changed the same lines: they stand there with git's marks. */
  readonly conflicts: number;
}

/** @throws Error if there is no git */
export function mergeFile(
  texts: { readonly base: string; readonly ours: string; readonly theirs: string },
  course: string,
): Merged {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  try {
    const files = (['ours', 'base', 'theirs'] as const).map((name) => {
      const path = join(folder, name);
      writeFileSync(path, texts[name]);
      return path;
    });
    const labels = ['yours', 'where you began', course].flatMap((name) => [
      '-L',
      name,
    ]);
    const words = ['merge-file', '-p', ...labels, ...files];
    const { status, stdout, error } = spawnSync('git', words, { encoding: 'utf8' });
    // The exit code is the number of conflicts, up to 127.
    if (error !== undefined || status === null || status > 127) {
      throw new Error(
        `git merge-file failed: ${error?.message ?? `exit ${status}`}`,
      );
    }
    return { text: stdout, conflicts: status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
