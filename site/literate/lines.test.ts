import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findFences } from './fences.ts';
import { chapter, sourcesOf } from './fixtures.ts';
import { parseHead } from './front-matter.ts';
import { checkLines, type Told } from './lines.ts';
import { sayProblem } from './problem.ts';

const test = suite('lines');

function told(
  modules: string,
  texts: Record<string, string>,
  ...regions: string[]
): Told {
  const file = 'chapters/01-store.md';
  const text = `---\ntitle: A\npart: 1\nsummary: B\ntime: 5\nmodules: [${modules}]\n---\n`;
  const { head } = parseHead({ file, text });
  assert.ok(head);
  const fences = regions.flatMap((region) => [
    `\`\`\`ts 01-store/${region}`,
    '```',
  ]);
  return checkLines(head, findFences(chapter(...fences)).fences, sourcesOf(texts));
}

const A = `/**
 * Head.
 */
import {
  b,
} from './b.ts';

//#region one
one();
//#endregion
two();

three();
//#region four
four();
//#region five
five();
//#endregion
//#endregion
`;

test('every line of a module is told once, imports and head comment aside', () => {
  const { told: count, problems } = told(
    'a.ts',
    { '01-store/a.ts': A },
    'a.ts#one',
    'a.ts#four',
  );

  assert.is(count, 3);
  assert.equal(problems.map(sayProblem), [
    'solutions/01-store/a.ts:11  lines 11 to 13 are in no fence of chapters/01-store.md; put a region round it and show it there',
  ]);
});

test('a line that two fences tell is named with both', () => {
  const { problems } = told(
    'a.ts',
    { '01-store/a.ts': A },
    'a.ts#one',
    'a.ts#four',
    'a.ts#five',
  );

  assert.equal(problems.map(sayProblem).slice(1), [
    'solutions/01-store/a.ts:17  this line is told more than once, in the fences at lines 3 and 5 of chapters/01-store.md; keep one of them',
  ]);
});

test('an engine room is listed, an unnamed module and a missing one are not passed over', () => {
  const room = '// Plumbing.\n// Engine room: not told\n// line by line.\nx();\n';

  const { engineRoom, problems } = told('c.ts', {
    '01-store/b.ts': room,
    '01-store/d.ts': 'x();',
    '01-store/d.test.ts': 'x();',
    '01-store/mod.ts': "export * from './b.ts';",
  });

  assert.equal(engineRoom, ['01-store/b.ts']);
  assert.equal(problems.map(sayProblem), [
    'solutions/01-store/d.ts:1  is not among the modules of chapters/01-store.md; name d.ts there, or say "Engine room: not told line by line" in its head comment',
    'chapters/01-store.md:1  modules names c.ts, but solutions/01-store/c.ts is not there; write it or correct the list',
  ]);
});

test.run();
