// README's picture of a failing run is what the grader prints today.

import { resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { learnerFolder } from '../../grader/trials/learner-folder.node.ts';
import { keptPicture, runPictures } from './run.ts';
import { drawTerminal } from './terminal.ts';

const test = suite('pictures of the README');
const ROOT = resolve(import.meta.dirname, '../..');

// Other suites work in the same folder.
test.after(() => learnerFolder().begin(0));

test('the picture of a failing run is as the grader prints it', async () => {
  for (const [name, text] of await runPictures(learnerFolder())) {
    const isKept = keptPicture(ROOT, name) === text;
    assert.ok(isKept, `${name} is of another day: npm run pictures draws it anew`);
  }
});

test('signs of markup are text, and an unknown escape code is refused', () => {
  const drawn = drawTerminal(
    'a < b && "c"\n\n\x1b[31mx\x1b[39my\n',
    'light',
    'a "b"',
  );
  assert.match(drawn, 'a &lt; b &amp;&amp; &quot;c&quot;');
  assert.match(drawn, 'aria-label="a &quot;b&quot;"');
  assert.match(drawn, /<tspan fill="#[0-9a-f]{6}">x<\/tspan>y</);
  assert.is(drawn.match(/<text /g)?.length, 2);
  assert.throws(
    () => drawTerminal('\x1b[7mx', 'light', ''),
    /no colour for escape code 7/,
  );
});

test.run();
