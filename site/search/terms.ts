// How a text is cut into words, and a query into the same ones. The index is made with
// these when the site is made, and asked with these in a page.

import type { Options, SearchOptions } from 'minisearch';

/** A place that a search can lead to: a section of a chapter, a step, a term, a constant. */
export interface Place {
  /** `01-store.html#in-byte-order` */
  readonly href: string;
  /** What the place is called: a heading, a name. */
  readonly title: string;
  /** Where it stands: `Chapter 1 · Keys and revisions`. */
  readonly where: string;
  readonly text: string;
}

/** What a result shows of its place: the text stays in the index, as words. */
export type Hit = Pick<Place, 'href' | 'title' | 'where'> & {
  /** Its first words. */
  readonly opening: string;
};

/** `NodeResourcesFit` is found by each of its words too. */
function partsOf(word: string): readonly string[] {
  const parts = word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu) ?? [];
  return parts.length > 1 ? parts.map((part) => part.toLowerCase()) : [];
}

/** Words that stand in every section and tell none from another. */
const COMMON = new Set(
  'a an and are as at be by can do does for from has have how i if in into is it its no not of on one or so than that the then there they this to was what when where which who why will with'.split(
    ' ',
  ),
);

/** `pods` and `pod` are one word, as are `taints` and `taint`. */
function stem(word: string): string {
  const one = /^(\p{L}{3,})(?<![su])s$/u.exec(word)?.[1];
  return one?.replace(/ie$/, 'y') ?? word;
}

function terms(word: string): string[] | null {
  const small = word.toLowerCase();
  if (COMMON.has(small)) return null;
  return [...new Set([small, ...partsOf(word)].map(stem))];
}

export const OPTIONS: Options<Place & { readonly opening: string }> = {
  idField: 'href',
  fields: ['title', 'where', 'text'],
  storeFields: ['href', 'title', 'where', 'opening'],
  tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''),
  processTerm: terms,
};

/** All words of a query, the last one perhaps not written to its end. */
export const EVERY: SearchOptions = {
  boost: { title: 4, where: 1.5 },
  combineWith: 'AND',
  prefix: (_, i, words) => i === words.length - 1,
  fuzzy: (word) => (word.length > 5 ? 0.2 : false),
  weights: { fuzzy: 0.2, prefix: 0.6 },
};

/** Where no place has all of the words: those with the most. */
export const SOME: SearchOptions = { ...EVERY, combineWith: 'OR' };
