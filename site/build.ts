// npm run site: presses the course into dist/.
//   -- --out DIR      into another folder
//   -- --serve        and serves it on this machine, with a reload after each save
//   -- --port N       on that port (4173)

import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createSite } from './press/site.node.ts';
import { serve } from './serve.node.ts';

const root = resolve(import.meta.dirname, '..');

function readWords(): { out: string; serve: boolean; port: number } {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'dist' },
      serve: { type: 'boolean', default: false },
      port: { type: 'string', default: '4173' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(
      `--port: expected a number from 0 to 65535, found "${values.port}"`,
    );
  }
  return { out: resolve(values.out), serve: values.serve, port };
}

async function main(): Promise<void> {
  const words = readWords();
  const site = createSite({ root, out: words.out });
  const start = performance.now();
  const written = [...(await site.update()), ...site.bind()];
  const took = Math.round(performance.now() - start);
  const folder = relative(process.cwd(), words.out) || '.';
  console.log(`${folder}/: ${written.length} files written in ${took} ms`);
  if (words.serve) await serve({ root, out: words.out, port: words.port, site });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
