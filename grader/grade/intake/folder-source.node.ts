// A submission as a folder. No link is followed, wherever it points.

import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import { IntakeProblem, MOST_ENTRIES } from './picked.ts';
import { LARGEST, type Source } from './source.ts';

/** Deeper than this nobody keeps an exercise. */
const DEEPEST = 6;

export class FolderSource implements Source {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async paths(): Promise<readonly string[]> {
    const found: string[] = [];
    let seen = 0;
    const visit = (prefix: string, depth: number): void => {
      for (const entry of readdirSync(join(this.#folder, prefix), {
        withFileTypes: true,
      })) {
        seen += 1;
        if (seen > MOST_ENTRIES) throw tooMany();
        const path = `${prefix}${entry.name}`;
        if (entry.isFile()) found.push(path);
        const isOther = entry.name === 'node_modules' || entry.name.startsWith('.');
        if (entry.isDirectory() && !isOther && depth < DEEPEST) {
          visit(`${path}/`, depth + 1);
        }
      }
    };
    visit('', 0);
    return found;
  }

  async read(paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return new Map(
      paths.map((path) => [path, readPlain(join(this.#folder, path))]),
    );
  }
}

export function tooMany(): IntakeProblem {
  return new IntakeProblem(
    `it holds more than ${MOST_ENTRIES} files; only exercises are handed in`,
  );
}

function readPlain(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, LARGEST));
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}
