// What launch.mjs needs when the sources are not those of the run before: their key by
// content, and the folder that is built for it.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A source that changed this shortly ago may change again within one tick of its clock. */
const UNSETTLED_MS = 2_000;

/**
 * The folder for the sources as they are; built if there is none. `stamp` is what the
 * sources look like; it is kept, so that the next run can trust it.
 */
export async function prepare({ root, cache, stamp, keep }) {
  const began = Date.now();
  const key = keyOf(stamp);
  const folder = await findOrBuild(root, [cache, elsewhere(root)], key);
  if (began - latestChange(stamp) > UNSETTLED_MS) {
    keep(join(cache, 'stamp'), `${key}\n${stamp}`);
  }
  return folder;
}

/** The key of the sources by what is in them. */
function keyOf(stamp) {
  const [version, ...lines] = stamp.split('\n');
  const hash = createHash('sha256').update(version);
  for (const path of lines
    .map((line) => line.replace(/ \d+ \d+ \d+$/, ''))
    .sort()) {
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 20);
}

function latestChange(stamp) {
  const times = stamp.match(/\d+$/gm) ?? [];
  return Number(
    times.map(BigInt).reduce((a, b) => (a > b ? a : b), 0n) / 1_000_000n,
  );
}

async function findOrBuild(root, caches, key) {
  for (const cache of caches) {
    if (existsSync(join(cache, key, 'cli.cjs'))) return join(cache, key);
  }
  for (const cache of caches) {
    const folder = await build(root, cache, key);
    if (folder !== undefined) return folder;
  }
  return fail('Neither this folder nor the temporary one can be written to.');
}

/** Where things are built when the course's own folder cannot be written to. */
function elsewhere(root) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12);
  return join(tmpdir(), `kubewright-cache-${name}`);
}

/** Builds next to the final place and moves it there, so that half a build is never used. */
async function build(root, cache, key) {
  const draft = join(cache, `${key}.${process.pid}`);
  try {
    mkdirSync(draft, { recursive: true });
  } catch {
    return undefined;
  }
  try {
    const { buildGrader } = await loadBuilder(root, draft);
    await buildGrader(root, draft);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const [why] = String(error instanceof Error ? error.message : error).split(
      '\n',
    );
    return fail(
      `The grader could not be built, this is not your code: ${why}\n` +
        'npm run doctor looks for the cause.',
    );
  }
  try {
    renameSync(draft, join(cache, key));
  } catch {
    // Another run was faster with the same content.
    rmSync(draft, { recursive: true, force: true });
  }
  forgetOthers(cache, key);
  return join(cache, key);
}

/** The builder is TypeScript too: it is bundled first, beside what it will build. */
async function loadBuilder(root, draft) {
  let esbuild;
  try {
    esbuild = await import('esbuild');
  } catch {
    return fail('The dependencies are not installed here. Type: npm ci');
  }
  const file = join(draft, 'build.mjs');
  await esbuild.build({
    entryPoints: [join(root, 'grader/build/build.node.ts')],
    outfile: file,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  return import(pathToFileURL(file).href);
}

function forgetOthers(cache, key) {
  for (const name of readdirSync(cache)) {
    if (/^[0-9a-f]{20}$/.test(name) && name !== key) {
      rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

/** @returns {never} */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(70);
}
