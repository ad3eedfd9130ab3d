// Wrong stores, as people get them wrong. Each is the reference with a few words
// changed, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '1.1',
    looksAsIf: 'the first put of a key has version 0',
    hint: 'Version 0 is how a tombstone is known. A key that exists has version 1 or more.',
    file: 'write-txn.ts',
    swaps: [
      [
        '(before?.version ?? 0) + 1',
        'before === undefined ? 0 : before.version + 1',
      ],
    ],
  },
  {
    id: 'M2',
    step: '1.1',
    looksAsIf:
      'each put makes the key anew, with its own revision as the one that made it',
    hint: 'createRevision is when the key came to be. What does a second put know of that?',
    file: 'write-txn.ts',
    swaps: [['before?.createRevision ?? revision', 'revision']],
  },
  {
    id: 'M3',
    step: '1.1',
    looksAsIf: 'the answer carries the revision before the put',
    hint: 'A put is part of the revision that it makes: the first one answers 2, not 1.',
    file: 'write-txn.ts',
    swaps: [
      [
        'return prevKv && before ? { revision, prevKv: before } : { revision };',
        'return { revision: this.#before, ...(prevKv && before && { prevKv: before }) };',
      ],
    ],
  },
  {
    id: 'M21',
    step: '1.2',
    looksAsIf: 'a key that does not exist is answered as an empty pair',
    hint: 'Nothing found is a list without pairs, and count 0.',
    file: 'read.ts',
    swaps: [
      [
        'return kv === undefined ? [] : [kv];',
        "const none = { key: request.key, createRevision: 0, modRevision: 0, version: 0, value: '', lease: 0 };\n    return [kv ?? none];",
      ],
    ],
  },
  {
    id: 'M4',
    step: '1.3',
    looksAsIf: 'the read takes the newest version always',
    hint: 'The revision asked for is a bound: the last version at or below it is the answer.',
    file: 'history.ts',
    swaps: [['this.#versions[low - 1]', 'this.#versions.at(-1)']],
  },
  {
    id: 'M5',
    step: '1.3',
    looksAsIf: 'only a version made at exactly that revision is found',
    hint: 'Between two changes of a key the older one holds. Revision 7 may be a change of another key.',
    file: 'history.ts',
    swaps: [
      [
        'this.#versions[low - 1]',
        'this.#versions.findLast((version) => version.modRevision === revision)',
      ],
    ],
  },
  {
    id: 'M6',
    step: '1.3',
    looksAsIf: 'a read at the revision of a change does not see that change',
    hint: 'At or below: a read at revision 5 sees what revision 5 wrote.',
    file: 'history.ts',
    swaps: [['version.modRevision <= revision', 'version.modRevision < revision']],
  },
  {
    id: 'M7',
    step: '1.4',
    looksAsIf: 'the end of a range is part of it',
    hint: 'rangeEnd is the first key that is left out, as with slice().',
    file: 'key-index.ts',
    swaps: [['history.key >= end', 'history.key > end']],
  },
  {
    id: 'M8',
    step: '1.4',
    looksAsIf: 'the key that a range begins with is left out',
    hint: 'A range is from `key` on, `key` included.',
    file: 'key-index.ts',
    swaps: [['yield history;', 'if (history.key !== from) yield history;']],
  },
  {
    id: 'M9',
    step: '1.4',
    looksAsIf: 'the walk ends with the chunk in which it began',
    hint: 'A range may go over several chunks; only the first is entered in the middle.',
    file: 'key-index.ts',
    swaps: [
      ['number < this.#chunks.length; number++', 'number === first; number++'],
    ],
  },
  {
    id: 'M22',
    step: '1.4',
    looksAsIf: 'every chunk is entered in the middle, where the first one was',
    hint: 'Where does the second chunk of a range begin? It is in the range from its start.',
    file: 'key-index.ts',
    swaps: [
      [
        'number === first ? firstAtOrAfter(chunk, from) : 0',
        'firstAtOrAfter(this.#chunks[first] ?? [], from)',
      ],
    ],
  },
  {
    id: 'M10',
    step: '1.5',
    looksAsIf: '`more` is true as soon as there is a limit that is reached',
    hint: 'With a limit of 2 and two keys, nothing was cut off.',
    file: 'select.ts',
    swaps: [['wanted.length > limit', 'wanted.length >= limit']],
  },
  {
    id: 'M11',
    step: '1.8',
    looksAsIf: 'a limit of 0 asks for nothing',
    hint: 'On the wire a field that is not set is 0, so 0 has to mean: no limit was given.',
    file: 'select.ts',
    swaps: [['const more = limit > 0 &&', 'const more = limit >= 0 &&']],
  },
  {
    id: 'M12',
    step: '1.6',
    looksAsIf: 'a deleted key still answers, as a pair of version 0',
    hint: 'The tombstone is for the history. To a reader the key does not exist.',
    file: 'history.ts',
    swaps: [
      [
        'return last?.version === 0 ? undefined : last;\n    ',
        'return last;\n    ',
      ],
    ],
  },
  {
    id: 'M13',
    step: '1.6',
    looksAsIf: 'a delete that finds nothing still makes a revision',
    hint: 'A revision is a change. What changed when nothing was there?',
    file: 'write-txn.ts',
    swaps: [
      [
        '    const { revision } = this;\n    return { revision, deleted',
        '    if (kvs.length === 0) this.#write({ key, ...gone });\n    const { revision } = this;\n    return { revision, deleted',
      ],
    ],
  },
  {
    id: 'M14',
    step: '1.6',
    looksAsIf: 'each key of a range is deleted in a revision of its own',
    hint: 'One request is one revision, however many keys it touches.',
    file: 'write-txn.ts',
    swaps: [
      [
        'for (const kv of kvs) this.#write({ key: kv.key, ...gone });\n    const { revision } = this;\n    return { revision, deleted',
        'for (const [i, kv] of kvs.entries()) this.#write({ key: kv.key, ...gone, modRevision: modRevision + i });\n    const revision = this.#before + kvs.length;\n    return { revision, deleted',
      ],
    ],
  },
  {
    id: 'M15',
    step: '1.7',
    looksAsIf: 'prevKv answers with the new pair',
    hint: 'The pair before has to be looked up before anything is written.',
    file: 'write-txn.ts',
    swaps: [
      [
        'return prevKv && before ? { revision, prevKv: before } : { revision };',
        'const now = this.#index.get(request.key)?.newest;\n    return prevKv && before && now ? { revision, prevKv: now } : { revision };',
      ],
    ],
  },
  {
    id: 'M16',
    step: '1.7',
    looksAsIf: 'ignoreValue on a key that is not there makes the key, empty',
    hint: 'There is nothing to keep. etcd refuses: "key not found", and nothing is written.',
    file: 'write-txn.ts',
    swaps: [
      [
        "throw new EtcdError('InvalidArgument', 'key not found');",
        '// It is made.',
      ],
    ],
  },
  {
    id: 'M17',
    step: '1.7',
    looksAsIf: 'ignoreLease takes the lease off',
    hint: 'To ignore the lease is to leave it as it is. A put without it takes the lease off.',
    file: 'write-txn.ts',
    swaps: [['(ignoreLease ? before?.lease : request.lease)', 'request.lease']],
  },
  {
    id: 'M18',
    step: '1.8',
    looksAsIf: 'descending order is ascending order read backwards, ties too',
    hint: 'Two pairs that are equal by the target stay in key order, whichever way it goes.',
    file: 'select.ts',
    swaps: [
      [
        'sign * compareBy(sortTarget, a, b)',
        "sign * (compareBy(sortTarget, a, b) || compareBy('KEY', a, b))",
      ],
    ],
  },
  {
    id: 'M19',
    step: '1.8',
    looksAsIf: 'a sort target without an order changes nothing',
    hint: 'A target other than KEY is sorted upward when no order is given.',
    file: 'select.ts',
    swaps: [
      [
        'sign * compareBy(sortTarget, a, b)',
        "sign * compareBy(sortOrder === 'NONE' ? 'KEY' : sortTarget, a, b)",
      ],
    ],
  },
  {
    id: 'M20',
    step: '1.8',
    looksAsIf: 'the bounds of a filter are left out',
    hint: 'minModRevision 3 keeps what changed at 3: both bounds are included.',
    file: 'wishes.ts',
    swaps: [['revision >= min)', 'revision > min)']],
  },
  {
    id: 'M23',
    step: '1.1',
    looksAsIf: 'each put of a step makes a revision of its own',
    hint: 'A step is one revision, whatever it writes. When does a step know its number?',
    file: 'write-txn.ts',
    swaps: [
      [
        'const revision = this.#before + 1;',
        'const revision = this.#before + this.changes.length + 1;',
      ],
    ],
  },
  {
    id: 'M24',
    step: '1.3',
    looksAsIf: 'of two versions of one revision the earlier is answered',
    hint: 'A step may write a key twice. Which of the two holds when the step is over?',
    file: 'history.ts',
    swaps: [
      [
        'this.#versions[low - 1]',
        'this.#versions.find((one) => one.modRevision === this.#versions[low - 1]?.modRevision)',
      ],
    ],
  },
  {
    id: 'M25',
    step: '1.6',
    looksAsIf: 'a delete does not see what its own step has put',
    hint: 'At which revision does a step read? What was put a line above is there for it.',
    file: 'write-txn.ts',
    swaps: [
      [
        'this.range({ key, rangeEnd });',
        'this.range({ key, rangeEnd, revision: this.#before });',
      ],
    ],
  },
  {
    id: 'M26',
    step: '1.6',
    looksAsIf: 'a delete always answers with the pairs before',
    hint: 'A delete of a million keys would answer with a million pairs. Who asked for them?',
    file: 'write-txn.ts',
    swaps: [['prevKvs: prevKv ? kvs : []', 'prevKvs: kvs']],
  },
  {
    id: 'M27',
    step: '1.7',
    looksAsIf: 'ignoreValue keeps the lease, and ignoreLease the value',
    hint: 'To ignore a field of the request is to keep that field of the pair.',
    file: 'write-txn.ts',
    swaps: [
      ['(ignoreValue ? before?.value', '(ignoreLease ? before?.value'],
      ['(ignoreLease ? before?.lease', '(ignoreValue ? before?.lease'],
    ],
  },
  {
    id: 'M28',
    step: '1.7',
    looksAsIf: 'a put always answers with the pair before',
    hint: 'What was before costs an answer as long as the value. Did the request ask for it?',
    file: 'write-txn.ts',
    swaps: [['return prevKv && before ?', 'return before ?']],
  },
  {
    id: 'M29',
    step: '1.8',
    looksAsIf: 'the limit is always the first to cut',
    hint: 'The newest of three, with a limit of 1: which pairs must be looked at?',
    file: 'select.ts',
    swaps: [['limit > 0 && !readsOn', 'limit > 0']],
  },
  {
    id: 'M30',
    step: '1.8',
    looksAsIf:
      'a target without an order sorts all of the range before the limit cuts',
    hint: 'With neither an order nor a bound, how many pairs are read? The target sorts those.',
    file: 'select.ts',
    swaps: [['limit > 0 && !readsOn ? kvs.slice(0, limit + 1) : kvs', 'kvs']],
  },
];
