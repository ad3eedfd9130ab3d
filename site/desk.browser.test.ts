// Exercises that are solved in the page: from a folder on disk and below a sub-path, with
// the verdicts of the terminal. It needs chromium.

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
} from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Result } from '../grader/core/result.ts';
import {
  type Exercise,
  type Files,
  gradeInProcess,
  readExercises,
} from '../grader/trials/exercises.node.ts';
import { buildDesks } from './desks.node.ts';
import { browserIsThere, CHROMIUM, FLAGS } from './press/browser.node.ts';
import { createSite } from './press/site.node.ts';

const test = suite('an exercise in the page');
const ROOT = resolve(import.meta.dirname, '..');
const LONG = process.env.KUBEWRIGHT_LONG !== undefined;
/** In a short run one that is pure, one that is on a disk, one with promises. */
const SLUGS = ['01-store', '05-log', '12-client'];
const SEED = 7;

let out = '';
let browser: Browser;
let exercises: readonly Exercise[] = [];

if (!browserIsThere()) process.exit();

test.before(async () => {
  out = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const all = await readExercises();
  exercises = all.filter(({ chapter }) => LONG || SLUGS.includes(chapter.slug));
  const cache = join(ROOT, '.kubewright/cache/desks');
  const slugs = new Set(exercises.map(({ chapter }) => chapter.slug));
  await createSite({ root: ROOT, out }).update();
  await buildDesks({ root: ROOT, out, cache, slugs });
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

/** A page with its desk open. */
async function open(slug: string, context?: BrowserContext): Promise<Visit> {
  const page = await (context ?? (await browser.newContext())).newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) wrong.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(?:file|data|blob):/.test(request.url())) wrong.push(request.url());
  });
  await page.goto(pathToFileURL(join(out, `${slug}.html`)).href);
  await page.getByRole('button', { name: 'Solve it here' }).click();
  await page.getByRole('button', { name: 'Check', exact: true }).waitFor();
  return { page, wrong };
}

const status = (page: Page): Promise<string> =>
  page.locator('.desk-status').innerText();

async function check(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.locator('.desk-status', { hasText: /passed\.$/ }).waitFor();
  return status(page);
}

function inPage(page: Page, files: Files, only?: string): Promise<Result> {
  const words = JSON.stringify([
    [...files],
    SEED,
    ...(only === undefined ? [] : [[only]]),
  ]);
  return page.evaluate<Result>(
    `globalThis.kubewrightDesk.grade(...${words.replaceAll('</', '<\\/')})`,
  );
}

const verdicts = ({ steps, problem, exit }: Result): unknown => ({
  ...{ problem, exit },
  steps: steps.map(
    ({ output: _, ...step }: Result['steps'][number] & { output?: unknown }) =>
      step,
  ),
});

test('what is graded in the page is graded as in the terminal', async () => {
  for (const exercise of exercises) {
    const { chapter, mutants } = exercise;
    const { page, wrong } = await open(chapter.slug);
    const last = chapter.steps.length;
    const all: [Files, string | undefined][] = [
      [exercise.starters(0), undefined],
      [exercise.starters(last), undefined],
    ];
    const some = LONG ? mutants : mutants.slice(0, 3);
    for (const mutant of some) all.push([exercise.mutant(mutant), mutant.step]);
    for (const [files, only] of all) {
      const there = await inPage(page, files, only);
      const here = await gradeInProcess(exercise, files, {
        ...{ seed: SEED, programs: 50 },
        ...(only === undefined ? {} : { only: new Set([only]) }),
      });
      assert.equal(
        verdicts(there),
        verdicts(here),
        `${chapter.slug} ${only ?? 'whole'}`,
      );
    }
    assert.equal(wrong, []);
    await page.context().close();
  }
});

test('a starter is told as not written, with the place, which leads to the editor', async () => {
  const { page, wrong } = await open('01-store');
  const sum = await check(page);

  assert.is(sum, '0 of 8 steps passed.');
  assert.is(await page.locator('.desk-steps > li').count(), 8);
  const first = page.locator('.desk-steps > li').first();
  assert.match(await first.innerText(), /1\.1[\s\S]*not written yet/);
  await first.locator('.place').first().click();
  const name = await page.evaluate<string>('document.activeElement.ariaLabel');
  assert.match(name, /\.ts$/);
  assert.equal(wrong, []);
  await page.context().close();
});

/** Writes a file as a hand would: the tab, then all of its text. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await page.getByRole('textbox', { name }).fill(text);
}

async function solve(page: Page): Promise<void> {
  const [exercise] = exercises;
  if (exercise === undefined) throw new Error('there is no exercise');
  const { chapter } = exercise;
  for (const file of new Set(chapter.holes.map((hole) => hole.file))) {
    await write(page, file, exercise.starters(99).get(file) ?? '');
  }
}

test('what is written passes, is kept by the browser, and is there again', async () => {
  const context = await browser.newContext();
  const { page } = await open('01-store', context);
  await solve(page);
  assert.is(await check(page), 'All 8 steps passed.');
  await page.close();

  const again = await open('01-store', context);
  assert.is(await check(again.page), 'All 8 steps passed.');
  assert.equal(again.wrong, []);
  await context.close();
});

test('every letter of the code is seen, whatever classes the book has', async () => {
  const { page } = await open('01-store');
  await write(page, 'history.ts', 'export const answer = 42;\n');
  const number = page.locator('.desk-code .number').first();

  assert.is(await number.innerText(), '42');
  assert.ok(await number.isVisible());
  assert.is(
    await page.evaluate<string>(
      "getComputedStyle(document.querySelector('.desk-code .number')).position",
    ),
    'static',
  );
  await page.context().close();
});

test('a file can be reset, and what stood there brought back', async () => {
  const { page } = await open('01-store');
  await write(page, 'history.ts', '// mine\n');
  await page.getByRole('button', { name: 'Reset file' }).click();
  const box = page.getByRole('textbox', { name: 'history.ts' });
  assert.not.match(await box.inputValue(), '// mine');
  await page.getByRole('button', { name: 'Bring mine back' }).click();

  assert.is(await box.inputValue(), '// mine\n');
  await page.context().close();
});

test('the reference is there after a try, line by line beside one’s own', async () => {
  const { page } = await open('01-store');
  const button = page.getByRole('button', { name: 'Reference' });
  assert.ok(await button.isDisabled());
  await check(page);
  await button.click();

  assert.match(await page.locator('.desk-diff').innerText(), /^\+ /m);
  await page.context().close();
});

test('the folder goes out as a zip and comes back in another browser', async () => {
  const { page } = await open('01-store');
  await solve(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  const zip = join(out, 'work.zip');
  await download.saveAs(zip);
  const other = await open('01-store');
  await other.page.setInputFiles('input[type=file]', zip);
  await other.page.locator('.desk-status', { hasText: 'are here now' }).waitFor();

  assert.is(download.suggestedFilename(), '01-store.zip');
  assert.is(await check(other.page), 'All 8 steps passed.');
  await other.page.setInputFiles('input[type=file]', join(out, 'style.css'));
  await other.page
    .locator('.desk-status', { hasText: 'there is no file' })
    .waitFor();
  await page.context().close();
  await other.page.context().close();
});

test('by keyboard: arrows go through the files, Ctrl and Enter check', async () => {
  const { page } = await open('01-store');
  const tabs = page.getByRole('tab');
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  assert.is(await tabs.nth(1).getAttribute('aria-selected'), 'true');
  await page.getByRole('textbox').first().focus();
  await page.keyboard.press('Control+Enter');
  await page.locator('.desk-status', { hasText: /passed\.$/ }).waitFor();
  await page.context().close();
});

test('an endless loop is ended, while the page answers', async () => {
  const { page } = await open('01-store');
  await write(page, 'write-txn.ts', 'for (;;);\nexport const x = 1;\n');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('tab').nth(1).click();
  assert.is(
    await page.getByRole('tab').nth(1).getAttribute('aria-selected'),
    'true',
  );
  await page.locator('.desk-status', { hasText: /passed\.$/ }).waitFor();

  assert.match(
    await page.locator('.desk-found').innerText(),
    /loop turned|does not/,
  );
  await page.context().close();
});

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

test('nothing stands in the way of those who hear or zoom, by day and night', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 320]) {
      const context = await browser.newContext({
        ...{ colorScheme, viewport: { width, height: 900 }, bypassCSP: true },
      });
      const { page } = await open('01-store', context);
      await check(page);
      await page.addScriptTag({ path: AXE });
      const found = await page.evaluate<string[]>(
        `axe.run('.desk').then(({ violations }) =>
          violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html)))`,
      );
      assert.equal(found, [], `${colorScheme} ${width}`);
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - innerWidth',
      );
      assert.ok(over <= 0, `${over} px too wide at ${width}`);
      await context.close();
    }
  }
});

test.run();
