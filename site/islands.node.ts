// Bundles the islands of each chapter as one script, loaded when a reader asks to play. What
// was built is kept with the names of the sources that it was made from, and what they said.

import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type Bundled, keep } from './kept.node.ts';

/** The script of a chapter's islands. */
export const islandsFile = (slug: string): string => `${slug}.islands.js`;

/** The style of all islands. */
export const ISLAND_STYLE = 'island.css';

/** Where the islands of a chapter stand. */
export const islandsSource = (slug: string): string =>
  `chapters/islands/${slug}.ts`;

export interface IslandsOptions {
  readonly root: string;
  readonly out: string;
  /** Where built scripts are kept. */
  readonly cache: string;
}

/** Writes a script for each chapter that has islands, and the style. Answers with the names. */
export async function buildIslands(
  options: IslandsOptions,
): Promise<readonly string[]> {
  const { root, out, cache } = options;
  mkdirSync(cache, { recursive: true });
  mkdirSync(out, { recursive: true });
  const names: string[] = [];
  for (const slug of islandSlugs(root)) {
    const kept = await keep({
      ...{ root, cache, name: islandsFile(slug), own: ['site/islands.node.ts'] },
      make: () => bundleIslands(root, slug),
    });
    copyFileSync(kept, join(out, islandsFile(slug)));
    names.push(islandsFile(slug));
  }
  copyFileSync(join(root, 'site/island', ISLAND_STYLE), join(out, ISLAND_STYLE));
  return [...names, ISLAND_STYLE];
}

/** The chapters that have islands. */
export function islandSlugs(root: string): readonly string[] {
  const folder = join(root, 'chapters/islands');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => /^(\d\d-\w+)\.ts$/.exec(name)?.[1] ?? [])
    .sort();
}

/** `without`: imports that are left out, to weigh the rest. */
export async function bundleIslands(
  root: string,
  slug: string,
  without?: RegExp,
): Promise<Bundled> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: {
      resolveDir: root,
      loader: 'ts',
      contents:
        `import * as islands from './${islandsSource(slug)}';\n` +
        `import { upgrade } from './site/island/element.ts';\nupgrade(islands);\n`,
    },
    // The chapters' modules do nothing when they are loaded: what is not used is left out.
    ...{ bundle: true, format: 'iife', platform: 'browser', target: 'es2023' },
    ...{ write: false, metafile: true, logLevel: 'error', minify: true },
    ...{ charset: 'utf8', legalComments: 'none' },
    plugins: without === undefined ? [] : [leavingOut(without)],
  });
  return { script: outputFiles[0]?.text ?? '', metafile };
}

function leavingOut(filter: RegExp): Plugin {
  return {
    name: 'without',
    setup: ({ onResolve }) =>
      onResolve({ filter }, ({ path }) => ({ path, external: true })),
  };
}
