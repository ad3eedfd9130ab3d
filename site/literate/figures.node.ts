/** Draws the figures of the chapters: one process for all of them, with a time limit. */
import type { RunOptions } from './bundle.node.ts';
import { runPrograms } from './examples.node.ts';
import { type Drawn, drawnBy, figureProgram } from './figures.ts';

/** What the figures of each chapter draw, by its slug; or why they do not. */
export async function drawFigures(
  slugs: Iterable<string>,
  options: RunOptions,
): Promise<Map<string, Drawn | string>> {
  const all = [...slugs];
  if (all.length === 0) return new Map();
  const outcomes = await runPrograms(all.map(figureProgram), options);
  const drawn = outcomes.map(drawnBy);
  return new Map(all.map((slug, at) => [slug, drawn[at] ?? new Map()]));
}
