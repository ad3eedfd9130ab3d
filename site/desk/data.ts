// What a page is given to grade an exercise: made when the site is built.

import type { IndexedChapter } from '../../grader/build/course-index.ts';
import type { Work } from '../../grader/core/work.ts';
import type { Load } from '../../grader/sandbox/protocol.ts';

export interface DeskData {
  readonly chapter: IndexedChapter;
  /** The files that a learner begins with, and what they come to. */
  readonly starters: Readonly<Record<string, string>>;
  readonly reference: Readonly<Record<string, string>>;
  /** Lower chapters, ready to run. */
  readonly given: Load['modules'];
  readonly names: Load['names'];
  /** What the costs come to for the reference. */
  readonly work: Work;
  /** The script of the sandbox's worker. */
  readonly runner: string;
}
