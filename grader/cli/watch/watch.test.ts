// Watching: without a terminal, by polling, and in a terminal with keys.

import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  learnerFolder,
  type Ran,
  stepsOfExercise,
} from '../../trials/learner-folder.node.ts';
import { watchFolders } from './changes.node.ts';
import { changedNames, isTorn, takeSnapshot } from './files.node.ts';

const test = suite('watch');
const course = learnerFolder();
const STEPS = await stepsOfExercise();

/** Does each deed as soon as what was printed since the last one matches its sign. */
type Deed = readonly [sign: RegExp, deed: (child: Parameters<Act>[0]) => void];
type Act = NonNullable<NonNullable<Parameters<typeof course.run>[1]>['onPrint']>;

function inTurn(deeds: readonly Deed[]): Act {
  let [at, from] = [0, 0];
  return (child, out) => {
    const [sign, deed] = deeds[at] ?? [];
    if (deed === undefined || !sign?.test(out.slice(from))) return;
    from = out.length;
    at++;
    deed(child);
  };
}

const watchAndSave = (env: Readonly<Record<string, string>>): Promise<Ran> =>
  course.run(['exercise', '1', '--watch'], {
    env,
    onPrint: inTurn([
      [/of \d+ steps/, () => appendFileSync(course.file('store.ts'), '// saved\n')],
      [/saved store\.ts · .* s\n/, replaceReadFile],
      [/saved read\.ts · .* s\n.*threw/s, (child) => child.kill('SIGTERM')],
    ]),
  });

/** As editors do: a new file takes the place of the old one. */
function replaceReadFile(): void {
  writeFileSync(course.path('draft'), "throw new Error('half written');\n");
  renameSync(course.path('draft'), course.file('read.ts'));
}

test('every save is answered, whichever way the editor writes', async () => {
  await course.begin(STEPS);

  const { code, out } = await watchAndSave({});

  assert.is(code, 143);
  assert.match(out, /saved store\.ts · ✓ 1\.1 {2}✓ 1\.2 .* · \d\.\d\d s\n/);
  assert.match(out, /saved read\.ts · ✗ 1 · \d\.\d\d s\n/);
  assert.match(out, 'threw while loading: half written');
  assert.not.match(out, '[q] quit', 'nobody is at the keyboard');
  assert.equal(readdirSync(course.temp), [], 'no process is left');
});

/** What no counter sees the end of. */
const LONG = '/^(a+)+$/.test("a".repeat(60) + "b");\n';

test('a program that takes long is told of before it is ended', async () => {
  await course.begin(STEPS);

  const { out } = await course.run(['exercise', '1', '--watch'], {
    onPrint: inTurn([
      [/of \d+ steps/, () => appendFileSync(course.file('store.ts'), LONG)],
      [/saved store\.ts · ✗/, (child) => child.kill('SIGTERM')],
    ]),
  });

  assert.match(
    out,
    /still running: a program .* ended\n.*saved store\.ts · ✗ 1 ·/s,
  );
});

const GET = 'return this.#byKey.get(key);';
const WALK = 'for (const [k, of] of this.#byKey) if (k === key) return of;';

test('a longer look says what the first one left out, and the next save asks at once', async () => {
  await course.begin(STEPS);
  const file = course.file('key-index.ts');
  const walks = readFileSync(file, 'utf8').replace(GET, WALK);

  const { out } = await course.run(['exercise', '1', '--watch'], {
    onPrint: inTurn([
      [/of \d+ steps/, () => writeFileSync(file, walks)],
      [/longer look.*again: npm/s, () => writeFileSync(file, `${walks}\n`)],
      [/saved key-index\.ts .*again: npm/s, (child) => child.kill('SIGTERM')],
    ]),
  });

  assert.match(out, /saved key-index\.ts · ✓ 1\.1.*A longer look found more:/s);
  const [, , second = ''] = out.split('saved key-index.ts');
  assert.match(second, /^ · .*✗/);
  assert.not.match(second, 'longer look');
});

test('type errors are told after the verdict, without being asked for', async () => {
  await course.begin(STEPS);

  const { out } = await course.run(['exercise', '1', '--watch'], {
    onPrint: inTurn([
      [
        /of \d+ steps/,
        () =>
          appendFileSync(course.file('store.ts'), "export const a: number = '';\n"),
      ],
      [/types: 1 error/, (child) => child.kill('SIGTERM')],
    ]),
  });

  assert.match(out, /saved store\.ts · ✓ 1\.1.*✗ types: 1 error\n.*store\.ts:\d+/s);
  assert.not.match(out, 'types: no error');
});

test('the same by polling, where the system tells nothing', async () => {
  await course.begin(STEPS);

  const { out } = await watchAndSave({ KUBEWRIGHT_POLL: '1' });

  assert.match(out, /saved store\.ts · ✓ 1\.1/);
  assert.match(out, /saved read\.ts · ✗ 1 ·/);
});

test('in a terminal, keys do what they say and q gives it back', async () => {
  await course.begin(0);
  const terminal = spawnSync('script', ['--version']).status === 0;
  if (!terminal) {
    console.log(
      '  SKIPPED: no `script` here (bsdutils), so no terminal to try keys in',
    );
    return;
  }
  const type = (key: string) => (child: Parameters<Act>[0]) =>
    child.stdin?.write(key);
  const command = `'${process.execPath}' grader/start/launch.mjs exercise; stty -a`;

  const { out } = await course.start('script', ['-qec', command, '/dev/null'], {
    env: { TERM: 'xterm', SHELL: '/bin/sh' },
    onPrint: inTurn([
      [/quit/, type('h')],
      [/1 of 3.*quit/s, type('l')],
      [/Kubewright.*quit/s, type('s')],
      [/not tried yet.*quit/s, type('\r')],
      [/again · .*quit/s, type('q')],
    ]),
  });

  assert.match(out, 'Exercise 1 · ');
  assert.match(out, /[^-]icanon/, 'the terminal reads lines again');
  assert.equal(readdirSync(course.temp), []);
});

test('what changed is told by content, not by time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  writeFileSync(join(folder, 'a.ts'), 'one');
  writeFileSync(join(folder, 'notes.md'), 'not watched');
  const before = takeSnapshot([folder, join(folder, 'absent')]);
  writeFileSync(join(folder, 'a.ts'), '');
  const torn = takeSnapshot([folder]);
  writeFileSync(join(folder, 'a.ts'), 'two');
  writeFileSync(join(folder, 'b.ts'), '');
  const after = takeSnapshot([folder]);

  assert.equal(changedNames(before, takeSnapshot([folder])), ['a.ts', 'b.ts']);
  assert.ok(isTorn(before, torn));
  assert.not(isTorn(before, after));
  rmSync(folder, { recursive: true });
});

test('a folder that is replaced is watched on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const inner = join(folder, 'inner');
  mkdirSync(inner);
  let told = (): void => {};
  const watching = watchFolders([inner], () => told());

  const replaced = new Promise<void>((resolve) => {
    told = resolve;
  });
  rmSync(inner, { recursive: true });
  await replaced;
  const changed = new Promise<void>((resolve) => {
    told = resolve;
  });
  mkdirSync(inner);
  writeFileSync(join(inner, 'a.ts'), 'one');
  await changed;

  assert.ok(watching.polls);
  watching.stop();
  rmSync(folder, { recursive: true });
});

test.run();
