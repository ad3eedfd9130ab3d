// How the command line ends when it is not about right or wrong answers.

import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { learnerFolder, stepsOfExercise } from '../trials/learner-folder.node.ts';

const test = suite('ends');
const course = learnerFolder();
const STEPS = await stepsOfExercise();
const ESC = '\u001b';

const exercise = (...words: readonly string[]): ReturnType<typeof course.run> =>
  course.exercise(...words);

test('wrong usage is one sentence on the error output, exit 2', async () => {
  for (const [words, sentence] of [
    ['99', 'There is no exercise "99".'],
    ['1.99', 'has no step 1.99'],
    ['--nope', "Unknown option '--nope'"],
    ['1 --file absent.ts', 'There is no file absent.ts, which --file names.'],
  ] as const) {
    const { code, out, err } = await exercise(...words.split(' '));

    assert.is(code, 2, words);
    assert.is(out, '', words);
    assert.match(err, sentence);
  }
});

test('help is asked for, and is no error', async () => {
  const { code, out } = await exercise('--help');

  assert.is(code, 0);
  assert.ok(out.split('\n').every((line) => line.length <= 96));
  assert.match(out, '--isolation node|bwrap');
});

test('colours: NO_COLOR, FORCE_COLOR, and none into a pipe', async () => {
  const list = (env: Readonly<Record<string, string>>): Promise<{ out: string }> =>
    course.run(['list'], { env });

  assert.not.match((await list({})).out, ESC);
  assert.match((await list({ FORCE_COLOR: '1' })).out, ESC);
  assert.not.match((await list({ FORCE_COLOR: '1', NO_COLOR: '1' })).out, ESC);
});

test('a broken state file is set aside with a sentence', async () => {
  await course.begin(STEPS);
  writeFileSync(course.path('.kubewright/progress.json'), '{"half');

  const { code, out } = await exercise('1.1');

  assert.is(code, 0);
  assert.match(out.replace(/\s+/g, ' '), 'progress.json could not be understood.');
  assert.is(
    readFileSync(course.path('.kubewright/progress.broken.json'), 'utf8'),
    '{"half',
  );
  rmSync(course.path('.kubewright/progress.broken.json'));
});

test('a folder that can not be written to is graded, and told', async () => {
  chmodSync(course.path('.kubewright'), 0o555);
  // Root may write anywhere: somebody else tries.
  const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {};

  const { code, out } = await course.run(['exercise', '1.2'], uid);

  chmodSync(course.path('.kubewright'), 0o755);
  assert.is(code, 0, out);
  assert.match(out.replace(/\s+/g, ' '), 'cannot be written (EACCES)');
});

test('a missing file of the exercise is a sentence with what to do', async () => {
  rmSync(course.file('errors.ts'));
  const file = await exercise('1');
  rmSync(course.file('.'), { recursive: true });
  const folder = await exercise('1');

  assert.is(file.code, 1);
  assert.match(file.out, "imports './errors.ts', which is not there");
  assert.is(folder.code, 1);
  assert.match(folder.out, 'npm run exercise 1 -- --reset');
  await exercise('1', '--reset');
  assert.ok(existsSync(course.file('errors.ts')));
});

test('loops, memory and crashes have exit codes of their own', async () => {
  for (const [codes, source, words] of [
    [[3], 'for (;;);', /this loop turned [\d,]+ times/],
    // On a machine that has more to do, the two seconds may be over first.
    [
      [4, 3],
      'for (const all = [];;) all.push(new Array(1e6).fill(0.5));',
      /ran out of memory|took longer than 2 s/,
    ],
    [[5], 'process.abort();', /died \(SIGABRT\)/],
    [[1], 'process.exit(0);', /ended the process \(exit 0\)/],
  ] as const) {
    await course.begin(STEPS);
    appendFileSync(course.file('store.ts'), source);

    const ran = await exercise('1');

    assert.ok(
      codes.some((code) => code === ran.code),
      ran.out,
    );
    assert.match(ran.out, words);
    assert.not.match(ran.out, /FATAL ERROR|Last few GCs|stack trace/);
    assert.match(ran.out, `  0 of ${STEPS} steps`);
  }
});

test('Ctrl-C ends the learner\u2019s process too: 130, and nothing is left', async () => {
  await course.begin(STEPS);
  appendFileSync(course.file('store.ts'), 'for (;;);');

  const { code } = await course.run(['exercise', '1'], {
    onPrint: (child) => child.kill('SIGINT'),
  });

  assert.is(code, 130);
  assert.equal(readdirSync(course.temp), []);
});

test('a reader that goes away is no fault', async () => {
  const line = `"${process.execPath}" grader/start/launch.mjs list | head -n 1`;

  const { err } = await course.start('sh', ['-c', line]);

  assert.is(err, '');
});

test('the grader\u2019s own fault is not the learner\u2019s', async () => {
  await course.begin(STEPS);
  const cache = course.path('.kubewright/cache');
  const [key = ''] = readdirSync(cache).filter((name) =>
    /^[0-9a-f]{20}$/.test(name),
  );
  const pack = `${cache}/${key}/pack-01-store.cjs`;
  const text = readFileSync(pack, 'utf8');
  writeFileSync(pack, 'throw new Error("a broken scenario");');

  const { code, err } = await exercise('1');

  writeFileSync(pack, text);
  assert.is(code, 70);
  assert.match(err, 'The grader itself failed, this is not your code.');
  const fault = readFileSync(course.path('.kubewright/last-fault.json'), 'utf8');
  assert.match(fault, 'a broken scenario');
  rmSync(course.path('.kubewright/last-fault.json'));
});

test('isolation that is not to be had is refused, not weakened', async () => {
  // Inside of a box that may make no others bubblewrap does not work.
  const box = ['--dev-bind', '/', '/', '--unshare-user', '--disable-userns', '--'];
  const boxed = spawnSync('bwrap', [...box, 'true']).status === 0;
  const works = spawnSync('bwrap', ['--dev-bind', '/', '/', 'true']).status === 0;
  if (works && !boxed) {
    console.log('  SKIPPED: bubblewrap works here and can not be kept from it');
    return;
  }
  const words = [
    'grader/start/launch.mjs',
    'exercise',
    '1',
    '--isolation',
    'bwrap',
  ];
  const node = process.execPath;

  const { code, err } = boxed
    ? await course.start('bwrap', [...box, node, ...words])
    : await course.start(node, words);

  assert.is(code, 78);
  assert.match(err, 'Not graded: bwrap does not work here');
});

test('in a workflow nothing that the learner prints is obeyed', async () => {
  await course.begin(STEPS);
  appendFileSync(course.file('store.ts'), "console.log('::warning::hello');");

  const env = { GITHUB_ACTIONS: 'true' };
  const { out } = await course.run(['exercise', '1.1'], { env });

  const [, token = ''] = /^::stop-commands::([0-9a-f]{32})\n/.exec(out) ?? [];
  const [before = '', after = ''] = out.split(`\n::${token}::\n`);
  assert.match(before, '  | ::warning::hello');
  assert.match(after, /^ {2}1 of 1 step/);
});

test.run();
