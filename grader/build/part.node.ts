// A part of what is built: files that were made together, and the sources that they were
// made from. While these stay as they are, the part is taken over into the next cache
// folder; `grader/start/prepare.mjs` does that.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Paths from the root of the course. */
export interface Part {
  readonly files: readonly string[];
  /** Every source below them counts, those that are added too. */
  readonly folders: readonly string[];
  /** The files of the part, by their names in the cache folder. */
  readonly outputs: readonly string[];
}

/** Says what a part is, in `NAME.part.json` beside its files. */
export function writePart(out: string, name: string, part: Part): void {
  writeJson(join(out, `${name}.part.json`), part);
}

export function writeJson(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value));
}

export interface Bundle {
  /** A file, or a module `kubewright:NAME` that holds `source`. */
  readonly from: string;
  readonly to: string;
  /** What `kubewright:…` stands for in this bundle. */
  readonly source?: () => string | Promise<string>;
  readonly small?: boolean;
  readonly plugins?: readonly Plugin[];
}

/**
 * One self-contained script: CommonJS, because its compiled code can be kept. Answers
 * with the files that it was made from.
 */
export async function bundle(
  root: string,
  out: string,
  job: Bundle,
): Promise<readonly string[]> {
  const contents = (await job.source?.()) ?? '';
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [job.from],
    outfile: join(out, job.to),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: job.small === true,
    keepNames: job.small === true,
    legalComments: 'none',
    metafile: true,
    plugins: [virtualModule(root, contents), ...(job.plugins ?? [])],
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs).filter((file) => !/^\w+:/.test(file));
}

/** Lets `kubewright:…` be imported: a module that is made, not written. */
function virtualModule(root: string, contents: string): Plugin {
  return {
    name: 'kubewright',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^kubewright:/ }, ({ path }) => {
        return { path, namespace: 'kubewright' };
      });
      onLoad({ filter: /.*/, namespace: 'kubewright' }, () => {
        return { contents, resolveDir: root, loader: 'ts' };
      });
    },
  };
}
