import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readSiteWords } from './words.ts';

const test = suite('site words');

test('without words the site goes into dist and is not served', () => {
  assert.equal(readSiteWords([]), { out: 'dist', serve: false, port: 4173 });
  assert.equal(readSiteWords(['--out', 'book', '--serve', '--port', '0']), {
    ...{ out: 'book', serve: true, port: 0 },
  });
});

test('a word that is wrong is named, with what there is', () => {
  const known = 'It knows --out DIR, --serve and --port N.';

  assert.is(readSiteWords(['--nope']), `Unknown option '--nope'. ${known}`);
  assert.match(String(readSiteWords(['dist'])), /'dist'.* It knows --out/);
  assert.match(String(readSiteWords(['--out'])), /--out.* It knows --out/);
  for (const port of ['x', '-1', '1.5', '65536', '']) {
    assert.is(
      readSiteWords([`--port=${port}`]),
      `--port: expected a number from 0 to 65535, found "${port}".`,
    );
  }
});

test.run();
