import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Ended, runNode } from './process.ts';

const test = suite('a process of a run');

function node(program: string, limit = 20_000, grace = 5_000): Promise<Ended> {
  const options = { cwd: process.cwd(), env: process.env, limit, grace };
  return runNode(['-e', program], options);
}

test('its output and its exit code are kept', async () => {
  const program = 'console.log(1); console.error(2); process.exitCode = 3;';

  const ended = await node(program);

  assert.is(ended.stdout, '1\n');
  assert.match(ended.output, '2\n');
  assert.is(ended.code, 3);
  assert.not(ended.hung);
  assert.not(ended.leftover);
});

test('one that does not end is ended at its limit, with what it started', async () => {
  const child = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
  const program = `
    const { spawn } = require('node:child_process');
    spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
    setInterval(() => {}, 1000);`;

  const ended = await node(program, 300, 100);

  assert.ok(ended.hung);
  assert.is(ended.code, undefined);
});

test('one that leaves a writer behind is told from one that ends clean', async () => {
  const program = `
    const { spawn } = require('node:child_process');
    const options = { stdio: 'inherit' };
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], options).unref();`;

  const ended = await node(program, 20_000, 100);

  assert.is(ended.code, 0);
  assert.ok(ended.leftover);
});

test.run();
