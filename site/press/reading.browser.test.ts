// What a reader does with a page: reads it without scripts, walks it by keyboard, turns to
// the next, prints it, comes back to it.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { browserIsThere, Stand, SUB_PATH } from './browser.node.ts';

const CHAPTER = 'sample/03-watch.html';

const test = suite('a reader');
let stand: Stand;

test.before(async () => {
  stand = await Stand.start();
});

test.after(() => stand.end());

test('sees notes beside their paragraphs, over nothing else', async () => {
  const context = await stand.window({ viewport: { width: 1280, height: 900 } });
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  const met = await page.evaluate(`(() => {
    const box = (each) => each.getBoundingClientRect();
    const meet = (a, b) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const all = [...document.querySelectorAll('article > *')];
    return all.filter((each) => each.matches('.side')).flatMap((side) => [
      ...all.filter((each) => each !== side && meet(box(each), box(side))).map((each) => each.outerHTML),
      Math.abs(box(side).top - box(side.previousElementSibling).top) < 8 ? [] : 'too low',
    ].flat());
  })()`);
  assert.equal(met, []);
  await context.close();
});

test('has 60 to 75 characters on a line', async () => {
  const context = await stand.window({ viewport: { width: 1280, height: 900 } });
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  const perLine = await page.evaluate(`(() => {
    const text = document.querySelector('article > p');
    text.textContent = 'The list was true at revision 4,127; it is now a few milliseconds later. '.repeat(20);
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    return text.textContent.length / lines.size;
  })()`);
  assert.ok(
    Number(perLine) >= 60 && Number(perLine) <= 75,
    `${perLine} characters`,
  );
  await context.close();
});

test('sees a line of 84 characters of code without scrolling', async () => {
  const context = await stand.window({ viewport: { width: 1280, height: 900 } });
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  const hidden = await page.evaluate(`(() => {
    const pre = document.querySelector('.woven pre');
    pre.firstChild.textContent = 'x'.repeat(84);
    return pre.scrollWidth - pre.clientWidth;
  })()`);
  assert.is(hidden, 0);
  await context.close();
});

test('without scripts finds all text, and can open folds', async () => {
  const viewport = { width: 412, height: 900 };
  const context = await stand.window({ javaScriptEnabled: false, viewport });
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  for (const text of ['What has changed since?', 'beside this paragraph']) {
    assert.ok(await page.locator('main').getByText(text).first().isVisible(), text);
  }
  assert.not.ok(await page.getByText('2 < 4 < 6').isVisible());
  await page.getByText('what will it print?').click();
  assert.ok(await page.getByText('2 < 4 < 6').isVisible());
  assert.not.ok(await page.getByText('Where may it stand?').isVisible());
  await page.getByText('Hint 1 of 3').click();
  assert.ok(await page.getByText('Where may it stand?').isVisible());
  assert.not.ok(await page.locator('.themes').isVisible());
  await page.locator('.toc summary').first().click();
  assert.ok(await page.locator('.toc [aria-current]').first().isVisible());
  await context.close();
});

test('without scripts finds the list of chapters unfolded on a wide page', async () => {
  const viewport = { width: 1280, height: 900 };
  const context = await stand.window({ javaScriptEnabled: false, viewport });
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  assert.ok(await page.locator('.toc [aria-current]').first().isVisible());
  await context.close();
});

test('skips to the text with the first stop of the keyboard', async () => {
  const context = await stand.window();
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  await page.keyboard.press('Tab');
  assert.is(await page.evaluate('document.activeElement.className'), 'skip');
  await page.keyboard.press('Enter');
  assert.match(page.url(), /#main$/);
  await context.close();
});

test('can scroll a list of chapters that is higher than the window by keyboard', async () => {
  const context = await stand.window({ viewport: { width: 1280, height: 300 } });
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  const stop = (): Promise<unknown> =>
    page.evaluate(`document.querySelector('.toc').getAttribute('tabindex')`);
  assert.is(await stop(), '0');
  await page.setViewportSize({ width: 1280, height: 3_000 });
  await page.waitForFunction(
    `document.querySelector('.toc').getAttribute('tabindex') === null`,
  );
  await context.close();
});

test('turns the page with an arrow key, unless code has the focus', async () => {
  const context = await stand.window();
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  await page.evaluate(`{
    document.querySelector('.neighbours').innerHTML = '<a rel="next" href="claims.html">x</a>';
    const code = document.querySelector('pre');
    code.tabIndex = 0;
    code.focus();
  }`);
  await page.keyboard.press('ArrowRight');
  assert.match(page.url(), /03-watch\.html$/);
  await page.evaluate('document.activeElement.blur()');
  await Promise.all([
    page.waitForURL(/claims\.html$/),
    page.keyboard.press('ArrowRight'),
  ]);
  await context.close();
});

test('finds the chosen colours on the next page', async () => {
  const context = await stand.window({ colorScheme: 'light' });
  const { page } = await stand.visit(context, SUB_PATH + CHAPTER);
  await page.getByRole('button', { name: 'dark', exact: true }).click();
  await page.goto(`${SUB_PATH}sample/index.html`);
  const paper = await page.evaluate(
    'getComputedStyle(document.body).backgroundColor',
  );
  assert.is(paper, 'rgb(20, 23, 28)');
  await context.close();
});

test('is offered the last chapter by the index', async () => {
  const context = await stand.window();
  const { page } = await stand.visit(context, SUB_PATH + CHAPTER);
  await page.goto(`${SUB_PATH}sample/index.html`);
  await page.locator('#resume a').click();
  assert.match(page.url(), /03-watch\.html$/);
  await context.close();
});

test('opens a whole file by its link', async () => {
  const context = await stand.window();
  const { page } = await stand.visit(context, stand.onDisk(CHAPTER));
  await page.getByText('whole file', { exact: true }).first().click();
  await page.waitForURL(/03-watch\.files\.html#/);
  assert.ok(await page.locator('#file-03-watch-watch-ts').isVisible());
  await context.close();
});

test('finds every fold open on paper, and no line of code cut', async () => {
  const context = await stand.window({ viewport: { width: 600, height: 900 } });
  const { page } = await stand.visit(context, stand.onDisk('sample/all.html'));
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.getByText('Where may it stand?').isVisible());
  const cut = await page.evaluate(
    `[...document.querySelectorAll('pre')].filter((each) => each.scrollWidth > each.clientWidth).length`,
  );
  assert.is(cut, 0);
  await context.close();
});

test('prints the book as one PDF, with tags, an outline and a language', async () => {
  // The whole book has some 400 pages and takes half a minute.
  const course = process.env.KUBEWRIGHT_LONG === '1' ? 'real' : 'sample';
  const context = await stand.window();
  const url = stand.onDisk(`${course}/all.html`);
  const { page, wrong } = await stand.visit(context, url);
  const pdf = await page.pdf({ tagged: true, outline: true, format: 'A4' });
  const text = pdf.toString('latin1');
  for (const part of ['/StructTreeRoot', '/Marked true', '/Outlines', '/Lang']) {
    assert.ok(text.includes(part), `the PDF has no ${part}`);
  }
  assert.equal(wrong, []);
  await context.close();
});

if (browserIsThere()) test.run();
