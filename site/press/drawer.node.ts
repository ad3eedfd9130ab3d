// Draws the figures of the chapters, and keeps them until a module or a figure changes: a
// changed sentence draws nothing anew.

import { readTree } from '../literate/course.node.ts';
import { importTargets } from '../literate/course.ts';
import { drawFigures } from '../literate/figures.node.ts';
import { type Drawn, figuresFile } from '../literate/figures.ts';

type Texts = ReadonlyMap<string, string>;

/** `figures`: what draws those of a chapter, by its slug. @throws when one does not draw. */
export type Drawer = (
  figures: Texts,
  solutions: Texts,
) => Promise<ReadonlyMap<string, Drawn>>;

export function createDrawer(root: string): Drawer {
  let key: readonly Texts[] = [];
  let last: ReadonlyMap<string, Drawn> = new Map();
  return async (figures, solutions) => {
    const fresh = [figures, solutions];
    if (fresh.every((texts, i) => sayTheSame(texts, key[i]))) return last;
    const targets = importTargets({ tree: await readTree(root) });
    const drawn = await drawFigures(figures.keys(), { root, targets });
    last = new Map([...drawn].map(([slug, one]) => [slug, orThrow(slug, one)]));
    key = fresh;
    return last;
  };
}

function sayTheSame(texts: Texts, others: Texts = new Map()): boolean {
  if (texts.size !== others.size) return false;
  return [...texts].every(([file, text]) => others.get(file) === text);
}

function orThrow(slug: string, drawn: Drawn | string): Drawn {
  if (typeof drawn !== 'string') return drawn;
  throw new Error(`${figuresFile(slug)}: ${drawn}`);
}
