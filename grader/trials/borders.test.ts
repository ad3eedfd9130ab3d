// What may stand on what: rooms import those below them and no file imports itself, the
// core and all that a page uses know nothing of Node, and the learner's side knows
// nothing of the reference.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Syntax } from '../../site/literate/syntax.ts';
import { ROOT, readExercises } from './exercises.node.ts';

const test = suite('borders of the grader');
const GRADER = join(ROOT, 'grader');

/**
 * The rooms, and whom each may import. `start` begins with a bundle that it finds by its
 * path, and so imports nobody; the tests in `trials` may import everybody.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  start: [],
  core: [],
  scenarios: ['core'],
  mutants: ['core'],
  build: ['core'],
  sandbox: ['core', 'start'],
  state: ['core'],
  report: ['core', 'build'],
  local: ['core', 'build', 'sandbox'],
  cli: ['core', 'build', 'sandbox', 'state', 'report', 'local'],
  grade: ['core', 'build', 'sandbox', 'report', 'local', 'cli', 'start'],
  class: ['core', 'sandbox', 'report', 'local', 'cli', 'grade'],
};

/** The files that a page is made of. */
const starts = [
  ...filesIn('core'),
  ...filesIn('scenarios'),
  ...[
    'player.ts',
    'protocol.ts',
    'asking.ts',
    'worker.ts',
    'worker-sandbox.ts',
  ].map((file) => join('sandbox', file)),
].map((file) => join(GRADER, file));

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(GRADER, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mjs)$/.test(name))
    .filter((name) => !/\.(?:test|types)\.ts$/.test(name))
    .map((name) => join(folder, name));
}

/** What a file imports at run time and for its types. */
function importsOf(file: string): readonly string[] {
  const { imports } = new Syntax(readFileSync(file, 'utf8'));
  return imports.map(({ specifier }) => specifier ?? '');
}

/** The files of grader/ that a file of it imports, as paths in it. */
function neighboursOf(file: string): readonly string[] {
  return importsOf(join(GRADER, file))
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => join(dirname(file), specifier))
    .filter((path) => !path.startsWith('..'));
}

const roomOf = (file: string): string => file.slice(0, file.indexOf('/'));

test('every file of the grader lies in a room, and every room has its place', () => {
  const names = readdirSync(GRADER).sort();

  assert.equal(names, [...Object.keys(ROOMS), 'trials'].sort());
});

test('a room imports only those below it', () => {
  for (const [at, [room, below]] of Object.entries(ROOMS).entries()) {
    const lower = Object.keys(ROOMS).slice(0, at);
    assert.ok(
      below.every((other) => lower.includes(other)),
      `${room} stands below what it may import`,
    );
    for (const file of filesIn(room)) {
      for (const other of neighboursOf(file)) {
        const allowed = [room, ...below].includes(roomOf(other));
        assert.ok(allowed, `grader/${file} may not import grader/${other}`);
      }
    }
  }
});

test('no file of the grader imports itself, by whatever way', () => {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const circle = way.slice(way.indexOf(file)).concat(file).join(' -> ');
    assert.not.ok(way.includes(file), circle);
    if (done.has(file)) return;
    for (const other of neighboursOf(file)) visit(other, [...way, file]);
    done.add(file);
  };

  const files = [...Object.keys(ROOMS), 'trials'].flatMap(filesIn);
  for (const file of files.filter((name) => !name.includes('/hostile/'))) {
    visit(file, []);
  }

  assert.ok(done.size > 100);
});

test('nothing that a page uses imports Node, however far down', () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const specifier of importsOf(file)) {
      const told = `${relative(ROOT, file)} imports ${specifier}`;
      assert.not.match(specifier, /^node:|\.node\.ts$|\/node$/, told);
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier));
    }
  };

  starts.forEach(visit);

  assert.ok(seen.size >= starts.length);
});

for (const { chapter } of await readExercises()) {
  test(`the sandbox of ${chapter.slug} holds no chapter, neither its own nor one below`, async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['grader/sandbox/process.node.ts'],
      alias: { 'kubewright:scenario': `./grader/scenarios/${chapter.slug}.ts` },
      ...{ bundle: true, format: 'cjs', platform: 'node', write: false },
      ...{ metafile: true, logLevel: 'error' },
    });

    // Lower chapters are handed in: the scenario shares them with what is played.
    const foreign = Object.keys(metafile.inputs).filter((file) =>
      file.startsWith('solutions/'),
    );
    assert.equal(foreign, []);
  });
}

test.run();
