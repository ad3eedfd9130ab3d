// Keeps what was bundled, with the names of the sources that it was made from and a digest
// of what they said, so that only what changed is bundled again.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

export interface Bundled {
  readonly script: string;
  /** Names the sources. */
  readonly metafile: Metafile;
}

export interface Keeping {
  readonly root: string;
  readonly cache: string;
  /** The name of the script. */
  readonly name: string;
  /** Sources besides those that were bundled: they say how. */
  readonly own: readonly string[];
  /** What it depends on besides, in words. */
  readonly words?: string;
  readonly make: () => Promise<Bundled>;
}

/** What a script was made from. */
interface Made {
  readonly sources: readonly string[];
  readonly digest: string;
}

/** Of all that is bundled. */
const COMMON = ['site/kept.node.ts', 'package.json', 'package-lock.json'];

/** Answers with the path of the script, which is made anew if a source of it changed. */
export async function keep(keeping: Keeping): Promise<string> {
  const { root, cache, name, own, words = '', make } = keeping;
  mkdirSync(cache, { recursive: true });
  const kept = join(cache, name);
  if (isFresh(root, kept, words)) return kept;
  const { script, metafile } = await make();
  const read = Object.keys(metafile.inputs).filter((input) =>
    existsSync(join(root, input)),
  );
  const sources = [...read, ...own, ...COMMON];
  const made: Made = { sources, digest: digestOf(root, sources, words) };
  writeFileSync(kept, script);
  writeFileSync(`${kept}on`, JSON.stringify(made));
  return kept;
}

function isFresh(root: string, kept: string, words: string): boolean {
  if (!existsSync(kept) || !existsSync(`${kept}on`)) return false;
  const { sources, digest } = JSON.parse(readFileSync(`${kept}on`, 'utf8')) as Made;
  return digestOf(root, sources, words) === digest;
}

function digestOf(root: string, sources: readonly string[], words: string): string {
  const hash = createHash('sha256').update(`${words}\n`);
  for (const name of sources) {
    const path = join(root, name);
    const text = existsSync(path) ? readFileSync(path) : '';
    hash.update(`${name} ${text.length}\n`).update(text);
  }
  return hash.digest('hex');
}
