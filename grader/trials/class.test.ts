// A class in real processes: every form in which work is handed in, submissions that mean
// harm, shards, and a run that is killed.

import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isolationProblem } from '../sandbox/limits.node.ts';
import { type ZipEntry, zip } from './archives.node.ts';
import { learnerFolder, type Ran, stepsOfExercise } from './learner-folder.node.ts';

const test = suite('npm run grade for a class');
const folder = learnerFolder();
const steps = await stepsOfExercise();
const SUBMISSIONS = folder.path('submissions');
/** What holds it here; a class wants bwrap, and without it must say that it knows. */
const HOLD =
  isolationProblem('bwrap') === undefined
    ? []
    : ['--isolation', 'node', '--allow-weak-isolation'];

function grade(
  words: string,
  onPrint?: (child: { kill(s: 'SIGKILL'): void }) => void,
): Promise<Ran> {
  const all = ['grade', '--submissions', SUBMISSIONS, ...words.split(' '), ...HOLD];
  return folder.run(all, onPrint === undefined ? {} : { onPrint });
}

/** The files of the exercise with so many steps solved. */
async function solved(count: number): Promise<readonly ZipEntry[]> {
  await folder.begin(count);
  const at = folder.path('exercises', '01-store');
  return readdirSync(at).map((name) => {
    return { name, text: readFileSync(join(at, name), 'utf8') };
  });
}

function handIn(path: string, files: readonly ZipEntry[]): void {
  for (const { name, text } of files) {
    const file = join(SUBMISSIONS, path, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
}

const archive = (name: string, entries: readonly ZipEntry[]): void =>
  writeFileSync(join(SUBMISSIONS, name), zip(entries));

const below = (prefix: string, files: readonly ZipEntry[]): ZipEntry[] =>
  files.map(({ name, text }) => ({ name: `${prefix}${name}`, text }));

/** What a run left, but for the order in which it was written. */
function results(out: string): Readonly<Record<string, string>> {
  const at = folder.path(out);
  const names = readdirSync(at, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(at, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [name, readFileSync(join(at, name), 'utf8')]),
  );
}

interface Row {
  readonly id: string;
  readonly points: number;
  readonly words: string;
  readonly exercises: readonly { readonly words: string }[];
}

function rowsOf(out: string): ReadonlyMap<string, Row> {
  const text = readFileSync(folder.path(out, 'class.json'), 'utf8');
  const { students } = JSON.parse(text) as { students: Row[] };
  return new Map(students.map((row) => [row.id, row]));
}

/** The folder is that of other suites too: what is left here is none of theirs. */
test.after(() => {
  const made = ['whole', 'one', 'two', 'merged', 'killed', 'mixed', 'repo'];
  for (const name of ['submissions', 'roster.csv', ...made]) {
    rmSync(folder.path(name), { recursive: true, force: true });
  }
  // A run that was killed leaves what it had taken in.
  for (const name of readdirSync(folder.temp)) {
    rmSync(join(folder.temp, name), { recursive: true });
  }
});

test.before(async () => {
  mkdirSync(SUBMISSIONS);
  const [half, all] = [await solved(2), await solved(steps)];
  const history = all.filter(({ name }) => name === 'history.ts');
  handIn('folder/exercises/01-store', all);
  handIn('half/exercises/01-store', half);
  handIn('part/01-store', history);
  archive('zipped.zip', below('repo-main/exercises/01-store/', all));
  const repo = folder.path('repo');
  cpSync(join(SUBMISSIONS, 'folder'), repo, { recursive: true });
  const git = (...words: readonly string[]): unknown =>
    execFileSync('git', ['-C', repo, ...words], { stdio: 'pipe' });
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'x');
  git('bundle', 'create', '--quiet', join(SUBMISSIONS, 'bundled.bundle'), 'HEAD');
  // Those that mean harm.
  const loop = 'for (;;);\nexport const x = 1;\n';
  const evil = [{ name: 'exercises/01-store/history.ts', text: loop }];
  archive('loops.zip', evil);
  archive('climbs.zip', [
    { name: '../../../exercises/01-store/history.ts', text: '' },
  ]);
  const bomb = 'x'.repeat(50_000_000);
  archive('bomb.zip', [{ name: 'exercises/01-store/history.ts', text: bomb }]);
  archive('links.zip', [
    { name: 'exercises/01-store/history.ts', text: '/etc/passwd', mode: 0o120_777 },
  ]);
  const crowd = Array.from({ length: 30_000 }, (_, i) => ({
    name: `f/${i}`,
    text: '',
  }));
  archive('crowd.zip', crowd);
  archive('::error::%0A<b>.zip', below('exercises/01-store/', half));
  writeFileSync(join(SUBMISSIONS, 'broken.zip'), 'no archive');
  writeFileSync(join(SUBMISSIONS, 'garbled.bundle'), 'no bundle');
  mkdirSync(join(SUBMISSIONS, 'linked'));
  symlinkSync('/etc', join(SUBMISSIONS, 'linked', 'exercises'));
  writeFileSync(
    folder.path('roster.csv'),
    'id,Email address\nfolder,f@x\nabsent,a@x\n',
  );
  await folder.begin(0);
});

test('each student is graded from what they handed in, in whatever form', async () => {
  const { code, out } = await grade(
    '--only 1 --seed 7 --roster roster.csv --out whole',
  );
  const rows = rowsOf('whole');
  const points = (id: string): number | undefined => rows.get(id)?.points;

  assert.is(code, 0);
  assert.match(out, `  ${rows.size} students: `);
  assert.is(rows.size, 15);
  for (const id of ['folder', 'zipped', 'bundled']) assert.is(points(id), 13, id);
  assert.ok((points('half') ?? 0) > 0 && (points('half') ?? 0) < 13);
  assert.is(rows.get('absent')?.words, 'nothing was handed in');
});

test('what means harm gets no points, and a sentence that says why', async () => {
  const rows = rowsOf('whole');
  const said = (id: string): string => {
    const { words = '', exercises = [] } = rows.get(id) ?? {};
    return words === '' ? (exercises[0]?.words ?? '') : words;
  };

  for (const id of [
    'loops',
    'climbs',
    'bomb',
    'links',
    'crowd',
    'broken',
    'garbled',
  ]) {
    assert.is(rows.get(id)?.points, 0, id);
  }
  assert.match(said('loops'), /loop|steps/);
  assert.match(said('climbs'), 'invalid relative path');
  assert.match(said('bomb'), 'history.ts is larger than 128 KiB');
  assert.match(said('links'), 'no file of these exercises is in it');
  assert.match(said('crowd'), 'it holds more than 20000 files');
  assert.match(said('broken'), 'its archive can not be read');
  assert.match(said('garbled'), 'git can not read its bundle: error: it does not');
  assert.match(said('linked'), 'no file of these exercises is in it');
});

test('nothing is left outside the folder of results', () => {
  assert.equal(readdirSync(folder.temp), []);
});

test('shards that are merged give the same bytes as one run', async () => {
  const how = '--only 1 --seed 7 --roster roster.csv';
  await grade(`${how} --shard 2/2 --out two`);
  await grade(`${how} --shard 1/2 --out one --jobs 1`);
  const { code } = await folder.run([
    'grade',
    '--merge',
    'one',
    'two',
    '--out',
    'merged',
  ]);
  const whole = Object.entries(results('whole'));
  const reports = whole.filter(([name]) => !name.startsWith('students'));

  assert.is(code, 0);
  assert.is(reports.length, 5);
  assert.equal(results('merged'), Object.fromEntries(reports));
  assert.equal(
    { ...results('one'), ...results('two'), ...results('merged') },
    results('whole'),
  );
});

test('a run that was killed goes on where it was, to the same bytes', async () => {
  const how = '--only 1 --seed 7 --roster roster.csv --out killed --jobs 1';
  const at = folder.path('killed', 'students');
  const running = grade(how);
  await until(() => filesIn(at) >= 3);
  killRuns('killed');
  await running;
  const before = new Map(
    readdirSync(at).map((name) => [name, statSync(join(at, name)).mtimeMs]),
  );
  const { code } = await grade(how);

  assert.is(code, 0);
  assert.ok(before.size >= 3);
  assert.ok(before.size < Object.keys(results('whole')).length - 5);
  for (const [name, time] of before) {
    if (name.endsWith('.json'))
      assert.is(statSync(join(at, name)).mtimeMs, time, name);
  }
  const names = Object.keys(results('killed')).filter(
    (name) => !/\.json\.\d+$/.test(name),
  );
  const killed = results('killed');
  assert.equal(
    Object.fromEntries(names.map((name) => [name, killed[name]])),
    results('whole'),
  );
});

function filesIn(at: string): number {
  try {
    return readdirSync(at).length;
  } catch {
    return 0;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !isSo() && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Ends the run that writes into a folder, and not its neighbours. */
function killRuns(out: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let words: string;
    try {
      words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      continue;
    }
    if (words.includes(`--out\0${out}\0`) && words.includes(SUBMISSIONS)) {
      process.kill(Number(pid), 'SIGKILL');
    }
  }
}

test('results of different runs are not mixed', async () => {
  const first = readdirSync(folder.path('one', 'students')).at(0) ?? '';
  const other = folder.path('other', 'students');
  mkdirSync(other, { recursive: true });
  const text = readFileSync(folder.path('one', 'students', first), 'utf8');
  writeFileSync(join(other, first), text.replace(/"key": "./, '"key": "x'));
  const { code, err } = await folder.run([
    'grade',
    '--merge',
    'one',
    'other',
    '--out',
    'mixed',
  ]);

  assert.is(code, 2);
  assert.match(err, 'Two folders hold different results of');
  rmSync(folder.path('other'), { recursive: true });
});

test('a folder without results is named', async () => {
  const { code, err } = await folder.run([
    'grade',
    '--merge',
    'nothing',
    '--out',
    'm',
  ]);

  assert.is(code, 2);
  assert.match(err, 'holds no results');
});

test.run();
