// The programs of a chapter, to be changed and run where they stand. Loaded when the first
// is asked for, as a classic script, so that it works from a folder on disk.

import { script } from 'kubewright:worker';
import { button, el } from '../desk/dom.ts';
import { openEditor } from '../desk/editor.ts';
import { type Run, run } from './run.ts';

/** Puts an editor in the place of the program, and runs it on demand. */
function open(figure: Element): void {
  const shown = figure.querySelector('pre');
  if (shown === null) return;
  const written = shown.textContent ?? '';
  const name = figure.querySelector('figcaption b')?.textContent ?? 'a program';
  const editor = openEditor(written, `Program: ${name}`, () => {});
  const before = figure.querySelector('.out');
  const expected = before?.querySelector('samp')?.textContent;
  const samp = el('samp');
  const status = el('p', { role: 'status' });
  const out = el(
    'div',
    { class: 'out' },
    el('span', {}, 'prints'),
    el('pre', {}, samp),
  );
  let running: Run | undefined;
  const start = button('Run', () => void go());
  const stop = button('Stop', () => running?.stop(), { disabled: '' });
  const again = button('As in the book', () => {
    editor.value = written;
  });
  const go = async (): Promise<void> => {
    if (running !== undefined) return;
    start.disabled = true;
    stop.disabled = false;
    status.textContent = 'It runs …';
    running = run(script, editor.value);
    const printed = await running.printed;
    running = undefined;
    samp.textContent = printed.replace(/\n$/, '');
    if (before?.isConnected) before.replaceWith(out);
    status.textContent = said(samp.textContent, expected);
    start.disabled = false;
    stop.disabled = true;
  };
  editor.element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void go();
  });
  const bar = el('p', { class: 'try-bar' }, start, stop, again);
  shown.replaceWith(editor.element, bar, status);
  if (before === null) figure.append(out);
  editor.focus();
}

function said(printed: string, expected: string | null | undefined): string {
  const isSame = printed === (expected ?? '');
  return isSame
    ? '✓ It prints what the book says.'
    : 'It ended. The book prints something else.';
}

/** The buttons that a page has; the one that was used is off while this loads. */
for (const opener of document.querySelectorAll<HTMLButtonElement>('.try-open')) {
  const figure = opener.closest('figure');
  if (figure === null) continue;
  if (opener.disabled) {
    opener.remove();
    open(figure);
    continue;
  }
  const again = button(opener.textContent ?? '', () => {
    again.remove();
    open(figure);
  });
  again.className = opener.className;
  opener.replaceWith(again);
}

Object.assign(globalThis, {
  kubewrightTry: (source: string) => run(script, source).printed,
});
