// The pages beside the chapters: claims, defaults, glossary, engine room.

import { VERDICTS } from '../literate/claims.ts';
import { headCommentLines, isEngineRoom } from '../literate/head-comment.ts';
import type { Source, Sources } from '../literate/regions.ts';
import { claimId, proofHtml, SIGNS, verdictTag } from './blocks.ts';
import { type Course, chapterHref } from './course.ts';
import { defaultsOf } from './defaults.ts';
import { type Claim, claimsOf, type Page } from './model.ts';

import type { Sheet } from './shell.ts';
import { count, escapeHtml, slug, withoutLinks } from './text.ts';
import { withoutMarks } from './whole.ts';

function sheet(file: string, title: string, lede: string, body: string): Sheet {
  const head = `<header class="opening"><h1>${title}</h1><p class="lede">${lede}</p></header>`;
  const main = `<article>${head}${body}</article>`;
  return {
    file,
    title: `${title} · Kubewright`,
    description: lede,
    main,
    kind: 'list',
  };
}

const NONE = '<p>Nothing here yet: it comes with the chapters.</p>';

/** What study notes say about Kubernetes, with verdict and the section that proves it. */
export function claimsSheet({ pages }: Course): Sheet {
  const lede =
    'What study notes say about Kubernetes, and what holds when it is run.';
  const seen = new Set<string>();
  const groups = pages.map((page) => claimGroup(page, seen)).join('');
  const signs = VERDICTS.map((verdict) => `${SIGNS[verdict]} ${verdict}`).join(
    ' · ',
  );
  const body = groups === '' ? NONE : `<p class="quiet">${signs}</p>${groups}`;
  return sheet('claims.html', 'Field notes, checked', lede, body);
}

function claimGroup(page: Page, seen: Set<string>): string {
  const { head } = page;
  const boxes = claimsOf(page.blocks);
  const told = new Set(boxes.map(({ id }) => id));
  const rest = head.claims.filter((id) => !told.has(id));
  if (boxes.length + rest.length === 0) return '';
  const items = [
    ...boxes.map((box) => claimItem(box, page, idOnce(box.id, seen))),
    ...rest.map((id) => {
      const link = `<a href="${chapterHref(head)}">chapter ${head.number}</a>`;
      return `<li${idOnce(id, seen)}><b>${escapeHtml(id)}</b> is met in ${link}.</li>`;
    }),
  ];
  return `<h2>${head.number} ${escapeHtml(head.title)}</h2><ul class="claims">${items.join('')}</ul>`;
}

/** A claim may be met in two chapters: a link to it leads to the first. */
function idOnce(id: string, seen: Set<string>): string {
  if (seen.has(id)) return '';
  seen.add(id);
  return ` id="${claimId(id)}"`;
}

function claimItem(box: Claim, { head, blocks }: Page, id: string): string {
  const heading = blocks.find(
    (block) => block.kind === 'heading' && block.id === box.section,
  );
  const name =
    heading?.kind === 'heading' ? withoutLinks(heading.html) : head.title;
  const link = `<a href="${chapterHref(head)}#${claimId(box.id)}">${name}</a>`;
  const tags = `<p class="tags">${verdictTag(box.verdict)} <span>${escapeHtml(box.id)}</span></p>`;
  const proof = proofHtml(box.proof, chapterHref(head));
  const said = `<p class="said">${box.claim}</p><p>Proof: ${proof} · told in ${link}</p>`;
  return `<li class="claim"${id}>${tags}<div>${said}</div></li>`;
}

/** What a server shows for an address that leads nowhere, at the depth of all pages. */
export function nowhereSheet({ heads }: Course): Sheet {
  const lede = 'The book has no page of this name.';
  const written = heads.filter(({ planned }) => !planned);
  const items = written.map(
    (head) =>
      `<li><a href="${chapterHref(head)}">${head.number} ${escapeHtml(head.title)}</a></li>`,
  );
  const body =
    '<p>It may have been renamed. The <a href="index.html">first page</a> has the map; these are the chapters:</p>' +
    `<ul>${items.join('')}</ul>`;
  return sheet('404.html', 'No such page', lede, body);
}

/** Every named constant of the reference. */
export function defaultsSheet(sources: Sources): Sheet {
  const lede =
    'Every named constant of the reference, with its unit and where it is stated.';
  const rows = defaultsOf(sources).map(
    ({ name, value, unit, what, source, file }) =>
      `<tr><th scope="row" id="${slug(name)}"><code>${name}</code></th>` +
      `<td>${escapeHtml(value)}</td><td>${escapeHtml(unit)}</td>` +
      `<td>${prose(what)} <span class="quiet">${prose(source)}</span> <code>${file}</code></td></tr>`,
  );
  const header =
    '<thead><tr><th scope="col">Name</th><th scope="col">Value</th><th scope="col">Unit</th>' +
    '<th scope="col">What it is, and where it is stated</th></tr></thead>';
  const table = `<div class="table"><table class="defaults">${header}<tbody>${rows.join('')}</tbody></table></div>`;
  return sheet('defaults.html', 'Defaults', lede, rows.length === 0 ? NONE : table);
}

/** A doc comment as HTML: only its backticks mean something. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

export function glossarySheet({ glossary }: Course): Sheet {
  const lede = 'The field’s own nouns, each in a sentence or two.';
  const terms = [...glossary].sort(([a], [b]) => a.localeCompare(b, 'en'));
  const items = terms.map(
    ([term, html]) =>
      `<dt id="${slug(term)}">${escapeHtml(term)}</dt><dd>${html}</dd>`,
  );
  return sheet(
    'glossary.html',
    'Glossary',
    lede,
    `<dl class="glossary">${items.join('')}</dl>`,
  );
}

/** The list of the modules that are not told line by line; each leads to its text. */
export function appendixSheet(sources: Sources): Sheet {
  const lede = 'Modules that the chapters use and do not tell line by line.';
  const groups = [...engineRooms(sources)].map(([chapter, modules]) => {
    const items = modules.map(
      (source) =>
        `<dt><a href="${engineHref(source.file)}"><code>${source.file}</code></a></dt>` +
        `<dd>${prose(about(source))}</dd>`,
    );
    return `<h2 id="${chapter}">${chapter}</h2><dl class="glossary">${items.join('')}</dl>`;
  });
  const body = groups.length === 0 ? NONE : groups.join('');
  return sheet('appendix.html', 'Engine room', lede, body);
}

/** The modules of the engine room whole, one page a chapter: together they outgrow one. */
export function engineSheets(sources: Sources): Sheet[] {
  return [...engineRooms(sources)].map(([chapter, modules]) =>
    sheet(
      enginePage(chapter),
      `Engine room of ${chapter}`,
      `Modules that ${chapter} uses and does not tell line by line.`,
      `<p><a href="appendix.html">Those of all chapters</a></p>${modules.map(engine).join('')}`,
    ),
  );
}

/** The place of a module of the engine room: `01-store.engine.html#01-store-range-ts`. */
export function engineHref(file: string): string {
  return `${enginePage(chapterOf(file))}#${slug(file)}`;
}

const enginePage = (chapter: string) => `${chapter}.engine.html`;

const chapterOf = (file: string) => file.replace(/\/.*$/, '');

/** The modules that are not told line by line, by the chapter whose folder they stand in. */
function engineRooms(sources: Sources): ReadonlyMap<string, readonly Source[]> {
  const rooms = new Map<string, Source[]>();
  for (const source of sources.values()) {
    if (!isEngineRoom(source.lines)) continue;
    const chapter = chapterOf(source.file);
    rooms.set(chapter, [...(rooms.get(chapter) ?? []), source]);
  }
  return rooms;
}

/** What the comment at its head says of a module. */
function about({ lines }: Source): string {
  return lines
    .slice(0, headCommentLines(lines))
    .map((line) => line.replace(/^\s*(?:\/\/|\/?\*+\/?) ?/, ''))
    .join(' ')
    .trim();
}

function engine(source: Source): string {
  const code = withoutMarks(source);
  const size = count(code.split('\n').length, 'line');
  const name = `<h2 id="${slug(source.file)}"><code>${source.file}</code></h2>`;
  const pre = `<figure class="code file"><pre><code>${escapeHtml(code)}</code></pre></figure>`;
  const folded = `<details class="reference"><summary><b>The module</b> <span>${size}</span></summary>${pre}</details>`;
  return `${name}<p>${prose(about(source))}</p>${folded}`;
}
