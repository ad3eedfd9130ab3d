/** The box "Where we differ" of a chapter: it shows rows of chapters/differences.ts. */
import { DIFFERENCES } from '../../chapters/differences.ts';
import type { Problem, TextFile } from './problem.ts';

/** A box for which the list holds no row: the page could not show it. */
export function checkDiffers({ file, text }: TextFile, number: number): Problem[] {
  if (DIFFERENCES.some(({ chapter }) => chapter === number)) return [];
  const at = text.split('\n').findIndex((line) => /^:{3,}\s*differs\b/.test(line));
  if (at === -1) return [];
  const message = `has :::differs, and chapters/differences.ts names no difference of chapter ${number}; add one, or delete the box`;
  return [{ file, line: at + 1, message }];
}
