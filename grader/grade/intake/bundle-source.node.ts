// A submission as a git bundle: the newest commit of its HEAD, or of its only branch. Git
// reads it into a bare folder of our own, without hooks and without the user's settings.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tooMany } from './folder-source.node.ts';
import { IntakeProblem, MOST_ENTRIES } from './picked.ts';
import { LARGEST, type Source } from './source.ts';

/** How long git may take over a bundle, in milliseconds. */
const LONGEST_MS = 30_000;

export class BundleSource implements Source {
  readonly #path: string;
  #texts: ReadonlyMap<string, string> | undefined;
  #folder = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** Paths of plain files, each with the object that holds its text. */
  #objects(): ReadonlyMap<string, string> {
    this.#texts ??= this.#listed();
    return this.#texts;
  }

  #listed(): ReadonlyMap<string, string> {
    this.#folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
    const at = join(this.#folder, 'bundle.git');
    git(['clone', '--quiet', '--bare', '--', this.#path, at]);
    const lines = git(['-C', at, 'ls-tree', '-r', '-z', 'HEAD']).toString('utf8');
    const rows = lines.split('\0').filter((line) => line !== '');
    if (rows.length > MOST_ENTRIES) throw tooMany();
    return new Map(
      rows.flatMap((row) => {
        const [, object, path] =
          /^100(?:644|755) blob (\w+)\t(.+)$/s.exec(row) ?? [];
        return object === undefined || path === undefined ? [] : [[path, object]];
      }),
    );
  }

  async paths(): Promise<readonly string[]> {
    try {
      return [...this.#objects().keys()];
    } catch (error) {
      this.#remove();
      throw error;
    }
  }

  async read(paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    try {
      const objects = this.#objects();
      const at = join(this.#folder, 'bundle.git');
      return new Map(
        paths.map((path) => {
          const words = ['-C', at, 'cat-file', 'blob', objects.get(path) ?? ''];
          return [path, git(words).subarray(0, LARGEST)];
        }),
      );
    } finally {
      this.#remove();
    }
  }

  #remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function git(words: readonly string[]): Buffer {
  const safe = ['-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'];
  const file = ['-c', 'protocol.file.allow=always'];
  const { status, stdout, stderr, error } = spawnSync(
    'git',
    [...safe, ...file, ...words],
    {
      env: {
        PATH: process.env.PATH ?? '',
        ...{ GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
        ...{ GIT_TERMINAL_PROMPT: '0', GIT_LFS_SKIP_SMUDGE: '1' },
      },
      timeout: LONGEST_MS,
      maxBuffer: 8 * 1024 * 1024,
    },
  );
  if (status === 0) return stdout;
  const said = error?.message ?? stderr.toString().replace(/'\/[^']*'/g, 'it');
  const [why = ''] = said.trim().split('\n');
  throw new IntakeProblem(`git can not read its bundle: ${why.slice(0, 200)}`);
}
