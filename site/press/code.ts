// Code as a reader meets it: with its file and its place, folded when it gives an answer
// away, with what it prints beneath it.

import type { Paint, Snippet } from './highlight.node.ts';
import type { Code, Command, Diff, HoleText, Run, Woven } from './model.ts';
import { escapeHtml, slug } from './text.ts';
import { stepWords, wholeHref } from './whole-page.ts';

export interface Ink {
  readonly paint: Paint;
  /** The modules that are shown whole on a page of their own. */
  readonly whole: ReadonlySet<string>;
  /** The programs that prove a claim, by their names. */
  readonly proofs: ReadonlySet<string>;
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

function box(
  kind: string,
  caption: string,
  code: string,
  output = '',
  id = '',
): string {
  const pre = `<pre><code>${code}</code></pre>`;
  const named = id === '' ? '' : ` id="${id}"`;
  return `<figure class="code ${kind}"${named}><figcaption>${caption}</figcaption>${pre}${output}</figure>`;
}

function woven(block: Woven, { paint, whole }: Ink): string {
  const { file, place, holes } = block;
  const link = whole.has(file) ? `<a href="${wholeHref(file)}">whole file</a>` : '';
  const where = place === '' ? '' : `<span>${place}</span>`;
  const parts = outlineHtml(block.outline, block.region);
  const caption = `<b>${escapeHtml(file)}</b>${where}${link}${parts}`;
  const lines = paint(snippetOf(block)).split('\n');
  const folded = holes.map((hole) => reference(hole, lines));
  return box('woven', caption, withoutAnswers(lines, block)) + folded.join('');
}

/** The parts of a file as the chapter tells them: those told, the one at hand, the rest. */
function outlineHtml(outline: readonly string[], region: string): string {
  const here = outline.indexOf(region);
  if (outline.length < 2 || here < 0) return '';
  const before = outline.slice(0, here).map((name) => `${name} · `);
  const after = outline.slice(here + 1).map((name) => ` · ${name}`);
  const rest = after.length === 0 ? '' : `<i>${after.join('')}</i>`;
  return `<small>${before.join('')}<b>${region}</b>${rest}</small>`;
}

/** The code as the learner finds it: each hole is one line that says what to do. */
function withoutAnswers(lines: readonly string[], { code, holes }: Woven): string {
  const shown: string[] = [];
  let next = 0;
  for (const { steps, text, from, to } of holes) {
    const indent = indentOf(code.split('\n')[from] ?? '');
    const todo = `<em>${indent}// step ${steps.join(', ')}: ${escapeHtml(text)}</em>`;
    shown.push(...lines.slice(next, from), todo);
    next = to;
  }
  return [...shown, ...lines.slice(next)].join('\n');
}

/** What the reference has in a hole, folded. */
function reference(
  { steps, from, to }: HoleText,
  lines: readonly string[],
): string {
  const title = `The reference, ${stepWords(steps)}`;
  const summary = `<summary><b>${title}</b> <span>open it after you tried</span></summary>`;
  const body = lines.slice(from, to);
  const indent = Math.min(...body.filter((line) => line !== '').map(blanksBefore));
  const code = body.map((line) => line.slice(indent)).join('\n');
  return `<details class="reference">${summary}<pre><code>${code}</code></pre></details>`;
}

function indentOf(line: string): string {
  return ' '.repeat(blanksBefore(line));
}

function blanksBefore(line: string): number {
  return line.length - line.trimStart().length;
}

function output(text: string | undefined, predict = false): string {
  if (text === undefined) return '';
  const shown = `<pre><samp>${escapeHtml(text)}</samp></pre>`;
  if (predict) {
    const ask = '<b>Guess first:</b> what will it print?';
    return `<details class="out"><summary>${ask}</summary>${shown}</details>`;
  }
  return `<div class="out"><span>prints</span>${shown}</div>`;
}

const RUNS = '<span class="tag">▸ runs</span>';

/** The id of a program that proves a claim. */
export function runId(name: string): string {
  return `run-${slug(name)}`;
}

function run(block: Run, { paint, proofs }: Ink): string {
  const { name, output: printed, predict } = block;
  const title = name === '' ? 'a program' : escapeHtml(name);
  const caption = `<b>${title}</b>${RUNS}`;
  const id = proofs.has(name) ? runId(name) : '';
  const out = output(printed, predict);
  return box('run', caption, paint(snippetOf(block)), out, id);
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
