import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite<{ root: string }>('doctor');
const DOCTOR = fileURLToPath(new URL('./doctor.mjs', import.meta.url));
const HERE = `${process.platform}-${process.arch}`;

/** A course of one exercise that lacks nothing. */
test.before.each((context) => {
  const root = join(mkdtempSync(join(tmpdir(), 'kubewright-')), 'a course');
  context.root = root;
  const files = {
    'package.json': '{"dependencies": {"esbuild": "*", "diff": "*"}}\n',
    'grader/start/launch.mjs': '',
    'chapters/01-store.md': '---\nexercise:\n---\n',
    'exercises/01-store/mod.ts': '',
    'solutions/01-store/mod.ts': 'one\n',
    'node_modules/esbuild/package.json': '{}',
    'node_modules/diff/package.json': '{}',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const binary = join(root, 'node_modules/@esbuild', HERE, 'bin/esbuild');
  mkdirSync(dirname(binary), { recursive: true });
  writeFileSync(binary, '#!/bin/sh\necho 0.0.1\n', { mode: 0o755 });
  cpSync(DOCTOR, join(root, 'grader/start/doctor.mjs'));
});
test.after.each(({ root }) =>
  rmSync(dirname(root), { recursive: true, force: true }),
);

function examine(
  root: string,
  env: Readonly<Record<string, string>> = {},
): { code: number | null; out: string } {
  const args = [join(root, 'grader/start/doctor.mjs')];
  const { status, stdout } = spawnSync(process.execPath, args, {
    env,
    encoding: 'utf8',
  });
  assert.ok(stdout.split('\n').every((line) => line.length <= 96));
  return { code: status, out: stdout.replace(/\s+/g, ' ') };
}

test('a course that lacks nothing', ({ root }) => {
  const { code, out } = examine(root);

  assert.is(code, 0);
  assert.match(out, 'Nothing is in the way.');
});

test('each thing in the way is found, with what to do', ({ root }) => {
  const finds = (sentence: string): void => {
    const { code, out } = examine(root);
    assert.is(code, 1, out);
    assert.match(out, sentence);
  };

  rmSync(join(root, 'exercises'), { recursive: true });
  finds('exercises/01-store is not there. Type: npm run exercise 1 -- --reset');
  writeFileSync(join(root, 'solutions/01-store/mod.ts'), 'one\r\n');
  finds(
    'for example solutions/01-store/mod.ts. Type: git config core.autocrlf input',
  );
  rmSync(join(root, 'node_modules/diff'), { recursive: true });
  finds('The install is not complete, diff missing. Type: npm ci');
  const platforms = join(root, 'node_modules/@esbuild');
  rmSync(platforms, { recursive: true });
  mkdirSync(join(platforms, 'plan9-vax'), { recursive: true });
  finds(`esbuild's program for ${HERE} is not installed, found that for plan9-vax`);
  mkdirSync(join(root, '../node_modules'));
  rmSync(join(root, 'node_modules'), { recursive: true });
  finds(
    'The dependencies are not installed here. Type: npm ci (Node would take those',
  );
  rmSync(join(root, '.kubewright'), { recursive: true });
  writeFileSync(join(root, '.kubewright'), 'no folder');
  finds('.kubewright cannot be written to (EEXIST)');
});

test('what only makes it slow is told, and is no failure', ({ root }) => {
  const { code, out } = examine(root, { NODE_EXTRA_CA_CERTS: '/dev/null' });

  assert.is(code, 0);
  assert.match(out, '! NODE_EXTRA_CA_CERTS is set');
});

test('it is written so that Node 12 can read it', () => {
  const source = readFileSync(DOCTOR, 'utf8');

  for (const newer of [
    '?.',
    '??',
    'node:fs',
    '||=',
    'await ',
    '.at(',
    'replaceAll(',
  ]) {
    assert.not.ok(source.includes(newer), newer);
  }
});

test.run();
