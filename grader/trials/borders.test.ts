// What may stand on what: the core and all that a page uses know nothing of Node, and
// the learner's side knows nothing of the reference.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT, readExercises } from './test-course.node.ts';

const test = suite('borders of the grader');
const GRADER = join(ROOT, 'grader');

/** The files that a page is made of. */
const starts = [
  ...filesIn('core'),
  ...filesIn('scenarios'),
  ...['step.ts', 'transform.ts', 'sandbox/runner.ts', 'sandbox/protocol.ts'],
  ...['sandbox/asking.ts', 'sandbox/worker.ts', 'sandbox/worker-sandbox.ts'],
].map((file) => join(GRADER, file));

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(GRADER, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(?:test|types)\.ts$/.test(name))
    .map((name) => join(folder, name));
}

/** What a file imports at run time and for its types. */
function importsOf(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  const found = source.matchAll(
    /^(?:import|export)\b[^;]*?from '([^']+)';|import '([^']+)'/gm,
  );
  return Array.from(found, ([, from, bare]) => from ?? bare ?? '');
}

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
  test(`the sandbox of ${chapter.slug} holds nothing of its reference`, async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['grader/sandbox/process.node.ts'],
      alias: { 'kubewright:scenario': `./grader/scenarios/${chapter.slug}.ts` },
      ...{ bundle: true, format: 'cjs', platform: 'node', write: false },
      ...{ metafile: true, logLevel: 'error' },
    });

    // Lower chapters are given; its own and those above are what is asked for.
    const foreign = Object.keys(metafile.inputs).filter(
      (file) => Number(/^solutions\/(\d+)-/.exec(file)?.[1]) >= chapter.number,
    );
    assert.equal(foreign, []);
  });
}

test.run();
