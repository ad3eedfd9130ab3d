// Builds what a page loads when its reader first searches: the script and its style. The
// index beside them is made with the pages.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from '../bundled.node.ts';

export interface SearchFiles {
  readonly root: string;
  readonly out: string;
}

/** Writes `search.js` and `search.css`. Answers with the names. */
export async function buildSearch({
  root,
  out,
}: SearchFiles): Promise<readonly string[]> {
  const names = ['search.js', 'search.css'];
  mkdirSync(out, { recursive: true });
  for (const name of names) {
    const entry = `site/search/${name.replace(/js$/, 'ts')}`;
    const { script } = await bundled(root, entry);
    writeFileSync(join(out, name), script);
  }
  return names;
}
