// Bundles what a page needs to run the programs of its chapter: one script a chapter, loaded
// when somebody wants to change a program.

import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled, writeDeskStyle } from './bundled.node.ts';
import { type Bundled, keep } from './kept.node.ts';

/** The script of a chapter's programs. */
export const triesFile = (slug: string): string => `${slug}.try.js`;

export interface TriesOptions {
  readonly root: string;
  readonly out: string;
  /** Where built scripts are kept. */
  readonly cache: string;
  /** Only these chapters; all, where it is not said. */
  readonly slugs?: ReadonlySet<string>;
}

/** What says how a script is made. */
const OWN = ['site/tries.node.ts', 'site/bundled.node.ts'];

/** Writes a script for each chapter that has programs, and the style. Answers with the names. */
export async function buildTries(
  options: TriesOptions,
): Promise<readonly string[]> {
  const { root, out, cache, slugs } = options;
  mkdirSync(out, { recursive: true });
  const names: string[] = [];
  for (const file of readdirSync(join(root, 'chapters')).sort()) {
    const [, slug] = /^(\d\d-\w+)\.md$/.exec(file) ?? [];
    if (slug === undefined || (slugs !== undefined && !slugs.has(slug))) continue;
    const imports = importsOf(readFileSync(join(root, 'chapters', file), 'utf8'));
    if (imports === undefined) continue;
    const kept = await keep({
      // A program that imports something new makes another script.
      ...{ root, cache, name: triesFile(slug), own: OWN, words: imports.join() },
      make: () => bundleTries(root, imports),
    });
    copyFileSync(kept, join(out, triesFile(slug)));
    names.push(triesFile(slug));
  }
  return [...names, await writeDeskStyle(root, out)];
}

/** The names that the programs of a chapter import; undefined if it has none. */
function importsOf(chapter: string): readonly string[] | undefined {
  const programs = [...chapter.matchAll(/^```ts run\b[\s\S]*?^```$/gm)];
  if (programs.length === 0) return undefined;
  const names = programs.flatMap(([text]) =>
    [...text.matchAll(/from '(?<name>#[\w/]+)'/g)].map(
      ({ groups }) => groups?.name ?? '',
    ),
  );
  return [...new Set(['#world', ...names])].sort();
}

async function bundleTries(
  root: string,
  names: readonly string[],
): Promise<Bundled> {
  const lines = names.map((name, i) => `import * as part${i} from '${name}';`);
  const entries = names.map((name, i) => `'${name}': part${i},`);
  const worker = await bundled(root, 'site/try/worker.ts', {
    'kubewright:modules': `${lines.join('\n')}\nexport const modules = {\n${entries.join('\n')}\n};`,
  });
  const page = await bundled(root, 'site/try/entry.ts', {
    'kubewright:worker': `export const script = ${JSON.stringify(worker.script)};`,
  });
  const inputs = { ...worker.metafile.inputs, ...page.metafile.inputs };
  return { script: page.script, metafile: { ...page.metafile, inputs } };
}
