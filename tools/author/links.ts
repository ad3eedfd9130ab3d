// Whether the links of a chapter lead somewhere: to a heading, a chapter, a page of the
// site, or out into the web, where nobody here looks.

import type { Chapter } from '../../site/literate/course.ts';
import { headings } from '../../site/literate/headings.ts';
import { slug } from '../../site/press/text.ts';
import type { Findings } from './findings.ts';
import type { ProseLine } from './prose.ts';

const LINK = /\]\(<?([^)\s>]*)>?(?:\s+"[^"]*")?\)|^\[[^\]^]+\]:\s*<?([^\s>]+)>?/g;
const CHAPTER = /^(?:\.\/)?(\d\d-[a-z]+)\.md(?:#(.*))?$/;
const WEB = /^(?:https?:\/\/[^\s/]+\.|mailto:)/;
const PAGES =
  /^(?:index|all|claims|defaults|glossary|appendix|playground|\d\d-[a-z]+\.engine)\.html(?:#.*)?$/;

export function checkLinks(
  chapter: Chapter,
  prose: readonly ProseLine[],
  { chapters, findings }: { chapters: readonly Chapter[]; findings: Findings },
): void {
  for (const { line, text } of prose) {
    const shown = text.replace(/(`+).*?\1/g, ' ');
    for (const [, inline, reference] of shown.matchAll(LINK)) {
      const href = inline ?? reference ?? '';
      const fault = faultOf(href, chapter, chapters);
      if (fault !== undefined) findings.error(line, `the link "${href}" ${fault}`);
    }
  }
}

function faultOf(
  href: string,
  own: Chapter,
  chapters: readonly Chapter[],
): string | undefined {
  if (WEB.test(href) || PAGES.test(href)) return undefined;
  if (href.startsWith('#')) return faultOfHeading(href.slice(1), own);
  const [, to, id] = CHAPTER.exec(href) ?? [];
  if (to === undefined) {
    return 'is no heading, no chapter (02-txn.md#id), no page of the site, no web address';
  }
  const other = chapters.find(({ head }) => head.slug === to);
  if (other === undefined) return 'names no chapter; see chapters/';
  return id === undefined || other.head.planned
    ? undefined
    : faultOfHeading(id, other);
}

function faultOfHeading(id: string, { text, head }: Chapter): string | undefined {
  const ids = headings(text).map(slug);
  const claims = head.claims.map((claim) => `claim-${slug(claim)}`);
  if ([...ids, ...claims, 'exercise'].includes(id)) return undefined;
  return `names no heading of ${head.file}`;
}
