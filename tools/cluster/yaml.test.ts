// Bodies in YAML that are none, or hardly.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeYaml } from './yaml.ts';

const test = suite('a body in YAML');
const decode = (text: string): unknown =>
  decodeYaml(new TextEncoder().encode(text));

test('is what its JSON would be', () => {
  assert.equal(decode('a: {b: [1, yes, 2025-01-01]}'), {
    a: { b: [1, true, '2025-01-01'] },
  });
});

test('prints nothing where the server stands, whatever a client sends', async () => {
  const warnings: string[] = [];
  const note = ({ message }: Error) => warnings.push(message);
  process.on('warning', note);

  const said = decode('%NOBODY knows\n---\na: 1\n');
  // A warning is told at the end of this turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);

  assert.equal(said, { a: 1 });
  assert.equal(warnings, []);
});

test('that grows when it is read is refused', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i++) {
    const nine = Array.from({ length: 9 }, () => `*a${i - 1}`);
    lines.push(`a${i}: &a${i} [${nine.join(', ')}]`);
  }

  assert.throws(
    () => decode(lines.join('\n')),
    (error: Error) => /error decoding YAML/.test(error.message),
  );
});

test.run();
