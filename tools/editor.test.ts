import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('the tasks of the editor');

interface Pattern {
  readonly regexp: string;
  readonly file: number;
  readonly line: number;
  readonly message: number;
}

interface Task {
  readonly label: string;
  readonly problemMatcher: { readonly pattern?: Pattern };
}

/** What the task's problem matcher reads from a line: file, line, message. */
function read(label: string, line: string): readonly (string | undefined)[] {
  const text = readFileSync(
    new URL('../.vscode/tasks.json', import.meta.url),
    'utf8',
  );
  const { tasks }: { tasks: readonly Task[] } = JSON.parse(text);
  const pattern = tasks.find((task) => task.label === label)?.problemMatcher
    .pattern;
  if (pattern === undefined) throw new Error(`no task "${label}" has a pattern`);
  const found = new RegExp(pattern.regexp).exec(line) ?? [];
  return [found[pattern.file], found[pattern.line], found[pattern.message]];
}

test('a place that the grader names can be jumped to', () => {
  const hole =
    '         not written yet: give the key a revision          store.ts:38';
  const place = '         write-txn.ts:61 in put · chapter: "One number"';

  assert.equal(read('exercise', hole), ['store.ts', '38', hole.trim()]);
  assert.equal(read('exercise', place), ['write-txn.ts', '61', place.trim()]);
  assert.equal(
    read('exercise', '  you edit  exercises/01-store/store.ts').length,
    3,
  );
  assert.is(
    read('exercise', '  you edit  exercises/01-store/store.ts')[0],
    undefined,
  );
});

test('a place that weave or check names can be jumped to', () => {
  const line = 'chapters/01-store.md:12  this fence is not closed';

  for (const label of ['weave', 'check']) {
    assert.equal(read(label, line), [
      'chapters/01-store.md',
      '12',
      'this fence is not closed',
    ]);
  }
});

test.run();
