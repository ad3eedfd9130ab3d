// What a query finds: places with all of its words first, then those with some of them.

import type MiniSearch from 'minisearch';
import { EVERY, type Hit, SOME } from './terms.ts';

/** Enough to look through, and no more. */
const MOST = 12;

export function find(index: MiniSearch, words: string): readonly Hit[] {
  const every = index.search(words, EVERY);
  const some = every.length < MOST ? index.search(words, SOME) : [];
  const hits = new Map(
    [...every, ...some].map((hit) => [hit.id as string, hit as unknown as Hit]),
  );
  return [...hits.values()].slice(0, MOST);
}
