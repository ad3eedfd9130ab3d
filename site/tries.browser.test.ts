// Programs that are changed and run where they stand: from a folder on disk, with what the
// book says they print. It needs chromium.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { browserIsThere, CHROMIUM, FLAGS } from './press/browser.node.ts';
import { createSite } from './press/site.node.ts';
import { buildTries } from './tries.node.ts';

const test = suite('a program in the page');
const ROOT = resolve(import.meta.dirname, '..');
const LONG = process.env.KUBEWRIGHT_LONG !== undefined;
/** In a short run those with most programs, with a disk, with promises, with time. */
const SOME = ['02-txn', '05-log', '12-client', '23-nodes'];

let out = '';
let browser: Browser;
let scripts: readonly string[] = [];

if (!browserIsThere()) process.exit();

test.before(async () => {
  out = mkdtempSync(join(tmpdir(), 'kubewright-'));
  await createSite({ root: ROOT, out }).update();
  const cache = join(ROOT, '.kubewright/cache/tries');
  scripts = await buildTries({ root: ROOT, out, cache });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
});

test.after(async () => {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
});

interface Visit {
  readonly page: Page;
  readonly wrong: string[];
}

async function visit(slug: string, width = 1280): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) wrong.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(?:file|data|blob):/.test(request.url())) wrong.push(request.url());
  });
  await page.goto(pathToFileURL(join(out, `${slug}.html`)).href);
  return { page, wrong };
}

/** The first program of a chapter, ready to be changed. */
async function open(slug: string, width?: number): Promise<Visit> {
  const visited = await visit(slug, width);
  await visited.page.locator('.try-open').first().click();
  await visited.page.locator('.try-bar').waitFor();
  return visited;
}

const said = (page: Page): Promise<string> =>
  page.locator('figure.run > [role=status]').innerText();

async function run(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByRole('button', { name: 'Run', exact: true, disabled: false })
    .waitFor();
  return page.locator('figure.run .out samp').first().innerText();
}

test('every program of every chapter prints in the page what the book says', async () => {
  const slugs = scripts.flatMap((name) => /^(.*)\.try\.js$/.exec(name)?.[1] ?? []);
  assert.ok(slugs.length >= 14, `${slugs.length} chapters have programs`);
  for (const slug of slugs.filter((one) => LONG || SOME.includes(one))) {
    const { page, wrong } = await open(slug);
    const differ = await page.evaluate<unknown[]>(`(async () => {
      const differ = [];
      for (const figure of document.querySelectorAll('figure.run')) {
        const code = (figure.querySelector('pre code, textarea'));
        const printed = await kubewrightTry(code.value ?? code.textContent);
        const expected = figure.querySelector('samp')?.textContent ?? '';
        if (printed.trimEnd() !== expected.trimEnd()) differ.push([printed, expected]);
      }
      return differ;
    })()`);
    assert.equal(differ, [], slug);
    assert.equal(wrong, [], slug);
    await page.context().close();
  }
});

test('a changed program prints something else, and the book’s comes back', async () => {
  const { page, wrong } = await open('01-store');
  await run(page);
  assert.match(await said(page), /prints what the book says/);
  const editor = page.locator('figure.run textarea');
  await editor.fill("console.log(1 + 1, { a: ['b'] });\n");
  assert.is(await run(page), "2 { a: [ 'b' ] }");
  assert.match(await said(page), /something else/);
  await page.getByRole('button', { name: 'As in the book' }).click();
  await run(page);
  assert.match(await said(page), /prints what the book says/);
  assert.equal(wrong, []);
  await page.context().close();
});

test('what can not run, and what is no log, is said', async () => {
  const { page } = await open('01-store');
  const editor = page.locator('figure.run textarea');
  for (const [program, line] of [
    ['const a = ;', /^Line 1 does not compile/],
    [
      "import { x } from 'node:fs'; x;",
      /^Uncaught Error: 'node:fs' is not here; .*#store/,
    ],
    ["throw new TypeError('no')", /^Uncaught TypeError: no$/],
    ["Promise.reject(new Error('late'))", /^Uncaught Error: late$/],
    ["console.error('one'); console.table([{ a: 1 }]);", /^one\n\[ \{ a: 1 \} \]$/],
  ] as const) {
    await editor.fill(program);
    assert.match(await run(page), line);
  }
  await page.context().close();
});

test('an endless loop is stopped, and the page goes on', async () => {
  const { page } = await open('01-store');
  await page.locator('figure.run textarea').fill('for (;;) {}');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page
    .getByRole('button', { name: 'Run', exact: true, disabled: false })
    .waitFor();
  assert.is(
    await page.locator('figure.run .out samp').first().innerText(),
    'Stopped.',
  );
  await page.context().close();
});

test('on a phone nothing runs off the side, and axe finds nothing', async () => {
  const { page } = await open('01-store', 320);
  await run(page);
  const needed = await page.evaluate('document.documentElement.scrollWidth');
  assert.ok(Number(needed) <= 320, `${needed} px wide`);
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    `axe.run('figure.run', { preload: false }).then(({ violations }) => violations)`,
  );
  assert.equal(
    found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    [],
  );
  await page.context().close();
});

test.run();
