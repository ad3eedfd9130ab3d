import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readCourse } from './course.node.ts';
import { importTargets } from './course.ts';
import { drawFigures } from './figures.node.ts';
import { checkFigures, type Drawn, drawnBy, figureUses } from './figures.ts';
import { chapter } from './fixtures.ts';
import { sayProblem } from './problem.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MOST_BYTES = 1_200;
const WIDEST = 320;

const test = suite('figures');

test('a chapter shows its figures by name', () => {
  const text = chapter(
    ':::figure lanes',
    'Keys.',
    ':::',
    '',
    ':::figure read',
    ':::',
  );
  assert.equal(figureUses(text), [
    { name: 'lanes', line: 1 },
    { name: 'read', line: 5 },
  ]);
});

test('a figure that is not drawn, and one that is not shown, are problems', () => {
  const text = chapter(':::figure lanes', ':::');
  const found = checkFigures(text, '01-store', new Map([['read', '<svg/>']]));
  assert.equal(found.map(sayProblem), [
    'chapters/01-store.md:1  there is no figure lanes in chapters/figures/01-store.ts (it draws: read)',
    'chapters/figures/01-store.ts:1  draws read, which chapters/01-store.md does not show; show or delete it',
  ]);
});

test('what is no figure is said', () => {
  const output = ['["a","<svg/>"]', 'Uncaught TypeError: draw is not a function'];
  assert.match(
    String(drawnBy({ type: 'printed', output })),
    'draw is not a function',
  );
  assert.is(drawnBy({ type: 'failed', message: 'stuck' }), 'stuck');
});

async function drawAll(): Promise<Map<string, Drawn | string>> {
  const course = await readCourse(ROOT);
  const options = { root: ROOT, targets: importTargets(course) };
  return drawFigures(course.figures.keys(), options);
}

test('every figure of the course draws the same twice, is light, and can be read', async () => {
  const drawn = await drawAll();
  assert.equal(drawn, await drawAll());
  for (const [slug, own] of drawn) {
    if (typeof own === 'string') throw new Error(`${slug}: ${own}`);
    for (const [name, svg] of own) {
      const what = `${slug} ${name}`;
      assert.match(svg, / role="img" aria-label="[^"]{20,}"/, what);
      // Colours are the style's, by day and by night.
      assert.not.match(svg, /\b(?:style|fill|stroke|color)=/, what);
      assert.not.match(svg, /NaN|undefined/, what);
      const bytes = gzipSync(svg, { level: 9 }).length;
      assert.ok(bytes <= MOST_BYTES, `${what} has ${bytes} bytes`);
      for (const [, width] of svg.matchAll(/<svg width="(\d+)"/g)) {
        assert.ok(Number(width) <= WIDEST, `${what} is ${width} wide`);
      }
    }
  }
});

test.run();
