// npm run bench grader: how long a learner waits, and for what. On a copy of the course
// whose exercise 1 is solved, so that every step is played to its end.

import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scenario } from '../../grader/scenarios/01-store.ts';
import { LearnerFolder } from '../../grader/trials/learner-folder.node.ts';
import { row } from './figures.ts';
import { benchShrinking } from './shrinking.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROUNDS = 7;
const SAVES = 20;
/** The fixed programs of exercise 1: both sides play them besides the random ones. */
const NAMED = scenario.steps.reduce(
  (sum, { cases }) => sum + Object.keys(cases).length,
  0,
);
/** As many random programs a step as a run of the grader plays: printed with a pass. */
const PASSED = /([\d,]+) programs/;

/** Measures and prints all of it. */
export async function benchGrader(): Promise<void> {
  const learner = new LearnerFolder();
  await learner.begin(scenario.steps.length);
  console.log(`Node ${process.version}; min / median / max; one run, in turn\n`);
  const grade = [
    process.execPath,
    learner.path('grader/start/launch.mjs'),
    'exercise',
    '1',
  ];
  rmSync(learner.path('.kubewright'), { recursive: true, force: true });
  const first = timed(grade, learner.root);
  console.log(row('very first run, no cache, wall s', [first.wall]));
  await cold(learner, grade);
  await firstLine(learner, grade);
  await watch(learner);
  await benchShrinking();
}

interface Timed {
  readonly wall: number;
  readonly cpu: number;
  readonly out: string;
}

/** Runs a command under bash's `time`, which counts all processes that it waited for. */
function timed(
  words: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Timed {
  const script = 'TIMEFORMAT="TIMED %R %U %S"; time "$@"';
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...words], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const [, wall, user, system] = /TIMED (\S+) (\S+) (\S+)/.exec(stderr) ?? [];
  return { wall: Number(wall), cpu: Number(user) + Number(system), out: stdout };
}

/** The files with a hole in them: what a learner's own version differs in. */
const HOLES = ['history', 'key-index', 'read', 'select', 'write-txn'];

async function cold(
  learner: LearnerFolder,
  grade: readonly string[],
): Promise<void> {
  const programs =
    Number(PASSED.exec(timed(grade, learner.root).out)?.[1]) || 1_600;
  const peer = [
    ...[process.execPath, '--import', 'tsx', 'node_modules/uvu/bin.js'],
    ...['tools/bench', '^grader-peer\\.ts$'],
  ];
  const env = {
    BENCH_SUBJECT: join(ROOT, 'solutions/01-store/mod.ts'),
    BENCH_PROGRAMS: String(Math.round((programs - NAMED) / 8)),
  };
  const [same, own, theirs]: Timed[][] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    await learner.begin(scenario.steps.length);
    same?.push(timed(grade, learner.root));
    for (const name of HOLES) touch(learner.file(`${name}.ts`));
    own?.push(timed(grade, learner.root));
    theirs?.push(timed(peer, ROOT, env));
  }
  const tell = (what: string, times: readonly Timed[] = []): void => {
    const ratios = times.map(
      ({ cpu }, i) => cpu / (theirs?.[i]?.cpu ?? Number.NaN),
    );
    console.log(
      row(
        `  ${what}, CPU s`,
        times.map(({ cpu }) => cpu),
      ),
    );
    console.log(row('    of tsx + uvu, pair by pair (goal 0.4)', ratios));
    console.log(
      row(
        '    wall s',
        times.map(({ wall }) => wall),
      ),
    );
  };
  console.log(`cold, cache warm, ${programs} programs on each side, n = ${ROUNDS}`);
  // What is ours to the letter was compiled when the grader was built.
  tell('grader, files of the reference', same);
  tell('grader, files with a hole changed', own);
  tell('tsx + uvu', theirs);
}

function touch(file: string): void {
  writeFileSync(file, `${readFileSync(file, 'utf8')}// mine\n`);
}

async function firstLine(
  learner: LearnerFolder,
  [node = '', ...words]: readonly string[],
): Promise<void> {
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const child = spawn(node, words, { cwd: learner.root });
    await new Promise<void>((resolve) => {
      let out = '';
      child.stdout.on('data', (bytes: Buffer) => {
        out += bytes.toString('utf8');
        if (/[✓✗] 1\.1/.test(out)) resolve();
      });
      child.on('close', () => resolve());
    });
    waits.push(performance.now() - start);
    await new Promise((resolve) => child.once('close', resolve));
  }
  console.log(row('first verdict line, ms (goal 300, quiet)', waits));
}

async function watch(learner: LearnerFolder): Promise<void> {
  const file = learner.path('exercises/01-store/history.ts');
  const text = readFileSync(file, 'utf8');
  const words = [
    learner.path('grader/start/launch.mjs'),
    'exercise',
    '1',
    '--watch',
  ];
  const child = spawn(process.execPath, words, { cwd: learner.root });
  let out = '';
  let told = (): void => undefined;
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString('utf8');
    told();
  });
  const says = (what: RegExp): Promise<void> =>
    new Promise((resolve) => {
      told = () => {
        if (what.test(out)) resolve();
      };
      told();
    });
  await says(/8 of 8 steps/);
  const waits: number[] = [];
  for (let save = 0; save < SAVES; save++) {
    // The silent sweep after a verdict goes on in the background, as for a learner.
    await new Promise((resolve) => setTimeout(resolve, 400));
    out = '';
    const start = performance.now();
    writeFileSync(file, `${text}// ${save}\n`);
    await says(/saved history\.ts[\s\S]*1\.8/);
    waits.push(performance.now() - start);
  }
  child.kill('SIGTERM');
  const sorted = waits.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(SAVES * 0.95) - 1] ?? Number.NaN;
  console.log(row(`watch, save to verdict, ms, n = ${SAVES}`, waits));
  console.log(
    `  p95 ${p95.toFixed(0)} ms (goals: median 60, p95 150); vitest --watch took 536 ms for` +
      ' 20 assertions\n  on such a machine (measured on 2026-11-21, not in this run)',
  );
}
