// `npm create kubewright`, from the package as npm packs it.

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('npm create kubewright');
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const made = mkdtempSync(join(tmpdir(), 'kubewright test-'));
const isGit = existsSync(join(ROOT, '.git'));

function run(command: string, words: readonly string[], cwd = made) {
  const env = { ...process.env, npm_config_update_notifier: 'false' };
  const { status, stdout, stderr } = spawnSync(command, words, {
    ...{ cwd, env, encoding: 'utf8' },
  });
  return { code: status, out: stdout, err: stderr };
}

const create = (...words: readonly string[]) =>
  run(process.execPath, [
    join(made, 'node_modules/create-kubewright/create.mjs'),
    ...words,
  ]);

test.before(() => {
  if (!isGit) return;
  const words = ['pack', '--silent', '--pack-destination', made];
  assert.is(run('npm', words, join(ROOT, 'tools/create')).code, 0);
  const [tarball = ''] = readdirSync(made);
  mkdirSync(join(made, 'node_modules'));
  assert.is(
    run('npm', ['install', '--silent', '--no-save', `./${tarball}`]).code,
    0,
  );
});

test.after(() => rmSync(made, { recursive: true, force: true }));

test('the folder holds the course as git has it, and grades its first exercise', () => {
  if (!isGit) return;
  const { code, out } = create('my course', '--no-install');
  const folder = join(made, 'my course');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const tracked = run('git', ['ls-files'], ROOT).out.split('\n');
  const files = tracked.filter(
    (file) => file !== '' && !/^tools\/create\//.test(file),
  );
  const graded = run('npm', ['run', '--silent', 'exercise', '1'], folder);

  assert.is(code, 0);
  assert.match(out, '    cd my course\n    npm ci\n    npm run exercise 1\n');
  for (const file of files.filter((name) => !name.includes('"'))) {
    assert.ok(existsSync(join(folder, file)), file);
  }
  assert.is(
    readFileSync(join(folder, '.gitignore'), 'utf8'),
    readFileSync(join(ROOT, '.gitignore'), 'utf8'),
  );
  // In a fork the exercises that are packed may be solved.
  assert.ok(graded.code === 0 || graded.code === 1, graded.err);
  assert.match(graded.out, / of 8 steps/);
});

test('the package has the version of the course', () => {
  const versionIn = (path: string): unknown =>
    JSON.parse(readFileSync(join(ROOT, path), 'utf8')).version;

  assert.is(versionIn('tools/create/package.json'), versionIn('package.json'));
});

test('nothing is left beside the package when it was packed', () => {
  assert.not(existsSync(join(ROOT, 'tools/create/course')));
});

test('what is there already is not written over', () => {
  if (!isGit) return;
  const { code, err } = create('my course', '--no-install');

  assert.is(code, 2);
  assert.match(err, 'is there already and not empty: name another folder.');
});

test('a word too many, or a flag that is none, is refused', () => {
  if (!isGit) return;

  assert.match(create('a', 'b').err, 'One folder at a time: found b too.');
  assert.match(create('--instal').err, 'There is no flag --instal.');
  assert.match(create('--help').out, 'npm create kubewright [FOLDER]');
});

test.run();
