// Starts npm run cluster. Plain JavaScript, so that a start needs no transpiler: the cluster
// is bundled when a source of it has changed, and else loaded as it was.

import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mineOf, NotMine } from './cluster/mine.mjs';

// Node 20 parses this bundle at every start; we call nobody by TLS.
delete process.env.NODE_EXTRA_CA_CERTS;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const home = join(root, '.kubewright', 'cluster');
const DAY_MS = 86_400_000;
const mine = chosen();
// With other modules it is another bundle.
const list = join(home, ['sources', ...mine].join('-').concat('.json'));

if (process.exitCode === undefined) {
  const made = isFresh() ? readList() : await build();
  if (made !== undefined)
    await import(pathToFileURL(join(home, made.name, 'cluster.js')).href);
}

/** The chapters that are the learner's own. */
function chosen() {
  try {
    return mineOf(process.argv.slice(2), root);
  } catch (error) {
    if (!(error instanceof NotMine)) throw error;
    console.error(error.message);
    process.exitCode = 2;
    return [];
  }
}

/** Whether every source is as it was when the bundle was made. */
function isFresh() {
  try {
    const { name, node, sources } = readList();
    return (
      node === process.version &&
      existsSync(join(home, name, 'cluster.js')) &&
      Object.entries(sources).every(([file, stamp]) => stamp === stampOf(file))
    );
  } catch {
    // No bundle yet, or a source that is gone.
    return false;
  }
}

function readList() {
  return JSON.parse(readFileSync(list, 'utf8'));
}

function stampOf(file) {
  const { size, mtimeMs } = statSync(join(root, file));
  return `${size} ${mtimeMs}`;
}

/** In a folder of its own, so that a start beside this one finds all or nothing. */
async function build() {
  const name = `${Date.now()}-${process.pid}`;
  const metafile = await bundle(join(home, name));
  if (metafile === undefined) return undefined;
  const files = ['package.json', ...Object.keys(metafile.inputs)];
  const sources = Object.fromEntries(files.map((file) => [file, stampOf(file)]));
  writeFileSync(
    `${list}.${process.pid}`,
    JSON.stringify({ name, node: process.version, sources }),
  );
  renameSync(`${list}.${process.pid}`, list);
  forgetOld();
  return { name };
}

/** What went into it; undefined if a learner's module can't be read, which was said then. */
async function bundle(outdir) {
  const { build } = await import('esbuild');
  try {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['tools/cluster.ts'],
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      conditions: mine.map((name) => `mine-${name}`),
      metafile: true,
      logLevel: 'error',
    });
    return metafile;
  } catch (error) {
    if (mine.length === 0) throw error;
    process.exitCode = 1;
    return undefined;
  }
}

/** A cluster that still runs may load a part of its bundle: a day is long enough. */
function forgetOld() {
  for (const folder of readdirSync(home)) {
    const made = Number(/^(\d+)-\d+$/.exec(folder)?.[1] ?? Date.now());
    if (Date.now() - made > DAY_MS)
      rmSync(join(home, folder), { recursive: true, force: true });
  }
}
