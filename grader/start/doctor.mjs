// npm run doctor: looks for what keeps the course from running, and says what to do.
// Plain JavaScript of Node 12 without any dependency: it has to work where nothing else
// does.
// biome-ignore-all lint/style/useNodejsImportProtocol: Node 12.17 does not know node:

import { spawnSync } from 'child_process';
import fs from 'fs';
import path from 'path';
import { fileURLToPath } from 'url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const inRoot = (name) => path.join(root, name);

/** What was found: fine, worth knowing, or in the way. */
const fine = (words) => ({ sign: '✓', words });
const note = (words) => ({ sign: '!', words });
const wrong = (words) => ({ sign: '✗', words });

const CHECKS = [
  nodeVersion,
  dependencies,
  esbuildBinary,
  lineEnds,
  writable,
  exercises,
  windowsDisk,
  certificates,
  isolation,
];

/** The lines of Node that the course is tried with. */
const TRIED = [20, 22, 24, 26];

function nodeVersion() {
  const numbers = process.versions.node.split('.').map(Number);
  const enough = numbers[0] > 20 || (numbers[0] === 20 && numbers[1] >= 19);
  if (!enough) {
    return wrong(
      `Node ${process.versions.node} is too old: the course needs 20.19 or newer. ` +
        'Install it from nodejs.org, or with a version manager: nvm install 24',
    );
  }
  if (TRIED.indexOf(numbers[0]) >= 0) return fine(`Node ${process.versions.node}`);
  return note(
    `Node ${process.versions.node} may do, but the course is tried with ` +
      `${TRIED.join(', ')}. If something is odd: nvm install 24`,
  );
}

function dependencies() {
  const wanted = Object.keys(readJson('package.json').dependencies);
  const missing = wanted.filter((name) => !isThere(`node_modules/${name}`));
  if (missing.length === 0) return fine('dependencies are installed');
  const above = modulesAbove();
  const stray =
    above === undefined
      ? ''
      : ` (Node would take those of ${above} instead, which may be others.)`;
  if (missing.length === wanted.length) {
    return wrong(`The dependencies are not installed here. Type: npm ci${stray}`);
  }
  return wrong(
    `The install is not complete, ${list(missing)} missing. Type: npm ci${stray}`,
  );
}

/** A node_modules in a folder above ours, in which Node would look too. */
function modulesAbove() {
  let folder = path.dirname(root);
  for (;;) {
    const modules = path.join(folder, 'node_modules');
    if (fs.existsSync(modules)) return modules;
    if (folder === path.dirname(folder)) return undefined;
    folder = path.dirname(folder);
  }
}

/** esbuild brings a program for one platform: one copied from elsewhere does not run. */
function esbuildBinary() {
  if (!isThere('node_modules/esbuild')) return undefined;
  const here = `${process.platform}-${process.arch}`;
  const there = namesIn('node_modules/@esbuild');
  if (there.indexOf(here) < 0) {
    const found = there.length === 0 ? 'none' : `that for ${list(there)}`;
    return wrong(
      `esbuild's program for ${here} is not installed, found ${found}. ` +
        'node_modules was copied from another machine, or optional packages were left ' +
        'out. Type: npm ci',
    );
  }
  const windows = process.platform === 'win32';
  const program = inRoot(
    `node_modules/@esbuild/${here}/${windows ? 'esbuild.exe' : 'bin/esbuild'}`,
  );
  const ran = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (ran.status === 0) return fine(`esbuild ${ran.stdout.trim()} runs`);
  const why = ran.error ? ran.error.message : (ran.stderr || '').trim();
  return wrong(`esbuild is installed but does not run (${why}). Type: npm ci`);
}

/** The checkout must have \n: the book is compared with the code letter by letter. */
function lineEnds() {
  const files = ['package.json', 'grader/start/launch.mjs'].concat(
    namesIn('chapters').map((name) => `chapters/${name}`),
    filesBelow('solutions'),
  );
  const crlf = files.filter((file) => read(file).indexOf('\r\n') >= 0);
  if (crlf.length === 0) return fine('line ends are \\n');
  return wrong(
    `${crlf.length} files have Windows line ends (\\r\\n), for example ${crlf[0]}. ` +
      'Type: git config core.autocrlf input, then git rm -r --cached -q . and ' +
      'git reset --hard (commit your own changes first)',
  );
}

function writable() {
  const folder = inRoot('.kubewright');
  const file = path.join(folder, `doctor.${process.pid}`);
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(file, '');
    fs.unlinkSync(file);
    return fine('.kubewright can be written to');
  } catch (error) {
    return wrong(
      `.kubewright cannot be written to (${error.code}): exercises are graded, but ` +
        'nothing is remembered, and each start is slow. Give yourself the right to ' +
        'write in this folder',
    );
  }
}

function exercises() {
  const missing = namesIn('chapters')
    .filter((name) => /^exercise:/m.test(read(`chapters/${name}`)))
    .map((name) => name.replace(/\.md$/, ''))
    .filter((slug) => !isThere(`exercises/${slug}/mod.ts`));
  if (missing.length === 0) return fine('exercises are there');
  const number = parseInt(missing[0], 10);
  return wrong(
    `exercises/${missing[0]} is not there. Type: npm run exercise ${number} -- --reset`,
  );
}

function windowsDisk() {
  if (process.platform !== 'linux') return undefined;
  const kernel = readIfThere('/proc/version');
  if (!/microsoft/i.test(kernel) || !/^\/mnt\/[a-z]\//.test(root)) return undefined;
  return note(
    'This folder is on a Windows disk, seen from WSL: everything is slow, and ' +
      '--watch looks for changes instead of being told. Faster: a clone below ~',
  );
}

function certificates() {
  if (process.env.NODE_EXTRA_CA_CERTS === undefined) return undefined;
  return note(
    'NODE_EXTRA_CA_CERTS is set, and Node 20 reads that file at each start, which ' +
      'takes up to 0.2 s. Where no network is needed: unset NODE_EXTRA_CA_CERTS',
  );
}

function isolation() {
  if (process.platform !== 'linux') {
    return note(
      process.platform === 'win32'
        ? "Of your code's memory only the heap is bounded here, by Node; buffers are not"
        : "The grader looks at your code's memory 20 times a second here; Linux's prlimit bounds it",
    );
  }
  const missing = ['prlimit', 'setpriv', 'bwrap'].filter(
    (program) => !onPath(program),
  );
  if (missing.length === 0) return fine('prlimit, setpriv and bwrap are there');
  return note(
    `${list(missing)} not found (packages util-linux and bubblewrap): your own code is ` +
      'graded all the same; for the code of others install them',
  );
}

function onPath(program) {
  return ['/usr/bin', '/bin', '/usr/local/bin'].some((folder) =>
    fs.existsSync(path.join(folder, program)),
  );
}

/** `a`, `a and b`, `a, b and 3 more`. */
function list(names) {
  if (names.length > 3) {
    return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  }
  return names.join(' and ');
}

function isThere(name) {
  return fs.existsSync(inRoot(name));
}

function read(name) {
  return readIfThere(inRoot(name));
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readJson(name) {
  return JSON.parse(fs.readFileSync(inRoot(name), 'utf8'));
}

function namesIn(name) {
  try {
    return fs.readdirSync(inRoot(name)).sort();
  } catch {
    return [];
  }
}

function filesBelow(name) {
  const files = [];
  for (const entry of namesIn(name)) {
    const below = `${name}/${entry}`;
    if (fs.statSync(inRoot(below)).isDirectory()) {
      filesBelow(below).forEach((file) => {
        files.push(file);
      });
    } else if (/\.ts$/.test(entry)) files.push(below);
  }
  return files;
}

/** The words broken into lines of 90, each further one indented. */
function wrapped(words) {
  const lines = [''];
  words.split(' ').forEach((word) => {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > 90) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  });
  return lines.join('\n    ');
}

const found = CHECKS.map((check) => check()).filter(
  (finding) => finding !== undefined,
);
console.log('');
found.forEach((finding) => {
  console.log(`  ${finding.sign} ${wrapped(finding.words)}`);
});
const bad = found.filter((finding) => finding.sign === '✗').length;
console.log('');
console.log(bad === 0 ? '  Nothing is in the way.' : `  ${bad} to mend.`);
process.exitCode = bad === 0 ? 0 : 1;
