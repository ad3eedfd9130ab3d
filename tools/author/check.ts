// Says all that a chapter still misses: what the course's own checks find in it, and the
// measures of the house that no other check takes.

import { deriveBare } from '../../site/literate/bare.ts';
import { checkCourse } from '../../site/literate/check.ts';
import {
  type Chapter,
  type Course,
  chapterSources,
  starterFiles,
} from '../../site/literate/course.ts';
import { findFences } from '../../site/literate/fences.ts';
import type { ChapterHead } from '../../site/literate/front-matter.ts';
import type { Problem } from '../../site/literate/problem.ts';
import { count } from '../../site/press/text.ts';
import {
  checkClaims,
  checkHints,
  checkHoles,
  checkMutants,
  checkSteps,
} from './exercise.ts';
import { Findings } from './findings.ts';
import { checkLinks } from './links.ts';
import {
  checkDiffers,
  checkFences,
  checkOpening,
  checkSections,
} from './pattern.ts';
import { checkFillers, checkGaps, checkLength, proseOf, wordsOf } from './prose.ts';
import { checkSize } from './size.ts';

export interface Report {
  /** What was counted, as one line. */
  readonly summary: string;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Checks one written chapter. `mutants`: the step of each, if their file is there. */
export function checkChapter(
  chapter: Chapter,
  course: Course,
  mutants: readonly string[] | undefined,
): Report {
  const { head, text } = chapter;
  const findings = new Findings(chapter.file);
  const { fences } = findFences(chapter);
  const prose = proseOf(text, fences);
  checkSections(head, text, findings);
  checkOpening(fences, findings);
  checkFences(fences, findings);
  checkGaps(prose, fences, findings);
  checkFillers(prose, findings);
  checkLinks(chapter, prose, { chapters: course.chapters, findings });
  checkClaims(head, chapter, findings);
  checkDiffers(head, text, findings);
  const own = chapterSources(course, head.slug);
  const size = checkSize(own, findings);
  if (!head.given) {
    checkLength(prose, findings);
    checkSteps(head, findings);
    checkHoles(head, own, findings);
    checkHints(head, own, findings);
    checkMutants(head, mutants, findings);
  }
  const summary =
    `${head.slug}: ${wordsOf(prose)} words, ${count(size.told, 'line')} of code told in ` +
    `${count(size.modules, 'module')}, ${count(head.steps.length, 'step')}, ` +
    count(mutants?.length ?? 0, 'mutant') +
    (head.given ? '' : `, ${bareSize(course, head)}`);
  return {
    summary,
    errors: findings.errors.sort(byLine),
    warnings: findings.warnings.sort(byLine),
  };
}

/** How much the bare level gives: it has to be enough to begin with. */
function bareSize(course: Course, { slug, number, steps }: ChapterHead): string {
  const whole = starterFiles(course, slug, { solved: steps.length });
  const bare = deriveBare(whole, number);
  const throws = [...bare.values()].join('\n').match(/new NotWritten/g) ?? [];
  const functions = count(throws.length, 'function');
  return `bare: ${functions} to write in ${count(bare.size, 'module')}`;
}

/** What the checks of the course find in the files of one chapter. */
export async function courseProblems(
  course: Course,
  starters: ReadonlyMap<string, string>,
  slug: string,
): Promise<Problem[]> {
  const { problems } = await checkCourse(course, starters);
  const own = [`chapters/${slug}.md`, `solutions/${slug}/`, `exercises/${slug}/`];
  return problems.filter(({ file }) => own.some((place) => file.startsWith(place)));
}

function byLine(a: Problem, b: Problem): number {
  return a.line - b.line;
}
