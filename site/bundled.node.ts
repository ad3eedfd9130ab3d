// Bundles code of a page into one classic script, which a folder on disk can load too.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { Bundled } from './kept.node.ts';

/** An entry as one classic script, or one style; `made` are modules that stand in no file. */
export async function bundled(
  root: string,
  entry: string,
  made: Readonly<Record<string, string>> = {},
): Promise<Bundled> {
  const options: BuildOptions & { write: false; metafile: true } = {
    absWorkingDir: root,
    entryPoints: [entry],
    ...{ bundle: true, format: 'iife', platform: 'browser', target: 'es2023' },
    ...{ write: false, metafile: true, logLevel: 'error' },
    // What is printed must show no shortened name.
    ...{ minify: true, keepNames: true, charset: 'utf8', legalComments: 'none' },
    plugins: [
      {
        name: 'made',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^kubewright:/ }, ({ path }) => {
            return { path, namespace: 'made' };
          });
          onLoad({ filter: /.*/, namespace: 'made' }, ({ path }) => {
            return { contents: made[path] ?? '', resolveDir: root, loader: 'ts' };
          });
        },
      },
    ],
  };
  const { outputFiles, metafile } = await build(options);
  return { script: outputFiles[0]?.text ?? '', metafile };
}

/** Writes the style of whatever has an editor, `desk.css`: the editor's layout, and ours. */
export async function writeDeskStyle(root: string, out: string): Promise<string> {
  const { script } = await bundled(root, 'site/desk/desk.css');
  writeFileSync(join(out, 'desk.css'), script);
  return 'desk.css';
}
