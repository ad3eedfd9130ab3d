// The author's desk.
//   npm run author check       all written chapters: what is missing
//   npm run author check 17    one of them
//   npm run author new 17      the first files of a planned chapter; overwrites nothing
//
// Ends with 0 if there is no error, 1 if there is one, 2 if the words are wrong.

import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Pairs, pairCount } from '../grader/core/pairs.ts';
import type { Scenario } from '../grader/core/scenario.ts';
import { readCourse, readTexts } from '../site/literate/course.node.ts';
import type { Chapter, Course } from '../site/literate/course.ts';
import { type Problem, sayProblem } from '../site/literate/problem.ts';
import { count } from '../site/press/text.ts';
import { checkChapter, courseProblems } from './author/check.ts';
import { isPlan, skeleton } from './author/skeleton.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const USAGE = `usage: npm run author check [N]   say what the written chapters miss
       npm run author new N       write the first files of a planned chapter`;

async function main([command, word, more]: readonly string[]): Promise<number> {
  const number = word === undefined ? undefined : Number(word);
  const known = command === 'check' || (command === 'new' && word !== undefined);
  if (!known || more !== undefined || Number.isNaN(number)) {
    console.error(USAGE);
    return 2;
  }
  const course = await readCourse(ROOT);
  const chosen = course.chapters.filter(
    ({ head }) => number === undefined || head.number === number,
  );
  if (chosen.length === 0) {
    console.error(`there is no chapter ${word}; chapters/ has 0 to 33`);
    return 2;
  }
  const [first] = chosen;
  if (command === 'new' && first !== undefined) return create(first);
  return check(course, chosen, number !== undefined);
}

async function check(
  course: Course,
  chosen: readonly Chapter[],
  one: boolean,
): Promise<number> {
  const starters = await readTexts(ROOT, 'exercises', []);
  let errors = 0;
  for (const chapter of chosen) {
    const { head, file } = chapter;
    if (head.planned) {
      if (one) console.log(`${file} is planned; npm run author new ${head.number}`);
      continue;
    }
    const mutants = await mutantSteps(head.slug);
    const report = checkChapter(chapter, course, mutants);
    const found = await courseProblems(course, starters, head.slug);
    errors += found.length + report.errors.length;
    console.log(report.summary);
    list('error', [...found, ...report.errors]);
    list('warning', report.warnings);
    for (const line of await pairLines(head.slug)) console.log(line);
  }
  return errors === 0 ? 0 : 1;
}

function list(kind: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  console.log(`\n${count(problems.length, kind)}`);
  for (const problem of problems) console.log(sayProblem(problem));
}

/** The options of each step that are paired, counted. */
async function pairLines(slug: string): Promise<readonly string[]> {
  const path = join(ROOT, 'grader', 'scenarios', `${slug}.ts`);
  if (!(await exists(path))) return [];
  const { scenario }: { scenario: Scenario } = await import(
    pathToFileURL(path).href
  );
  return scenario.steps.flatMap(({ id, pairs }) =>
    pairs === undefined ? [] : [`${id}: ${sayPairs(pairs)}`],
  );
}

function sayPairs(pairs: Pairs<unknown>): string {
  const options = Object.values(pairs.options);
  const values = options.reduce((sum, { length }) => sum + length, 0);
  return (
    `${count(options.length, 'option')}, ${count(values, 'value')}: ` +
    `${count(pairCount(pairs.options), 'pair')} in ` +
    count(Object.keys(pairs.cases()).length, 'program')
  );
}

/** The step of each named mutant, or undefined if their file is not there. */
async function mutantSteps(slug: string): Promise<string[] | undefined> {
  const path = join(ROOT, 'grader', 'mutants', `${slug}.ts`);
  if (!(await exists(path))) return undefined;
  const module: { mutants?: readonly { step: string }[] } = await import(
    pathToFileURL(path).href
  );
  return module.mutants?.map(({ step }) => step) ?? [];
}

async function create({ head, file, text }: Chapter): Promise<number> {
  for (const [path, content] of skeleton(head, text)) {
    const target = join(ROOT, path);
    const kept = path === file ? !isPlan(text) : await exists(target);
    if (!kept) {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
    console.log(`${path}  ${kept ? 'is there, left as it is' : 'written'}`);
  }
  const n = head.number;
  console.log(`next: npm run derive ${n}, then npm run author check ${n}`);
  return 0;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Not there: nothing would be overwritten.
    return false;
  }
}

process.exitCode = await main(process.argv.slice(2));
