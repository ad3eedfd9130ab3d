// A cluster with modules of the learner: a course of its own in a folder, in which a
// reference stands in the learner's place, changed in a way that shows.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startChild } from './child.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const test = suite('a cluster with modules of yours');
const course = mkdtempSync(join(tmpdir(), 'kubewright-mine-'));

test.before(() => {
  for (const part of ['package.json', 'solutions', 'exercises', 'tools'])
    cpSync(join(ROOT, part), join(course, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(course, 'node_modules'));
});

test.after(() => rmSync(course, { recursive: true }));

const COMMAND = ['tools/cluster.mjs', '--insecure', '--port', '0', '--ephemeral'];

/** What is said instead of a start. */
function refused(mine: string): { readonly code: number; readonly said: string } {
  const { status, stderr } = spawnSync(
    process.execPath,
    [...COMMAND, '--mine', mine],
    { cwd: course, encoding: 'utf8' },
  );
  return { code: status ?? -1, said: stderr.trim() };
}

/** The reference in the learner's place; `from` reads `to` there. */
function solve(folder: string, file: string, from: string, to: string): void {
  const own = join(course, 'exercises', folder);
  for (const name of readdirSync(join(ROOT, 'solutions', folder)))
    cpSync(join(ROOT, 'solutions', folder, name), join(own, name));
  const text = readFileSync(join(own, file), 'utf8');
  assert.ok(text.includes(from), `${file} has "${from}"`);
  writeFileSync(join(own, file), text.replace(from, to));
}

async function post(url: string, object: object): Promise<void> {
  const body = JSON.stringify(object);
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(url, { method: 'POST', headers, body });
  assert.is(status, 201);
}

test('a chapter that is not there, or has a hole, is said in a sentence', () => {
  const unknown = refused('kubelets');
  const empty = refused('scheduler');
  const beside = refused('18,26-services');

  assert.equal([unknown.code, empty.code, beside.code], [2, 2, 2]);
  assert.match(
    unknown.said,
    /^--mine: expected all, or names or numbers of store, .*, found "kubelets"$/,
  );
  assert.match(
    empty.said,
    /^--mine scheduler: 17\.1 is not written yet \(exercises\/17-scheduler\/[\w-]+\.ts:\d+\): npm run exercise 17 goes on there$/,
  );
  assert.match(beside.said, /^--mine taints: 18\.1 is not written yet /);
});

test('what stands in exercises is what schedules', async () => {
  solve(
    ...['17-scheduler', 'create-scheduler.ts'],
    ...['Successfully assigned', 'My own scheduler gave'],
  );
  solve('18-taints', 'mod.ts', 'Chapter 18', 'Mine');
  const { banner, url, end } = await startChild(
    ['--ephemeral', '--mine', 'taints,scheduler'],
    { course },
  );
  const events = `${url}/api/v1/namespaces/default/events?watch=1`;
  const { body } = await fetch(events);
  await post(`${url}/api/v1/nodes`, {
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } },
    status: { allocatable: { cpu: '2', memory: '4Gi', pods: '1' } },
  });
  await post(`${url}/api/v1/namespaces/default/pods`, {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  });
  let told = '';
  for await (const part of body ?? []) {
    told += Buffer.from(part).toString();
    if (told.includes('default/web to n1')) break;
  }
  const code = await end('SIGTERM');

  assert.match(banner, /Yours, from exercises\/: taints,scheduler\./);
  assert.match(told, /My own scheduler gave default\/web to n1/);
  assert.is(code, 0);
});

test('a module that can not be read is shown with its line', () => {
  const file = join(course, 'exercises', '18-taints', 'tolerations.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text}\nconst = 1;\n`);
  const { code, said } = refused('taints');
  writeFileSync(file, text);

  assert.is(code, 1);
  assert.match(
    said,
    /\[ERROR\] Expected identifier[\s\S]*exercises\/18-taints\/tolerations\.ts:\d+:6/,
  );
  assert.not.match(said, / at .*node:internal/);
});

test.run();
