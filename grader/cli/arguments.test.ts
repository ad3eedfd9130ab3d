import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readWords, type Wanted } from './arguments.ts';

const test = suite('words');

const refusal = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was refused';
};

/** As npm 11 hands over what stands before `--`. */
const npm = (words: string[], config: Readonly<Record<string, string>>): Wanted => {
  const env = Object.entries(config).map(([key, value]) => [
    `npm_config_${key}`,
    value,
  ]);
  return readWords(words, {
    npm_lifecycle_event: 'exercise',
    ...Object.fromEntries(env),
  });
};

test('an exercise, a deed and values', () => {
  const wanted = readWords([
    '1.3',
    '--seed',
    '1A2b',
    '--case',
    'one put',
    '--types',
  ]);

  assert.is(wanted.exercise, '1.3');
  assert.is(wanted.deed, 'grade');
  assert.is(wanted.seed, 0x1a2b);
  assert.is(wanted.oneCase, 'one put');
  assert.is(wanted.types, true);
  assert.is(wanted.isolation, 'node');
});

test('no words are the next exercise', () => {
  assert.is(readWords([]).exercise, undefined);
});

test('what can not be meant is refused with what can', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['--foo', /Unknown option '--foo'\. The flags there are/],
    ['--seed', /argument missing/],
    ['--seed xyz', /--seed takes 1 to 8 hexadecimal digits.*found "xyz"/],
    ['--seed 123456789', /hexadecimal/],
    ['--isolation docker', /--isolation is node or bwrap; found "docker"/],
    ['1 2', /One exercise at a time: found "1" and "2"/],
    ['--hint --reset', /--hint and --reset are two commands/],
    ['--hint --json', /--json tells a result, and --hint has none/],
    ['--case 17', /it needs the --seed that drew it/],
  ];

  for (const [words, sentence] of cases) {
    assert.match(
      refusal(() => readWords(words.split(' '))),
      sentence,
      words,
    );
  }
});

test('flags that npm took stand in the environment', () => {
  assert.is(npm(['5'], { hint: 'true' }).deed, 'hint');
  assert.is(npm(['5'], { json: 'true' }).json, true);
  assert.is(npm(['5'], { loglevel: 'verbose' }).verbose, true);
  assert.is(npm(['5'], { solution: 'true', force: 'true' }).force, true);
  assert.is(npm(['5'], { seed: '1a2b' }).seed, 0x1a2b);
  assert.is(npm(['5'], { watch: '' }).deed, 'grade');
  assert.is(npm(['5'], { types: 'false' }).types, false);
});

test('npm 10 gives a flag the word after it: --hint 5', () => {
  const wanted = npm([], { hint: '5' });

  assert.is(wanted.deed, 'hint');
  assert.is(wanted.exercise, '5');
});

test('npm 11 passes values on as words: --seed 1a2b 5', () => {
  for (const words of [
    ['1a2b', '5'],
    ['5', '1a2b'],
  ]) {
    const wanted = npm(words, { seed: 'true' });
    assert.is(wanted.seed, 0x1a2b);
    assert.is(wanted.exercise, '5');
  }
  const both = npm(['1.3', 'my store.ts', 'all'], { file: 'true', mine: 'true' });
  assert.is(both.file, 'my store.ts');
  assert.is(both.mine, 'all');
  assert.is(both.exercise, '1.3');
  assert.is(npm(['ff'], { seed: 'true' }).exercise, undefined);
});

test('what npm took apart so that it can not be told is refused', () => {
  const sentence = /npm took --seed for its own.*Put -- before the flags/;

  assert.match(
    refusal(() => npm(['12', '5'], { seed: 'true' })),
    sentence,
  );
  assert.match(
    refusal(() => npm([], { seed: 'true' })),
    sentence,
  );
});

test('the environment of another script says nothing', () => {
  const env = { npm_lifecycle_event: 'test', npm_config_hint: 'true' };

  assert.is(readWords(['5'], env).deed, 'grade');
});

test('what stands behind -- wins over what npm took', () => {
  const env = { npm_lifecycle_event: 'exercise', npm_config_seed: '1' };

  assert.is(readWords(['5', '--seed', '2'], env).seed, 2);
});

test.run();
