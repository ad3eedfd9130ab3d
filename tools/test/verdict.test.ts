import { readdirSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partsOf, ROOMS } from './parts.ts';
import { type Ended, runNode } from './process.ts';
import { judgeCheck, judgeUvu } from './verdict.ts';

const test = suite('a verdict');

const ENDED: Ended = {
  stdout: '',
  output: '',
  code: 0,
  hung: false,
  leftover: false,
  ms: 600_000,
};

function totals(total: number, passed: number, skipped = 0): string {
  return `\n  Total:     ${total}\n  Passed:    ${passed}\n  Skipped:   ${skipped}\n  Duration:  1.00ms\n\n`;
}

const TWO_FILES = `a/one.test.ts
 one  • • •   (3 / 3)

b.test.ts
 two  • ✘   (1 / 2)
 three  •   (1 / 1)
`;

test('the tests of all files of a uvu run are summed', () => {
  const stdout = TWO_FILES + totals(6, 5);

  const verdict = judgeUvu({ ...ENDED, stdout, code: 1 }, [
    'a/one.test.ts',
    'b.test.ts',
  ]);

  assert.equal(verdict, { passed: 5, failed: 1, notes: [] });
});

test('colours do not hide the totals', () => {
  const stdout = `a.test.ts\n x  •   (1 / 1)\n\n  Total:     1\u001b[32m\n  Passed:    1\u001b[39m\n  Skipped:   0\n  Duration:  1.00ms\n\n`;

  assert.is(judgeUvu({ ...ENDED, stdout }, ['a.test.ts']).passed, 1);
});

test('skipped tests are said and are no failures', () => {
  const stdout = `a.test.ts\n x  •   (1 / 1)\n${totals(1, 1, 2)}`;

  const verdict = judgeUvu({ ...ENDED, stdout }, ['a.test.ts']);

  assert.equal(verdict, { passed: 1, failed: 0, notes: ['2 skipped'] });
});

test('a suite whose hook threw counts all its tests as failed, at exit code 0', () => {
  const stdout = `a.test.ts\n x   (0 / 4)\n${totals(4, 0)}`;

  const { passed, failed } = judgeUvu({ ...ENDED, stdout }, ['a.test.ts']);

  assert.is(passed, 0);
  assert.is(failed, 4);
});

test('a file that ran no test is a failure, whatever the others did', () => {
  const stdout = `a.test.ts\n x  •   (1 / 1)\n\nb.test.ts\n${totals(1, 1)}`;

  const verdict = judgeUvu({ ...ENDED, stdout }, ['a.test.ts', 'b.test.ts']);

  assert.equal(verdict, {
    passed: 1,
    failed: 1,
    notes: ['b.test.ts ran no test'],
  });
});

test('a run over no file is a failure', () => {
  assert.is(judgeUvu({ ...ENDED, stdout: totals(0, 0) }, []).failed, 1);
});

test('a run that broke off counts what had run, and one failure more', () => {
  const verdict = judgeUvu({ ...ENDED, stdout: TWO_FILES, code: 1 }, ['b.test.ts']);

  assert.is(verdict.passed, 5);
  assert.is(verdict.failed, 2);
  assert.match(verdict.notes[0] ?? '', 'before its totals, with exit code 1');
});

test('a run that hung says after how long it was ended', () => {
  const hung = { ...ENDED, code: undefined, hung: true };

  const verdict = judgeUvu(hung, ['a.test.ts']);

  assert.is(verdict.failed, 1);
  assert.equal(verdict.notes, ['did not end, and was ended after 600 s']);
});

test('an exit code other than 0 is a failure even if all tests passed', () => {
  const stdout = `a.test.ts\n x  •   (1 / 1)\n${totals(1, 1)}`;

  assert.is(judgeUvu({ ...ENDED, stdout, code: 7 }, ['a.test.ts']).failed, 1);
});

test('a check passes as a whole', () => {
  assert.is(judgeCheck(ENDED).passed, 1);
  assert.is(judgeCheck({ ...ENDED, code: 2 }).failed, 1);
  assert.is(judgeCheck({ ...ENDED, leftover: true }).failed, 1);
});

test('uvu itself prints what is read here', async () => {
  const folder = new URL('fixtures/', import.meta.url);
  const files = readdirSync(folder).sort();
  const args = ['--import', 'tsx', 'node_modules/uvu/bin.js'];
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

  const ended = await runNode(
    [...args, 'tools/test/fixtures', 'case', '--no-color'],
    {
      cwd: process.cwd(),
      env,
      limit: 60_000,
    },
  );

  assert.equal(judgeUvu(ended, files), {
    passed: 1,
    failed: 4,
    notes: ['silent.case.ts ran no test'],
  });
});

test('every test of the project is in a part', () => {
  const parts = partsOf(process.cwd());
  const names = parts.map(({ name }) => name);

  for (const name of ['types', 'style', 'check', 'examples', 'tools']) {
    assert.ok(names.includes(name), name);
  }
  assert.is(new Set(names).size, names.length);
  for (const room of ROOMS) {
    for (const file of readdirSync(room, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.test.ts')) continue;
      const path = `${room}/${file}`;
      const holders = parts.filter(({ args }) => runs(args, path));
      const each = file.endsWith('.each.test.ts');
      assert.ok(each ? holders.length > 1 : holders.length === 1, path);
    }
  }
});

/** Whether uvu, started so, runs a test file. */
function runs(args: readonly string[], path: string): boolean {
  const at = args.findIndex((word) => word.endsWith('uvu/bin.js'));
  const [folder, pattern] = args.slice(at + 1);
  if (at === -1 || folder === undefined || pattern === undefined) return false;
  const inside = path.startsWith(`${folder}/`);
  return inside && new RegExp(pattern, 'i').test(path.slice(folder.length + 1));
}

test.run();
