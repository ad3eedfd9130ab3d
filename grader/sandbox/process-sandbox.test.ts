// The sandbox as a process: what crosses, what does not, and how it ends.

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plain } from '../core/plain.ts';
import type { ModuleProblem } from '../core/result.ts';
import type { Played, Telling } from '../core/sandbox.ts';
import type { Program } from '../core/scenario.ts';
import { toFactoryBody } from '../core/strip.ts';
import { parseTrace, type TraceLine } from '../core/trace.ts';
import { toCountedBody } from '../core/transform.ts';
import { ROOT } from '../trials/exercises.node.ts';
import {
  commandFor,
  createBox,
  type Isolation,
  isolationProblem,
  watchedHere,
} from './limits.node.ts';
import { ProcessSandbox, SandboxProcess } from './process-sandbox.node.ts';

const test = suite('process sandbox');

const folder = mkdtempSync(join(tmpdir(), 'kubewright-test-'));
const script = join(folder, 'sandbox.cjs');
await build({
  absWorkingDir: ROOT,
  entryPoints: ['grader/sandbox/process.node.ts'],
  outfile: script,
  alias: { 'kubewright:scenario': join(ROOT, 'grader/trials/action-scenario.ts') },
  ...{ bundle: true, format: 'cjs', platform: 'node', logLevel: 'error' },
});

test.after(() => {
  rmSync(folder, { recursive: true, force: true });
});

function sandboxOf(body: string, prints = false): ProcessSandbox {
  return new ProcessSandbox({
    isolation: 'node',
    load: {
      modules: [{ id: '09-x/action.ts', body, own: true }],
      names: {},
      entry: '09-x/action.ts',
      exports: ['action'],
      prints,
    },
    script,
  });
}

const program = (input: Plain): Program => ({ input, seed: 1 });

interface Ran extends Partial<Played> {
  readonly problem?: ModuleProblem;
  readonly output: { readonly text: string; readonly dropped: number };
}

async function run(
  source: string,
  inputs: readonly Plain[] = ['a'],
  telling: Telling = 'words',
): Promise<Ran> {
  return runBody(toCountedBody(source), inputs, telling);
}

async function runBody(
  body: string,
  inputs: readonly Plain[] = ['a'],
  telling: Telling = 'words',
): Promise<Ran> {
  const sandbox = sandboxOf(body);
  try {
    const problem = await sandbox.open();
    if (problem !== undefined) return { problem, output: await sandbox.printed() };
    const played = await sandbox.play('9.1', inputs.map(program), telling, 9_000);
    return { ...played, output: await sandbox.printed() };
  } finally {
    sandbox.close();
  }
}

test('a program is played and answered', async () => {
  const { traces = [], output } = await run(
    'export async function action(x: string) { console.log(x); return { x }; }',
    ['a', 'é'],
  );

  const line = (x: string): TraceLine => ({
    ...{ call: `action ${x}`, at: 0, outcome: { kind: 'returned', value: { x } } },
    printed: [x],
    ran: ['action.ts:1'],
  });
  assert.equal(traces.map(parseTrace), [[line('a')], [line('é')]]);
  assert.is(output.text, '');
});

test('every character arrives whole, wherever a chunk ends', async () => {
  const source = `export const action = async (x) => '\u00ff漢🙂'.repeat(9_000) + x`;
  const inputs = Array.from({ length: 25 }, (_, i) => `${i}`);

  const { traces = [] } = await run(source, inputs, 'outcomes');

  for (const [i, text] of traces.entries()) {
    const value = `${'\u00ff漢🙂'.repeat(9_000)}${i}`;
    assert.equal(parseTrace(text)?.[0]?.outcome, { kind: 'returned', value });
  }
  assert.is(traces.length, 25);
});

test('a promise that nobody settles is told from a loop, at once', async () => {
  const began = performance.now();

  const { traces = [], ending } = await run(
    'export const action = async (a) => a === "a" ? new Promise(() => {}) : a',
    ['a', 'b', 'a'],
  );

  const outcomes = traces.map((text) => parseTrace(text)?.[0]?.outcome.kind);
  assert.is(ending, undefined);
  assert.equal(outcomes, ['pending', 'returned', 'pending']);
  assert.ok(performance.now() - began < 1_900);
});

test('what takes for ever without a turn of its own is a time-out', async () => {
  const { ending } = await run(
    'export const action = () => /^(a+)+$/.test("a".repeat(50) + "b")',
  );

  assert.is(ending?.verdict, 'timed-out');
});

test('a loop that does not end is ended by its turns, and its place is told', async () => {
  const bodies = [
    'for (;;) {}',
    'for (;;) try { for (;;); } catch {}',
    'const turn = () => { try { for (;;); } catch { turn(); } }; turn();',
  ];

  for (const body of bodies) {
    const { traces = [], ending } = await run(
      `export const action = () => {\n${body}\n};`,
    );

    const [line, ...rest] = parseTrace(traces[0] ?? '') ?? [];
    assert.is(ending, undefined, body);
    assert.is(line?.outcome.kind, 'endless', body);
    assert.is(line?.where, 'action.ts:2', body);
    assert.equal(rest, []);
  }
});

test('a loop that does not end while the module is loaded is its problem', async () => {
  const { problem } = await run('export const action = 1;\nfor (;;);');

  assert.is(problem?.verdict, 'endless-loop');
  assert.is(problem?.where, 'action.ts:2');
});

test('what goes round the world is told, also where its error is caught', async () => {
  const uses = {
    'new Date()': ['Date', 'use world.clock'],
    'Date.now()': ['Date', 'use world.clock'],
    'Math.random()': ['Math.random', 'use world.chance'],
    'performance.now()': ['performance.now', 'use world.clock'],
    'setTimeout(() => {})': ['setTimeout', 'use world.clock'],
    'setInterval(() => {}, 10)': ['setInterval', 'use world.clock'],
    'setImmediate(() => {})': ['setImmediate', 'use world.clock'],
    'queueMicrotask(() => {})': [
      'queueMicrotask',
      'use world.clock, or await a promise',
    ],
    'process.nextTick(() => {})': [
      'process.nextTick',
      'use world.clock, or await a promise',
    ],
    'crypto.randomUUID()': ['crypto.randomUUID', 'use world.chance'],
    'fetch("http://127.0.0.1")': ['fetch', 'use world.network'],
  };

  for (const [use, [what, instead]] of Object.entries(uses)) {
    const { traces = [] } = await run(
      `export const action = () => {\n  try {\n    ${use}\n  } catch {}\n  return 1;\n};`,
    );

    const [line] = parseTrace(traces[0] ?? '') ?? [];
    assert.equal(line?.outcome, { kind: 'forbidden', what, instead }, use);
    assert.is(line?.where, 'action.ts:3', use);
  }
});

test('what goes round the world while the module is loaded is its problem', async () => {
  const { problem } = await run(
    'const began = Date.now();\nexport const action = began;',
  );

  assert.is(problem?.verdict, 'forbidden-global');
  assert.is(problem?.where, 'action.ts:1');
});

test('what is printed stands with its call, or nowhere, or all of it at the end', async () => {
  const source =
    'console.log("load"); export const action = (x) => { console.warn("%s!\\n", x); return x }';
  const printed = async (
    telling: Telling,
    prints = false,
  ): Promise<readonly [readonly (readonly string[] | undefined)[], string]> => {
    const sandbox = sandboxOf(toCountedBody(source), prints);
    await sandbox.open();
    const { traces } = await sandbox.play(
      ...(['9.1', [program('a'), program('b')], telling, 9_000] as const),
    );
    const { text } = await sandbox.printed();
    return [traces.map((one) => parseTrace(one)?.[0]?.printed), text];
  };

  assert.equal(await printed('words'), [
    [
      ['a!', ''],
      ['b!', ''],
    ],
    'load\n',
  ]);
  assert.equal(await printed('outcomes'), [[undefined, undefined], 'load\n']);
  assert.equal(await printed('outcomes', true), [
    [undefined, undefined],
    'load\na!\n\nb!\n\n',
  ]);
});

test('await, promises and what a module prints are left alone', async () => {
  const { traces = [], output } = await run(
    'export const action = async (text) => { await null; console.log(text); return text; }',
    ['a', 'b'],
  );

  assert.is(traces.length, 2);
  assert.equal(
    traces.map((one) => parseTrace(one)?.[0]?.printed),
    [['a'], ['b']],
  );
  assert.is(output.text, '');
});

test('what is thrown outside of any call says so', async () => {
  const sources = [
    'export const action = () => { Promise.resolve().then(() => { throw new Error("late") }); return new Promise(() => {}) }',
    'export const action = () => { Promise.reject(new Error("late")); return new Promise(() => {}) }',
  ];

  for (const source of sources) {
    const { ending } = await run(source);

    assert.equal(ending, {
      verdict: 'threw',
      words: 'threw outside any call: late',
    });
  }
});

test('a place in the learner’s file is told, in no other', async () => {
  const { traces = [] } = await run(
    'export async function action() {\n  const x: number = 1;\n  throw new Error("no");\n}',
  );
  const { traces: others = [] } = await run(
    'export const action = async () => null.x',
  );
  const builtIn = await run('export const action = () => [1].reduce(1)');

  assert.is(parseTrace(traces[0] ?? '')?.[0]?.where, 'action.ts:3');
  assert.is(parseTrace(others[0] ?? '')?.[0]?.where, 'action.ts:1');
  assert.is(parseTrace(builtIn.traces?.[0] ?? '')?.[0]?.where, 'action.ts:1');
});

test('a module that can not be loaded says why, and where', async () => {
  const problems = await Promise.all(
    [
      'export const other = 1',
      'export function action() {}\nlet a;\nlet a;',
      'export function action() {}\nJSON.parse("{");',
      'export function action() {}\nnull.x;',
      'import fs from "node:fs"; export function action() {}\nfs.x',
    ].map(async (source) => (await runBody(toFactoryBody(source))).problem),
  );

  assert.equal(
    problems.map((problem) => `${problem?.verdict} ${problem?.where}`),
    [
      'export-missing undefined',
      'does-not-compile action.ts:3',
      'threw action.ts:2',
      'threw action.ts:2',
      'import-not-allowed action.ts:1',
    ],
  );
});

test('answers of more than a mebibyte are cut short in words, not in the middle', async () => {
  const { traces = [], ending } = await run(
    'export const action = async () => Array(4).fill("\\u0000".repeat(90_000))',
  );

  assert.is(ending, undefined);
  assert.equal(parseTrace(traces[0] ?? '')?.[0]?.outcome, {
    ...{ kind: 'odd', what: 'more than 1 MiB of answers' },
  });
});

test('a process that ended between two programs is replaced', async () => {
  const source =
    'const later = (turns, then) => turns === 0 ? then() : Promise.resolve().then(() => later(turns - 1, then));\n' +
    'export const action = async (x) => (later(5, () => x === "b" && process.exit(0)), x)';
  const sandbox = sandboxOf(toCountedBody(source));
  await sandbox.open();

  const first = await sandbox.play('9.1', [program('b')], 'outcomes', 5_000);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const second = await sandbox.play('9.1', [program('a')], 'outcomes', 5_000);

  sandbox.close();
  assert.is(first.traces.length + (first.ending === undefined ? 0 : 1), 1);
  assert.is(second.traces.length, 1);
});

test('a runner that does not start is the grader’s fault, in words', async () => {
  const started = new SandboxProcess(join(folder, 'sandbox.cjs'), 'node');
  started.end({ verdict: 'ended-the-process', words: 'taken away' });

  const failure = await started.ready.catch((error: unknown) => error);

  assert.match(String(failure), /the sandbox did not start: taken away/);
});

test('a box holds the runner and nothing else, and is gone with it', async () => {
  const box = createBox(script);

  assert.equal(readdirSync(box.folder), ['runner.cjs']);
  box.remove();
  assert.throws(() => readdirSync(box.folder));
});

test('the learner’s process gets no environment, and Node’s permissions', () => {
  const { args } = commandFor(
    { folder: '/b', runner: '/b/r', remove() {} },
    'node',
  );
  const line = args.join(' ');

  assert.match(line, /--(?:experimental-)?permission/);
  assert.match(line, '--allow-fs-read=/b/*');
  assert.not.match(line, /--allow-(?:fs-write|worker|child-process|addons|wasi)/);
});

/** As on macOS: nobody but the judge bounds the memory, here to 300 MB. */
async function watchedRun(isolation: Isolation): Promise<string | undefined> {
  const first = new SandboxProcess(script, isolation, 300_000_000);
  const body = toCountedBody(
    'export const action = () => { const held = Buffer.alloc(400_000_000, 1); /^(a+)+$/.test("a".repeat(50) + "b"); return held.length }',
  );
  const load = {
    modules: [{ id: '09-x/action.ts', body, own: true }],
    ...{ names: {}, entry: '09-x/action.ts', exports: ['action'] },
  };
  const sandbox = new ProcessSandbox({
    ...{ isolation, load, script, first, programMs: 20_000 },
  });
  try {
    await sandbox.open();
    const inputs = [program('a')];
    return (await sandbox.play('9.1', inputs, 'outcomes', 20_000)).ending?.verdict;
  } finally {
    sandbox.close();
  }
}

test('where the kernel does not bound memory, the judge ends who holds too much', async () => {
  if (process.platform === 'win32') return;
  assert.is(await watchedRun('node'), 'out-of-memory');
  if (isolationProblem('bwrap') !== undefined) return;
  assert.is(await watchedRun('bwrap'), 'out-of-memory');
});

test('what is watched is started without the bounds of the kernel', () => {
  const box = { folder: '/b', runner: '/b/r', remove() {} };
  const line = (watched?: number): string =>
    [...commandFor(box, 'node', watched).args].join(' ');

  assert.not.match(line(1), 'prlimit');
  if (watchedHere() === undefined) assert.match(line(), '--data=900000000');
});

test('isolation is tried, not guessed', () => {
  const { TMPDIR } = process.env;
  const hidden = join(folder, 'hidden');
  mkdirSync(hidden, { mode: 0o700 });
  const here = isolationProblem('bwrap');

  // A box that nobody may look into can not be shown to nobody.
  process.env.TMPDIR = hidden;
  const there = isolationProblem('bwrap');
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;

  const sentence = /^bwrap does not work here: ./;
  assert.is(isolationProblem('node'), undefined);
  if (here !== undefined) assert.match(here, sentence);
  if (process.getuid?.() === 0) assert.match(there ?? '', sentence);
});

test.run();
