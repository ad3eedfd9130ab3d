import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMANDS } from './commands.ts';
import { readCourse, writeTexts } from './course.node.ts';
import { starterFiles } from './course.ts';
import { RANGE } from './fixtures.ts';
import { sayProblem } from './problem.ts';

const STORE = `---
title: Keys and revisions
part: 1
summary: One number.
time: 60
modules: [range.ts]
exercise:
  steps:
    - id: '1.1'
      title: a key is found
      rule: a range holds its first key
      source: api/rpc.proto
      section: The window
      hints: [why, where, how]
      points: 2
---

## The window

\`\`\`ts 01-store/range.ts#window
\`\`\`

\`\`\`ts run
import { window } from '#store';
console.log(window(['ab', 'b']));
\`\`\`

\`\`\`yaml
a: 1
\`\`\`
`;

interface Context {
  root: string;
}
const test = suite<Context>('commands', { root: '' });

test.before.each(async (context) => {
  context.root = await mkdtemp(join(tmpdir(), 'kubewright-'));
  const texts = new Map([
    ['solutions/00-world/mod.ts', 'export class NotWritten extends Error {}\n'],
    ['solutions/01-store/mod.ts', "export * from './range.ts';\n"],
    ['solutions/01-store/range.ts', RANGE.replaceAll('\n', '\r\n')],
    ['grader/scenarios/01-store.ts', ''],
    ['grader/mutants/01-store.ts', ''],
    ['chapters/01-store.md', STORE],
  ]);
  const imports: Record<string, Record<string, string>> = {};
  for (let number = 0; number <= 33; number++) {
    const name =
      ['world', 'store'][number] ??
      `n${'abcdefghij'[number % 10]}${'abcd'[Math.floor(number / 10)]}`;
    const slug = `${String(number).padStart(2, '0')}-${name}`;
    imports[`#${name}`] = {
      [`mine-${name}`]: `./exercises/${slug}/mod.ts`,
      default: `./solutions/${slug}/mod.ts`,
    };
    const planned = `---\ntitle: A\npart: 1\nsummary: B\nstatus: planned\n---\n`;
    if (number !== 1) texts.set(`chapters/${slug}.md`, planned);
  }
  texts.set('package.json', JSON.stringify({ imports }));
  await writeTexts(context.root, texts);
});

test.after.each((context) => rm(context.root, { recursive: true }));

async function said(
  root: string,
  name: string,
  flag?: string,
  chapter?: number,
): Promise<string[]> {
  const result = await COMMANDS.get(name)?.run(root, flag, chapter);
  assert.ok(result);
  return [...result.problems.map(sayProblem), ...result.lines];
}

test('weave, derive and examples make the whole course pass its checks', async ({
  root,
}) => {
  const before = await said(root, 'check');

  assert.equal(await said(root, 'weave'), ['chapters/01-store.md  woven']);
  assert.equal(await said(root, 'derive'), [
    'exercises/01-store/mod.ts  derived',
    'exercises/01-store/range.ts  derived',
  ]);
  assert.equal(await said(root, 'examples', 'write'), [
    'chapters/01-store.md  outputs written',
    '1 programs run',
  ]);

  assert.equal(before.slice(0, 6), [
    'chapters/01-store.md:1  exercises/01-store/ is missing; write it, or set status: planned',
    'chapters/01-store.md:20  the fence differs from solutions/01-store/range.ts#window at its line 1; edit the code there and run npm run weave, or carry this text back with npm run weave -- --adopt',
    'chapters/01-store.md:23  no output fence follows this program; run npm run examples -- --write to add it',
    'exercises/01-store/mod.ts:1  is missing; run npm run derive',
    'exercises/01-store/range.ts:1  is missing; run npm run derive',
    '34 chapters (33 planned): 1 fences woven, 0 diffs, 1 programs run',
  ]);
  assert.equal(await said(root, 'check'), [
    '34 chapters (33 planned): 1 fences woven, 0 diffs, 1 programs run',
    '0 commands (run by npm run examples), 1 manifests, 0 illustrations',
    '7 lines told, 0 engine-room modules',
  ]);
  assert.equal(await said(root, 'weave'), []);
  assert.equal(await said(root, 'weave', 'adopt'), []);
});

test('derive leaves the work of a learner alone unless it is forced', async ({
  root,
}) => {
  const file = join(root, 'exercises/01-store/range.ts');
  await said(root, 'derive');
  await writeFile(file, 'mine\n');
  await writeFile(join(root, 'exercises/01-store/own.ts'), '');
  const stray =
    'exercises/01-store/own.ts:1  no file of solutions/ gives it; delete it or add its source';
  const differs =
    "exercises/01-store/range.ts:1  differs from what solutions/01-store/range.ts gives; keep it if it is a learner's work, or run npm run derive -- --force";

  assert.equal(await said(root, 'derive'), [differs, stray]);
  assert.equal(await said(root, 'derive', 'check', 1), [differs, stray]);
  assert.is(await readFile(file, 'utf8'), 'mine\n');
  assert.equal(await said(root, 'derive', 'force'), [
    stray,
    'exercises/01-store/range.ts  derived',
  ]);
  assert.equal(await said(root, 'derive', 'check', 2), [
    'chapter 2 has no exercise',
  ]);
});

test('adopt carries an edited fence to its source; what it refuses stays in the chapter', async ({
  root,
}) => {
  const chapter = join(root, 'chapters/01-store.md');
  const source = join(root, 'solutions/01-store/range.ts');
  await said(root, 'weave');
  const woven = await readFile(chapter, 'utf8');

  await writeFile(chapter, woven.replace("startsWith('a')", "endsWith('b')"));
  assert.equal(await said(root, 'weave', 'adopt'), [
    'solutions/01-store/range.ts  adopted',
  ]);
  assert.match(
    await readFile(source, 'utf8'),
    "    if (key.endsWith('b')) found.push(key);\n",
  );

  await writeFile(
    chapter,
    woven.replace('  return found;', '  sort();\n  return found;'),
  );
  assert.is((await said(root, 'weave', 'adopt')).length, 1);
  assert.match(await readFile(chapter, 'utf8'), '  sort();');
});

test('what can not be read is reported, and the rest of the course is checked', async ({
  root,
}) => {
  await writeFile(
    join(root, 'solutions/01-store/picture.png'),
    new Uint8Array([1, 0, 2]),
  );
  await writeFile(join(root, 'solutions/01-store/range.ts'), '//#region a\n');
  await writeTexts(root, new Map([['solutions/44-gone/mod.ts', '']]));

  const lines = await said(root, 'check');

  for (const line of [
    'solutions/01-store/picture.png:1  is not UTF-8 text; keep binary files out of the course, or save it as UTF-8',
    'solutions/01-store/range.ts:1  region a is not closed; write //#endregion after its last line',
    'solutions/44-gone:1  belongs to no chapter; rename it to the slug of one, or delete it',
  ]) {
    assert.ok(lines.includes(line), line);
  }
});

test('starters can be asked for with steps solved', async ({ root }) => {
  const course = await readCourse(root);

  const [open, solved] = [0, 1].map((k) =>
    starterFiles(course, '01-store', { solved: k }),
  );

  assert.match(open?.get('range.ts') ?? '', "throw new NotWritten('1.1');");
  assert.not.match(solved?.get('range.ts') ?? 'NotWritten(', 'NotWritten(');
});

test.run();
