/**
 * The figures of a chapter: `chapters/figures/01-store.ts` exports one function for
 * each, which runs the chapter's own module and answers with what it draws of it, as
 * SVG. A chapter shows one by `:::figure NAME`. They run as the programs of the
 * chapters do, in a process that is ended if one of them does not end.
 */
import type { Outcome, Program } from './examples.ts';
import type { Problem, TextFile } from './problem.ts';

/** The figures of one chapter: name to SVG. */
export type Drawn = ReadonlyMap<string, string>;

/** Where a chapter shows a figure. */
export interface FigureUse {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

const USE = /^:{3,}\s*figure\s+(\S+)/;

/** Where the figures of a chapter are drawn. */
export function figuresFile(slug: string): string {
  return `chapters/figures/${slug}.ts`;
}

/** The figures that a chapter shows, in their order. */
export function figureUses({ text }: TextFile): FigureUse[] {
  return text.split('\n').flatMap((line, at) => {
    const name = USE.exec(line)?.[1];
    return name === undefined ? [] : [{ name, line: at + 1 }];
  });
}

/** The program that draws all figures of a chapter: it prints one line for each. */
export function figureProgram(slug: string): Program {
  const file = figuresFile(slug);
  const code = [
    `import * as figures from './${file}';`,
    'for (const [name, draw] of Object.entries(figures))',
    '  console.log(JSON.stringify([name, await draw()]));',
  ];
  return {
    file,
    line: 1,
    language: 'ts',
    code: code.join('\n'),
    expected: undefined,
  };
}

/** What such a program drew, or in one sentence why it did not. */
export function drawnBy(outcome: Outcome): Drawn | string {
  if (outcome.type === 'failed') return outcome.message;
  const drawn = new Map<string, string>();
  for (const line of outcome.output) {
    const read = readLine(line);
    if (read === undefined) {
      return `a figure is an exported function that answers with its SVG: ${line}`;
    }
    drawn.set(...read);
  }
  return drawn;
}

function readLine(line: string): [name: string, svg: string] | undefined {
  if (!line.startsWith('["')) return undefined;
  const [name, svg]: readonly unknown[] = JSON.parse(line);
  return typeof name === 'string' && typeof svg === 'string'
    ? [name, svg]
    : undefined;
}

/** Figures that are shown and not drawn, and those that are drawn and not shown. */
export function checkFigures(
  chapter: TextFile,
  slug: string,
  drawn: Drawn,
): Problem[] {
  const uses = figureUses(chapter);
  const names = [...drawn.keys()].join(', ') || 'none';
  const unknown = uses
    .filter(({ name }) => !drawn.has(name))
    .map(({ name, line }) => ({
      file: chapter.file,
      line,
      message: `there is no figure ${name} in ${figuresFile(slug)} (it draws: ${names})`,
    }));
  const unused = [...drawn.keys()]
    .filter((name) => !uses.some((use) => use.name === name))
    .map((name) => ({
      file: figuresFile(slug),
      line: 1,
      message: `draws ${name}, which ${chapter.file} does not show; show or delete it`,
    }));
  return [...unknown, ...unused];
}
