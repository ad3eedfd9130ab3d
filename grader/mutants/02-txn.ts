// Wrong transactions, as people get them wrong. Each is the reference with a few words
// changed, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '2.1',
    looksAsIf: 'CREATE and MOD are taken for the same number',
    hint: 'createRevision is when the key came to be, modRevision when it last changed. After a second put they differ.',
    file: 'compare.ts',
    swaps: [['return kv.createRevision;', 'return kv.modRevision;']],
  },
  {
    id: 'M2',
    step: '2.1',
    looksAsIf: 'GREATER and LESS are read from the wrong side',
    hint: '"GREATER 3" holds when what is found is greater than 3, not when 3 is greater.',
    file: 'compare.ts',
    swaps: [
      ['return found > expected;', 'return expected > found;'],
      ['return found < expected;', 'return expected < found;'],
    ],
  },
  {
    id: 'M3',
    step: '2.1',
    looksAsIf: 'a compare on a key that does not exist never holds',
    hint: 'Without a key every number is 0, so "version EQUAL 0" holds. That is how a client asks whether a key is new.',
    file: 'compare.ts',
    swaps: [['return relates(0, result, expectedBy(compare));', 'return false;']],
  },
  {
    id: 'M4',
    step: '2.2',
    looksAsIf: 'a key that does not exist has the empty value',
    hint: 'On the wire an empty value and no value look alike, so a key that is not there has none: every VALUE compare on it fails.',
    file: 'compare.ts',
    swaps: [
      [
        "if (target === 'VALUE') return false;",
        "if (target === 'VALUE') return relates('', result, expectedBy(compare));",
      ],
    ],
  },
  {
    id: 'M5',
    step: '2.2',
    looksAsIf: 'NOT_EQUAL holds for a value that is not there',
    hint: 'What is not there differs from everything, one would think. To etcd a VALUE compare without a value fails, NOT_EQUAL too.',
    file: 'compare.ts',
    swaps: [
      [
        "if (target === 'VALUE') return false;",
        "if (target === 'VALUE') return result === 'NOT_EQUAL';",
      ],
    ],
  },
  {
    id: 'M6',
    step: '2.2',
    looksAsIf: 'values that look like numbers are compared as numbers',
    hint: 'A value is bytes. "10" is before "2", because the byte 1 is before the byte 2.',
    file: 'compare.ts',
    swaps: [
      [
        'relates(foundIn(kv, target), result, expectedBy(compare)),',
        "target === 'VALUE' ? relates(Number(foundIn(kv, target)), result, Number(expectedBy(compare))) : relates(foundIn(kv, target), result, expectedBy(compare)),",
      ],
    ],
  },
  {
    id: 'M7',
    step: '2.3',
    looksAsIf: 'one key of the range is enough',
    hint: 'A compare over a range holds if it holds for every key in it.',
    file: 'compare.ts',
    swaps: [['return kvs.every((kv)', 'return kvs.some((kv)']],
  },
  {
    id: 'M8',
    step: '2.3',
    looksAsIf: 'a range without any key lets every compare hold',
    hint: 'every() of nothing is true. etcd asks instead what a key that does not exist would answer.',
    file: 'compare.ts',
    swaps: [
      ['if (kvs.length === 0) {', "if (kvs.length === 0 && rangeEnd === '') {"],
    ],
  },
  {
    id: 'M9',
    step: '2.4',
    looksAsIf: 'only puts are looked at, not what is deleted beside them',
    hint: 'A put and a delete of the same key would both be the version of that key at the new revision.',
    file: 'overlap.ts',
    swaps: [
      [
        'puts.has(key) || deletes.some((range) => covers(range, key))',
        'puts.has(key)',
      ],
    ],
  },
  {
    id: 'M10',
    step: '2.4',
    looksAsIf: 'then and else of a txn inside may not put the same key',
    hint: 'Only one of the two will run, so the key is written once whichever it is.',
    file: 'overlap.ts',
    swaps: [
      [
        'new Set([...ifThen.puts, ...ifElse.puts])',
        '[...ifThen.puts, ...ifElse.puts]',
      ],
    ],
  },
  {
    id: 'M11',
    step: '2.4',
    looksAsIf: 'only the then-branch of a txn inside is looked into',
    hint: 'Nobody knows yet which branch will run, so both have to fit to what stands beside them.',
    file: 'overlap.ts',
    swaps: [
      [
        'const ifElse = writesOf(op.txn.failure ?? []);',
        'const ifElse = writesOf([]);',
      ],
    ],
  },
  {
    id: 'M12',
    step: '2.4',
    looksAsIf: 'txns inside are not looked into',
    hint: 'What a txn inside writes is written at the same revision as what stands beside it.',
    file: 'overlap.ts',
    swaps: [
      [
        "if (!('txn' in op)) continue;",
        'if (Object.keys(op).length > 0) continue;',
      ],
    ],
  },
  {
    id: 'M13',
    step: '2.5',
    looksAsIf: 'each write of a branch makes a revision of its own',
    hint: 'All of the branch happens in one step of the store. What does `store.write` hand to the step?',
    file: 'txn.ts',
    swaps: [
      [
        'return store.write((write) => {',
        'return ((write: WriteTxn): TxnResponse => {',
      ],
      [
        'return { revision: write.revision, succeeded, responses };\n  });',
        'return { revision: write.revision, succeeded, responses };\n  })(store as unknown as WriteTxn);',
      ],
    ],
  },
  {
    id: 'M14',
    step: '2.5',
    looksAsIf: 'the answer carries the revision before the txn',
    hint: 'The step knows which revision it makes, but only after it has written.',
    file: 'txn.ts',
    swaps: [
      [
        'const responses = ops.map(run);\n',
        'const { revision } = write;\n    const responses = ops.map(run);\n',
      ],
      [
        'return { revision: write.revision, succeeded',
        'return { revision, succeeded',
      ],
    ],
  },
  {
    id: 'M15',
    step: '2.5',
    looksAsIf: 'reads in a branch see the store as it was before it',
    hint: 'A get after a put sees that put. Who reads at the revision of the step, the store or the step?',
    file: 'txn.ts',
    swaps: [
      [
        "if (!('txn' in op)) return runPlain(write, op);",
        "if ('range' in op) return { range: store.range(op.range) };\n      if (!('txn' in op)) return runPlain(write, op);",
      ],
    ],
  },
  {
    id: 'M16',
    step: '2.6',
    looksAsIf: 'a txn inside sees what was written before it',
    hint: 'All compares are answered before the first write. Reads see the writes before them, compares do not.',
    file: 'txn.ts',
    swaps: [
      ["if (!('txn' in op)) return op;\n", 'if (op) return op as DecidedOp;\n'],
      [
        'checkFeasible(store, ops, admitPut);',
        "checkFeasible(store, ops.filter((op) => !('txn' in op)), admitPut);",
      ],
      [
        'const { succeeded, ops } = op.txn;\n      return { txn: { succeeded, responses: ops.map(run) } };',
        "const late = { range: (asked: Parameters<Store['range']>[0]) => write.range(asked) } as unknown as Store;\n      const { succeeded, branch } = choose(late, op.txn as unknown as TxnRequest);\n      return { txn: { succeeded, responses: branch.map((one) => run(one as DecidedOp)) } };",
      ],
    ],
  },
  {
    id: 'M17',
    step: '2.6',
    looksAsIf: 'a txn inside takes the branch that the outer one took',
    hint: 'Each txn has compares of its own, and an answer of its own.',
    file: 'txn.ts',
    swaps: [
      [
        'const inner = choose(store, op.txn);',
        'const inner = { succeeded, branch: (succeeded ? op.txn.success : op.txn.failure) ?? [] };',
      ],
    ],
  },
  {
    id: 'M18',
    step: '2.7',
    looksAsIf: 'the branch is begun, and refused in the middle',
    hint: 'A read at the revision that the txn itself makes is refused: when the txn is checked, that revision is still to come.',
    file: 'decide.ts',
    swaps: [
      [
        '    store.range({ key, revision, countOnly: true });\n',
        '    void [key, revision];\n',
      ],
    ],
  },
  {
    id: 'M19',
    step: '2.7',
    looksAsIf: 'requests are checked one by one, in their order',
    hint: 'etcd 3.4 asks all puts first and all reads after them. Which refusal comes back when one of each is impossible?',
    file: 'decide.ts',
    swaps: [
      [
        "if (!('put' in op)) continue;",
        "if ('range' in op) store.range({ ...op.range, countOnly: true });\n    if (!('put' in op)) continue;",
      ],
    ],
  },
  {
    id: 'M20',
    step: '2.7',
    looksAsIf: 'the branch that is not taken is checked as well',
    hint: 'A put that keeps a value stands in a then-branch because the compare makes sure that there is one. What does it matter when the else-branch runs?',
    file: 'txn.ts',
    swaps: [
      [
        'const choice = choose(store, request);',
        "const choice = choose(store, request);\n  const both = [...(request.success ?? []), ...(request.failure ?? [])];\n  checkFeasible(store, both.flatMap((op) => ('txn' in op ? [] : [op])), admitPut);",
      ],
    ],
  },
  {
    id: 'M21',
    step: '2.8',
    looksAsIf:
      'the second attempt puts without looking whether somebody was faster again',
    hint: 'Whoever loses once can lose twice. The second attempt has the same compare as the first, with a newer pair.',
    file: 'txn.ts',
    swaps: [
      [
        'before = pairRead(responses[0]);',
        'before = pairRead(responses[0]);\n    return store.put({ key, value: change(before) }).revision;',
      ],
    ],
  },
  {
    id: 'M22',
    step: '2.8',
    looksAsIf: 'the version is compared, and not the modRevision',
    hint: 'A key that was deleted and made again can be at the same version as before. No two changes have the same revision.',
    file: 'txn.ts',
    swaps: [
      [
        'const modRevision = before?.modRevision ?? 0;',
        'const version = before?.version ?? 0;',
      ],
      [
        "target: 'MOD', result: 'EQUAL', modRevision }",
        "target: 'VERSION', result: 'EQUAL', version }",
      ],
    ],
  },
  {
    id: 'M23',
    step: '2.8',
    looksAsIf: 'a change that changes nothing is written all the same',
    hint: 'A put of the same value is a new revision, and every watcher is told of it. The API server leaves it out.',
    file: 'txn.ts',
    swaps: [['    if (value === before?.value) return before.modRevision;\n', '']],
  },
  {
    id: 'M24',
    step: '2.8',
    looksAsIf:
      'the update is tried again with the value that was made for the old pair',
    hint: 'The value came from a pair that is gone. Ask `change` again, with the pair that the else-branch brought back.',
    file: 'txn.ts',
    swaps: [
      [
        'while (true) {\n    const value = change(before);',
        'const value = change(before);\n  while (true) {',
      ],
    ],
  },
  {
    id: 'M25',
    step: '2.2',
    looksAsIf: 'the empty value is taken for no value',
    hint: 'A key can exist and be empty. Which of the two did the store answer with, a pair or none?',
    file: 'compare.ts',
    swaps: [
      [
        'relates(foundIn(kv, target), result, expectedBy(compare)),',
        "(target !== 'VALUE' || kv.value !== '') && relates(foundIn(kv, target), result, expectedBy(compare)),",
      ],
    ],
  },
  {
    id: 'M26',
    step: '2.3',
    looksAsIf: "a rangeEnd of '\\0' is taken for the end of the range",
    hint: "What does '\\0' mean as the end of a range in chapter 01, and which keys does the store answer with?",
    file: 'compare.ts',
    swaps: [
      [
        'const { kvs } = store.range({ key, rangeEnd });',
        "const { kvs } = store.range({ key, rangeEnd: rangeEnd === '\\0' ? '' : rangeEnd });",
      ],
    ],
  },
  {
    id: 'M27',
    step: '2.4',
    looksAsIf: 'only the branch that will be taken is looked at',
    hint: 'A request that makes no sense is refused the first time. Which of its branches makes none?',
    file: 'overlap.ts',
    swaps: [
      [
        'for (const branch of [success, failure])',
        'for (const branch of [success])',
      ],
      ['failure = [] }', 'failure: _ = [] }'],
    ],
  },
  {
    id: 'M28',
    step: '2.4',
    looksAsIf: 'a delete without an end is held against puts',
    hint: 'Rule 2.4 lets one delete through. How does etcd read its end here?',
    file: 'overlap.ts',
    swaps: [
      [
        'key <= put && put < rangeEnd',
        "key <= put && (rangeEnd === '\\0' || put < rangeEnd)",
      ],
    ],
  },
  {
    id: 'M29',
    step: '2.4',
    looksAsIf: 'a delete inside counts before the puts beside it do',
    hint: 'Rule 2.4: of two txns inside, what may the later one delete? So when are its deletes noted?',
    file: 'overlap.ts',
    swaps: [
      [
        "const deletes = ops.flatMap((op) => ('deleteRange' in op ? op.deleteRange : []));",
        "const deletes = ops.flatMap((op) => ('deleteRange' in op ? op.deleteRange : 'txn' in op ? [...(op.txn.success ?? []), ...(op.txn.failure ?? [])].flatMap((one) => ('deleteRange' in one ? one.deleteRange : [])) : []));",
      ],
    ],
  },
  {
    id: 'M30',
    step: '2.5',
    looksAsIf: 'one compare that holds is enough',
    hint: 'The compares are joined by and. And if there is none, which branch is taken?',
    file: 'decide.ts',
    swaps: [['compare.every(', 'compare.some(']],
  },
  {
    id: 'M31',
    step: '2.6',
    looksAsIf: 'the answer of a txn inside has its responses only',
    hint: 'Which branch of the txn inside was it? Its answer has to say so too.',
    file: 'txn.ts',
    swaps: [
      [
        'return { txn: { succeeded, responses: ops.map(run) } };',
        'return { txn: { responses: ops.map(run) } } as ResponseOp;',
      ],
    ],
  },
  {
    id: 'M32',
    step: '2.7',
    looksAsIf: 'what stands in a txn inside is not checked',
    hint: 'The txn inside runs in the same step. When is it refused, if one of its puts keeps what is not there?',
    file: 'decide.ts',
    swaps: [["'txn' in op ? plainOps(op.txn.ops) : op", "'txn' in op ? [] : op"]],
  },
  {
    id: 'M33',
    step: '2.7',
    looksAsIf: 'leases are asked about before what is to be kept',
    hint: 'One put, two reasons to refuse it. Which one does rule 2.7 name first?',
    file: 'decide.ts',
    swaps: [
      [
        'if (ignoreValue || ignoreLease) {',
        'admitPut(op.put);\n    if (ignoreValue || ignoreLease) {',
      ],
    ],
  },
  {
    id: 'M34',
    step: '2.8',
    looksAsIf: 'a key that was not there is put without a question',
    hint: 'Between the look that found nothing and the put, somebody may have made the key. Which number does no key have?',
    file: 'txn.ts',
    swaps: [
      [
        "compare: [{ key, target: 'MOD', result: 'EQUAL', modRevision }],",
        "compare: before === undefined ? [] : [{ key, target: 'MOD', result: 'EQUAL', modRevision }],",
      ],
    ],
  },
  {
    id: 'M35',
    step: '2.8',
    looksAsIf: 'the newer pair is read once more',
    hint: 'The else-branch can bring the newer pair along. What has its answer got that a second read would find?',
    file: 'txn.ts',
    swaps: [
      [
        'before = pairRead(responses[0]);',
        '[before] = store.range({ key }).kvs;\n    void pairRead(responses[0]);',
      ],
    ],
  },
];
