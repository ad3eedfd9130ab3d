#!/usr/bin/env node
// npm create kubewright [FOLDER] [-- --no-install]: the course in a folder, ready to begin.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const COURSE = join(dirname(fileURLToPath(import.meta.url)), 'course');
const HELP = `
  npm create kubewright [FOLDER] [-- --no-install]

  Makes FOLDER (kubewright, if none is named) with the course in it, installs what it needs,
  and begins a git repository there. --no-install leaves the installing to you.
`;

process.exitCode = main(process.argv.slice(2));

function main(words) {
  const flags = words.filter((word) => word.startsWith('-'));
  const [folder = 'kubewright', other] = words.filter(
    (word) => !word.startsWith('-'),
  );
  if (flags.includes('--help')) return say(HELP, 0);
  const odd = flags.find((flag) => flag !== '--no-install');
  if (odd !== undefined) return refuse(`There is no flag ${odd}.`);
  if (other !== undefined)
    return refuse(`One folder at a time: found ${other} too.`);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return refuse(
      `Kubewright needs Node 20.19 or newer, this is ${process.version}.`,
    );
  }
  const to = resolve(folder);
  if (existsSync(to) && readdirSync(to).length > 0) {
    return refuse(`${to} is there already and not empty: name another folder.`);
  }
  mkdirSync(to, { recursive: true });
  cpSync(COURSE, to, { recursive: true });
  unpack(to);
  const isReady = !flags.includes('--no-install') && run('npm', ['ci'], to);
  begin(to);
  const lines = [
    `cd ${folder}`,
    ...(isReady ? [] : ['npm ci']),
    'npm run exercise 1',
  ];
  return say(
    `\n  ${basename(to)} is there. Now:\n\n${lines.map((line) => `    ${line}\n`).join('')}\n`,
    0,
  );
}

/** Gives back their names to the files that npm would have kept for itself. */
function unpack(folder) {
  for (const entry of readdirSync(folder, {
    withFileTypes: true,
    recursive: true,
  })) {
    const [, name] =
      /^_(\.gitignore|\.npmrc|package-lock\.json)$/.exec(entry.name) ?? [];
    if (name === undefined) continue;
    const at = entry.parentPath ?? entry.path;
    renameSync(join(at, entry.name), join(at, name));
  }
}

/** A repository, so that nothing which is written later can be lost; without git, none. */
function begin(folder) {
  if (
    run('git', ['rev-parse', '--is-inside-work-tree'], dirname(folder), 'ignore')
  ) {
    return;
  }
  const { version } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const message = `Begin Kubewright ${version}`;
  if (!run('git', ['init', '--quiet'], folder, 'ignore')) return;
  run('git', ['add', '--all'], folder, 'ignore');
  // Without a name and an address git commits nothing, and that is the user's to set.
  run('git', ['commit', '--quiet', '--message', message], folder, 'ignore');
}

function run(command, words, cwd, stdio = 'inherit') {
  const shell = process.platform === 'win32' && command === 'npm';
  return spawnSync(command, words, { cwd, stdio, shell }).status === 0;
}

function say(text, code) {
  process.stdout.write(text);
  return code;
}

function refuse(sentence) {
  process.stderr.write(`  ${sentence}\n`);
  return 2;
}
