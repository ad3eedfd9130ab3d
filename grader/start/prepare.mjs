// What launch.mjs needs when the sources are not those of the run before: their key by
// content, and the folder that is built for it. A part of the folder before whose own
// sources did not change is taken over; an exercise is built when it is asked for.

import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A source that changed this shortly ago may change again within one tick of its clock. */
const UNSETTLED_MS = 2_000;
/** What the sources were, by their paths from the root. */
const SOURCES = 'sources.json';
const BUILDER = 'builder.part.json';

/**
 * The folder for the sources as they are; built if there is none. `stamp` is what the
 * sources look like; it is kept, so that the next run can trust it. `known` is the stamp
 * that was kept before, and `name` the folder that it stands for.
 */
export async function prepare({ root, cache, stamp, known, name, keep }) {
  const began = Date.now();
  const sources = hashesOf(root, stamp, known, read(join(cache, name, SOURCES)));
  const key = keyOf(stamp, sources);
  const folder = await findOrBuild(root, [cache, elsewhere(root)], key, sources);
  if (began - latestChange(stamp) > UNSETTLED_MS) {
    keep(join(cache, 'stamp'), `${key}\n${stamp}`);
  }
  return folder;
}

/**
 * Builds an exercise into the folder of a state of the sources, or into a copy of it
 * where that folder cannot be written to. Answers with the folder that holds it.
 */
export async function complete(root, folder, slug) {
  const place = isWritable(folder) ? folder : copyElsewhere(root, folder);
  await building(async () => {
    const { buildExercise } = await loadBuilder(root, place);
    await buildExercise(root, place, slug);
  });
  return place;
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function copyElsewhere(root, folder) {
  const place = join(elsewhere(root), basename(folder));
  if (existsSync(join(place, 'cli.cjs'))) return place;
  // File by file: the folder's own rights would come along.
  mkdirSync(place, { recursive: true });
  for (const file of readdirSync(folder)) {
    copyFileSync(join(folder, file), join(place, file));
  }
  return place;
}

/** What is in each source, as a hash. A file that looks as it did is not read again. */
function hashesOf(root, stamp, known, before = {}) {
  const trusted = new Set(known.split('\n'));
  // The builder names the packages by where they lie.
  const sources = { '.': root };
  for (const line of stamp.split('\n').slice(1)) {
    const path = line.replace(/ \d+ \d+ \d+$/, '');
    const name = relative(root, path).replaceAll('\\', '/');
    const hash = trusted.has(line) ? before[name] : undefined;
    sources[name] = hash ?? digest(readFileSync(path));
  }
  return sources;
}

/** The key of the sources by what is in them. */
function keyOf(stamp, sources) {
  const [version] = stamp.split('\n');
  return digest(JSON.stringify([version, Object.entries(sources).sort()]));
}

function digest(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 20);
}

function latestChange(stamp) {
  const times = stamp.match(/\d+$/gm) ?? [];
  return Number(
    times.map(BigInt).reduce((a, b) => (a > b ? a : b), 0n) / 1_000_000n,
  );
}

async function findOrBuild(root, caches, key, sources) {
  for (const cache of caches) {
    if (existsSync(join(cache, key, 'cli.cjs'))) return join(cache, key);
  }
  for (const cache of caches) {
    const folder = await build(root, cache, key, sources);
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
async function build(root, cache, key, sources) {
  const draft = join(cache, `${key}.${process.pid}`);
  try {
    mkdirSync(draft, { recursive: true });
  } catch {
    return undefined;
  }
  try {
    await building(async () => {
      takeOver(cache, draft, sources);
      writeFileSync(join(draft, SOURCES), JSON.stringify(sources));
      const { buildBase } = await loadBuilder(root, draft);
      await buildBase(root, draft);
    });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
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

async function building(work) {
  try {
    await work();
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split(
      '\n',
    );
    fail(
      `The grader could not be built, this is not your code: ${why}\n` +
        'npm run doctor looks for the cause.',
    );
  }
}

/** Parts of other states of the sources that would come out the same today. */
function takeOver(cache, draft, sources) {
  for (const name of foldersIn(cache)) {
    const folder = join(cache, name);
    const before = read(join(folder, SOURCES));
    const parts = readdirSync(folder).filter((file) => /\.part\.json$/.test(file));
    const same = (file) => isSame(read(join(folder, file)), before ?? {}, sources);
    // What builds the parts is itself one.
    if (!parts.includes(BUILDER) || !same(BUILDER)) continue;
    for (const part of parts.filter(same)) {
      const { outputs } = read(join(folder, part));
      for (const file of [part, ...outputs, ...outputs.flatMap(codeFiles)]) {
        take(join(folder, file), join(draft, file));
      }
    }
  }
}

function isSame(part, before, sources) {
  if (part === undefined) return false;
  const ours = (file) =>
    part.files.includes(file) ||
    file === 'package.json' ||
    part.folders.some((folder) => file.startsWith(`${folder}/`));
  const files = Object.keys({ ...before, ...sources }).filter(ours);
  return files.every((file) => before[file] === sources[file]);
}

/** Where launch.mjs keeps the compiled code of a bundle. */
function codeFiles(file) {
  return ['list', 'run'].map((kind) => `${file}.${kind}.code`);
}

function take(from, to) {
  try {
    linkSync(from, to);
  } catch {
    if (existsSync(from) && !existsSync(to)) copyFileSync(from, to);
  }
}

/** The builder is TypeScript too: it is bundled first, beside what it will build. */
async function loadBuilder(root, folder) {
  const file = join(folder, 'build.mjs');
  if (!existsSync(join(folder, BUILDER))) {
    const { metafile } = await (await loadEsbuild()).build({
      absWorkingDir: root,
      entryPoints: ['grader/build/build.node.ts'],
      outfile: file,
      bundle: true,
      format: 'esm',
      platform: 'node',
      metafile: true,
      plugins: [{ name: 'packages', setup: leavePackages }],
      logLevel: 'error',
    });
    const files = ['.', ...Object.keys(metafile.inputs)];
    const part = { files, folders: [], outputs: ['build.mjs'] };
    writeFileSync(join(folder, BUILDER), JSON.stringify(part));
  }
  return import(pathToFileURL(file).href);
}

/** Packages are loaded from here, wherever the builder itself lies. */
function leavePackages({ onResolve }) {
  onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) => {
    if (kind === 'entry-point' || path.startsWith('node:')) return undefined;
    return { path: import.meta.resolve(path), external: true };
  });
}

async function loadEsbuild() {
  try {
    return await import('esbuild');
  } catch {
    return fail('The dependencies are not installed here. Type: npm ci');
  }
}

function forgetOthers(cache, key) {
  for (const name of foldersIn(cache)) {
    if (name !== key) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function foldersIn(cache) {
  return readdirSync(cache).filter((name) => /^[0-9a-f]{20}$/.test(name));
}

/** What we wrote as JSON; undefined if it is not there. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @returns {never} */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(70);
}
