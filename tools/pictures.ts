// npm run pictures: draws README's pictures anew, from a run of the grader and a page of the
// book. It needs chromium.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { learnerFolder } from '../grader/trials/learner-folder.node.ts';
import { CHROMIUM, FLAGS } from '../site/press/browser.node.ts';
import { createSite } from '../site/press/site.node.ts';
import { PICTURES, runPictures } from './pictures/run.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** The page, and where on it the picture begins. */
const PAGE = '01-store.html';
const FIRST = 'main figure';
const SIZE = { width: 1280, height: 860 };

async function main(): Promise<void> {
  const folder = join(ROOT, PICTURES);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of await runPictures(learnerFolder())) {
    writeFileSync(join(folder, name), text);
  }
  await pagePictures(folder);
}

async function pagePictures(folder: string): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'kubewright-'));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    await createSite({ root: ROOT, out }).update();
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: SIZE, colorScheme });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(out, PAGE)).href);
      await page.getByText('Change it, run it').first().waitFor();
      await page.evaluate(
        `document.querySelector('${FIRST}').scrollIntoView();
        new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))`,
      );
      const path = join(folder, `page-${colorScheme}.png`);
      await page.screenshot({ path });
      await context.close();
    }
  } finally {
    await browser.close();
    rmSync(out, { recursive: true });
  }
}

await main();
