// The search: what readers would type leads where they want to be, from the keyboard and
// from a folder on disk. The index is that of the real course.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import MiniSearch from 'minisearch';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { find } from '../search/find.ts';
import { OPTIONS } from '../search/terms.ts';
import { browserIsThere, Stand } from './browser.node.ts';

const test = suite('the search');
const WIDE = { width: 1280, height: 800 };
/** Of the queries below, so many have to lead there. */
const WANTED = 38;

let stand: Stand;

test.before(async () => {
  stand = await Stand.start();
});

test.after(async () => {
  await stand.end();
});

/** What is typed, and how the address of one of the first three places has to begin. */
const QUERIES: Readonly<Record<string, string>> = {
  'virtual clock': '00-world',
  'mvcc revisions': '01-store',
  'prefix range': '01-store',
  tombstone: '01-store',
  'compare and swap': '02-txn',
  'aba problem': '02-txn',
  'nested transaction': '02-txn',
  'watch from revision': '03-watch',
  compacted: '03-watch',
  'slow watcher': '03-watch',
  'keep alive': '04-lease',
  'lease expiry': '04-lease',
  'write ahead log': '05-log',
  fsync: '05-log',
  'torn tail': '05-log',
  'label selector': '08-objects',
  'quantity 100m': '08-objects',
  lastTransitionTime: '08-objects',
  'resource version conflict': '09-apiserver',
  finalizers: '09-apiserver',
  bookmark: '09-apiserver',
  'generate name': '09-apiserver',
  rbac: '10-gates',
  impersonation: '10-gates',
  'audit log': '10-gates',
  'admission webhook': '10-gates',
  'server side apply': '11-patch',
  'json patch': '11-patch',
  'managed fields': '11-patch',
  informer: '12-client',
  'work queue back-off': '12-client',
  'scheduler score': '17-scheduler',
  'assume pod': '17-scheduler',
  percentageOfNodesToScore: '17-scheduler',
  tolerations: '18-taints',
  'node affinity': '18-taints',
  'node monitor grace': 'defaults.html#node-monitor-grace-ms',
  'eviction rate zone': '23-nodes',
  'nodeport range': '26-services',
  'endpoint slice': '26-services',
};

test('what a reader types leads to the place', () => {
  const index = indexOf(stand);
  const lost = Object.entries(QUERIES).flatMap(([words, wanted]) => {
    const hrefs = find(index, words).map(({ href }) => href);
    if (hrefs.slice(0, 3).some((href) => href.startsWith(wanted))) return [];
    return [`${words}: ${hrefs.slice(0, 3).join(', ')}`];
  });
  const { length } = Object.keys(QUERIES);
  assert.ok(length - lost.length >= WANTED, lost.join('\n'));
});

test('every place that can be found is there', () => {
  const documents = [...indexOf(stand).search(MiniSearch.wildcard)];
  const pages = new Map(
    stand.pages.map((file) => [file, readFileSync(join(stand.out, file), 'utf8')]),
  );
  const lost = documents
    .map(({ id }) => String(id).split('#'))
    .filter(([file, id]) => {
      const html = pages.get(`real/${file}`) ?? '';
      return html === '' || (id !== undefined && !html.includes(` id="${id}"`));
    });
  assert.equal(lost, []);
});

test('the index and the script stay small', () => {
  const weigh = (file: string) =>
    gzipSync(readFileSync(join(stand.out, 'real', file)), { level: 9 }).length;
  assert.ok(
    weigh('search-index.js') <= 250_000,
    `${weigh('search-index.js')} bytes`,
  );
  assert.ok(weigh('search.js') <= 12_000, `${weigh('search.js')} bytes`);
});

test('a place is found and reached by keyboard, on disk', async () => {
  const context = await stand.window({ viewport: WIDE });
  const { page, wrong } = await stand.visit(
    context,
    stand.onDisk('real/index.html'),
  );
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Search the book' });
  await field.waitFor();
  await field.fill('torn tail');
  assert.match(await page.getByRole('status').innerText(), /^\d+ places/);
  assert.equal(await violations(page), []);
  await page.keyboard.press('ArrowDown');
  const target = await page.evaluate<string>('document.activeElement.href');
  assert.match(target, /05-log\.html/);
  await page.keyboard.press('ArrowUp');
  assert.is(await page.evaluate('document.activeElement.type'), 'search');
  await page.keyboard.press('Enter');
  await page.waitForURL(/05-log\.html/);
  assert.equal(wrong, []);
  await context.close();
});

test('nothing found is said, and escape gives the page back', async () => {
  const context = await stand.window({
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
  });
  const { page } = await stand.visit(context, stand.onDisk('real/05-log.html'));
  await page.getByRole('button', { name: 'Search' }).click();
  const field = page.getByRole('searchbox', { name: 'Search the book' });
  await field.fill('xyzzyplugh');
  assert.match(await page.getByRole('status').innerText(), /^Nothing found/);
  await field.fill('fsync');
  const needed = await page.evaluate('document.documentElement.scrollWidth');
  assert.ok(Number(needed) <= 320, `${needed} px wide`);
  assert.equal(await violations(page), []);
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'hidden' });
  // A second time nothing is loaded anew.
  await page.keyboard.press('/');
  await field.waitFor();
  await context.close();
});

type Opened = Awaited<ReturnType<Stand['visit']>>['page'];

async function violations(page: Opened): Promise<unknown[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    `axe.run('.search', { preload: false }).then(({ violations }) => violations)`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

function indexOf({ out }: Stand): MiniSearch {
  const context = createContext({ kubewrightIndex: '' });
  const script = readFileSync(join(out, 'real/search-index.js'), 'utf8');
  runInContext(script, context);
  return MiniSearch.loadJSON(String(context.kubewrightIndex), OPTIONS);
}

if (browserIsThere()) test.run();
