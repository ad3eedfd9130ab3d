// What a search in the page can find: every section of every chapter, the steps of the
// exercises, the glossary, and the constants of the reference.

import MiniSearch from 'minisearch';
import type { Sources } from '../literate/regions.ts';
import { OPTIONS, type Place } from '../search/terms.ts';
import { type Course, chapterHref } from './course.ts';
import { defaultsOf } from './defaults.ts';
import type { Block, Page, StepText } from './model.ts';
import { plain, slug } from './text.ts';

/** The script that holds the index. */
export const SEARCH_INDEX = 'search-index.js';

/** How much of a place's text a result shows, in characters. */
const OPENING = 160;

/** `kubewrightIndex = '…'`: all that can be found, as a script. */
export function searchIndex(course: Course, sources: Sources): string {
  const index = new MiniSearch(OPTIONS);
  const places = [
    ...course.pages.flatMap(placesOf),
    ...terms(course),
    ...constants(sources),
  ];
  for (const place of places) {
    // Two modules may have a constant of one name; the page leads to the first.
    if (index.has(place.href)) continue;
    index.add({ ...place, opening: openingOf(place) });
  }
  // A string is read by JSON.parse, which is faster than the same as a program.
  return `globalThis.kubewrightIndex = ${JSON.stringify(JSON.stringify(index))};\n`;
}

function openingOf({ text }: Place): string {
  if (text.length <= OPENING) return text;
  return `${text.slice(0, OPENING).replace(/\s\S*$/, '')} …`;
}

/** Each section of a chapter, what stands above the first, and each step. */
export function placesOf(page: Page): Place[] {
  return [...sectionsOf(page), ...page.steps.map((step) => stepPlace(step, page))];
}

function sectionsOf({ head, blocks }: Page): Place[] {
  const where = `Chapter ${head.number}`;
  const href = chapterHref(head);
  let open: Place = { href, title: head.title, where, text: head.summary };
  const places = [open];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const title = plain(block.html);
      const inside = `${where} · ${head.title}`;
      open = { href: `${href}#${block.id}`, title, where: inside, text: '' };
      places.push(open);
    } else {
      open = { ...open, text: `${open.text} ${wordsOf(block)}`.trim() };
      places[places.length - 1] = open;
    }
  }
  return places;
}

function stepPlace({ id, title, rule }: StepText, { head }: Page): Place {
  return {
    href: `${chapterHref(head)}#step-${id}`,
    title: `${id} ${plain(title)}`,
    where: `Chapter ${head.number} · exercise`,
    text: plain(rule),
  };
}

/** What a block says to a reader. Code is left out, but for the names in it. */
function wordsOf(block: Block): string {
  if (block.kind === 'prose' || block.kind === 'table') return plain(block.html);
  if (block.kind === 'figure') return plain(block.caption);
  if (block.kind === 'woven') return names(block.code);
  const own = block.kind === 'claim' ? [block.claim] : [];
  const rows = block.kind === 'differs' ? block.rows.flat() : [];
  const body = 'body' in block ? block.body.map(wordsOf) : [];
  return [...[...own, ...rows].map(plain), ...body].join(' ');
}

/** What a piece of the reference declares. */
function names(code: string): string {
  const found = code.matchAll(
    /\b(?:function|class|interface|const|type) (?<name>[A-Za-z]{4,})/g,
  );
  return [...found].map(({ groups }) => groups?.name ?? '').join(' ');
}

function terms({ glossary }: Course): Place[] {
  return [...glossary].map(([title, html]) => {
    const text = plain(html);
    return { href: `glossary.html#${slug(title)}`, title, where: 'Glossary', text };
  });
}

function constants(sources: Sources): Place[] {
  return defaultsOf(sources).map(({ name, value, unit, what, source }) => ({
    href: `defaults.html#${slug(name)}`,
    title: name,
    where: `Defaults · ${value} ${unit}`.trim(),
    text: `${what} ${source}`,
  }));
}
