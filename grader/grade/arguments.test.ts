import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Env } from '../cli/flags.ts';
import { readGradeWords } from './arguments.ts';

const test = suite('words after grade');

function refusal(words: readonly string[], env: Env = {}): string {
  try {
    readGradeWords(words, env);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

test('without a flag it is the terminal, held by Node', () => {
  assert.equal(readGradeWords([]), {
    ...{ help: false, isolation: 'node', formats: ['terminal'] },
  });
});

test('every flag is read', () => {
  const words =
    '--only 1-4 --require 1 --mine all --points p.json --seed FF --isolation bwrap' +
    ' --format json,tap --out results --jobs 3';

  assert.equal(readGradeWords(words.split(' ')), {
    ...{ help: false, only: '1-4', require: '1', mine: 'all', points: 'p.json' },
    ...{ seed: 255, isolation: 'bwrap', formats: ['json', 'tap'] },
    ...{ out: 'results', jobs: 3 },
  });
});

test('what can not be meant is refused, with what can', () => {
  assert.match(refusal(['1']), '"1" is no flag.');
  assert.match(refusal(['--form', 'json']), "Unknown option '--form'");
  assert.match(refusal(['--format', 'xml']), 'found "xml"');
  assert.match(
    refusal(['--format', 'json,tap']),
    'add --out DIR, where json and tap',
  );
  assert.match(refusal(['--jobs', '0']), 'found "0"');
  assert.match(refusal(['--seed', 'g']), 'found "g"');
  assert.match(refusal(['--isolation', 'none']), 'found "none"');
});

test('a flag that npm took for its own is not lost in silence', () => {
  const env = { npm_lifecycle_event: 'grade', npm_config_format: 'true' };

  assert.match(refusal(['junit'], env), 'npm took --format for its own.');
  assert.is(refusal([], { npm_config_format: 'true' }), '');
});

test.run();
