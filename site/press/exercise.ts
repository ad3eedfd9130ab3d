// The exercise of a chapter: what to run, which files to write in, and the steps with their
// rules and their hints. It is all text and folds, so that it works on paper too.

import type { Page, StepText } from './model.ts';
import { count, listed, withoutLinks } from './text.ts';

export function exercise({ head, steps, toWrite }: Page): string {
  const name = `Exercise ${head.number}`;
  const title = `<p class="title"><b>${name}</b> <span>${count(steps.length, 'step')}</span></p>`;
  const files = toWrite.map((file) => `<code>${baseName(file)}</code>`);
  const folder = `<code>exercises/${head.slug}/</code>`;
  const where = files.length === 0 ? '' : `<p>In ${folder}: ${listed(files)}.</p>`;
  const line = `<pre><code>npm run exercise ${head.number}</code></pre>`;
  const run = `<figure class="code command">${line}</figure>`;
  const list = `<ol class="steps">${steps.map((step) => stepHtml(step)).join('')}</ol>`;
  return `<section class="exercise" aria-label="${name}">${title}${where}${run}${list}</section>`;
}

function stepHtml(step: StepText): string {
  const { id, title, rule, source, section, files, hints } = step;
  const holes = files.map((file) => `<code>${baseName(file)}</code>`);
  const notes = [
    holes.length === 0 ? '' : `write in ${listed(holes)}`,
    section.id === ''
      ? ''
      : `told in <a href="#${section.id}">${withoutLinks(section.html)}</a>`,
    source === '' ? '' : `stated in ${source}`,
  ];
  const told = notes.filter((note) => note !== '').join(' · ');
  const head = `<p class="step"><span>${id}</span> <b>${title}</b></p>`;
  return `<li id="step-${id}">${head}<p>${rule}</p><p class="source">${told}</p>${hintsHtml(hints, 1)}</li>`;
}

function baseName(file: string): string {
  return file.replace(/^.*\//, '');
}

/** Each hint is folded inside the one before it: nobody opens the third by mistake. */
function hintsHtml(hints: readonly string[], number: number): string {
  const [hint, ...further] = hints;
  if (hint === undefined) return '';
  const summary = `<summary>Hint ${number} of ${number + further.length}</summary>`;
  return `<details class="hint">${summary}${hint}${hintsHtml(further, number + 1)}</details>`;
}
