// The modules of a chapter whole, as they stand at its end. They have a page of their own:
// the chapter tells every line once, and a reader on a slow line need not load it twice.

import type { Paint } from './highlight.node.ts';
import { engineHref } from './list-pages.ts';
import type { Page, WholeFile } from './model.ts';
import type { Sheet } from './shell.ts';
import { count, escapeHtml, listed, slug } from './text.ts';

function fileName(chapter: string): string {
  return `${chapter}.files.html`;
}

/** The link to a whole module: `01-store.files.html#file-01-store-range-ts`. */
export function wholeHref(file: string): string {
  return `${fileName(file.replace(/\/.*$/, ''))}#${fileId(file)}`;
}

function fileId(file: string): string {
  return `file-${slug(file)}`;
}

/** `step 3`, `steps 3 and 4`: ids like 1.3 without the number of their chapter. */
export function stepWords(ids: readonly string[]): string {
  const numbers = ids.map((id) => id.replace(/^\d+\./, ''));
  return `step${numbers.length === 1 ? '' : 's'} ${listed(numbers)}`;
}

/** The end of a chapter: where its modules can be read whole. */
export function wholeLinks({ files, engine }: Page): string {
  if (files.length + engine.length === 0) return '';
  const links = files.map(({ file }) => codeLink(wholeHref(file), file));
  const rest = engine.map((file) => codeLink(engineHref(file), file));
  const told =
    links.length === 0 ? '' : `<p>As they stand now: ${listed(links)}.</p>`;
  const untold =
    rest.length === 0
      ? ''
      : `<p>In the engine room, not told line by line: ${listed(rest)}.</p>`;
  return `<section class="whole"><h2 id="whole-files">Whole files so far</h2>${told}${untold}</section>`;
}

function codeLink(href: string, file: string): string {
  return `<a href="${href}"><code>${escapeHtml(file.replace(/^.*\//, ''))}</code></a>`;
}

/** The page with the whole modules, or undefined when the chapter tells none. */
export function wholeSheet({ head, files }: Page, paint: Paint): Sheet | undefined {
  if (files.length === 0) return undefined;
  const title = `Whole files of chapter ${head.number}`;
  const chapter = `<a href="${head.slug}.html">${escapeHtml(head.title)}</a>`;
  const opening =
    `<header class="opening"><p class="part">Chapter ${head.number}</p><h1>${title}</h1>` +
    `<p class="lede">The modules of ${chapter} as they stand at its end.</p></header>`;
  const folded = files.map((file) => wholeFile(file, paint)).join('');
  return {
    file: fileName(head.slug),
    title: `${title} · Kubewright`,
    description: `The modules of chapter ${head.number}, ${head.title}, as they stand at its end.`,
    main: `<article>${opening}${folded}</article>`,
    kind: 'list',
  };
}

/** A module; folded when it holds an answer. */
function wholeFile({ file, code, steps }: WholeFile, paint: Paint): string {
  const size = count(code.split('\n').length, 'line');
  const answers =
    steps.length > 0 ? `, with the reference of ${stepWords(steps)}` : '';
  const summary = `<summary><b><code>${escapeHtml(file)}</code></b> <span>${size}${answers}</span></summary>`;
  const pre = `<pre><code>${paint({ lang: 'ts', code })}</code></pre>`;
  const figure = `<figure class="code file" id="${fileId(file)}">${pre}</figure>`;
  const open = steps.length === 0 ? ' open' : '';
  return `<details class="reference"${open}>${summary}${figure}</details>`;
}
