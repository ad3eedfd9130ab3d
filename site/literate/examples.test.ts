import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCommand, runPrograms } from './examples.node.ts';
import {
  fillOutputs,
  judge,
  type Outcome,
  type Program,
  programsOf,
} from './examples.ts';
import { chapter } from './fixtures.ts';
import { sayProblem } from './problem.ts';

const NAMES = new Set(['store']);
const test = suite('examples', { root: '' });

test.before(async (context) => {
  context.root = await mkdtemp(join(tmpdir(), 'kubewright-'));
  await mkdir(join(context.root, 'solutions/01-store'), { recursive: true });
  await writeFile(
    join(context.root, 'solutions/01-store/mod.ts'),
    'export class Key { a: number = 1; }\nexport const two: number = 2;\n',
  );
});

test.after((context) => rm(context.root, { recursive: true }));

function programs(...codes: string[]): Program[] {
  const fences = codes.flatMap((code) => ['```ts run', code, '```']);
  return [...programsOf(chapter(...fences), NAMES).programs];
}

async function run(root: string, ...codes: string[]): Promise<Outcome[]> {
  const targets = new Map([['#store', './solutions/01-store/mod.ts']]);
  return runPrograms(programs(...codes), { root, targets, limit: 1000 });
}

function printed(...output: string[]): Outcome {
  return { type: 'printed', output };
}

test('programs run each in a module of its own, in one process', async ({
  root,
}) => {
  const outcomes = await run(
    root,
    "import { two } from '#store';\nconst a: number = two;\nconsole.log(a, { a });",
    "import { Key } from '#store';\nclass A {}\nconsole.log(new A(), [new Key()]);",
    "class A {}\nconsole.log(new A());\nconsole.error('not here');",
    'const late = Promise.resolve();\nlate.then(() => console.log(1)).then(() => console.log(2));',
    'console.log(await Promise.resolve(3));',
    '',
  );

  assert.equal(outcomes, [
    printed('2 { a: 2 }'),
    printed('A {} [ Key { a: 1 } ]'),
    printed('A {}'),
    printed('1', '2'),
    printed('3'),
    printed(),
  ]);
});

test('a program that throws says so as its last line', async ({ root }) => {
  const outcomes = await run(
    root,
    "console.log(1);\nthrow new RangeError('too far');",
    "Promise.reject(new Error('unseen'));",
    "throw 'a string';",
  );

  assert.equal(outcomes, [
    printed('1', 'Uncaught RangeError: too far'),
    printed('Uncaught Error: unseen'),
    printed('Uncaught a string'),
  ]);
});

test('a program that does not end or not build spoils none of the others', async ({
  root,
}) => {
  const outcomes = await run(
    root,
    'console.log(1);',
    'for (;;);',
    'await new Promise(() => {});',
    'const a = ;',
    "import { gone } from '#store';\nconsole.log(gone);",
    'console.log(2);',
  );

  assert.equal(
    outcomes.map((one) => (one.type === 'printed' ? one.output[0] : one.message)),
    [
      '1',
      'did not end within 1 s; look for a loop without an end',
      'waits for a promise that never settles; look for an await that nothing resolves',
      'does not build: Unexpected ";" (its line 1)',
      'does not build: No matching export in "solutions/01-store/mod.ts" for import "gone" (its line 1)',
      '2',
    ],
  );
});

test('a program imports chapters only and prints the same at every run', () => {
  const { problems } = programsOf(
    chapter(
      '```ts run',
      "import a from './a.ts';",
      "import { b } from '#stone';",
      'new Date();',
      '```',
    ),
    NAMES,
  );

  const imports = 'a program imports chapters by #name only, found';
  const advice = 'import what it needs from #store or another chapter';
  assert.equal(problems.map(sayProblem), [
    'chapters/01-store.md:4  uses Date; use world.clock',
    `chapters/01-store.md:2  ${imports} ./a.ts; ${advice}`,
    `chapters/01-store.md:3  ${imports} #stone; ${advice}`,
  ]);
});

test("a program may import the tables of Kubernetes' kinds", () => {
  const { problems } = programsOf(
    chapter('```ts run', "import { a } from '#store/kubernetes';", '```'),
    NAMES,
  );
  assert.equal(problems.map(sayProblem), []);
});

test('an output that differs, or is not there, is one clear sentence', () => {
  const text = chapter(
    '```ts run',
    'x',
    '```',
    '```output',
    '1',
    '2',
    '```',
    '```ts run',
    'y',
    '```',
  );
  const [first, second] = programsOf(text, NAMES).programs;
  assert.ok(first && second);

  const problems = [
    judge(first, printed('1', '3')),
    judge(first, printed('1')),
    judge(second, printed()),
  ];

  assert.is(judge(first, printed('1', '2')), undefined);
  assert.equal(
    problems.map((one) => one && sayProblem(one)),
    [
      'chapters/01-store.md:1  prints "3" where line 2 of its output says "2"; repair the program, or run npm run examples -- --write',
      'chapters/01-store.md:1  prints nothing more where line 2 of its output says "2"; repair the program, or run npm run examples -- --write',
      'chapters/01-store.md:8  no output fence follows this program; run npm run examples -- --write to add it',
    ],
  );
});

test('outputs are filled, and added where they are missing', () => {
  const before = chapter(
    '```ts run',
    'x',
    '```',
    '',
    '```output',
    'old',
    '```',
    '```ts run',
    'y',
    '```',
    'end',
  );

  const text = fillOutputs(
    before,
    new Map([
      [1, ['1']],
      [8, ['```']],
    ]),
  );

  assert.is(
    text,
    chapter(
      '```ts run',
      'x',
      '```',
      '',
      '```output',
      '1',
      '```',
      '```ts run',
      'y',
      '```',
      '',
      '````output',
      '```',
      '````',
      'end',
    ).text,
  );
});

test('a command runs in a shell at the root', async ({ root }) => {
  const text = chapter(
    '```console run',
    '$ ls solutions',
    '$ echo done',
    '```',
    '```console run',
    'ls',
    '```',
  );
  const { programs: found, problems } = programsOf(text, NAMES);
  const [first] = found;
  assert.ok(first);

  assert.equal(
    await runCommand(first, { root, targets: new Map() }),
    printed('01-store', 'done'),
  );
  assert.equal(problems.map(sayProblem), [
    'chapters/01-store.md:6  each line of a console fence that is run begins with "$ "; its output goes into the output fence below',
  ]);
});

test.run();
