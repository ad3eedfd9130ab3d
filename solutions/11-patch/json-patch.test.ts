// JSON patch against the tests that implementations of RFC 6902 share, appendix A
// of the RFC among them; and where Kubernetes' library is laxer than the RFC, that
// it is.

import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Json, jsonPatch, MAX_OPERATIONS, PatchError } from './mod.ts';

const test = suite('JSON patch');

interface Vector {
  readonly comment?: string;
  readonly doc: Json;
  readonly patch: Json;
  readonly expected?: Json;
  readonly error?: string;
}

const file = new URL('../../tools/vectors/json-patch-tests.json', import.meta.url);
const { tests }: { tests: readonly Vector[] } = JSON.parse(
  readFileSync(file, 'utf8'),
);

/**
 * Where evanphx/json-patch v4 does otherwise than the RFC: kubectl.test.ts shows
 * it.
 */
const LAX: ReadonlySet<string> = new Set([
  // Added to the root, a document is not taken; replaced by another, it is.
  'replacing the root of the document is possible with add',
  // An index below zero counts from the end; zeros before a number say nothing.
  'Out of bounds (lower)',
  'test with bad array number that has leading zeros',
  // What isn't there is null: a value, and what is copied.
  "missing 'value' parameter to add",
  "missing 'value' parameter to replace",
  "missing 'value' parameter to test",
  'missing from location to copy',
  'replace object document with array document?',
  'replace array document with object document?',
]);

const nameOf = ({ comment, error, patch }: Vector): string =>
  comment ?? error ?? JSON.stringify(patch);

for (const vector of tests) {
  const { doc, patch, expected, error } = vector;
  const name = nameOf(vector);
  if (LAX.has(name)) continue;
  test(name, () => {
    if (error !== undefined)
      assert.throws(
        () => jsonPatch(doc, patch),
        (e: unknown) => e instanceof PatchError,
      );
    else assert.equal(jsonPatch(doc, patch), expected ?? jsonPatch(doc, []));
  });
}

test('holds 10,000 operations and no more', () => {
  const one = { op: 'add', path: '/a', value: 1 };
  const many = Array.from({ length: MAX_OPERATIONS }, () => one);

  assert.equal(jsonPatch({}, many), { a: 1 });

  const says = /allowed maximum operations in a JSON patch is 10000, got 10001/;
  assert.throws(() => jsonPatch({}, [...many, one]), says);
});

test('copies that double a document thirty times are refused', () => {
  const double = (i: number) => [
    { op: 'copy', from: '/a', path: `/a/k${i}` },
    { op: 'copy', from: '/a', path: `/a/l${i}` },
  ];
  const many = Array.from({ length: 30 }, (_, i) => double(i)).flat();

  assert.throws(() => jsonPatch({ a: { b: 'x' } }, many), /accumulated size/);
});

test.run();
