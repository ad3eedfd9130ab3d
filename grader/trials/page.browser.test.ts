// The judge and the sandbox in a page: from disk, under a policy that forbids to
// evaluate texts, with the same results as with a process. It needs chromium.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mutantsModule, referenceModule } from '../build/mutants-module.node.ts';
import type { Result } from '../core/result.ts';
import { ProcessSandbox } from '../sandbox/process-sandbox.node.ts';
import { type Files, gradeIn, ROOT, readExercises } from './exercises.node.ts';
import type { PageJob } from './page.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const POLICY = "default-src 'none'; script-src 'nonce-page'; worker-src blob:";
const SEED = 7;
const PROGRAMS = 40;

const test = suite('the grader in a page');
const [first] = (await readExercises()).filter(
  ({ chapter }) => chapter.slug === '01-store',
);
if (first === undefined) throw new Error('there is no exercise 01-store');
const exercise = first;

interface Stand {
  readonly folder: string;
  readonly runner: string;
  readonly browser: Browser;
  readonly page: Page;
  readonly errors: string[];
}

let stand: Stand | undefined;

function standing(): Stand {
  if (stand === undefined) throw new Error('the page did not open');
  return stand;
}

test.before(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const script = (await bundled('grader/trials/page.ts')).replaceAll(
    '</script',
    '<\\/script',
  );
  const runner = await bundled('grader/sandbox/worker.ts');
  const process = await bundled('grader/sandbox/process.node.ts', {
    ...{ platform: 'node', format: 'cjs' },
  });
  writeFileSync(join(folder, 'sandbox.cjs'), process);
  writeFileSync(
    join(folder, 'page.html'),
    `<!doctype html><meta charset="utf-8"><title>grader</title>` +
      `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
      `<script nonce="page">${script}</script>`,
  );
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(pathToFileURL(join(folder, 'page.html')).href);
  stand = { folder, runner, browser, page, errors };
});

test.after(async () => {
  await stand?.browser.close();
  if (stand !== undefined) rmSync(stand.folder, { recursive: true, force: true });
});

/** A bundle as the site would make it. */
async function bundled(entry: string, more: BuildOptions = {}): Promise<string> {
  const { slug } = exercise.chapter;
  const made: Readonly<Record<string, string>> = {
    'kubewright:scenario': `export { scenario } from './grader/scenarios/${slug}.ts';`,
    'kubewright:reference': referenceModule(exercise.chapter),
    'kubewright:mutants': await mutantsModule(ROOT, exercise.chapter),
  };
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    ...{ bundle: true, format: 'iife', platform: 'browser', target: 'es2023' },
    ...{ write: false, logLevel: 'error' },
    plugins: [
      {
        name: 'made',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^kubewright:/ }, ({ path }) => ({
            ...{ path, namespace: 'made' },
          }));
          onLoad({ filter: /.*/, namespace: 'made' }, ({ path }) => ({
            ...{ contents: made[path] ?? '', resolveDir: ROOT, loader: 'ts' },
          }));
        },
      },
    ],
    ...more,
  } as BuildOptions & { write: false });
  return outputFiles?.[0]?.text ?? '';
}

function inPage(files: Files, more: Partial<PageJob> = {}): Promise<Result> {
  const { page, runner } = standing();
  const load = exercise.load(new Map());
  const { number, slug, title, steps } = exercise.chapter;
  const job: PageJob = {
    chapter: {
      number,
      slug,
      title,
      steps: steps.map(({ id, title }) => ({ id, title })),
    },
    files: [...files],
    given: load.modules,
    work: exercise.work,
    names: load.names,
    runner,
    seed: SEED,
    programs: PROGRAMS,
    ...more,
  };
  return page.evaluate<Result, string>(
    (text) =>
      (
        globalThis as unknown as { gradeHere(job: string): Promise<Result> }
      ).gradeHere(text),
    JSON.stringify(job),
  );
}

function inProcess(files: Files, only?: ReadonlySet<string>): Promise<Result> {
  const { folder } = standing();
  const sandbox = new ProcessSandbox({
    isolation: 'node',
    load: exercise.load(files),
    script: join(folder, 'sandbox.cjs'),
  });
  const options = { seed: SEED, programs: PROGRAMS, sandbox };
  return gradeIn(
    exercise,
    files,
    only === undefined ? options : { ...options, only },
  );
}

const apart = ({ isolation: _, ...rest }: Result): unknown => rest;

async function same(files: Files, only?: readonly string[]): Promise<Result> {
  const page = await inPage(files, only === undefined ? {} : { only });
  const process = await inProcess(files, only && new Set(only));

  assert.is(page.isolation, 'worker');
  assert.equal(apart(page), apart(process));
  return page;
}

test('the reference passes', async () => {
  const result = await same(exercise.starters(exercise.chapter.steps.length));

  assert.is(result.exit, 0);
});

test('a starter is not written, and the place is the one in the editor', async () => {
  const { steps } = await same(exercise.starters(0));

  assert.ok(steps.every(({ verdict }) => verdict === 'not-written'));
  assert.ok(steps.every(({ where }) => /^[\w-]+\.ts:\d+$/.test(where ?? '')));
});

for (const id of ['M1', 'M7', 'M18']) {
  test(`${id} fails with the same difference, and is recognised`, async () => {
    const mutant = exercise.mutants.find((candidate) => candidate.id === id);
    if (mutant === undefined) throw new Error(`there is no ${id}`);

    const { steps } = await same(exercise.mutant(mutant), [mutant.step]);

    assert.is(steps[0]?.misreading?.id, id);
  });
}

/** The files of the reference with the put of a transaction begun by other words. */
function putting(words: string): Files {
  const files = exercise.starters(exercise.chapter.steps.length);
  const file = 'write-txn.ts';
  const source = files.get(file) ?? '';
  return new Map(files).set(file, source.replace('checkPut(request);', words));
}

test('an endless loop is ended by its turns, and its place is told', async () => {
  const { steps, exit } = await same(putting('for (;;);'), ['1.1']);

  assert.is(exit, 3);
  assert.is(steps[0]?.verdict, 'endless-loop');
  assert.match(steps[0]?.where ?? '', /^write-txn\.ts:\d+$/);
});

test('what no counter sees is ended in time, and the call is told', async () => {
  const slow = putting('/^(a+)+$/.test("a".repeat(50) + "b");');

  const { steps, exit } = await same(slow, ['1.1']);

  assert.is(exit, 3);
  assert.match(steps[0]?.words ?? '', /longer than 2 s.*\nLast call: put a/);
});

test('what goes round the world is told', async () => {
  for (const use of ['Date.now()', 'Math.random()', 'setTimeout(() => {})']) {
    const { steps } = await same(putting(`${use};`), ['1.1']);

    assert.is(steps[0]?.verdict, 'forbidden-global', use);
    assert.match(steps[0]?.where ?? '', /^write-txn\.ts:\d+$/);
  }
});

test('work is counted to the same step', async () => {
  const files = exercise.starters(exercise.chapter.steps.length);
  const source = files.get('read.ts') ?? '';
  const walk =
    "[...index.scan({ from: '\\0', end: undefined })].find(({ key }) => key === request.key)";

  const slow = source.replace('index.get(request.key)', walk);
  const { steps } = await same(new Map(files).set('read.ts', slow), ['1.2']);

  assert.is(steps[0]?.verdict, 'too-much-work');
  assert.match(steps[0]?.words ?? '', /^a get of a key takes [\d,]+ steps/);
});

test('an error has its place, and what is no data is odd', async () => {
  const thrown = await same(putting('null.x;'), ['1.1']);
  const odd = await same(putting('return { revision: new Map() };'), ['1.1']);

  assert.match(thrown.steps[0]?.where ?? '', /^write-txn\.ts:\d+$/);
  assert.is(odd.steps[0]?.verdict, 'odd-value');
});

test('a text that is no program is a problem at its line, as is a wrong import', async () => {
  const files = exercise.starters(0);
  const with1 = (text: string): Files =>
    new Map(files).set('bytes.ts', `// A comment.\n${text}\n`);

  const twice = await same(with1('let twice = 1;\nlet twice = 2;'));
  const foreign = await same(
    new Map(files).set(
      'mod.ts',
      "import fs from 'node:fs';\nexport const a = fs;\n",
    ),
  );
  const loading = await same(new Map(files).set('mod.ts', '\nnull.x;\n'));

  assert.is(twice.problem?.verdict, 'does-not-compile');
  assert.is(twice.problem?.where, 'bytes.ts:3');
  assert.is(foreign.problem?.verdict, 'import-not-allowed');
  assert.is(loading.problem?.where, 'mod.ts:2');
});

test('a loop while loading is ended too', async () => {
  const files = new Map(exercise.starters(0)).set('mod.ts', 'for (;;);');

  const { problem } = await same(files);

  assert.match(
    problem?.words ?? '',
    /this loop turned [\d,]+ times.*, while loading/,
  );
});

test('nothing was evaluated, and the page has no complaint', async () => {
  const { page, errors } = standing();

  const evaluated = await page.evaluate<unknown>(`
    const script = document.createElement('script');
    script.textContent = 'globalThis.evaluated = true';
    document.head.append(script);
    globalThis.evaluated`);

  // The one complaint is of this attempt: the policy is in force.
  assert.is(evaluated, undefined);
  assert.is(errors.length, 1);
  assert.match(errors[0] ?? '', 'Content Security Policy');
});

test.run();
