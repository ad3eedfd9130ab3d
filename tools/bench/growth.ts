// npm run bench growth: what grows with the number of chapters, on a course of 34 of them.

import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSite } from '../../site/press/site.node.ts';
import { row } from './figures.ts';
import { type GrownCourse, growCourse } from './grown-course.node.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROUNDS = 5;

/** Measures and prints; with `tests`, the course's whole test run too (some minutes). */
export async function benchGrowth(words: readonly string[]): Promise<void> {
  const course = await growCourse(ROOT);
  console.log(`Node ${process.version}; min / median / max; 34 chapters, s\n`);
  grading(course);
  await pages(course);
  if (words.includes('tests')) tests(course);
}

/** Seconds that a command of the course takes. */
function seconds({ root }: GrownCourse, words: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: root });
  if (status !== 0 && status !== 1) throw new Error(String(stderr));
  return (performance.now() - start) / 1_000;
}

function grading(course: GrownCourse): void {
  const slug = course.made.at(-3) ?? '';
  const grade = [
    'grader/start/launch.mjs',
    'exercise',
    String(Number.parseInt(slug, 10)),
  ];
  console.log(row('first grade, no cache', [seconds(course, grade)]));
  const after = (what: string, file: string): void => {
    const times = Array.from({ length: ROUNDS }, () => {
      appendFileSync(join(course.root, file), '// changed\n');
      return seconds(course, grade);
    });
    console.log(row(`first grade after a change of ${what}`, times));
  };
  after('its reference', `solutions/${slug}/mod.ts`);
  after('its scenario', `grader/scenarios/${slug}.ts`);
  after('another chapter', `solutions/${course.made.at(-1)}/mod.ts`);
  after('its prose', `chapters/${slug}.md`);
  const times = Array.from({ length: ROUNDS }, () => seconds(course, grade));
  console.log(row('nothing changed', times));
}

async function pages({ root, made }: GrownCourse): Promise<void> {
  const site = createSite({ root, out: join(root, 'dist') });
  const update = async (): Promise<number> => {
    const start = performance.now();
    await site.update();
    return (performance.now() - start) / 1_000;
  };
  console.log(row('site, cold', [await update()]));
  site.bind();
  const file = `chapters/${made.at(-3)}.md`;
  const [times, binding]: [number[], number[]] = [[], []];
  for (let i = 0; i < ROUNDS; i++) {
    const path = join(root, file);
    writeFileSync(path, `${readFileSync(path, 'utf8')}\nMore of it: ${i}.\n`);
    times.push(await update());
    const start = performance.now();
    site.bind();
    binding.push((performance.now() - start) / 1_000);
  }
  console.log(row('a saved sentence on its page', times));
  console.log(row('and then in the book on one page', binding));
}

function tests(course: GrownCourse): void {
  console.log(
    row('npm test', [seconds(course, ['--import', 'tsx', 'tools/test.ts'])]),
  );
}
