// Builds what a page loads when its reader first searches: the script and its style. The
// index beside them is made with the pages.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

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
    writeFileSync(join(out, name), await bundled(root, entry));
  }
  return names;
}

async function bundled(root: string, entry: string): Promise<string> {
  const options: BuildOptions & { write: false } = {
    ...{ absWorkingDir: root, entryPoints: [entry], write: false },
    ...{ bundle: true, format: 'iife', platform: 'browser', target: 'es2023' },
    ...{ minify: true, charset: 'utf8', legalComments: 'none', logLevel: 'error' },
  };
  const { outputFiles } = await build(options);
  return outputFiles[0]?.text ?? '';
}
