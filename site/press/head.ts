// A chapter's file split into what it says of itself and its Markdown.

import { type ChapterHead, parseHead } from '../literate/front-matter.ts';
import { sayProblem } from '../literate/problem.ts';

export type Head = ChapterHead;

export interface Chapter {
  readonly head: Head;
  /** The Markdown below the front matter. */
  readonly body: string;
  /** How many lines the front matter takes, so that a message names the line of the file. */
  readonly offset: number;
}

/** Reads `01-store.md`. @throws with every problem of its front matter, one a line. */
export function readChapter(name: string, text: string): Chapter {
  const { head, problems } = parseHead({ file: `chapters/${name}`, text });
  if (head === undefined || problems.length > 0) {
    throw new Error(problems.map(sayProblem).join('\n'));
  }
  const front = /^---\n(?:[\s\S]*?\n)?---(?:\n|$)/.exec(text)?.[0] ?? '';
  return {
    head,
    body: text.slice(front.length),
    offset: front.split('\n').length - 1,
  };
}
