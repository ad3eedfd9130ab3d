// npm run bench grading: what a class costs. Students are copies of the reference that are
// told apart by a comment, so that every step is played to its end.

import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isolationProblem } from '../../grader/sandbox/limits.node.ts';
import { LearnerFolder } from '../../grader/trials/learner-folder.node.ts';
import { readCourse } from '../../site/literate/course.node.ts';
import { starterFiles } from '../../site/literate/course.ts';
import { row } from './figures.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SLUGS = ['01-store', '02-txn', '03-watch', '04-lease'];
const ROUNDS = 5;

/** Measures and prints all of it; a word is how many students, 60 where none is given. */
export async function benchGrading([word]: readonly string[]): Promise<void> {
  const students = Number(word ?? 60);
  const learner = new LearnerFolder();
  await solve(learner);
  console.log(
    `Node ${process.version}; min / median / max; ${students} students\n`,
  );
  const launch = learner.path('grader/start/launch.mjs');
  const isolation = isolationProblem('bwrap') === undefined ? 'bwrap' : 'node';
  const weak = isolation === 'node' ? ['--allow-weak-isolation'] : [];
  const whole = [launch, 'grade', '--only', '1-4'];
  await run(learner, whole);
  const four: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    four.push((await run(learner, whole)).seconds);
  }
  console.log(row('npm run grade of 4 exercises, wall s (goal 1.2)', four));
  const rates = new Map<string, Ran>();
  for (const hostile of [0, 5]) {
    const folder = handIn(learner, students, hostile);
    const words = [
      '--submissions',
      folder,
      '--only',
      '1',
      '--out',
      `${folder}-out`,
    ];
    const held = ['--isolation', isolation, ...weak, '--seed', '7'];
    rates.set(
      `${hostile}`,
      await run(learner, [launch, 'grade', ...words, ...held]),
    );
  }
  const [clean, mixed] = [rates.get('0'), rates.get('5')];
  if (clean === undefined || mixed === undefined) return;
  const rate = students / clean.seconds;
  console.log(row(`exercises a second, ${isolation} (goal 15 on 2 cores)`, [rate]));
  const ratio = clean.seconds / mixed.seconds;
  console.log(row('rate with 5 % hostile, of that without (goal 0.8)', [ratio]));
  console.log(
    row('most memory of one process of ours, MiB', [clean.mib, mixed.mib]),
  );
  console.log(row('  the same after half as many students', [await halfAsMany()]));

  async function halfAsMany(): Promise<number> {
    const folder = handIn(learner, Math.ceil(students / 2), 0);
    const words = [
      '--submissions',
      folder,
      '--only',
      '1',
      '--out',
      `${folder}-out`,
    ];
    const held = ['--isolation', isolation, ...weak, '--seed', '7'];
    return (await run(learner, [launch, 'grade', ...words, ...held])).mib;
  }
}

async function solve(learner: LearnerFolder): Promise<void> {
  const course = await readCourse(ROOT);
  for (const slug of SLUGS) {
    for (const [name, text] of starterFiles(course, slug, { solved: 99 })) {
      writeFileSync(learner.path('exercises', slug, name), text);
    }
  }
}

/** A folder of submissions, so many of a hundred of which loop. */
function handIn(learner: LearnerFolder, students: number, hostile: number): string {
  const folder = learner.path(`class-${students}-${hostile}`);
  rmSync(folder, { recursive: true, force: true });
  for (let student = 0; student < students; student++) {
    const own = join(folder, `s${student}`, 'exercises/01-store');
    cpSync(learner.path('exercises/01-store'), own, { recursive: true });
    const file = join(own, 'history.ts');
    const text = readFileSync(file, 'utf8');
    const loops = (student * hostile) % 100 < hostile && hostile > 0;
    writeFileSync(file, loops ? `for (;;);\n${text}` : `${text}// ${student}\n`);
  }
  return folder;
}

interface Ran {
  readonly seconds: number;
  readonly mib: number;
}

/** Runs a command, and looks now and then how much memory its judges hold. */
async function run(learner: LearnerFolder, words: readonly string[]): Promise<Ran> {
  const begin = performance.now();
  const child = spawn(process.execPath, words, {
    ...{ cwd: learner.root, stdio: 'ignore' },
  });
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, ...judgesOf(learner.root));
  }, 200);
  await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  return { seconds: (performance.now() - begin) / 1_000, mib: most / 1024 };
}

/** The resident memory of each process that runs our bundles, in KiB. */
function judgesOf(root: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        if (!words.includes(root) || words.includes('runner.cjs')) return [];
        const [, kib = '0'] =
          /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
        return [Number(kib)];
      } catch {
        return [];
      }
    });
}
