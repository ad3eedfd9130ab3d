// npm run site: presses the course into dist/.
//   -- --out DIR      into another folder
//   -- --serve        and serves it on this machine, with a reload after each save
//   -- --port N       on that port (4173)

import { relative, resolve } from 'node:path';
import { buildDesks } from './desks.node.ts';
import { buildIslands } from './islands.node.ts';
import { buildSearch } from './press/search.node.ts';
import { createSite } from './press/site.node.ts';
import { serve } from './serve.node.ts';
import { buildTries } from './tries.node.ts';
import { readSiteWords } from './words.ts';

const root = resolve(import.meta.dirname, '..');

async function main(): Promise<void> {
  const words = readSiteWords(process.argv.slice(2));
  if (typeof words === 'string') {
    console.error(`npm run site: ${words}`);
    process.exitCode = 2;
    return;
  }
  const out = resolve(words.out);
  const site = createSite({ root, out });
  const start = performance.now();
  const written = [...(await site.update()), ...site.bind()];
  const cache = resolve(root, '.kubewright/cache/desks');
  written.push(...(await buildSearch({ root, out })));
  written.push(...(await buildDesks({ root, out, cache })));
  const islands = resolve(root, '.kubewright/cache/islands');
  written.push(...(await buildIslands({ root, out, cache: islands })));
  const tries = resolve(root, '.kubewright/cache/tries');
  written.push(...(await buildTries({ root, out, cache: tries })));
  const took = Math.round(performance.now() - start);
  const folder = relative(process.cwd(), out) || '.';
  console.log(`${folder}/: ${written.length} files written in ${took} ms`);
  if (words.serve) await serve({ root, out, port: words.port, site });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
