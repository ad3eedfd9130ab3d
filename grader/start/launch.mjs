// Starts the grader. Plain JavaScript, so that a run needs no transpiler: the grader is
// bundled once for each state of the sources, and every later run loads the bundle.
// What only the first run needs is in prepare.mjs.

// For the bundle: with other flags set, Node would compile it anew.
import 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { PATIENT } from './v8-flags.mjs';

// The judge never opens its inspector, whoever asks.
process.on('SIGUSR1', () => {});
// Node 20 parses this bundle at every start; no child of ours needs it.
delete process.env.NODE_EXTRA_CA_CERTS;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Kubewright needs Node 20.19 or newer, this is ${process.version}. See nodejs.org.\n`,
  );
  process.exit(70);
}

PATIENT.forEach(setFlagsFromString);

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const built = await findOrBuild();
const require = createRequire(import.meta.url);
require.extensions['.cjs'] = loadWithCode;
const { main } = require(join(built, bundleFor(process.argv.slice(2))));
process.exitCode = await main(root, built, process.argv.slice(2), ready);

/** What a command needs is loaded, and nothing else. */
function bundleFor([command, ...words]) {
  if (command !== 'grade') return 'cli.cjs';
  const isClass = words.some((word) => /^--(?:submissions|merge)$/.test(word));
  return isClass ? 'class.cjs' : 'grade.cjs';
}

/** Loads a bundle with the code that V8 compiled in an earlier run of the same kind. */
function loadWithCode(module, file) {
  const codeFile = `${file}.${process.argv[2] === 'list' ? 'list' : 'run'}.code`;
  const cachedData = read(codeFile);
  // esbuild writes ASCII only.
  const source = `(function (exports, require, module) {${readFileSync(file, 'latin1')}\n})`;
  const script = new vm.Script(source, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const run = script.runInThisContext();
  run(module.exports, (name) => module.require(name), module);
  if (cachedData === undefined || script.cachedDataRejected) {
    // At the end, when what a run needs has been compiled.
    process.once('exit', () => keep(codeFile, script.createCachedData()));
  }
}

/** The folder with the bundle for the sources as they are now. */
async function findOrBuild() {
  const cache = join(root, '.kubewright', 'cache');
  const stamp = stampOfSources();
  // First the folder's name, then what the sources looked like when it was built.
  const known = read(join(cache, 'stamp'))?.toString() ?? '';
  const name = known.slice(0, known.indexOf('\n'));
  if (known === `${name}\n${stamp}` && existsSync(join(cache, name, 'cli.cjs'))) {
    return join(cache, name);
  }
  const { prepare } = await import('./prepare.mjs');
  return prepare({ root, cache, stamp, known, name, keep });
}

/** The folder that holds an exercise, which is built when it is first asked for. */
async function ready(slug) {
  if (existsSync(join(built, `exercise-${slug}.part.json`))) return built;
  const { complete } = await import('./prepare.mjs');
  return complete(root, built, slug);
}

/** Path, size and times of each source; while they stay, no content is read. */
function stampOfSources() {
  const lines = [process.version];
  const add = (path) => {
    const { size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    lines.push(`${path} ${size} ${mtimeNs} ${ctimeNs}`);
  };
  const addBelow = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) addBelow(path);
      else if (isSource(entry.name)) add(path);
    }
  };
  add(join(root, 'package.json'));
  for (const place of ['grader', 'solutions', 'chapters', 'site/literate']) {
    addBelow(join(root, place));
  }
  return lines.join('\n');
}

function isSource(name) {
  return /\.(?:ts|mjs|md|json)$/.test(name) && !name.endsWith('.test.ts');
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Writes a file whole or not at all: another run may read it meanwhile. */
function keep(file, content) {
  try {
    writeFileSync(`${file}.${process.pid}`, content);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A folder that cannot be written to: the next run does the work again.
  }
}
