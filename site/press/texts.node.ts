// Reads from disk what the press works on.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIFFERENCES } from '../../chapters/differences.ts';
import { figureTexts, readTexts as readFolder } from '../literate/course.node.ts';
import { type Problem, sayProblem } from '../literate/problem.ts';
import { createDrawer, type Drawer } from './drawer.node.ts';
import type { Texts } from './press.ts';
import type { Theme } from './shell.ts';

/**
 * The texts of the course that stands at `root`, its figures drawn. @throws when a file
 * is no text, or a figure can not be drawn.
 */
export async function readTexts(
  root: string,
  draw: Drawer = createDrawer(root),
): Promise<Texts> {
  const problems: Problem[] = [];
  const chapters = await readFolder(root, 'chapters', problems);
  const solutions = await readFolder(root, 'solutions', problems);
  if (problems.length > 0) throw new Error(problems.map(sayProblem).join('\n'));
  // A figure that can be played with is drawn by its island.
  const islands = only(chapters, (file) => file.startsWith('islands/'));
  return {
    chapters: only(chapters, (file) => /^\d\d-.*\.md$/.test(file)),
    solutions: only(solutions, isModule),
    figures: await draw(figureTexts(chapters), new Map([...solutions, ...islands])),
    differences: DIFFERENCES,
    glossary: chapters.get('glossary.yaml') ?? '',
    repository: repositoryOf(readFileSync(join(root, 'package.json'), 'utf8')),
    theme: readTheme(),
  };
}

function isModule(file: string): boolean {
  return file.endsWith('.ts') && !/\.(?:test|types)\.ts$/.test(file);
}

function only(
  texts: ReadonlyMap<string, string>,
  wanted: (file: string) => boolean,
): Map<string, string> {
  return new Map([...texts].filter(([file]) => wanted(file)));
}

function repositoryOf(manifest: string): string {
  const { repository } = JSON.parse(manifest) as {
    repository?: string | { url: string };
  };
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '');
  return url
    .replace(/^git\+/, '')
    .replace(/\.git$/, '')
    .replace(/\/$/, '');
}

function readTheme(): Theme {
  const read = (file: string) =>
    readFileSync(new URL(`theme/${file}`, import.meta.url), 'utf8').replaceAll(
      '\r\n',
      '\n',
    );
  return {
    css: squeeze(read('style.css')),
    boot: read('boot.js')
      .replace(/^\s*\/\/.*\n|^\s+/gm, '')
      .trim(),
    script: read('site.js'),
  };
}

/** Style without comments and needless blanks; what it says stays the same. */
export function squeeze(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/([{;][\w-]+): /g, '$1:')
    .replaceAll(';}', '}')
    .trim();
}
