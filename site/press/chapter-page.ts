// The page of one chapter.

import { blocksHtml, houseMap } from './blocks.ts';
import type { Ink } from './code.ts';
import { type Course, chapterHref, PARTS, partLabels } from './course.ts';
import type { Head } from './head.ts';
import { hereIs } from './map.ts';
import { claimsOf, type Page } from './model.ts';
import type { Sheet } from './shell.ts';
import { count, escapeHtml, listed } from './text.ts';
import { wholeLinks } from './whole-page.ts';

/** The article of a chapter, without the frame of its page. */
export function articleHtml(
  page: Page,
  course: Course,
  paint: Ink['paint'],
): string {
  const proofs = claimsOf(page.blocks).map(({ proof }) =>
    proof.by === 'run' ? proof.name : '',
  );
  const ink: Ink = {
    paint,
    whole: new Set(page.files.map(({ file }) => file)),
    proofs: new Set(proofs),
  };
  const parts = [
    opening(page, course),
    map(page.head, course),
    blocksHtml(page.blocks, page, ink),
    wholeLinks(page),
  ];
  return `<article>${parts.join('\n')}</article>`;
}

export function chapterSheet(page: Page, course: Course, article: string): Sheet {
  const { head } = page;
  const total = course.heads.at(-1)?.number ?? 0;
  return {
    file: `${head.slug}.html`,
    title: `${head.number} · ${head.title} · Kubewright`,
    description: head.summary,
    main: article + neighbours(head, course),
    progress: head.given ? 'given' : `chapter ${head.number} of ${total}`,
    page,
    kind: 'chapter',
  };
}

function opening({ head, steps, files }: Page, { heads }: Course): string {
  const part = PARTS.find(({ number }) => number === head.part);
  const place =
    head.part === 0 ? 'given' : `part ${head.part}, ${part?.name ?? ''}`;
  const label = `Chapter ${head.number} · ${place}`;
  const facts = [
    head.time === 0 ? '' : count(head.time, 'minute'),
    needs(head, heads),
    builds(head, files),
    steps.length === 0 ? '' : count(steps.length, 'step'),
  ].filter((fact) => fact !== '');
  const list = facts.map((fact) => `<li>${fact}</li>`).join('');
  return (
    `<header class="opening"><p class="number" aria-hidden="true">${head.number}</p>` +
    `<p class="part">${label}</p><h1>${escapeHtml(head.title)}</h1>` +
    `<p class="lede">${escapeHtml(head.summary)}</p><ul class="facts">${list}</ul></header>`
  );
}

function needs({ needs: names }: Head, heads: readonly Head[]): string {
  const links = names.map((name) => {
    const head = heads.find((each) => each.name === name);
    if (head === undefined) return escapeHtml(name);
    return `<a href="${chapterHref(head)}">${head.number} ${escapeHtml(head.title)}</a>`;
  });
  return links.length === 0 ? '' : `stands on ${links.join(', ')}`;
}

const FEW = 4;

function builds({ given }: Head, files: Page['files']): string {
  if (files.length === 0) return '';
  const names = files.map(
    ({ file }) => `<code>${file.replace(/^.*\//, '')}</code>`,
  );
  const lines = files.reduce((sum, { code }) => sum + code.split('\n').length, 0);
  const what = files.length > FEW ? count(files.length, 'module') : listed(names);
  return `${given ? 'tells' : 'you build'} ${what}, ${count(lines, 'line')}`;
}

function map({ part }: Head, { heads }: Course): string {
  const options = { here: part, labels: partLabels(heads) };
  return houseMap(options, `The map of the house. You are here: ${hereIs(part)}.`);
}

function neighbours(head: Head, { heads }: Course): string {
  const at = heads.indexOf(head);
  const before = neighbour(heads[at - 1], 'Previous', 'prev');
  return `<nav class="neighbours" aria-label="Next to this chapter">${before}${neighbour(heads[at + 1], 'Next', 'next')}</nav>`;
}

function neighbour(head: Head | undefined, word: string, rel: string): string {
  if (head === undefined) return '<span></span>';
  const title = `<b>${head.number} ${escapeHtml(head.title)}</b>`;
  if (head.planned) return `<span class="${rel}">${word}, planned ${title}</span>`;
  return `<a class="${rel}" rel="${rel}" href="${chapterHref(head)}">${word} ${title}</a>`;
}
