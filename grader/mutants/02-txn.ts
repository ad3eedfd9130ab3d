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
    swaps: [['kv?.createRevision ?? 0', 'kv?.modRevision ?? 0']],
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
    swaps: [
      [
        'const [found, expected] = numbers(kv, compare);',
        'if (kv === undefined) return false;\n  const [found, expected] = numbers(kv, compare);',
      ],
    ],
  },
  {
    id: 'M4',
    step: '2.2',
    looksAsIf: 'a key that does not exist has the empty value',
    hint: 'On the wire an empty value and no value look alike, so a key that is not there has none: every VALUE compare on it fails.',
    file: 'compare.ts',
    swaps: [
      [
        'return kv !== undefined && relates(kv.value, compare.result, compare.value);',
        "return relates(kv?.value ?? '', compare.result, compare.value);",
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
        'return kv !== undefined && relates(kv.value, compare.result, compare.value);',
        "return kv === undefined ? compare.result === 'NOT_EQUAL' : relates(kv.value, compare.result, compare.value);",
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
        'return kv !== undefined && relates(kv.value, compare.result, compare.value);',
        'return kv !== undefined && relates(Number(kv.value), compare.result, Number(compare.value));',
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
    swaps: [['  if (kvs.length === 0) return holdsFor(undefined, compare);\n', '']],
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
        'const ifElse = writesOf(failure);',
        'const ifElse = writesOf(failure.slice(0, 0));',
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
        'for (const key of new Set([...ifThen.puts, ...ifElse.puts])) addPut(writes, key);\n  writes.deletes.push(...ifThen.deletes, ...ifElse.deletes);',
        'writes.deletes.push(...[ifThen, ifElse].flatMap(() => []));',
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
        'return store.write((write) => {\n    const responses = ops.map((op) => run(write, op));\n    return { revision: write.revision, succeeded, responses };\n  });',
        'const responses = ops.map((op) => run(store as unknown as WriteTxn, op));\n  return { revision: store.revision, succeeded, responses };',
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
        'const responses = ops.map((op) => run(write, op));\n    return { revision: write.revision, succeeded',
        'const { revision } = write;\n    const responses = ops.map((op) => run(write, op));\n    return { revision, succeeded',
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
        'return store.write((write) => {\n    const responses = ops.map((op) => run(write, op));',
        "return store.write((write) => {\n    const seen = ops.map((op) => ('range' in op ? { range: write.range(op.range) } : undefined));\n    const responses = ops.map((op, i) => seen[i] ?? run(write, op));",
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
      [
        'return store.write((write) => {\n    const responses = ops.map((op) => run(write, op));',
        "const branch = request[succeeded ? 'success' : 'failure'] ?? [];\n  return store.write((write) => {\n    const late = { ...store, range: (asked: Parameters<Store['range']>[0]) => write.range(asked) };\n    const responses = ops.map((op, i) => {\n      const given = branch[i];\n      const inner = given !== undefined && 'txn' in given ? { txn: decide(late, given.txn) } : op;\n      return run(write, inner);\n    });",
      ],
    ],
  },
  {
    id: 'M17',
    step: '2.6',
    looksAsIf: 'a txn inside takes the branch that the outer one took',
    hint: 'Each txn has compares of its own, and an answer of its own.',
    file: 'decide.ts',
    swaps: [
      [
        'return { txn: decide(store, op.txn) };',
        'return { txn: decide(store, { success: op.txn.success ?? [] }) };',
      ],
    ],
  },
  {
    id: 'M18',
    step: '2.7',
    looksAsIf: 'the branch is begun, and refused in the middle',
    hint: 'A read at the revision that the txn itself makes is refused: when the txn is checked, that revision is still to come.',
    file: 'decide.ts',
    swaps: [['  store.range({ key, revision });\n', '  void [store, key];\n']],
  },
  {
    id: 'M19',
    step: '2.7',
    looksAsIf: 'requests are checked one by one, in their order',
    hint: 'etcd 3.4 asks all puts first and all reads after them. Which refusal comes back when one of each is impossible?',
    file: 'decide.ts',
    swaps: [
      [
        "for (const op of ops) if ('put' in op) checkPut(store, op.put, admitPut);\n  for (const op of ops) if ('range' in op) checkRange(store, op.range);",
        "for (const op of ops) {\n    if ('put' in op) checkPut(store, op.put, admitPut);\n    if ('range' in op) checkRange(store, op.range);\n  }",
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
        'checkFeasible(store, { succeeded, ops }, admitPut);',
        "const both = [...(request.success ?? []), ...(request.failure ?? [])];\n  checkFeasible(store, { succeeded, ops: both.flatMap((op) => ('txn' in op ? [] : [op])) }, admitPut);",
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
];
