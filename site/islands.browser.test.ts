// Every island in a real browser: its frame without scripts, its controls by keyboard, its
// clock, its link, by day and by night, on a wide page and on a phone. It needs chromium.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildIslands, islandSlugs } from './islands.node.ts';
import { browserIsThere, CHROMIUM, FLAGS } from './press/browser.node.ts';
import { createSite } from './press/site.node.ts';

const test = suite('an island in the page');
const ROOT = resolve(import.meta.dirname, '..');
const AXE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core'),
  'utf8',
);
/** The one that is tried in all its parts. */
const ONE = '23-nodes';

let out = '';
let browser: Browser;

if (!browserIsThere()) process.exit();

test.before(async () => {
  out = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const cache = join(ROOT, '.kubewright/cache/islands');
  await createSite({ root: ROOT, out }).update();
  await buildIslands({ root: ROOT, out, cache });
  for (const slug of islandSlugs(ROOT)) shorten(join(out, `${slug}.html`));
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
});

test.after(async () => {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
});

/** A chapter's page with its islands alone: its words take a browser its time. */
function shorten(file: string): void {
  const page = readFileSync(file, 'utf8');
  const islands = page.match(/<kw-island[\s\S]*?<\/kw-island>/g) ?? [];
  const article = `<article><h1>Islands</h1>${islands.join('')}</article>`;
  writeFileSync(
    file,
    page.replace(/<article>[\s\S]*<\/article>/, () => article),
  );
}

interface Visit {
  readonly page: Page;
  readonly island: Locator;
  readonly wrong: string[];
}

/** A page whose clock can be halted, and told to go on. */
async function visit(
  slug: string,
  options: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<Visit> {
  const { hash = '', ...more } = options;
  const page = await (await browser.newContext(more)).newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) wrong.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(?:file|data):/.test(request.url())) wrong.push(request.url());
  });
  if (options.javaScriptEnabled !== false) await page.clock.install({ time: 0 });
  await page.goto(address(slug) + hash);
  return { page, island: page.locator('kw-island').first(), wrong };
}

async function open(
  slug: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const visited = await visit(slug, options);
  await press(visited.island, 'Play with it');
  await visited.island.locator('.island-controls').waitFor();
  return visited;
}

const press = (island: Locator, name: string): Promise<void> =>
  island.getByRole('button', { name, exact: true }).click();

const rows = (island: Locator): Promise<number> =>
  island.locator('tbody tr').count();

/** Both colours, and all layouts: axe takes its time. */
const LOOKS = [
  ['light', 1280],
  ['light', 412],
  ['dark', 320],
] as const;

const status = (island: Locator): Promise<string> =>
  island.locator('.island-says').innerText();

/** What axe finds in an island, and how wide the page is. */
async function faults(page: Page, width: number): Promise<string[]> {
  const found: string[] = await page.evaluate(
    `axe.run('kw-island', { preload: false }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html)))`,
  );
  const needed = Number(
    await page.evaluate('document.documentElement.scrollWidth'),
  );
  return needed <= width ? found : [...found, `it is ${needed} px wide`];
}

const address = (slug: string): string =>
  pathToFileURL(join(out, `${slug}.html`)).href;

test('it is its figure alone without scripts', async () => {
  const { page, island } = await visit(ONE, { javaScriptEnabled: false });
  for (const slug of islandSlugs(ROOT)) {
    await page.goto(address(slug));
    assert.ok(await island.getByRole('img').first().isVisible(), slug);
    assert.ok(await island.locator('figcaption').isVisible(), slug);
    assert.is(await island.getByRole('button').count(), 0, slug);
  }
  await page.context().close();
});

for (const slug of islandSlugs(ROOT)) {
  test(`${slug} can be read and reached by day and by night, at every width`, async () => {
    const { page, island, wrong } = await open(slug);
    await page.evaluate(AXE.concat(';0'));
    for (const [colorScheme, width] of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      // A page hears of its new width some frames later; here it hears at once.
      await page.waitForFunction(`innerWidth === ${width}`);
      await page.evaluate("dispatchEvent(new Event('resize'))");
      assert.equal(await faults(page, width), [], `${colorScheme} ${width}`);
    }
    const words = await status(island);
    for (const control of await island.locator('select, input, button').all()) {
      await control.focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
    }
    await page.clock.runFor(60_000);
    assert.not.equal(await status(island), '');
    assert.not.equal(words, '');
    assert.equal(await faults(page, 320), []);
    assert.equal(wrong, []);
    await page.context().close();
  });
}

test('nothing moves before somebody asks for it, and the focus is on the first control', async () => {
  const { page, island } = await open(ONE);
  const before = await island.innerHTML();
  await page.clock.runFor(60_000);

  assert.is(await island.innerHTML(), before);
  assert.not.match(page.url(), '#');
  assert.is(
    await page.evaluate("document.activeElement.closest('div').innerText"),
    'It dies at\n32 s',
  );
  await page.context().close();
});

test('a step back shows what was there before, and a slider tells all of it anew', async () => {
  const { page, island } = await open(ONE);
  const all = await rows(island);
  await press(island, 'Back');

  assert.is(await rows(island), all - 1);
  assert.match(await status(island), 'gives the Pod 300 s');
  await press(island, 'Step');
  assert.is(await rows(island), all);
  await page.keyboard.press('Enter');
  assert.is(await rows(island), all, 'there is nothing after the end');
  await island.getByLabel('The Pod tolerates').focus();
  await page.keyboard.press('Home');
  assert.match(await status(island), 'At 90.1 s');
  assert.match(
    (await island.getByRole('img').getAttribute('aria-label')) ?? '',
    'At 90.1 s',
  );
  await page.context().close();
});

test('what plays can be halted, and speaks when it is at rest', async () => {
  const { page, island } = await open(ONE);
  const words = await status(island);
  await page.clock.pauseAt(3_600_000);
  // A page whose time stands still never comes to rest, which a click would wait for.
  const push = (name: string) =>
    island.getByRole('button', { name, exact: true }).dispatchEvent('click');
  await push('Play');
  assert.is(await rows(island), 0);
  await page.clock.runFor(2_000);
  assert.is(await rows(island), 2);
  assert.is(await status(island), words);
  await push('Pause');
  await page.clock.runFor(9_000);
  assert.is(await rows(island), 2);
  assert.match(await status(island), 'At 30 s');
  await push('Play');
  await page.clock.runFor(60_000);
  assert.is(await status(island), words);
  assert.is(await island.getByRole('button', { name: 'Pause' }).count(), 0);
  await page.context().close();
});

test('who wants less motion is offered steps, and no play', async () => {
  const { page, island } = await open(ONE, { reducedMotion: 'reduce' });

  assert.is(await island.getByRole('button', { name: 'Play' }).count(), 0);
  assert.ok(await island.getByRole('button', { name: 'Step' }).isVisible());
  await page.context().close();
});

test('a link leads to the state that it was taken from, in a page of its own and in this one', async () => {
  const { page, island } = await open(ONE);
  await island.getByLabel('Grace period').focus();
  await page.keyboard.press('ArrowLeft');
  await press(island, 'Back');
  const link = await island.getByRole('link', { name: 'Link to this state' });
  const hash = (await link.getAttribute('href')) ?? '';

  assert.is(hash, '#play-timeline?died=32&grace=45&tolerates=300&back=0&at=7');
  assert.ok(page.url().endsWith(hash), page.url());
  const there = await visit(ONE, { hash });
  await there.island.locator('.island-controls').waitFor();
  assert.is(await status(there.island), await status(island));
  assert.is(
    await there.island.locator('tbody').innerText(),
    await island.locator('tbody').innerText(),
  );
  await there.page.evaluate(`location.hash = '#play-timeline?at=2'`);
  await there.page.waitForFunction(
    `document.querySelectorAll('kw-island tbody tr').length === 2`,
  );
  assert.equal(there.wrong, []);
  await there.page.context().close();
  await page.context().close();
});

test.run();
