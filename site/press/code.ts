// Code as a reader meets it: with its file and its place, folded when it gives an answer
// away, with what it prints beneath it.

import type { Paint, Snippet } from './highlight.node.ts';
import type { Code, Command, Diff, Page, Run, WholeFile, Woven } from './model.ts';
import { count, escapeHtml, listed, slug } from './text.ts';

export interface Ink {
  readonly paint: Paint;
  /** The modules that the end of the page shows whole. */
  readonly whole: ReadonlySet<string>;
}

/** What the painter is asked for. */
export function snippetOf(code: Code): Snippet {
  if (code.kind === 'woven')
    return { lang: 'ts', code: code.code, within: code.within };
  return { lang: code.kind === 'command' ? code.lang : 'ts', code: code.code };
}

/** One block of code. */
export function codeHtml(code: Code, ink: Ink): string {
  if (code.kind === 'woven') return woven(code, ink);
  if (code.kind === 'run') return run(code, ink);
  if (code.kind === 'diff') return diff(code);
  return command(code, ink);
}

function box(kind: string, caption: string, code: string, output = ''): string {
  const pre = `<pre><code>${code}</code></pre>`;
  return `<figure class="code ${kind}"><figcaption>${caption}</figcaption>${pre}${output}</figure>`;
}

function woven(block: Woven, { paint, whole }: Ink): string {
  const { file, place, steps } = block;
  const link = whole.has(file) ? `<a href="#${fileId(file)}">whole file</a>` : '';
  const where = place === '' ? '' : `<span>${place}</span>`;
  const caption = `<b>${escapeHtml(file)}</b>${where}${link}`;
  const figure = box('woven', caption, paint(snippetOf(block)));
  if (steps.length === 0) return figure;
  const title = `The reference, ${stepWords(steps)}`;
  const summary = `<summary><b>${title}</b> <span>open it after you tried</span></summary>`;
  return `<details class="reference">${summary}${figure}</details>`;
}

/** `step 3`, `steps 3 and 4`: ids like 1.3 without the number of their chapter. */
export function stepWords(ids: readonly string[]): string {
  const numbers = ids.map((id) => id.replace(/^\d+\./, ''));
  return `step${numbers.length === 1 ? '' : 's'} ${listed(numbers)}`;
}

function output(text: string | undefined): string {
  if (text === undefined) return '';
  const shown = `<pre><samp>${escapeHtml(text)}</samp></pre>`;
  return `<div class="out"><span>prints</span>${shown}</div>`;
}

const RUNS = '<span class="tag">▸ runs</span>';

function run(block: Run, { paint }: Ink): string {
  const { name, output: printed } = block;
  const title = name === '' ? 'a program' : escapeHtml(name);
  const caption = `<b>${title}</b>${RUNS}`;
  return box('run', caption, paint(snippetOf(block)), output(printed));
}

const TITLES: Readonly<Record<string, string>> = {
  sh: 'shell',
  console: 'console',
  yaml: 'YAML',
  json: 'JSON',
};

function command(block: Command, { paint }: Ink): string {
  const { lang, output: printed, mode } = block;
  const tags = {
    run: RUNS,
    illustration: '<span class="tag">not run here</span>',
    plain: '',
  };
  const caption = `<b>${TITLES[lang] ?? lang}</b>${tags[mode]}`;
  return box('command', caption, paint(snippetOf(block)), output(printed));
}

function diff({ from, to, code }: Diff): string {
  const lines = code.split('\n').map((line) => {
    const tag = { '+': 'ins', '-': 'del' }[line[0] ?? ''];
    const text = escapeHtml(line);
    return tag === undefined ? text : `<${tag}>${text}</${tag}>`;
  });
  const caption = `<b>${escapeHtml(from)}</b><span>becomes <code>${escapeHtml(to)}</code></span>`;
  return box('diff', caption, lines.join('\n'));
}

/** The modules of a chapter as they stand at its end, each folded. */
export function wholeFiles({ files, engine }: Page): string {
  if (files.length + engine.length === 0) return '';
  const folded = files.map((file) => wholeFile(file)).join('');
  const links = engine.map((file) => {
    return `<a href="appendix.html#${slug(file)}"><code>${escapeHtml(file)}</code></a>`;
  });
  const rest =
    links.length === 0
      ? ''
      : `<p class="rest">Not told line by line, but there to be read in the engine room: ${listed(links)}.</p>`;
  return `<section class="whole"><h2 id="whole-files">Whole files so far</h2>${folded}${rest}</section>`;
}

function wholeFile({ file, code, steps }: WholeFile): string {
  const size = count(code.split('\n').length, 'line');
  const answers =
    steps.length > 0 ? `, with the reference of ${stepWords(steps)}` : '';
  const name = `<b><code>${escapeHtml(file)}</code></b>`;
  const summary = `<summary>${name} <span>${size}${answers}</span></summary>`;
  const pre = `<pre><code>${escapeHtml(code)}</code></pre>`;
  const figure = `<figure class="code file" id="${fileId(file)}">${pre}</figure>`;
  return `<details class="reference">${summary}${figure}</details>`;
}

function fileId(file: string): string {
  return `file-${slug(file)}`;
}
