// The search of a page: a field and a list of places. It is loaded when it is first
// wanted, as a classic script with the index beside it, so that it works from a disk too.

import MiniSearch from 'minisearch';
import { button, el } from '../desk/dom.ts';
import { find } from './find.ts';
import { type Hit, OPTIONS } from './terms.ts';

declare global {
  var kubewrightIndex: string | undefined;
  var kubewrightSearch: (() => void) | undefined;
}

const index = MiniSearch.loadJSON(globalThis.kubewrightIndex ?? '{}', OPTIONS);

const field = el('input', {
  type: 'search',
  'aria-label': 'Search the book',
  placeholder: 'a word, a field, a default',
  autocomplete: 'off',
  spellcheck: 'false',
});
const list = el('ol', { class: 'hits' });
const status = el('p', { role: 'status' });
const dialog = el(
  'dialog',
  { class: 'search', 'aria-label': 'Search' },
  el(
    'form',
    { method: 'dialog' },
    field,
    button('Close', () => dialog.close()),
  ),
  status,
  list,
);

function show(): void {
  const words = field.value.trim();
  const hits = words === '' ? [] : find(index, words);
  list.replaceChildren(...hits.map(item));
  status.textContent = words === '' ? '' : said(hits.length);
}

function said(count: number): string {
  if (count === 0) return 'Nothing found. Fewer words, or a shorter one, may help.';
  return `${count} ${count === 1 ? 'place' : 'places'}, the best first`;
}

function item({ href, title, where, opening }: Hit): HTMLLIElement {
  const link = el('a', { href }, el('b', {}, title), el('span', {}, where));
  // A link within this page closes what covers it.
  link.addEventListener('click', () => dialog.close());
  return el('li', {}, link, el('p', {}, opening));
}

/** The arrows go from the field through the links and back. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const stops: (Element | null)[] = [field, ...list.querySelectorAll('a')];
  const at = stops.indexOf(document.activeElement);
  const next = stops[Math.min(Math.max(at + step, 0), stops.length - 1)];
  if (next instanceof HTMLElement) next.focus();
}

field.addEventListener('input', show);
dialog.addEventListener('keydown', (event) => {
  // Else the first Escape would only empty the field.
  if (event.key === 'Escape') dialog.close();
  else walk(event);
});
dialog.querySelector('form')?.addEventListener('submit', (event) => {
  event.preventDefault();
  list.querySelector('a')?.click();
});
document.body.append(dialog);

globalThis.kubewrightSearch = () => {
  dialog.showModal();
  field.select();
};
globalThis.kubewrightSearch();
