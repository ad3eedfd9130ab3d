// The Markdown dialect of the chapters: CommonMark, tables, footnotes and five containers.

import MarkdownItCallable, { type MarkdownIt, type Token } from 'markdown-it';
import anchor from 'markdown-it-anchor';
import container from 'markdown-it-container';
import footnote from 'markdown-it-footnote';
import { escapeHtml, slug } from './text.ts';

export const CONTAINERS = [
  'side',
  'claim',
  'question',
  'answer',
  'figure',
  'differs',
] as const;

/** A chapter or a page of the course: its link on the site, or undefined when there is none. */
export type Resolve = (href: string) => string;

/** Makes the parser; `resolve` turns the links of a chapter into those of the site. */
export function createMarkdown(resolve: Resolve): MarkdownIt {
  const md = MarkdownItCallable({ html: true, typographer: true });
  // Curly quotes yes, but `--prefix` in a sentence must stay two hyphens.
  md.disable('replacements');
  md.use(anchor, { slugify: slug, tabIndex: false });
  md.use(footnote);
  for (const name of CONTAINERS)
    md.use(container, name, { validate: isNamed(name) });
  md.renderer.rules.fence = (tokens: Token[], i: number): string =>
    `<pre><code>${escapeHtml(tokens[i]?.content ?? '')}</code></pre>\n`;
  md.core.ruler.push('course-links', (state) => {
    for (const { children } of state.tokens) {
      for (const [i, child] of children?.entries() ?? []) {
        link(child, children?.[i + 1], resolve);
      }
    }
  });
  return md;
}

// Without this `:::sidecar` would open a `side`.
function isNamed(name: string): (params: string) => boolean {
  return (params) => params.trim().split(/\s+/)[0] === name;
}

function link(token: Token, text: Token | undefined, resolve: Resolve): void {
  const href = token.type === 'link_open' ? token.attrGet('href') : null;
  if (href === null) return;
  token.attrSet('href', resolve(String(href)));
  // A link that shows its address need not show it again on paper.
  if (text?.content && String(href).endsWith(text.content))
    token.attrSet('class', 'bare');
}
