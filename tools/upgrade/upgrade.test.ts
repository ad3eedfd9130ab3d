// A newer course comes to a learner: everything that the two may have done to one file.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { deriveBare } from '../../site/literate/bare.ts';
import { readCourse } from '../../site/literate/course.node.ts';
import { starterFiles } from '../../site/literate/course.ts';
import { apply, undo } from './apply.node.ts';
import { type Plan, planUpgrade } from './plan.node.ts';

const test = suite('upgrade');
const COURSE = fileURLToPath(new URL('../..', import.meta.url));
const made = mkdtempSync(join(tmpdir(), 'kubewright-test-'));
const OLD = join(made, 'old');
const NEW = join(made, 'new');
const DAY = '2026-01-01T00-00-00.000';

/** A course of two chapters, as much of it as is read. */
async function makeOld(): Promise<void> {
  for (const part of [
    'package.json',
    'chapters/00-world.md',
    'chapters/01-store.md',
  ]) {
    copy(join(COURSE, part), join(OLD, part));
  }
  for (const slug of ['00-world', '01-store']) {
    const part = join('solutions', slug);
    cpSync(join(COURSE, part), join(OLD, part), { recursive: true });
  }
  const starters = starterFiles(await readCourse(OLD), '01-store');
  for (const [name, text] of starters) put(OLD, `exercises/01-store/${name}`, text);
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const read = (root: string, path: string): string =>
  readFileSync(join(root, path), 'utf8');

function edit(root: string, path: string, change: (text: string) => string): void {
  put(root, path, change(read(root, path)));
}

const SOLUTION = 'solutions/01-store/history.ts';
const EXERCISE = 'exercises/01-store/history.ts';
const first = (words: string) => (text: string) => `// ${words}\n${text}`;
const last = (words: string) => (text: string) => `${text}// ${words}\n`;

let mine = '';
let newer = '';
let count = 0;

test.before(async () => {
  await makeOld();
  cpSync(OLD, NEW, { recursive: true });
  edit(NEW, 'package.json', (text) =>
    text.replace(/"version": "[^"]*"/, '"version": "9.0.0"'),
  );
});

test.before.each(() => {
  count += 1;
  mine = join(made, `mine-${count}`);
  newer = join(made, `newer-${count}`);
  cpSync(OLD, mine, { recursive: true });
  cpSync(NEW, newer, { recursive: true });
});

test.after(() => rmSync(made, { recursive: true, force: true }));

async function upgrade(): Promise<Plan> {
  const plan = await planUpgrade(mine, newer);
  apply(mine, plan.changes, DAY);
  return plan;
}

/** All that is in a folder, but for what is kept of the runs. */
function snapshot(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const own = names.filter((name) => !/^\.kubewright\/before/.test(name)).sort();
  const files = own.filter((name) => statSync(join(root, name)).isFile());
  return new Map(files.map((name) => [name, read(root, name)]));
}

test('what was not touched becomes the new starter', async () => {
  edit(newer, SOLUTION, first('new'));
  const { conflicts, notes } = await upgrade();

  assert.match(read(mine, EXERCISE), /^\/\/ new\n/);
  assert.match(read(mine, SOLUTION), /^\/\/ new\n/);
  assert.equal([conflicts, notes], [0, []]);
});

test('what the course did not touch stays as the learner made it', async () => {
  edit(mine, EXERCISE, first('mine'));
  await upgrade();

  assert.match(read(mine, EXERCISE), /^\/\/ mine\n/);
});

test('what both changed in different places is in it from both', async () => {
  edit(mine, EXERCISE, last('mine'));
  edit(newer, SOLUTION, first('new'));
  const { conflicts } = await upgrade();

  assert.match(read(mine, EXERCISE), /^\/\/ new\n[\s\S]*\/\/ mine\n$/);
  assert.is(conflicts, 0);
});

test('what both changed in one place is marked, with both sides', async () => {
  edit(mine, EXERCISE, first('mine'));
  edit(newer, SOLUTION, first('new'));
  const { conflicts, notes } = await upgrade();

  assert.is(conflicts, 1);
  assert.match(
    read(mine, EXERCISE),
    /^<<<<<<< yours\n\/\/ mine\n=======\n\/\/ new\n>>>>>>> course 9\.0\.0\n/,
  );
  assert.match(notes[0] ?? '', `${EXERCISE}: you and the course changed one place`);
});

test('two places in one file are two conflicts', async () => {
  edit(mine, EXERCISE, (text) => last('mine')(first('mine')(text)));
  edit(newer, SOLUTION, (text) => last('new')(first('new')(text)));

  assert.is((await upgrade()).conflicts, 2);
});

test('the same change on both sides is none', async () => {
  edit(mine, EXERCISE, first('same'));
  edit(newer, SOLUTION, first('same'));
  const { conflicts } = await upgrade();

  assert.is(conflicts, 0);
  assert.match(read(mine, EXERCISE), /^\/\/ same\n(?!\/\/ same)/);
});

test('a new file of the course comes', async () => {
  put(newer, 'solutions/01-store/extra.ts', '// extra\nexport {};\n');
  await upgrade();

  assert.match(read(mine, 'exercises/01-store/extra.ts'), '// extra');
});

test('a new file of a name that the learner has is laid beside', async () => {
  put(newer, 'solutions/01-store/extra.ts', '// extra\nexport {};\n');
  put(mine, 'exercises/01-store/extra.ts', '// mine\n');
  const { notes } = await upgrade();

  assert.is(read(mine, 'exercises/01-store/extra.ts'), '// mine\n');
  assert.match(read(mine, 'exercises/01-store/extra.ts.new'), '// extra');
  assert.match(notes[0] ?? '', 'you have one of that name');
});

test('a file that the course gave up goes, if it is as it was', async () => {
  rmSync(join(newer, 'solutions/01-store/wishes.ts'));
  await upgrade();

  assert.not(existsSync(join(mine, 'exercises/01-store/wishes.ts')));
  assert.not(existsSync(join(mine, 'solutions/01-store/wishes.ts')));
});

test('a file that the course gave up stays, if the learner worked in it', async () => {
  rmSync(join(newer, 'solutions/01-store/wishes.ts'));
  edit(mine, 'exercises/01-store/wishes.ts', last('mine'));
  const { notes } = await upgrade();

  assert.match(read(mine, 'exercises/01-store/wishes.ts'), '// mine');
  assert.match(notes[0] ?? '', 'is no part of the course any more; yours stays');
});

test('a file that the learner deleted is there again: the exercise needs it', async () => {
  rmSync(join(mine, EXERCISE));
  await upgrade();

  assert.is(read(mine, EXERCISE), read(OLD, EXERCISE));
});

test('the ends of lines alone are no change', async () => {
  edit(mine, EXERCISE, (text) => text.replaceAll('\n', '\r\n'));
  edit(newer, SOLUTION, first('new'));
  const { conflicts } = await upgrade();

  assert.is(conflicts, 0);
  assert.match(read(mine, EXERCISE), /^\/\/ new\n/);
});

test('a file without an end to its last line is merged', async () => {
  edit(mine, EXERCISE, (text) => `${text}// mine`);
  edit(newer, SOLUTION, first('new'));
  await upgrade();

  assert.match(read(mine, EXERCISE), /^\/\/ new\n[\s\S]*\/\/ mine$/);
});

test('files of the learner’s own stay, wherever they lie', async () => {
  const own = ['exercises/01-store/own.ts', 'exercises/01-store/own.test.ts'];
  const all = [...own, 'scratch/a.ts', 'notes.md', '.github/workflows/mine.yml'];
  for (const path of all) put(mine, path, 'mine');
  edit(newer, SOLUTION, first('new'));
  await upgrade();

  for (const path of all) assert.is(read(mine, path), 'mine', path);
});

test('what the learner changed outside the exercises is replaced, and kept', async () => {
  edit(mine, SOLUTION, first('mine'));
  await upgrade();

  assert.is(read(mine, SOLUTION), read(newer, SOLUTION));
  const kept = `.kubewright/before-upgrade/${DAY}/files/${SOLUTION}`;
  assert.match(read(mine, kept), /^\/\/ mine\n/);
});

/** As `--bare` leaves an exercise: the bare files, and the guided ones kept aside. */
async function goBare(): Promise<void> {
  const solved = { solved: 99 };
  const reference = starterFiles(await readCourse(OLD), '01-store', solved);
  cpSync(
    join(mine, 'exercises/01-store'),
    join(mine, '.kubewright/levels/01-store-guided'),
    { recursive: true },
  );
  rmSync(join(mine, 'exercises/01-store'), { recursive: true });
  for (const [name, text] of deriveBare(reference, 1)) {
    put(mine, `exercises/01-store/${name}`, text);
  }
  const head = { format: 'kubewright-progress', version: 1, steps: {} };
  put(
    mine,
    '.kubewright/progress.json',
    JSON.stringify({ ...head, bare: ['01-store'] }),
  );
}

test('a bare exercise is merged with the bare starter', async () => {
  await goBare();
  const face = 'exercises/01-store/store.ts';
  edit(mine, face, last('mine'));
  edit(newer, 'solutions/01-store/store.ts', (text) =>
    text.replace('/**\n', '/**\n * New.\n'),
  );
  const { conflicts } = await upgrade();

  assert.is(conflicts, 0);
  assert.match(read(mine, face), ' * New.\n');
  assert.match(read(mine, face), '// mine');
  assert.match(read(mine, face), "NotWritten('1')");
});

test('what is kept aside at the other level is merged too', async () => {
  await goBare();
  const aside = '.kubewright/levels/01-store-guided/history.ts';
  edit(mine, aside, last('mine'));
  edit(newer, SOLUTION, first('new'));
  await upgrade();

  assert.match(read(mine, aside), /^\/\/ new\n[\s\S]*\/\/ mine\n$/);
});

test('an upgrade that is taken back leaves every byte as it was', async () => {
  edit(mine, EXERCISE, first('mine'));
  put(mine, 'exercises/01-store/extra.ts', 'mine');
  const before = snapshot(mine);
  edit(newer, SOLUTION, first('new'));
  put(newer, 'solutions/01-store/extra.ts', 'export {};\n');
  rmSync(join(newer, 'solutions/01-store/wishes.ts'));
  await upgrade();
  assert.not.equal(snapshot(mine), before);
  const undone = undo(mine, DAY);

  assert.equal(snapshot(mine), before);
  assert.is(undone?.since, undefined);
  assert.is(undo(mine, DAY), undefined);
});

test('an upgrade that was killed anywhere can be taken back', async () => {
  edit(mine, EXERCISE, first('mine'));
  const before = snapshot(mine);
  edit(newer, SOLUTION, first('new'));
  const { changes } = await planUpgrade(mine, newer);
  for (let done = 0; done <= changes.length; done++) {
    let left = done;
    const dying = changes.map((change) => ({
      path: change.path,
      // Read once for the list, and once when it is written.
      get bytes(): Buffer | undefined {
        if (left-- === -changes.length) throw new Error('killed');
        return change.bytes;
      },
    }));
    try {
      apply(mine, dying, `${DAY}-${String(done).padStart(4, '0')}`);
    } catch {
      // What was begun stays begun.
    }
    undo(mine, DAY);
    assert.equal(
      snapshot(mine),
      before,
      `killed after ${done} of ${changes.length}`,
    );
  }
});

test('what was written since an upgrade is kept when it is taken back', async () => {
  edit(newer, SOLUTION, first('new'));
  await upgrade();
  edit(mine, EXERCISE, last('work of an evening'));
  const { since = '' } = undo(mine, DAY) ?? {};

  assert.is(read(mine, EXERCISE), read(OLD, EXERCISE));
  assert.match(read(mine, `${since}/${EXERCISE}`), '// work of an evening');
});

test('the second time there is nothing to do', async () => {
  edit(mine, EXERCISE, last('mine'));
  edit(newer, SOLUTION, first('new'));
  await upgrade();
  const { changes } = await planUpgrade(mine, newer);

  assert.equal(changes, []);
});

function run(...words: readonly string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'tools/upgrade.ts', ...words],
    {
      cwd: COURSE,
      encoding: 'utf8',
      env: { ...process.env, KUBEWRIGHT_ROOT: mine },
    },
  );
  return { code: status, said: stdout + stderr };
}

test('the command says what it did, and how to go back', () => {
  edit(mine, EXERCISE, first('mine'));
  edit(newer, SOLUTION, first('new'));
  const { code, said } = run(newer);
  const back = run('--undo');

  assert.is(code, 1);
  assert.match(
    said,
    '! exercises/01-store/history.ts: you and the course changed one place',
  );
  assert.match(said, 'npm run upgrade -- --undo brings it back.');
  assert.is(back.code, 0);
  assert.match(back.said, 'files are as they were');
});

test('what is no newer course is refused, with what it is', () => {
  edit(newer, 'package.json', (text) => text.replace('9.0.0', '0.0.1'));

  assert.match(run(newer).said, 'is older: 0.0.1, and this is ');
  assert.match(run(join(made, 'nothing')).said, 'There is no folder');
  assert.match(run(tmpdir()).said, 'is no course');
  assert.match(run('--undo').said, 'There is no upgrade to take back.');
  assert.is(run('a', 'b').code, 2);
});

test.run();
