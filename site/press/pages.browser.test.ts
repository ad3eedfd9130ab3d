// Every page in a real browser: links, requests, errors, width, accessibility, bytes.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { browserIsThere, Stand, SUB_PATH } from './browser.node.ts';

const AXE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core'),
  'utf8',
);

/** The looks that a page can have. */
const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 412, 320].map((width) => ({ colorScheme, width })),
);

const test = suite('every page');
let stand: Stand;

test.before(async () => {
  stand = await Stand.start();
});

test.after(() => stand.end());

/** The ids of a page and its links as the browser resolves them. */
function linksOf(page: Page): Promise<{ ids: string[]; links: string[] }> {
  return page.evaluate(`({
    ids: [...document.querySelectorAll('[id]')].map((each) => each.id),
    links: [...document.querySelectorAll('a[href]')].map((each) => each.href),
  })`);
}

async function walk(addressOf: (page: string) => string): Promise<void> {
  const context = await stand.window();
  const ids = new Map<string, string[]>();
  const links: (readonly [from: string, to: string])[] = [];
  for (const file of stand.pages) {
    const { page, wrong } = await stand.visit(context, addressOf(file));
    const found = await linksOf(page);
    ids.set(addressOf(file), found.ids);
    links.push(...found.links.map((link) => [file, link] as const));
    assert.equal(wrong, [], file);
    await page.close();
  }
  await context.close();
  for (const [from, link] of links) {
    if (/^https?:/.test(link) && !link.startsWith(SUB_PATH)) continue;
    const [target = '', id] = link.split('#');
    assert.ok(ids.has(target), `${from} links to ${link}`);
    if (id)
      assert.ok(
        ids.get(target)?.includes(decodeURIComponent(id)),
        `${from}: ${link}`,
      );
  }
}

test('from disk, every link leads somewhere and nothing complains', () => {
  return walk((page) => stand.onDisk(page));
});

test('below a sub-path, every link leads somewhere and nothing complains', () => {
  return walk((page) => SUB_PATH + page);
});

/**
 * The pages to look at in one look. The sample chapter and its index are looked at in every
 * look; the others take turns, unless KUBEWRIGHT_LONG asks for all of them.
 */
function pagesFor(look: number): string[] {
  const always = ['sample/03-watch.html', 'sample/index.html'];
  const others = stand.pages.filter((page) => !always.includes(page));
  if (process.env.KUBEWRIGHT_LONG === '1') return [...always, ...others];
  return [...always, ...others.filter((_, i) => i % LOOKS.length === look)];
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly {
    readonly html: string;
    readonly failureSummary: string;
  }[];
}

/** What axe finds on a page, each fold open. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<Violation[]>(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.map(
    ({ id, nodes: [node] }) => `${id}: ${node?.html} ${node?.failureSummary}`,
  );
}

for (const [look, { colorScheme, width }] of LOOKS.entries()) {
  test(`at ${width} px, ${colorScheme}, nothing runs off the side and axe finds nothing`, async () => {
    const context = await stand.window({
      colorScheme,
      viewport: { width, height: 900 },
    });
    for (const file of pagesFor(look)) {
      const { page } = await stand.visit(context, stand.onDisk(file));
      await page.evaluate(
        `for (const fold of document.querySelectorAll('details')) fold.open = true`,
      );
      const needed = await page.evaluate('document.documentElement.scrollWidth');
      assert.ok(Number(needed) <= width, `${file} is ${needed} px wide`);
      assert.equal(await violations(page), [], file);
      await page.close();
    }
    await context.close();
  });
}

test('a page stays within its bytes and its requests', () => {
  const weigh = (file: string) =>
    gzipSync(readFileSync(join(stand.out, file)), { level: 9 }).length;
  const script = weigh('real/site.js');
  assert.ok(script <= 5_000, `site.js has ${script} bytes`);
  // One of each for all pages: only the first one waits for them.
  const style = weigh('real/style.css');
  assert.ok(style <= 6_000, `style.css has ${style} bytes`);
  for (const file of stand.pages) {
    const html = readFileSync(join(stand.out, file), 'utf8');
    const asks = html.match(
      /<(?:script|img|iframe|link)[^>]* (?:src|href)="(?!data:)/g,
    );
    assert.is(asks?.length, 2, `${file} asks for more than site.js and style.css`);
    // The book on one page is for printing, and as long as the book.
    if (file.endsWith('all.html')) continue;
    // An engine room is there to look things up, and as long as its chapter's tables.
    const most = file.endsWith('.engine.html') ? 150_000 : 30_000;
    const bytes = weigh(file);
    assert.ok(bytes <= most, `${file} has ${bytes} bytes`);
  }
});

if (browserIsThere()) test.run();
