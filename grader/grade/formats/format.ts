// The formats of a grade sheet. Each writes the sheet's own sums, and text that stems from
// a learner in such a way that its reader takes it for text and for nothing else.

import type { Sheet, SheetExercise, SheetStep } from '../sheet.ts';
import { githubReport } from './github.ts';
import { gradescopeReport } from './gradescope.ts';
import { sheetJson } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { tapReport } from './tap.ts';

/** A format that is a text of its own; the terminal's is told as it goes. */
export interface Format {
  /** What `--out` calls the file. */
  readonly file: string;
  readonly write: (sheet: Sheet) => string;
}

export const FORMATS: Readonly<Record<string, Format>> = {
  json: { file: 'grade.json', write: sheetJson },
  junit: { file: 'junit.xml', write: junitReport },
  tap: { file: 'grade.tap', write: tapReport },
  github: { file: 'annotations.txt', write: githubReport },
  gradescope: { file: 'results.json', write: gradescopeReport },
  markdown: { file: 'grade.md', write: markdownReport },
};

/** A step together with the exercise that it is of. */
export type Row = readonly [SheetExercise, SheetStep];
