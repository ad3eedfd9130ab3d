import { readdirSync, readFileSync } from 'node:fs';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { memoryStorage, textOf } from '#apiserver';
import { createVirtualWorld } from '#world';
import { assemble } from './cluster/assemble.ts';
import { bootstrap } from './cluster/bootstrap.ts';

const test = suite('workflows');

type Fields = Readonly<Record<string, unknown>>;

interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly fields: Fields;
}

/** The rights that a job of a workflow may ask for, and none besides. */
const RIGHTS: Fields = {
  'test.yml': { contents: 'read' },
  'grade.yml': { contents: 'read' },
  'class.yml': { contents: 'read' },
  'pages.yml': { contents: 'read', pages: 'write', 'id-token': 'write' },
};

/** Ours, and those that learners and instructors take. */
const FOLDERS = ['../.github/workflows/', '../templates/github/'].map(
  (folder) => new URL(folder, import.meta.url),
);

function workflows(): Workflow[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder).map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      return { file, text, fields: fieldsOf(parse(text)) };
    }),
  );
}

function fieldsOf(value: unknown): Fields {
  const isMapping = typeof value === 'object' && value !== null;
  return isMapping ? Object.fromEntries(Object.entries(value)) : {};
}

function jobsOf({ fields }: Workflow): Fields[] {
  return Object.values(fieldsOf(fields.jobs)).map(fieldsOf);
}

test('a workflow has no right of its own; each job names those that it needs', () => {
  for (const workflow of workflows()) {
    const allowed = fieldsOf(RIGHTS[workflow.file]);
    assert.equal(workflow.fields.permissions, {}, workflow.file);
    for (const job of jobsOf(workflow)) {
      const rights = Object.entries(fieldsOf(job.permissions));
      assert.ok(rights.length > 0, `${workflow.file}: a job names no rights`);
      for (const [name, right] of rights) {
        assert.is(right, allowed[name], `${workflow.file}: ${name}: ${right}`);
      }
    }
  }
});

test('GitHub’s own parser finds nothing odd in them', () => {
  const oddIn = (name: string, content: string): string[] => {
    const { context } = parseWorkflow(
      { name, content },
      new NoOperationTraceWriter(),
    );
    return context.errors.getErrors().map(({ message }) => message);
  };

  for (const { file, text } of workflows()) assert.equal(oddIn(file, text), []);
  assert.is(
    oddIn('odd', 'on: push\njobs: { a: { runs-on: x, stepz: [] } }').length,
    1,
  );
});

test('the API server takes the manifest of the Job, field by field', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const storage = memoryStorage();
  const { handle, open, close } = assemble({
    ...{ world, clock: world.clock, storage, doors: [] },
  });
  await open({ server: 'http://127.0.0.1:8080', caPem: '' });
  await bootstrap(handle, 6443);
  const manifest = new URL('../templates/kubernetes/job.yaml', import.meta.url);
  const answer = await handle({
    method: 'POST',
    url: '/apis/batch/v1/namespaces/default/jobs?fieldValidation=Strict',
    headers: { 'content-type': 'application/json' },
    user: { name: 'admin', groups: ['system:masters'] },
    body: JSON.stringify(parse(readFileSync(manifest, 'utf8'))),
  });
  close();

  assert.is(answer.code, 201, textOf(answer.body ?? ''));
});

test('code from a fork never runs with the rights of the project', () => {
  for (const { file, fields } of workflows()) {
    const events = Object.keys(fieldsOf(fields.on));
    assert.ok(events.length > 0, file);
    assert.not(events.includes('pull_request_target'), file);
    assert.not(events.includes('workflow_run'), file);
  }
});

test('no text of a pull request becomes a command', () => {
  for (const { file, text } of workflows()) {
    assert.not.match(text, /\$\{\{[^}]*github\.(?:event|head_ref)/, file);
  }
});

test('actions are pinned by their major version, and keep no token', () => {
  for (const workflow of workflows()) {
    for (const job of jobsOf(workflow)) {
      const steps = Array.isArray(job.steps) ? job.steps.map(fieldsOf) : [];
      for (const { uses, with: inputs } of steps) {
        if (uses === undefined) continue;
        assert.match(String(uses), /^actions\/[\w-]+@v\d+$/, workflow.file);
        if (!String(uses).startsWith('actions/checkout@')) continue;
        assert.is(fieldsOf(inputs)['persist-credentials'], false, workflow.file);
      }
    }
  }
});

test('all places name the same lines of Node', () => {
  const read = (path: string): string =>
    readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  const numbers = (path: string, where: RegExp): number[] =>
    Array.from(where.exec(read(path))?.[1]?.matchAll(/\d+/g) ?? [], Number);
  const tried = numbers('grader/start/doctor.mjs', /TRIED = \[(.*?)\]/);

  assert.equal(tried, [20, 22, 24, 26]);
  assert.equal(numbers('.github/workflows/test.yml', /node: \[(.*?)\]/), tried);
  assert.equal(numbers('.ci/run', /NEWEST=(\d+)/), tried.slice(-1));
  for (const major of tried) {
    assert.match(read('grader/start/v8-flags.mjs'), `\n  ${major}: '--`);
  }
});

test.run();
