// The templates for CI: their steps are run as they stand, in a folder with submissions.
// What installs a system's packages is left to the systems.

import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { isObject } from '../grader/core/trace.ts';
import { isolationProblem } from '../grader/sandbox/limits.node.ts';
import { ROOT } from '../grader/trials/exercises.node.ts';
import {
  learnerFolder,
  type Ran,
  stepsOfExercise,
} from '../grader/trials/learner-folder.node.ts';

const test = suite('templates for CI');
const folder = learnerFolder();
const steps = await stepsOfExercise();
const weak = isolationProblem('bwrap');
const holds = weak === undefined;
const must = process.env.CI === 'true' && process.platform === 'linux';
if (!holds && must) throw new Error(weak);
if (!holds)
  console.error(`\n  !!  no class was graded by the templates: ${weak}\n`);
const textOf = (file: string): string =>
  readFileSync(join(ROOT, 'templates', file), 'utf8');

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {});

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

/** A value within YAML, by the names on the way to it. */
function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce((found, name) => fieldsOf(found)[name], value);
}

function sh(
  command: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return folder.start('bash', ['-euo', 'pipefail', '-c', command], { env });
}

/** The commands of a job of a workflow, but for those that install. */
function commandsOf(job: unknown): readonly string[] {
  return listOf(at(job, 'steps'))
    .map((step) => String(at(step, 'run') ?? ''))
    .filter((run) => run.startsWith('npm run'));
}

test.before(async () => {
  await folder.beginAll();
  await folder.begin(steps);
  const own = folder.path('exercises', '01-store');
  for (const id of ['ann', 'bob', 'cat']) {
    const to = folder.path('submissions', id, 'exercises', '01-store');
    cpSync(own, to, { recursive: true });
  }
  writeFileSync(folder.path('roster.csv'), 'id\nann\nbob\ncat\nabsent\n');
});

test.after(() => {
  rmSync(folder.path('submissions'), { recursive: true });
  rmSync(folder.path('roster.csv'));
});

test.before.each(() => {
  const results = readdirSync(folder.root).filter((name) =>
    name.startsWith('results'),
  );
  for (const name of results) rmSync(folder.path(name), { recursive: true });
});

test('a fork grades itself, with annotations and a summary', async () => {
  const workflow: unknown = parse(textOf('github/grade.yml'));
  const [command = '', ...others] = commandsOf(at(workflow, 'jobs', 'grade'));
  const summary = folder.path('summary.md');
  const { code, out } = await sh(command, {
    ...{ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
  });

  assert.equal(others, []);
  assert.is(code, 0, out);
  assert.match(out, '::notice title=Kubewright::8 of 8 steps');
  assert.match(readFileSync(summary, 'utf8'), '## Kubewright');
});

test('a class on GitHub is graded in shards and merged', async () => {
  if (!holds) return;
  const workflow: unknown = parse(textOf('github/class.yml'));
  const env = { SEED: String(at(workflow, 'env', 'SEED')), ONLY: '1' };
  const shards = listOf(
    at(workflow, 'jobs', 'grade', 'strategy', 'matrix', 'shard'),
  );
  for (const shard of shards) {
    for (const command of commandsOf(at(workflow, 'jobs', 'grade'))) {
      const run = command.replace(/\$\{\{ matrix\.shard \}\}/g, String(shard));
      const { code, err } = await sh(run, env);
      assert.is(code, 0, err);
    }
  }
  const [merge = ''] = commandsOf(at(workflow, 'jobs', 'merge'));
  const { code, out } = await sh(merge);

  assert.is(code, 0);
  assert.match(out, '4 students: results/class.html');
});

test('a class on GitLab is graded in shards and merged', async () => {
  if (!holds) return;
  const jobs: unknown = parse(textOf('gitlab/gitlab-ci.yml'));
  const [, , grade = ''] = listOf(at(jobs, 'grade', 'script')).map(String);
  const [, merge = ''] = listOf(at(jobs, 'merge', 'script')).map(String);
  const total = Number(at(jobs, 'grade', 'parallel'));
  for (let index = 1; index <= total; index++) {
    const place = { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(total) };
    const { code, err } = await sh(grade, { ...place, SEED: '1a2b', ONLY: '1' });
    assert.is(code, 0, err);
  }
  const { code, out } = await sh(merge);

  assert.is(code, 0);
  assert.match(out, '4 students: results/class.html');
});

test('the pods of the Job grade a shard each', async () => {
  if (!holds) return;
  const job = at(parse(textOf('kubernetes/job.yaml')), 'spec');
  const [container] = listOf(at(job, 'template', 'spec', 'containers'));
  const [script = ''] = listOf(at(container, 'args')).map(String);
  const env = listOf(at(container, 'env')).map((one) => {
    return [String(at(one, 'name')), String(at(one, 'value'))] as const;
  });
  const local = script.replaceAll('/in/', './').replaceAll('/out/', './');
  for (let index = 0; index < Number(at(job, 'completions')); index++) {
    const { code, err } = await sh(local, {
      ...Object.fromEntries(env),
      ...{ ONLY: '1', JOB_COMPLETION_INDEX: String(index) },
    });
    assert.is(code, 0, err);
  }
  const { out } = await sh(
    'npm run --silent grade -- --merge results-* --out results',
  );

  assert.match(out, '4 students: results/class.html');
});

/** Gradescope's folder, as a container has it. */
function autograder(): string {
  const place = folder.path('results-autograder');
  mkdirSync(join(place, 'submission'), { recursive: true });
  mkdirSync(join(place, 'results'));
  symlinkSync(folder.root, join(place, 'kubewright'));
  return place;
}

function gradescope(place: string): Promise<Ran> {
  const script = join(ROOT, 'templates/gradescope/run_autograder');
  return folder.start('bash', [script], { env: { AUTOGRADER: place, ONLY: '1' } });
}

const resultsIn = (place: string): unknown =>
  JSON.parse(readFileSync(join(place, 'results/results.json'), 'utf8'));

test('Gradescope’s files grade what was handed in, in a folder or loose', async () => {
  const place = autograder();
  cpSync(folder.path('exercises', '01-store'), join(place, 'submission'), {
    recursive: true,
  });
  const { code, out } = await gradescope(place);

  assert.is(code, 0, out);
  assert.is(at(resultsIn(place), 'score'), 13);
});

test('Gradescope gets a result also when nothing could be graded', async () => {
  const place = autograder();
  writeFileSync(join(place, 'submission', 'notes.txt'), 'sorry');
  await gradescope(place);

  assert.is(at(resultsIn(place), 'score'), 0);
});

test('the scripts are such, and the recipe names what is here', () => {
  for (const file of ['gradescope/setup.sh', 'gradescope/run_autograder']) {
    execFileSync('bash', ['-n', join(ROOT, 'templates', file)]);
  }
  const recipe = textOf('container/Containerfile');
  const [, entry = ''] = /ENTRYPOINT \["node", "([^"]+)"/.exec(recipe) ?? [];
  assert.ok(existsSync(join(ROOT, entry)));
  for (const [, path = ''] of textOf('README.md').matchAll(/\]\(([\w/.-]+)\)/g)) {
    assert.ok(existsSync(join(ROOT, 'templates', path)), path);
  }
});

test.run();
