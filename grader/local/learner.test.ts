// Every exercise of the course is taken in as it is laid down, with room for files of the
// learner's own: a chapter that outgrows a limit can't be handed in by anyone.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readCourse } from '../../site/literate/course.node.ts';
import { exerciseChapters } from '../../site/literate/course.ts';
import { MOST_FILES, readLearner } from './learner.node.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** How many files a learner may add to any exercise. */
const OWN_FILES = 20;

const test = suite('what a learner hands in');

for (const { head } of exerciseChapters(await readCourse(ROOT))) {
  const { slug } = head;
  test(`${slug} is taken in, and leaves room for more`, () => {
    const folder = join(ROOT, 'exercises', slug);

    const { modules, sources } = readLearner(folder, slug);

    assert.is(sources.get('mod.ts'), readFileSync(join(folder, 'mod.ts'), 'utf8'));
    assert.ok(modules.length + OWN_FILES <= MOST_FILES, String(modules.length));
  });
}

test.run();
