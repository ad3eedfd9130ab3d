import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { breakable } from './blocks.ts';
import { CHAPTER, sampleTexts } from './fixture.ts';
import type { Painter } from './highlight.node.ts';
import { createPress } from './press.ts';
import { escapeHtml } from './text.ts';

const test = suite('the press');

const plain: Painter = {
  prepare: () => Promise.resolve(),
  paint: ({ code }) => escapeHtml(code),
};

async function files(changed = {}): Promise<Map<string, string>> {
  const press = createPress(plain);
  return new Map([...(await press.press(sampleTexts(changed))), ...press.whole()]);
}

test('it makes one page for each written chapter, and those beside them', async () => {
  const names = [...(await files()).keys()];
  assert.equal(names, [
    'index.html',
    '03-watch.html',
    '03-watch.files.html',
    'claims.html',
    'defaults.html',
    'glossary.html',
    'appendix.html',
    '404.html',
    '03-watch.engine.html',
    'style.css',
    'site.js',
    'all.html',
    'search-index.js',
  ]);
});

test('no glossary, no page and no link to it', async () => {
  const pages = await files({ glossary: '' });
  assert.not.ok(pages.has('glossary.html'));
  assert.not.match([...pages.values()].join(''), 'glossary.html');
});

test('the same texts give the same bytes', async () => {
  assert.equal([...(await files())], [...(await files())]);
});

test('a changed sentence changes its page and no other', async () => {
  const press = createPress(plain);
  const texts = sampleTexts();
  const before = await press.press(texts);
  const edited = new Map(texts.chapters).set(
    '03-watch.md',
    `${CHAPTER}\nOne more.\n`,
  );
  const after = await press.press({ ...texts, chapters: edited });
  const changed = [...after.keys()].filter(
    (name) => after.get(name) !== before.get(name),
  );
  assert.equal(changed, ['03-watch.html']);
});

test('what was parsed once is the same as parsed anew', async () => {
  const press = createPress(plain);
  await press.press(sampleTexts({ solutions: new Map() }));
  const anew = createPress(plain).press(sampleTexts());
  assert.equal([...(await press.press(sampleTexts()))], [...(await anew)]);
});

test('every link inside the site leads to a page and an id that are there', async () => {
  const pages = await files();
  for (const [name, html] of pages) {
    for (const [, href = ''] of html.matchAll(/ href="([^"]*)"/g)) {
      if (/^(?:https?|data):/.test(href)) continue;
      const [file = '', id] = href.split('#');
      const target = pages.get(file === '' ? name : file);
      assert.ok(target !== undefined, `${name}: ${href}`);
      if (id) assert.ok(target.includes(` id="${id}"`), `${name}: ${href}`);
    }
  }
});

test('no id stands twice on a page', async () => {
  for (const [name, html] of await files()) {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.is(new Set(ids).size, ids.length, name);
  }
});

test('the policy of a page knows its own script by its hash', async () => {
  const html = (await files()).get('index.html') ?? '';
  for (const text of ['void 0']) {
    const hash = createHash('sha256').update(text).digest('base64');
    assert.match(html, `'sha256-${hash}'`);
  }
  assert.not.match(html, /unsafe-|style="|onclick=/);
});

test('a hole is shown as the learner finds it, its answer is folded', async () => {
  const html = (await files()).get('03-watch.html') ?? '';
  assert.match(html, /<em> *\/\/ step 3\.1: /);
  const open = html.replace(/<details[\s\S]*?<\/details>/g, '');
  assert.not.match(open, 'return start + 1;\n');
});

test('an answer is folded, and hints lie in one another', async () => {
  const html = (await files()).get('03-watch.html') ?? '';
  assert.match(html, '<summary><b>The reference, step 1</b>');
  assert.match(
    html,
    /Hint 1 of 3<\/summary>(?:(?!<\/details>)[\s\S])*Hint 2 of 3<\/summary>/,
  );
  assert.match(html, 'npm run exercise 3');
});

test('each kind of code says what it is', async () => {
  const html = (await files()).get('03-watch.html') ?? '';
  assert.match(html, '<b>naive</b><span class="tag">▸ runs</span>');
  assert.match(
    html,
    '<summary><b>Guess first:</b> what will it print?</summary><pre><samp>2 &lt; 4 &lt; 6</samp></pre>',
  );
  assert.match(html, '<b>shell</b><span class="tag">not run here</span>');
  assert.match(html, '<ins>+return start + 1;</ins>');
});

test('claims lead to their proof, those without a box to their chapter', async () => {
  const html = (await files()).get('claims.html') ?? '';
  assert.match(html, 'href="03-watch.html#claim-s3">How it breaks</a>');
  assert.match(html, '<b>S4</b> is met in <a href="03-watch.html">');
});

test('constants are gathered with unit and source', async () => {
  const html = (await files()).get('defaults.html') ?? '';
  assert.match(html, '<td>600,000 (600 s)</td><td>ms</td>');
  assert.match(html, 'etcd --watch-progress-notify-interval: 10 min.');
});

test('the engine room is shown whole', async () => {
  const made = await files();
  const list = made.get('appendix.html') ?? '';
  assert.match(list, 'href="03-watch.engine.html#03-watch-buffer-ts"');
  assert.match(list, 'Keeps <code>n</code> events.');
  const html = made.get('03-watch.engine.html') ?? '';
  assert.match(html, 'id="03-watch-buffer-ts"');
  assert.match(html, 'Keeps <code>n</code> events.');
});

test('a planned chapter has a line in the index and no page', async () => {
  const html = (await files()).get('index.html') ?? '';
  assert.match(html, '<li id="01-store" class="planned">');
  assert.not.match(html, 'href="01-store.html"');
});

test('the foot leads to the source of the page', async () => {
  const html = (await files()).get('03-watch.html') ?? '';
  assert.match(
    html,
    'https://example.org/kubewright/blob/main/chapters/03-watch.md',
  );
});

test('a broken front matter is told with file and line', async () => {
  const chapters = new Map([['01-store.md', '---\ntitle: A\n---\n']]);
  const error = await files({ chapters }).catch((caught: Error) => caught);
  assert.ok(error instanceof Error);
  assert.match(error.message, /^chapters\/01-store\.md:\d+/);
});

test('a woven fence says where in its file it stands', async () => {
  const html = (await files()).get('03-watch.html') ?? '';
  assert.match(html, '<small><b>types</b><i> · start</i></small>');
  assert.match(html, '<small>types · <b>start</b></small>');
});

test('a claim leads to the program that proves it, or says that it is told', async () => {
  const pages = await files();
  const html = pages.get('03-watch.html') ?? '';
  assert.match(html, '<figure class="code run" id="run-naive">');
  assert.match(html, '<a href="#run-naive">run naive</a>');
  const claims = pages.get('claims.html') ?? '';
  assert.match(claims, 'Proof: <a href="03-watch.html#run-naive">run naive</a>');
});

test('where the course differs from etcd is printed from the list', async () => {
  const html = (await files()).get('03-watch.html') ?? '';
  assert.match(html, '<p class="title">Where we differ</p><p>Only here:</p>');
  assert.match(html, '<td>holds <code>1,024</code> events</td><td>two</td>');
});

test('a long name in a table breaks between its parts, a short one and prose nowhere', () => {
  const cell = (text: string) =>
    breakable(`<td><code>${text}</code> read/write</td>`);
  const [path, name] = ['pkg/storage/watch_cache.go', 'DefaultTolerationSeconds'];
  assert.match(cell(path), 'pkg/<wbr>storage/<wbr>watch_<wbr>cache.go');
  assert.match(cell(name), 'Default<wbr>Toleration<wbr>Seconds');
  assert.not.match(cell('listWatch'), '<wbr>');
  assert.match(cell(path), ' read/write');
});

test.run();
