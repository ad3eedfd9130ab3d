// The first page: what this is, the map of the house, how to start, and every chapter.

import { heading, houseMap } from './blocks.ts';
import {
  type Course,
  chapterHref,
  PARTS,
  type Part,
  partLabels,
} from './course.ts';
import type { Head } from './head.ts';
import type { Sheet } from './shell.ts';
import { count, escapeHtml } from './text.ts';

const LEDE =
  'Build Kubernetes, one component at a time, in TypeScript. A grader plays your code ' +
  'against the reference and shows the first place where the two part.';

export function indexSheet(course: Course): Sheet {
  const main = [
    '<article>',
    `<header class="opening"><p class="part">A book that runs</p><h1>Kubewright</h1>`,
    `<p class="lede">${LEDE}</p>`,
    '<p class="resume" id="resume" hidden>You were reading <a href="index.html">a chapter</a>.</p>',
    '</header>',
    map(course),
    starting(),
    heading(2, 'chapters', 'The chapters'),
    state(course),
    ...PARTS.map((part) => partHtml(part, course)),
    '</article>',
  ];
  return {
    file: 'index.html',
    title: 'Kubewright · a book that runs',
    description: LEDE,
    main: main.join('\n'),
    kind: 'index',
  };
}

function map({ heads }: Course): string {
  return houseMap(
    { labels: partLabels(heads) },
    'The map of the house. Only the API server touches the store; all else meets through ' +
      'it. Every chapter opens with this picture.',
  );
}

function starting(): string {
  const commands = 'npm ci\nnpm run exercise 1';
  return [
    heading(2, 'start', 'How to start'),
    '<p>You need Node.js 20.19 or newer and the folder of the course. Two commands, and the',
    'grader says which step comes first:</p>',
    `<figure class="code command"><pre><code>${commands}</code></pre></figure>`,
    '<p>Read a chapter here, write its module in <code>exercises/</code>, run the checks again.',
    'A weak chapter never blocks the next: every chapter stands on the reference, or, if you',
    'ask for it, on your own work.</p>',
  ].join('\n');
}

function state({ heads, pages }: Course): string {
  const taught = heads.filter(({ part }) => part > 0).length;
  const rest = heads.length - pages.length;
  const written = `${pages.length} of all ${heads.length} are written, the others planned.`;
  const planned = rest === 0 ? '' : ` ${written}`;
  return `<p>${count(taught, 'chapter')} in seven parts, and what is given.${planned} Their numbers are fixed.</p>`;
}

function partHtml({ number, name, builds }: Part, { heads }: Course): string {
  const items = heads
    .filter(({ part }) => part === number)
    .map((head) => item(head));
  if (items.length === 0) return '';
  const title =
    number === 0 ? name : `<span class="quiet">Part ${number}</span> ${name}`;
  return (
    `<section class="part-list" id="part-${number}"><h3>${title}</h3><p>${number === 0 ? 'Here from the start:' : 'You will have'} ${builds}.</p>` +
    `<ol>${items.join('')}</ol></section>`
  );
}

function item(head: Head): string {
  const { number, slug, title, summary, planned, time } = head;
  const name = planned
    ? `<b>${escapeHtml(title)}</b> <small>planned</small>`
    : `<a href="${chapterHref(head)}"><b>${escapeHtml(title)}</b></a>`;
  const minutes = time === 0 ? '' : ` <small>${time} min</small>`;
  return (
    `<li id="${slug}"${planned ? ' class="planned"' : ''}><span class="no">${number}</span>` +
    `<div>${name}${minutes}<p>${escapeHtml(summary)}</p></div></li>`
  );
}
