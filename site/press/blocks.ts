// The blocks of a page as HTML. Every block is a child of the article's grid: text stands in
// the first column, side notes in the second, code across both.

import { islandId } from '../island/island.ts';
import type { Proof, Verdict } from '../literate/claims.ts';
import { codeHtml, type Ink, runId } from './code.ts';
import { exercise } from './exercise.ts';
import { type MapOptions, tallMap, wideMap } from './map.ts';
import type { Block, Claim, Page } from './model.ts';
import { escapeHtml } from './text.ts';

/** The sign that goes with a verdict, so that it never is told by colour alone. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  holds: '✓',
  dated: '↻',
  loose: '~',
  wrong: '✗',
};

export function blocksHtml(blocks: readonly Block[], page: Page, ink: Ink): string {
  return blocks.map((block) => blockHtml(block, page, ink)).join('\n');
}

function blockHtml(block: Block, page: Page, ink: Ink): string {
  switch (block.kind) {
    case 'heading':
      return heading(block.level, block.id, block.html);
    case 'prose':
      return block.html;
    case 'table':
      return `<div class="table">${breakable(block.html)}</div>`;
    case 'side': {
      const inner = blocksHtml(block.body, page, ink);
      return `<aside class="side rows-${block.rows}" role="note">${inner}</aside>`;
    }
    case 'claim':
      return claim(block, blocksHtml(block.body, page, ink));
    case 'question':
      return `<div class="question">${blocksHtml(block.body, page, ink)}</div>`;
    case 'answer': {
      const inner = blocksHtml(block.body, page, ink);
      return `<details class="answer"><summary>Answer</summary>${inner}</details>`;
    }
    case 'differs':
      return differs(block.rows, blocksHtml(block.body, page, ink), page);
    case 'figure':
      return playable(drawn(block.drawing, block.caption), block.island);
    case 'exercise':
      return exercise(page);
    default:
      return codeHtml(block, ink);
  }
}

/** On a phone a path or a long name in a cell breaks between its parts, not anywhere. */
export function breakable(html: string): string {
  return html.replace(/<code>[^<]{13,}<\/code>/g, (code) =>
    code.replace(/(?<=[A-Za-z]\/|_|[a-z](?=[A-Z]))(?=\w)|(?<=,)(?=&)/g, '<wbr>'),
  );
}

/** A heading that a reader can link to. */
export function heading(level: number, id: string, html: string): string {
  const link = `<a class="self" href="#${id}" aria-label="Link to this section">#</a>`;
  return `<h${level} id="${id}">${html} ${link}</h${level}>`;
}

/** The map of the house, drawn for wide screens and for phones; style shows one of the two. */
export function houseMap(options: MapOptions, caption: string): string {
  const wide = `<div class="wide-map">${wideMap(options)}</div>`;
  const tall = `<div class="tall-map">${tallMap(options)}</div>`;
  return `<figure class="drawn map">${wide}${tall}<figcaption>${caption}</figcaption></figure>`;
}

/** A figure that a script brings to life when a reader asks for it. */
function playable(figure: string, island: string | undefined): string {
  if (island === undefined) return figure;
  return `<kw-island id="${islandId(island)}" name="${island}">${figure}</kw-island>`;
}

/** A picture with its caption. */
export function drawn(svg: string, caption: string): string {
  const text = caption === '' ? '' : `<figcaption>${caption}</figcaption>`;
  return `<figure class="drawn">${svg}${text}</figure>`;
}

export function verdictTag(verdict: Verdict): string {
  return `<span class="verdict ${verdict}">${SIGNS[verdict]} ${verdict}</span>`;
}

/** Where a claim is proven; `page` is '' in the chapter itself. */
export function proofHtml(proof: Proof, page = ''): string {
  if (proof.by === 'told') return '<span>told, not shown</span>';
  const [id, said] =
    proof.by === 'run'
      ? [runId(proof.name), `run ${escapeHtml(proof.name)}`]
      : [`step-${proof.id}`, `step ${proof.id}`];
  return `<a href="${page}#${id}">${said}</a>`;
}

function differs(
  rows: readonly (readonly string[])[],
  body: string,
  { head: { number } }: Page,
): string {
  const [head = [], ...rest] = rows;
  const cells = (row: readonly string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const list = rest.map((row) => cells(row, 'td')).join('');
  const table = `<table><thead>${cells(head, 'th')}</thead><tbody>${list}</tbody></table>`;
  return `<section class="differs" aria-label="Where chapter ${number} differs"><p class="title">Where we differ</p>${body}<div class="table">${table}</div></section>`;
}

/** The id of the box that proves a claim. */
export function claimId(id: string): string {
  return `claim-${id.toLowerCase()}`;
}

function claim({ id, verdict, claim: said, proof }: Claim, body: string): string {
  const link = `<a href="claims.html#${claimId(id)}">note ${escapeHtml(id)}</a>`;
  const head = `<p class="said">${said}</p>`;
  const tags = `<p class="tags">${verdictTag(verdict)} ${link} ${proofHtml(proof)}</p>`;
  return `<div class="claim" id="${claimId(id)}">${tags}<div>${head}${body}</div></div>`;
}
