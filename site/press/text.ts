// Small helpers on text that more than one part of the press needs.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Makes text safe in HTML, between tags as well as in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** The id of a heading or a term: lower case, words joined by hyphens. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** `1 step`, `2 steps`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** `steps 1, 2 and 3`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  if (words.length < 2) return last;
  return `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** HTML without its links, to stand inside another link. */
export function withoutLinks(html: string): string {
  return html.replace(/<\/?a\b[^>]*>/g, '');
}

/** HTML as the words that it shows. */
export function plain(html: string): string {
  const words = html.replace(/<(?:svg|style)[\s\S]*?<\/(?:svg|style)>/g, ' ');
  return Object.entries(ENTITIES)
    .reduceRight(
      (text, [sign, entity]) => text.replaceAll(entity, sign),
      words
        .replace(/<\/?(?:p|li|td|th|tr|dt|dd|br)\b[^>]*>/g, ' ')
        .replace(/<[^>]+>/g, ''),
    )
    .replace(/\s+/g, ' ')
    .trim();
}
