import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readCourse } from '../../site/literate/course.node.ts';
import { starterFiles } from '../../site/literate/course.ts';
import { courseProblems } from './check.ts';
import { isPlan, skeleton } from './skeleton.ts';

const test = suite('author new');

const PLAN = '---\ntitle: Compare\npart: 1\nsummary: x\nstatus: planned\n---\n';
const HEAD = { slug: '02-txn', name: 'txn', number: 2, title: 'Compare' };
const IMPORTS = {
  '#txn': {
    'mine-txn': './exercises/02-txn/mod.ts',
    default: './solutions/02-txn/mod.ts',
  },
};

test('the first files of a chapter pass the checks of the course', async () => {
  const root = await mkdtemp(join(tmpdir(), 'kubewright-'));
  const files = new Map(skeleton(HEAD, PLAN));
  files.set('package.json', JSON.stringify({ imports: IMPORTS }));
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }

  const course = await readCourse(root);
  const starters = new Map(
    [...starterFiles(course, '02-txn')].map(([name, text]) => [
      `02-txn/${name}`,
      text,
    ]),
  );
  const problems = await courseProblems(course, starters, '02-txn');
  await rm(root, { recursive: true });

  // The folder of starters is made by derive, which comes next.
  const others = problems.filter(
    ({ message }) => !message.startsWith('exercises/'),
  );
  assert.equal(others, []);
  assert.match(starters.get('02-txn/txn.ts') ?? '', "throw new NotWritten('2.1');");
});

test('only a plan with nothing written below it may be filled', () => {
  assert.ok(isPlan(PLAN));
  assert.not(isPlan(`${PLAN}\nA first thought.\n`));
  assert.not(isPlan(PLAN.replace('status: planned', 'time: 90')));
});

test.run();
