import { basename, dirname } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findPrograms, mayBeAbsent } from './programs.ts';

const test = suite('real programs');

test('a program is found where the path leads, and missed elsewhere', () => {
  const name = basename(process.execPath, '.exe');
  const names = [name, 'no-such-program'];

  const { found, absent } = findPrograms(dirname(process.execPath), names);

  assert.equal(found, [name]);
  assert.equal(absent, ['no-such-program']);
});

test('none may be absent in CI on Linux', () => {
  assert.not(mayBeAbsent({ CI: 'true' }, 'linux'));
  assert.ok(mayBeAbsent({}, 'linux'));
  assert.ok(mayBeAbsent({ CI: 'true' }, 'darwin'));
});

test.run();
