/**
 * The author's commands as functions of the course's root: what to print and what
 * is to be repaired. A chapter number narrows what is written and reported; the
 * course is always read as a whole.
 */
import { setImmediate } from 'node:timers/promises';
import { adopt } from './adopt.ts';
import {
  type Counts,
  checkCourse,
  checkStarters,
  coursePrograms,
} from './check.ts';
import { readCourse, readTexts, writeTexts } from './course.node.ts';
import {
  type Chapter,
  type Course,
  exerciseChapters,
  importTargets,
  starterFiles,
} from './course.ts';
import { runCommand, runPrograms } from './examples.node.ts';
import { fillOutputs, judge, type Outcome, type Program } from './examples.ts';
import { drawFigures } from './figures.node.ts';
import { checkFigures, type Drawn, figuresFile } from './figures.ts';
import type { Problem } from './problem.ts';
import { weave } from './weave.ts';

export interface Result {
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
}

export interface Command {
  readonly flags: readonly string[];
  run(
    root: string,
    flag: string | undefined,
    chapter: number | undefined,
  ): Promise<Result>;
}

/** The commands by their names. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['weave', { flags: ['check', 'adopt'], run: runWeave }],
  ['derive', { flags: ['check', 'force'], run: runDerive }],
  ['examples', { flags: ['write'], run: runExamples }],
  ['check', { flags: [], run: runCheck }],
]);

/** The chapters that a command is about; a problem if there is no such chapter. */
function choose(
  course: Course,
  number: number | undefined,
  problems: Problem[],
): Chapter[] {
  if (number === undefined) return [...course.chapters];
  const chosen = course.chapters.filter(({ head }) => head.number === number);
  if (chosen.length === 0) {
    const file = `chapters/${String(number).padStart(2, '0')}-`;
    problems.push({
      file,
      line: 1,
      message: 'there is no such chapter; name one from 0 to 33',
    });
  }
  return chosen;
}

async function runWeave(
  root: string,
  flag: string | undefined,
  number: number | undefined,
): Promise<Result> {
  let course = await readCourse(root);
  const problems: Problem[] = [];
  const lines: string[] = [];
  if (flag === 'adopt') {
    const adopted = adopt(choose(course, number, []), course.sources);
    problems.push(...adopted.problems);
    const texts = below('solutions', adopted.changed);
    await writeTexts(root, texts);
    lines.push(...[...texts.keys()].map((file) => `${file}  adopted`));
    course = await readCourse(root);
  }
  problems.push(...course.problems);
  const texts = new Map<string, string>();
  const refused = new Set(problems.map(({ file, line }) => `${file}:${line}`));
  for (const chapter of choose(course, number, problems)) {
    const woven = weave(chapter, course.sources);
    problems.push(...woven.problems, ...(flag === 'check' ? woven.stale : []));
    // A fence that could not be adopted still holds the author's words: leave its
    // chapter alone.
    const kept =
      flag === 'check' ||
      woven.stale.some(({ file, line }) => refused.has(`${file}:${line}`));
    if (woven.text !== chapter.text && !kept) texts.set(chapter.file, woven.text);
  }
  await writeTexts(root, texts);
  lines.push(...[...texts.keys()].map((file) => `${file}  woven`));
  return { lines, problems };
}

function below(
  folder: string,
  texts: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map([...texts].map(([file, text]) => [`${folder}/${file}`, text]));
}

async function runDerive(
  root: string,
  flag: string | undefined,
  number: number | undefined,
): Promise<Result> {
  const course = await readCourse(root);
  const problems = [...course.problems];
  const old = await readTexts(root, 'exercises', problems);
  const chosen = choose(course, number, problems).filter((one) =>
    exerciseChapters(course).includes(one),
  );
  if (number !== undefined && chosen.length === 0 && problems.length === 0) {
    return { lines: [`chapter ${number} has no exercise`], problems };
  }
  const texts = new Map<string, string>();
  for (const { head } of chosen) {
    for (const [name, text] of starterFiles(course, head.slug)) {
      const path = `${head.slug}/${name}`;
      const write = flag === 'force' ? old.get(path) !== text : !old.has(path);
      if (flag !== 'check' && write) texts.set(path, text);
    }
  }
  await writeTexts(root, below('exercises', texts));
  const slugs = chosen.map(({ head }) => head.slug);
  problems.push(...checkStarters(course, new Map([...old, ...texts]), slugs));
  return {
    lines: [...texts.keys()].map((file) => `exercises/${file}  derived`),
    problems,
  };
}

async function runExamples(
  root: string,
  flag: string | undefined,
  number: number | undefined,
): Promise<Result> {
  const course = await readCourse(root);
  const problems = [...course.problems];
  const chapters = choose(course, number, problems);
  const found = coursePrograms({ ...course, chapters });
  problems.push(...found.problems);
  const { programs } = found;
  const outcomes = await runAll(programs, course);
  const texts = new Map<string, string>();
  if (flag === 'write') {
    for (const chapter of chapters) {
      const text = fillOutputs(chapter, printed(chapter, outcomes));
      if (text !== chapter.text) texts.set(chapter.file, text);
    }
    await writeTexts(root, texts);
  }
  for (const [program, outcome] of outcomes) {
    const problem = judge(program, outcome);
    const filled = flag === 'write' && outcome.type === 'printed';
    if (problem !== undefined && !filled) problems.push(problem);
  }
  const lines = [...texts.keys()].map((file) => `${file}  outputs written`);
  return { lines: [...lines, `${programs.length} programs run`], problems };
}

function printed(
  chapter: Chapter,
  outcomes: ReadonlyMap<Program, Outcome>,
): Map<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  for (const [program, outcome] of outcomes) {
    const own = program.file === chapter.file && outcome.type === 'printed';
    if (own) found.set(program.line, outcome.output);
  }
  return found;
}

async function runAll(
  programs: readonly Program[],
  course: Course,
): Promise<Map<Program, Outcome>> {
  const options = { root: course.root, targets: importTargets(course) };
  const ts = programs.filter(({ language }) => language === 'ts');
  const ran = await runPrograms(ts, options);
  const outcomes = new Map<Program, Outcome>();
  for (const [index, outcome] of ran.entries()) {
    const program = ts[index];
    if (program !== undefined) outcomes.set(program, outcome);
  }
  for (const program of programs) {
    if (program.language !== 'ts')
      outcomes.set(program, await runCommand(program, options));
  }
  return outcomes;
}

/** Commands are left to `examples`: some of them start a whole cluster. */
async function runCheck(root: string): Promise<Result> {
  const course = await readCourse(root);
  const found = coursePrograms(course);
  const ts = found.programs.filter(({ language }) => language === 'ts');
  const running = runAll(ts, course);
  const options = { root, targets: importTargets(course) };
  const drawing = drawFigures(course.figures.keys(), options);
  const problems = [...found.problems];
  const starters = await readTexts(root, 'exercises', problems);
  const checked = await checkCourse(course, starters, () => setImmediate());
  problems.push(...checked.problems);
  for (const [program, outcome] of await running) {
    const problem = judge(program, outcome);
    if (problem !== undefined) problems.push(problem);
  }
  problems.push(...figureProblems(course, await drawing));
  return { lines: say(checked.counts), problems: problems.sort(byPlace) };
}

function figureProblems(
  { chapters }: Course,
  drawn: ReadonlyMap<string, Drawn | string>,
): Problem[] {
  return chapters.flatMap((chapter) => {
    const { slug } = chapter.head;
    const own = drawn.get(slug) ?? new Map();
    if (typeof own !== 'string') return checkFigures(chapter, slug, own);
    return [{ file: figuresFile(slug), line: 1, message: own }];
  });
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}

function say(counts: Counts): string[] {
  const { chapters, planned, woven, diffs, programs, commands, manifests } = counts;
  return [
    `${chapters} chapters (${planned} planned): ${woven} fences woven, ` +
      `${diffs} diffs, ${programs} programs run`,
    `${commands} commands (run by npm run examples), ${manifests} manifests, ` +
      `${counts.illustrations} illustrations`,
    `${counts.told} lines told, ${counts.engineRoom.length} engine-room ` +
      `modules${counts.engineRoom.map((file) => `\n  ${file}`).join('')}`,
  ];
}
