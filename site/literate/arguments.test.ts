import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readWords } from './arguments.ts';

const test = suite('words');

test('a command is a name, at most one flag and at most one chapter', () => {
  assert.equal(readWords(['weave', '--adopt', '1']), {
    name: 'weave',
    flag: 'adopt',
    chapter: 1,
  });
  assert.equal(readWords(['check']), {
    name: 'check',
    flag: undefined,
    chapter: undefined,
  });
});

test('each wrong word is one clear sentence', () => {
  const said = [
    ['bake'],
    [],
    ['weave', '--write'],
    ['weave', '--check', '--adopt'],
    ['weave', '1', '2'],
    ['check', '1'],
    ['derive', 'one'],
    ['derive', '--zeal'],
  ].map(readWords);

  assert.equal(said, [
    '"bake" is no command',
    '"" is no command',
    'weave has no --write',
    'choose one of --check and --adopt',
    'too many words',
    'too many words',
    '"one" is no chapter number',
    "Unknown option '--zeal'",
  ]);
});

test.run();
