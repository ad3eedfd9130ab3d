import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkProofs, claimsIn, readClaim } from './claims.ts';
import { parseHead } from './front-matter.ts';

const test = suite('claims');

test('a claim says how it stands and where it is proven', () => {
  assert.equal(readClaim(['S1', 'holds', 'proof=run:naive']), {
    id: 'S1',
    verdict: 'holds',
    proof: { by: 'run', name: 'naive' },
  });
  assert.equal(readClaim(['S1', 'wrong', 'proof=told']), {
    id: 'S1',
    verdict: 'wrong',
    proof: { by: 'told' },
  });
  assert.equal(readClaim(['S1', 'loose']), {
    id: 'S1',
    verdict: 'loose',
    proof: undefined,
  });
  assert.match(String(readClaim(['S1', 'maybe'])), 'found ":::claim S1 maybe"');
  assert.match(String(readClaim(['S1', 'holds', 'proof=x'])), 'proof=run:NAME');
});

test('a proof that is no program and no step of the chapter is a problem', () => {
  const text = `---
title: Keys
part: 1
summary: Keys.
time: 60
needs: []
modules: [store.ts]
claims: [S1, S2, S3]
exercise:
  steps:
    - id: '1.1'
      title: a title
      section: A section
      rule: A rule.
      source: etcd
      points: 1
      hints: [a, b, c]
---

:::claim S1 holds proof=run:naive
:::

:::claim S2 holds proof=step:1.1
:::

:::claim S3 holds proof=step:1.2
:::
`;
  const file = 'chapters/01-store.md';
  const { head } = parseHead({ file, text });
  if (head === undefined) throw new Error('no head');
  assert.is(claimsIn({ file, text }).length, 3);
  assert.equal(
    checkProofs({ file, text }, head).map(({ message }) => message),
    [
      'the proof of S1 is ts run naive, which this chapter has not',
      'the proof of S3 is step 1.2, which this chapter has not',
    ],
  );
});

test.run();
