// Sets of places as trees, and back.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldSet, type Path } from './field-set.ts';
import { fromFieldsV1, toFieldsV1 } from './managed-fields.ts';

const test = suite('a set of places in managedFields');

test('is a tree, in which a dot is the place itself', () => {
  const places: readonly Path[] = [
    ['f:spec'],
    ['f:spec', 'f:b'],
    ['f:spec', 'f:a'],
    ['f:data', 'f:x'],
  ];

  const tree = toFieldsV1(new FieldSet(places));

  const text = '{"f:data":{"f:x":{}},"f:spec":{".":{},"f:a":{},"f:b":{}}}';
  assert.is(JSON.stringify(tree), text);
  assert.equal([...fromFieldsV1(tree)].map(String).sort(), [
    ...['f:data,f:x', 'f:spec', 'f:spec,f:a', 'f:spec,f:b'],
  ]);
});

test('costs no copy of what is below at each step down', () => {
  // With copies: a thousand million elements, all held at once, for a body of 9 kB.
  const path = Array.from({ length: 1_500 }, () => 'f:a');
  const places = path.map((_, i) => path.slice(0, i + 1));

  let tree: unknown = toFieldsV1(new FieldSet(places));

  let depth = 0;
  for (; Object(tree)['f:a'] !== undefined; depth++) tree = Object(tree)['f:a'];
  assert.is(depth, 1_500);
});

test.run();
