// The hostile corpus (grader/trials/hostile/): none passes, none hangs, none leaves a trace.

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EXIT, type Result } from '../core/result.ts';
import { type Isolation, isolationProblem } from '../sandbox/limits.node.ts';
import type { Job, Report } from './drive.node.ts';
import { isAllTried, ROOT, readExercises } from './exercises.node.ts';
import {
  EXPECTED,
  type Expected,
  FIRST_STEP,
  SECONDS,
} from './hostile/expected.ts';
import { createStand, processesIn } from './stand.node.ts';

const HOSTILE = join(ROOT, 'grader/trials/hostile');
const CANARY = 'c4naryOfTheJudge8Z';

const absent = isolationProblem('bwrap');
if (absent !== undefined) console.log(`(not in bwrap: ${absent})`);
const isolations: readonly Isolation[] =
  absent !== undefined ? ['node'] : isAllTried() ? ['node', 'bwrap'] : ['bwrap'];

/** Of the first exercise nothing is written; of the others all, but for what attacks. */
const stand = await createStand(
  new Map(
    (await readExercises()).map(({ chapter: { slug, steps }, starters }) => [
      slug,
      starters(slug === FIRST_STEP.slug ? 0 : steps.length),
    ]),
  ),
);
const connections: number[] = [];
const server = createServer(({ remotePort = 0 }) => connections.push(remotePort));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/** The corpus as files: names and places that differ from run to run are put in. */
const outside = join(stand.folder, 'outside');
mkdirSync(outside, { mode: 0o777 });
const canaryFile = join(outside, 'canary.txt');
writeFileSync(canaryFile, CANARY);
const all = submissionsIn(join(stand.folder, 'submissions'));
const submissions = new Map([...all].filter(isGraded));
const before = [snapshot(outside), snapshot(stand.exercises)];
const reports = await gradeAll();
server.close();

/** HOSTILE=a.ts,b.ts grades those alone. */
function isGraded([name, { long }]: readonly [string, Expected]): boolean {
  const { HOSTILE: named, KUBEWRIGHT_LONG: isLong } = process.env;
  if (named !== undefined) return named.split(',').includes(name);
  return long !== true || isLong === '1';
}

function submissionsIn(folder: string): ReadonlyMap<string, Expected> {
  mkdirSync(folder);
  const address = server.address();
  const tokens: Readonly<Record<string, string>> = {
    ...{ ROOT: ROOT.replace(/\/$/, ''), CANARY: canaryFile, OUTSIDE: outside },
    PORT: String(typeof address === 'object' ? address?.port : 0),
    DEEP: '('.repeat(60_000),
    LONG: 'a'.repeat(100_000),
  };
  for (const name of Object.keys(EXPECTED)) {
    const text = readFileSync(join(HOSTILE, name), 'utf8');
    const filled = text.replace(
      /@([A-Z]+)@/g,
      (all, token) => tokens[token] ?? all,
    );
    writeFileSync(join(folder, name), filled);
  }
  const right = readFileSync(
    join(ROOT, 'grader/trials/styles/01-store/persistent-tree.ts'),
    'utf8',
  );
  const refused = (words: RegExp): Expected => ({
    verdict: ['refused-file'],
    words,
  });
  writeFileSync(join(folder, 'right.ts'), right);
  symlinkSync(canaryFile, join(folder, 'link.ts'));
  symlinkSync(join(folder, 'right.ts'), join(folder, 'link-to-right.ts'));
  mkdirSync(join(folder, 'folder.ts'));
  execFileSync('mkfifo', [join(folder, 'pipe.ts')]);
  writeFileSync(join(folder, 'large.ts'), `${right}\n${'//'.repeat(70_000)}`);
  writeFileSync(join(folder, 'semicolons.ts'), ';'.repeat(128 * 1024));
  writeFileSync(
    join(folder, 'binary.ts'),
    Buffer.from([0xff, 0xfe, 0, 1, 2, 0x1b, 0x5d]),
  );
  writeFileSync(
    join(folder, 'windows.ts'),
    `\ufeff${right.replaceAll('\n', '\r\n')}`,
  );
  return new Map([
    ...Object.entries(EXPECTED),
    ['link.ts', refused(/is a link/)],
    ['link-to-right.ts', refused(/is a link/)],
    ['folder.ts', refused(/is not a plain file/)],
    ['pipe.ts', refused(/is not a plain file/)],
    ['large.ts', refused(/is larger than 128 KiB/)],
    [
      'semicolons.ts',
      { verdict: ['export-missing', 'does-not-compile'], seconds: 6 },
    ],
    ['binary.ts', { verdict: ['does-not-compile'] }],
    ['absent.ts', { verdict: ['missing-file'], words: /there is no file/ }],
    // Harmless, though it looks odd: the other two say that the judge still knows right.
    ['windows.ts', { verdict: ['passed'] }],
    ['right.ts', { verdict: ['passed'] }],
  ]);
}

async function gradeAll(): Promise<ReadonlyMap<string, Report | Error>> {
  const jobs: Job[] = isolations.flatMap((isolation) =>
    Array.from(submissions.keys(), (name) => ({
      ...{ name, isolation, seed: 7, programs: 60, ...stepOf(name) },
      file: join(stand.folder, 'submissions', name),
    })),
  );
  const seconds = ({ name }: Job): number =>
    submissions.get(name)?.seconds ?? SECONDS;
  jobs.sort((a, b) => seconds(a) - seconds(b));
  const found = new Map<string, Report | Error>();
  const env = { KUBEWRIGHT_CANARY: CANARY, GITHUB_TOKEN: CANARY };
  const work = async (own: Job[]): Promise<void> => {
    let driver = stand.driver(env);
    for (let job = own.pop(); job !== undefined; job = own.pop()) {
      const key = `${job.isolation} ${job.name}`;
      try {
        found.set(key, await driver.grade(job));
      } catch (error) {
        found.set(key, error instanceof Error ? error : new Error(String(error)));
        driver = stand.driver(env);
      }
    }
    driver.end();
  };
  const idle = jobs.filter(({ name }) => submissions.get(name)?.idle);
  const busy = jobs.filter((job) => !idle.includes(job));
  // As many as there are processors, and one for those that only wait.
  await Promise.all([work(idle), work(busy), work(busy)]);
  return found;
}

/** The exercise and the step that a submission attacks. */
function stepOf(name: string): Pick<Job, 'slug' | 'only'> {
  const { slug, step } = all.get(name)?.attacks ?? FIRST_STEP;
  return { slug, only: [step] };
}

function snapshot(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { mtimeMs, size, mode } = statSync(join(folder, name));
      return `${name} ${mtimeMs} ${size} ${mode}`;
    });
}

function reportOf(isolation: Isolation, name: string): Report {
  const report = reports.get(`${isolation} ${name}`);
  if (report === undefined) throw new Error(`${name} was not graded`);
  if (report instanceof Error) throw report;
  return report;
}

/** The verdict of the module or of the first step that did not pass. */
function verdictOf({ problem, steps }: Result): {
  verdict: string;
  words: string;
  where?: string;
} {
  const failed = steps.find(({ verdict }) => verdict !== 'passed');
  return problem ?? failed ?? { verdict: 'passed', words: '' };
}

for (const isolation of isolations) {
  const test = suite(`hostile submissions in ${isolation}`);

  for (const [name, expected] of submissions) {
    test(`${name}: ${expected.verdict.join(' or ')}`, () => {
      const { result, seconds } = reportOf(isolation, name);
      const { verdict, words } = verdictOf(result);

      assert.ok(
        expected.verdict.some((one) => one === verdict),
        `${verdict}: ${words}`,
      );
      assert.is(result.exit, EXIT[verdict as keyof typeof EXIT]);
      if (expected.words !== undefined) assert.match(words, expected.words);
      const most = expected.seconds ?? SECONDS;
      assert.ok(seconds < most, `${seconds.toFixed(1)} s, at most ${most}`);
      assert.is(result.isolation, isolation);
    });
  }

  test('nothing that is told can steer, leak, or run on', () => {
    const secrets = [CANARY, [...CANARY].reverse().join('')].flatMap((text) => [
      ...[text, Buffer.from(text).toString('hex')],
      Buffer.from(text).toString('base64').replace(/=+$/, ''),
    ]);
    const marks = [
      'revisionToRead',
      'class MemoryStore',
      'node:internal',
      'runner.cjs',
    ];

    for (const name of submissions.keys()) {
      const { result } = reportOf(isolation, name);
      const { output, ...rest } = result;
      const texts = [...textsIn(rest), output.text];
      const inputs = new Set(
        textsIn(result.steps.map((step) => step.difference?.program.input)),
      );

      for (const text of texts.filter((one) => !inputs.has(one))) {
        for (const secret of secrets) assert.not(text.includes(secret), name);
        assert.not.match(text, /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/u, name);
      }
      const printed = new Set([output.text, ...printedIn(result)]);
      for (const text of texts) {
        if (printed.has(text)) continue;
        for (const mark of marks)
          assert.not(text.includes(mark), `${name}: ${mark}`);
      }
      for (const { words } of result.steps) {
        assert.ok(words.length < 2_200, name);
        assert.match(words, /^[^\n]*(?:\nLast call: [^\n]*)?$/, name);
      }
      assert.ok(output.text.length <= 64 * 1024, name);
      assert.not(name === 'semicolons.ts' && output.text !== '');
    }
  });

  test('a place that is told is one of the learner’s files', () => {
    for (const name of submissions.keys()) {
      const { where } = verdictOf(reportOf(isolation, name).result);

      if (where !== undefined) assert.match(where, /^[\w.-]+:\d+$/, name);
    }
  });

  test.run();
}

const whole = suite('after all hostile submissions');

/** Some 130 on Node 20 and 160 on Node 24, whose young generation may grow further. */
const MOST_MEBIBYTES = 256;

whole(`the judge never had more than ${MOST_MEBIBYTES} MiB in use`, () => {
  for (const [key, report] of reports) {
    if (report instanceof Error) throw report;
    const { mebibytes } = report;
    assert.ok(mebibytes < MOST_MEBIBYTES, `${key}: ${mebibytes.toFixed(0)} MiB`);
  }
});

whole('no process is left a second later', async () => {
  for (let i = 0; i < 20 && processesIn(stand.boxes).length > 0; i++)
    await pause(50);

  assert.equal(processesIn(stand.boxes), []);
});

whole('no box is left, and nothing was written outside of one', () => {
  assert.equal(readdirSync(stand.boxes), []);
  assert.equal([snapshot(outside), snapshot(stand.exercises)], before);
  for (const place of ['/tmp/kubewright-left', join(ROOT, 'left')]) {
    assert.not(existsSync(place) || existsSync(`${place}.json`), place);
  }
});

whole('nobody called home', () => {
  assert.equal(connections, []);
});

whole('the corpus and the table of what is expected name the same files', () => {
  const files = readdirSync(HOSTILE).filter((name) => name.endsWith('.ts'));
  const own = new Set(['expected.ts']);

  assert.equal(
    files.filter((name) => !own.has(name)).sort(),
    Object.keys(EXPECTED).sort(),
  );
  assert.ok(files.length > 60);
  for (const name of Object.keys(EXPECTED)) {
    const [first] = readFileSync(join(HOSTILE, name), 'utf8').split('\n');
    assert.match(first ?? '', /^\/\/ [A-Z].*\.$/, name);
  }
});

for (const isolation of isolations) {
  for (const name of ['loops-in-regex.ts', 'sleeps.ts']) {
    whole(
      `${name} does not outlive a judge that is killed (${isolation})`,
      async () => {
        const driver = stand.driver();
        const file = join(stand.folder, 'submissions', name);
        const job = {
          name,
          file,
          isolation,
          seed: 7,
          programs: 1,
          ...stepOf(name),
        };
        const graded = driver.grade(job).catch((error: unknown) => String(error));
        for (let i = 0; i < 40 && processesIn(stand.boxes).length === 0; i++)
          await pause(25);
        await pause(500);
        const there = processesIn(stand.boxes).length;

        driver.kill();
        for (let i = 0; i < 20 && processesIn(stand.boxes).length > 0; i++)
          await pause(50);

        assert.ok(there > 0);
        assert.equal(processesIn(stand.boxes), []);
        assert.match(String(await graded), /the judge ended: SIGKILL/);
      },
    );
  }
}

whole.after(() => {
  stand.remove();
});

whole.run();

/** What a submission printed during the calls that are shown: its own words. */
function printedIn({ steps }: Result): readonly string[] {
  return steps.flatMap(({ difference }) => [
    ...(difference?.printed ?? []),
    ...(difference?.before.flatMap(({ printed = [] }) => printed) ?? []),
  ]);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...textsIn(part)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
