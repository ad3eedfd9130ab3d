// Starts the grader. Plain JavaScript, so that a run needs no transpiler: the grader is
// bundled once for each state of the sources, and every later run loads the bundle.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';

// The judge never opens its inspector, whoever asks.
process.on('SIGUSR1', () => {});
// Node 20 parses this bundle at every start; no child of ours needs it.
delete process.env.NODE_EXTRA_CA_CERTS;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Kubewright needs Node 20.19 or newer, this is ${process.version}. See nodejs.org.`,
  );
}

const built = await findOrBuild();
const { main } = loadWithCode(join(built, 'cli.cjs'));
process.exitCode = await main(root, built, process.argv.slice(2));

/** Loads a script with the machine code that an earlier run of it left behind. */
function loadWithCode(file) {
  const codeFile = `${file}.code`;
  const cachedData = existsSync(codeFile) ? readFileSync(codeFile) : undefined;
  const source = `(function (exports, require, module) {${readFileSync(file, 'utf8')}\n})`;
  const script = new vm.Script(source, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module);
  if (cachedData === undefined || script.cachedDataRejected) {
    // At the end, when what a run needs has been compiled.
    process.once('exit', () => keepCode(codeFile, script.createCachedData()));
  }
  return module.exports;
}

function keepCode(file, code) {
  try {
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A folder that cannot be written to: the next run compiles again.
  }
}

/** The folder with the bundle for the sources as they are now. */
async function findOrBuild() {
  const key = keyOfSources();
  for (const cache of cacheFolders()) {
    if (existsSync(join(cache, key, 'cli.cjs'))) return join(cache, key);
  }
  for (const cache of cacheFolders()) {
    const folder = await build(cache, key);
    if (folder !== undefined) return folder;
  }
  return fail('Neither this folder nor the temporary one can be written to.');
}

function cacheFolders() {
  const elsewhere = createHash('sha256').update(root).digest('hex').slice(0, 12);
  return [
    join(root, '.kubewright', 'cache'),
    join(tmpdir(), `kubewright-cache-${elsewhere}`),
  ];
}

/** Builds next to the final place and moves it there, so that half a build is never used. */
async function build(cache, key) {
  const draft = join(cache, `${key}.${process.pid}`);
  try {
    mkdirSync(draft, { recursive: true });
  } catch {
    return undefined;
  }
  try {
    const { buildGrader } = await loadBuilder(draft);
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
async function loadBuilder(draft) {
  let esbuild;
  try {
    esbuild = await import('esbuild');
  } catch {
    return fail('The dependencies are not installed here. Type: npm ci');
  }
  const file = join(draft, 'build.mjs');
  await esbuild.build({
    entryPoints: [join(root, 'grader', 'build.node.ts')],
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

function keyOfSources() {
  const hash = createHash('sha256').update(process.version);
  for (const place of [
    'package.json',
    'grader',
    'solutions',
    'chapters',
    'site/literate',
  ]) {
    for (const file of filesBelow(join(root, place))) {
      hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 20);
}

function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (/\.\w+$/.test(place)) return [place];
  const files = [];
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    const path = join(place, entry.name);
    if (entry.isDirectory()) files.push(...filesBelow(path));
    else if (
      /\.(?:ts|mjs|md|json)$/.test(entry.name) &&
      !entry.name.endsWith('.test.ts')
    ) {
      files.push(path);
    }
  }
  return files.sort();
}

/** @returns {never} */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(70);
}
