// A browser for the tests of the pages: the small course and the real one, pressed into one
// temporary folder, opened from disk or below a sub-path, with no network at all.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { FIGURES, sampleTexts } from './fixture.ts';
import { buildSearch } from './search.node.ts';
import { createSite } from './site.node.ts';

export const CHROMIUM: string = '/usr/bin/chromium';
export const FLAGS: string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const ROOT = resolve(import.meta.dirname, '../..');

/** Where the pages stand when they are served: deep below the root of a host. */
export const SUB_PATH = 'http://site.test/a/b/c/';

/** Whether there is a browser. Says so when not; in CI that is a failure. */
export function browserIsThere(): boolean {
  if (existsSync(CHROMIUM)) return true;
  const absent = `${CHROMIUM} is absent: the pages were not tried in a browser`;
  if (process.env.CI === 'true') throw new Error(absent);
  console.error(`\n  !!  ${absent}\n`);
  return false;
}

export interface Visit {
  readonly page: Page;
  /** What went wrong while the page was open: errors, warnings, requests to other hosts. */
  readonly wrong: readonly string[];
}

export class Stand {
  readonly #folder: string;
  readonly #browser: Browser;
  /** The folder of the pages: `sample/…` and `real/…`. */
  readonly out: string;
  /** `sample/index.html` … */
  readonly pages: readonly string[];

  private constructor(folder: string, browser: Browser) {
    this.#folder = folder;
    this.#browser = browser;
    this.out = join(folder, 'dist');
    this.pages = readdirSync(this.out, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.html'))
      .sort();
  }

  /** Presses both courses and starts the browser. */
  static async start(): Promise<Stand> {
    const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
    const sample = join(folder, 'course');
    writeSample(sample);
    for (const [root, name] of [
      [sample, 'sample'],
      [ROOT, 'real'],
    ] as const) {
      const site = createSite({ root, out: join(folder, 'dist', name) });
      await site.update();
      site.bind();
      await buildSearch({ root: ROOT, out: join(folder, 'dist', name) });
    }
    return new Stand(
      folder,
      await chromium.launch({ executablePath: CHROMIUM, args: FLAGS }),
    );
  }

  async end(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** The address of a page on disk. */
  onDisk(page: string): string {
    return pathToFileURL(join(this.out, page)).href;
  }

  /** A window that knows no network: the sub-path is answered from disk, all else fails. */
  async window(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.#browser.newContext(options);
    await context.route(/^http/, (route) => {
      const url = route.request().url();
      const file = join(this.out, decodeURIComponent(url.slice(SUB_PATH.length)));
      if (url.startsWith(SUB_PATH) && existsSync(file))
        return route.fulfill({ path: file });
      return route.abort();
    });
    return context;
  }

  async visit(context: BrowserContext, url: string): Promise<Visit> {
    const page = await context.newPage();
    const wrong: string[] = [];
    const own = url.startsWith('file:') ? pathToFileURL(this.out).href : SUB_PATH;
    page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (/error|warning/.test(message.type()))
        wrong.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const known =
        request.url().startsWith(own) || request.url().startsWith('data:');
      if (!known) wrong.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return { page, wrong };
  }
}

/** The small course as files. */
export function writeSample(root: string): void {
  const { chapters, solutions, glossary } = sampleTexts();
  const files: (readonly [string, string])[] = [
    ...[...chapters].map(([file, text]) => [`chapters/${file}`, text] as const),
    ...[...solutions].map(([file, text]) => [`solutions/${file}`, text] as const),
    ['chapters/figures/03-watch.ts', FIGURES],
    ['chapters/glossary.yaml', glossary],
    ['package.json', '{}'],
  ];
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}
