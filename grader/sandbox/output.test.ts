import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Output } from './output.ts';

const test = suite('what is printed');

function outputOf(...texts: readonly string[]): Output {
  const output = new Output();
  for (const text of texts) output.add(new TextEncoder().encode(text));
  return output;
}

test('the last words of a process without memory are not the learner’s', () => {
  const dumps = [
    '\n<--- Last few GCs --->\n\n[7:0x2b] 412 ms: Mark-Compact 190.1 (195.0) MB\n',
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n',
    '\n#\n# Fatal process out of memory: Zone\n#\n',
    "terminate called after throwing an instance of 'std::bad_alloc'\n",
    '----- Native stack trace -----\n\n 1: 0xb8d0a3 node::OOMErrorHandler\n',
  ];
  for (const dump of dumps) {
    const output = outputOf('mine\n', dump);

    output.forgetLastWords();

    assert.is(output.text.trim(), 'mine', dump);
    assert.equal(Output.together([output]).dropped, 0);
  }
});

test('what was printed stays when there are no last words', () => {
  const output = outputOf('a heap of ', 'errors\n');

  output.forgetLastWords();

  assert.is(output.text, 'a heap of errors\n');
});

test.run();
