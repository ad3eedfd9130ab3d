// A sample of right and wrong modules in real processes, with and without bubblewrap.

import {
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readLearner } from '../local/learner.node.ts';
import { type Isolation, isolationProblem } from '../sandbox/limits.node.ts';
import {
  type Files,
  gradeInProcess,
  ROOT,
  readExercises,
  saysSlow,
} from './exercises.node.ts';
import { createStand } from './stand.node.ts';

const SEED = Number(process.env.SEED ?? 1);
const STYLES = join(ROOT, 'grader/trials/styles/01-store');

const test = suite('grading in processes');
const [first] = (await readExercises()).filter(
  ({ chapter }) => chapter.slug === '01-store',
);
if (first === undefined) throw new Error('there is no exercise 01-store');
const exercise = first;
const ids = exercise.chapter.steps.map(({ id }) => id);
const { slug } = exercise.chapter;
const stand = await createStand(new Map([[slug, exercise.starters(ids.length)]]));
const driver = stand.driver();
const isolations: readonly Isolation[] =
  isolationProblem('bwrap') === undefined ? ['node', 'bwrap'] : ['node'];

test.after(() => {
  driver.end();
  stand.remove();
});

for (const isolation of isolations) {
  test(`the reference passes, and so does every style (${isolation})`, async () => {
    const files = readdirSync(STYLES).map((name) => join(STYLES, name));
    for (const file of [undefined, ...files]) {
      for (const seed of [SEED, SEED + 1]) {
        const job = { slug, name: 'right', isolation, seed, programs: 60 };
        const { result } = await driver.grade(
          file === undefined ? job : { ...job, file },
        );

        // What is slow, and says so, is right but for that.
        const isSlow = file !== undefined && saysSlow(readFileSync(file, 'utf8'));
        const verdicts = result.steps.map(({ verdict }) => verdict);
        const rest = isSlow
          ? verdicts.map((one) => (one === 'too-much-work' ? 'passed' : one))
          : verdicts;
        assert.equal(rest, Array(ids.length).fill('passed'), `${file} ${seed}`);
        assert.is(result.exit, isSlow ? 1 : 0);
      }
    }
  });
}

test('in a process the result is the same as in this one', async () => {
  for (const [at, isolation] of isolations.entries()) {
    const mutant = exercise.mutants[at * 5];
    if (mutant === undefined) continue;
    const files = exercise.mutant(mutant);
    for (const [name, text] of files)
      writeFileSync(join(stand.exercises, '01-store', name), text);
    const only = [mutant.step];

    const job = {
      slug,
      name: mutant.id,
      isolation,
      seed: SEED,
      programs: 60,
      only,
    };
    const { result } = await driver.grade(job);
    const here = await gradeInProcess(exercise, files, {
      ...{ seed: SEED, programs: 60, only: new Set(only) },
    });

    assert.equal({ ...result, isolation: 'none' }, here);
    assert.is(result.steps[0]?.misreading?.id, mutant.id);
  }
});

test('the same seed gives the same result, 20 times of 20', async () => {
  const [mutant] = exercise.mutants;
  if (mutant === undefined) return;
  const results = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const result = await gradeInProcess(exercise, exercise.mutant(mutant), {
      seed: SEED,
    });
    results.add(JSON.stringify(result));
  }

  assert.is(results.size, 1);
});

/** Where the recording store leaves what it was asked, call after call. */
const seen = new Set<string>();
Object.assign(globalThis, { kubewrightSeen: seen });

/**
 * A store that answers as long as the calls so far are those of a program that it knows, and
 * with nonsense from where they are not. With no table it answers everything, and notes it.
 */
function memorized(table?: ReadonlySet<string>): Files {
  const files = exercise.starters(ids.length);
  const known =
    table === undefined
      ? '{ has: (key: string) => (globalThis as any).kubewrightSeen.add(key) }'
      : `new Set(${JSON.stringify([...table])})`;
  return new Map(files).set('real.ts', files.get('store.ts') ?? '').set(
    'store.ts',
    `import { createStore as create } from './real.ts';
const known = ${known};
export function createStore(...given: any[]) {
  const store: any = create(...given);
  let done = '';
  return new Proxy(store, {
    get(_, name) {
      if (typeof store[name] !== 'function') return store[name];
      return (...asked: unknown[]) => {
        done += JSON.stringify([name, asked]);
        return known.has(done) ? store[name](...asked) : { revision: 0, kvs: [] };
      };
    },
  });
}`,
  );
}

test('a table of the answers of one run passes with its seed, and with no other', async () => {
  const run = (files: Files, seed: number) =>
    gradeInProcess(exercise, files, {
      ...{ seed, programs: 30, only: new Set(ids.slice(0, 3)) },
      isUnweighed: true,
    });
  await run(memorized(), SEED);
  const files = memorized(seen);
  const exits: number[] = [];
  for (let seed = SEED; seed <= SEED + 20; seed++) {
    exits.push((await run(files, seed)).exit);
  }

  assert.equal(exits, [0, ...Array(20).fill(1)]);
});

test('a chapter folder that is a link is refused: it may be somebody else’s', () => {
  const link = join(stand.folder, 'linked');
  symlinkSync(join(ROOT, 'solutions/01-store'), link);

  assert.throws(() => readLearner(link, '01-store'), /is a link/);
});

test('a name that could steer a terminal is refused', () => {
  const folder = join(stand.exercises, '01-store');
  const odd = join(folder, '\x1b[2A.ts');
  writeFileSync(odd, '');
  const read = (): unknown => readLearner(folder, '01-store');

  assert.throws(read, /is no name for a file of an exercise/);
});

test('all files together have a bound', () => {
  const folder = join(stand.folder, 'much');
  mkdirSync(folder);
  for (let i = 0; i < 6; i++) {
    writeFileSync(join(folder, `f${i}.ts`), ' '.repeat(100_000));
  }

  assert.throws(() => readLearner(folder, '01-store'), /are larger than 512 KiB/);
});

test.run();
