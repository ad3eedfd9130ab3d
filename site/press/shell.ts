// What every page has in common: head, bar, list of chapters, foot. A page is one HTML file;
// the style and the script beside it are those of all pages. It asks no other host for
// anything.

import { createHash } from 'node:crypto';
import { type Course, chapterHref, PARTS } from './course.ts';
import type { Head } from './head.ts';
import type { Page } from './model.ts';
import { escapeHtml, withoutLinks } from './text.ts';

/** The style and scripts of the site, as text. */
export interface Theme {
  /** `style.css` */
  readonly css: string;
  /** Runs before the first paint: sets the theme. */
  readonly boot: string;
  /** Runs when the page stands: `site.js`. */
  readonly script: string;
}

export interface Sheet {
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly main: string;
  /** Added to the bar: "5 of 33". */
  readonly progress?: string;
  readonly page?: Page;
  readonly kind: 'chapter' | 'index' | 'list' | 'print';
}

/** The pages beside the chapters, in the order of the list. */
export const EXTRAS: readonly (readonly [file: string, title: string])[] = [
  ['claims.html', 'Field notes, checked'],
  ['defaults.html', 'Defaults'],
  ['glossary.html', 'Glossary'],
  ['appendix.html', 'Engine room'],
  ['all.html', 'The book on one page'],
];

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E" +
  "%3Crect width='16' height='16' rx='3' fill='%231a4f8f'/%3E%3Cpath d='M5 3v10M11 3L6 8l5 5' " +
  "stroke='white' stroke-width='2' fill='none'/%3E%3C/svg%3E";

/** A whole page. The build id is the hash of all that it says. */
export function sheetHtml(sheet: Sheet, course: Course, theme: Theme): string {
  const body = [
    '<a class="skip" href="#main">Skip to the text</a>',
    bar(sheet),
    '<div class="frame">',
    contents(sheet, course),
    `<main id="main" class="${sheet.kind}">${sheet.main}</main>`,
    '</div>',
  ].join('\n');
  const id = createHash('sha256')
    .update(body)
    .update(theme.css)
    .digest('hex')
    .slice(0, 8);
  return `${head(sheet, theme)}<body>\n${body}\n${foot(sheet, course, id)}\n</body>\n</html>\n`;
}

function integrity(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function head({ title, description }: Sheet, { boot }: Theme): string {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${integrity(boot)}`,
    "style-src 'self'",
    "img-src 'self' data:",
    // An exercise that is solved in the page runs its code in a worker made there.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${ICON}">
<script>${boot}</script>
<link rel="stylesheet" href="style.css">
<script src="site.js" defer></script>
</head>
`;
}

function bar({ kind, progress }: Sheet): string {
  const here = kind === 'index' ? ' aria-current="page"' : '';
  const themes = ['auto', 'light', 'dark'].map(
    (name) => `<button type="button" data-theme="${name}">${name}</button>`,
  );
  const place =
    progress === undefined ? '' : `<span class="progress">${progress}</span>`;
  return (
    `<header class="bar"><a class="name" href="index.html"${here}>Kubewright</a>${place}` +
    `<div class="themes" role="group" aria-label="Colours">${themes.join('')}</div></header>`
  );
}

function contents(sheet: Sheet, course: Course): string {
  const parts = PARTS.map(({ number, name }) => {
    const heads = course.heads.filter((each) => each.part === number);
    const items = heads.map((each) => entry(each, sheet.page)).join('');
    const open = sheet.page?.head.part === number ? ' open' : '';
    const title = number === 0 ? name : `${number} · ${name}`;
    return `<li><details${open}><summary>${title}</summary><ol>${items}</ol></details></li>`;
  });
  const extras = extraLinks(course).map(([file, title]) => {
    const here = file === sheet.file ? ' aria-current="page"' : '';
    return `<li><a href="${file}"${here}>${title}</a></li>`;
  });
  const list = `<ol>${parts.join('')}</ol><ul>${extras.join('')}</ul>`;
  return `<nav class="toc" aria-label="Chapters"><details><summary>Chapters</summary>${list}</details></nav>`;
}

export function extraLinks({ glossary }: Course): (readonly [string, string])[] {
  return EXTRAS.filter(([file]) => file !== 'glossary.html' || glossary.size > 0);
}

function entry(head: Head, page: Page | undefined): string {
  const text = `<span>${head.number}</span> ${escapeHtml(head.title)}`;
  if (head.planned)
    return `<li class="planned">${text}<i class="unseen"> (planned)</i></li>`;
  if (head !== page?.head)
    return `<li><a href="${chapterHref(head)}">${text}</a></li>`;
  const sections = page.blocks.map((block) =>
    block.kind === 'heading' && block.level === 2
      ? `<li><a href="#${block.id}">${withoutLinks(block.html)}</a></li>`
      : '',
  );
  const here = `<a href="${chapterHref(head)}" aria-current="page">${text}</a>`;
  return `<li>${here}<ol class="sections">${sections.join('')}</ol></li>`;
}

function foot({ page }: Sheet, { repository }: Course, id: string): string {
  const file = page === undefined ? '' : `/blob/main/chapters/${page.head.slug}.md`;
  const edit =
    repository === '' || file === ''
      ? ''
      : `<a href="${escapeHtml(repository + file)}">Edit this page</a>`;
  return `<footer class="foot"><span>Kubewright: a book that runs</span>${edit}<span>build ${id}</span></footer>`;
}
