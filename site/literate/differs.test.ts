import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDiffers } from './differs.ts';

const test = suite('the box of differences');

test('a box without a row is refused with its line, one with rows is not', () => {
  const chapter = { file: 'chapters/99-x.md', text: 'One.\n\n:::differs\n:::\n' };

  const [problem] = checkDiffers(chapter, 99);

  assert.is(problem?.line, 3);
  assert.match(problem?.message ?? '', 'names no difference of chapter 99');
  assert.equal(checkDiffers(chapter, 1), []);
  assert.equal(checkDiffers({ ...chapter, text: 'One.\n' }, 99), []);
});

test.run();
