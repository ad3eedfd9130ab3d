// The ways in which people get chapter 09 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '9.1',
    looksAsIf: 'everything behind a namespace is a resource in it',
    hint: '/api/v1/namespaces/d/status has three parts. Is "status" something that is in d, or something of d?',
    file: 'request-info.ts',
    swaps: [
      [
        "if (subresource !== '' && !NAMESPACE_PARTS.has(subresource))",
        "if (subresource !== '')",
      ],
    ],
  },
  {
    id: 'M2',
    step: '9.1',
    looksAsIf: 'a get without a name stays a get',
    hint: 'Which verb would somebody need who may read each Pod that he can name, and not see which ones there are?',
    file: 'request-info.ts',
    swaps: [
      [
        "verb = wantsWatch(query) ? 'watch' : 'list';",
        "verb = wantsWatch(query) ? 'watch' : 'get';",
      ],
    ],
  },
  {
    id: 'M3',
    step: '9.1',
    looksAsIf: 'a delete of a collection is a delete',
    hint: 'What does DELETE ask for, if the path names no object?',
    file: 'request-info.ts',
    swaps: [["verb = 'deletecollection';", "verb = 'delete';"]],
  },
  {
    id: 'M4',
    step: '9.1',
    looksAsIf: 'a namespace that is asked for itself is in no namespace',
    hint: 'Whoever may read what is in d, may he read d? For that the request has to say that it is about d.',
    file: 'request-info.ts',
    swaps: [
      [
        `    namespace = name;
    if (subresource !== '' && !NAMESPACE_PARTS.has(subresource))
      [, , resource = '', name = '', subresource = ''] = parts;`,
        `    if (subresource !== '' && !NAMESPACE_PARTS.has(subresource)) {
      namespace = name;
      [, , resource = '', name = '', subresource = ''] = parts;
    }`,
      ],
    ],
  },
  {
    id: 'M5',
    step: '9.1',
    looksAsIf: 'a selected name is forgotten',
    hint: 'A list with the field selector metadata.name=a shows one object. Who may ask for it?',
    file: 'request-info.ts',
    swaps: [["if (name === '' && isMany)", "if (name !== '' && isMany)"]],
  },
  {
    id: 'M6',
    step: '9.1',
    looksAsIf: 'the old paths of a watch are not watches',
    hint: 'What does `isWatch` say of the path, whatever the method?',
    file: 'request-info.ts',
    swaps: [
      [
        "let verb = isWatch ? 'watch' : (VERBS.get(method) ?? '');",
        "let verb = VERBS.get(method) ?? '';",
      ],
    ],
  },
  {
    id: 'M7',
    step: '9.2',
    looksAsIf: 'the last writer wins, whatever was there',
    hint: 'Somebody wrote between your reading and your writing. Which question to the store would have found out?',
    file: 'guaranteed-update.ts',
    swaps: [
      [
        "compare: [{ key, target: 'MOD', result: 'EQUAL', modRevision }],",
        'compare: [],',
      ],
    ],
  },
  {
    id: 'M8',
    step: '9.2',
    looksAsIf: 'what is the same is written all the same',
    hint: 'Ten controllers say every second what is there already. How many events do all the watches hear?',
    file: 'guaranteed-update.ts',
    swaps: [
      [
        'if (!gone && value === current?.value) return current;',
        'if (!gone && value === current?.value && dryRun) return current;',
      ],
    ],
  },
  {
    id: 'M9',
    step: '9.2',
    looksAsIf: 'a dry run writes',
    hint: '`--dry-run=server` is asked by people who look before they leap. What may have changed when they have looked?',
    file: 'guaranteed-update.ts',
    swaps: [['if (dryRun) return', 'if (dryRun && gone) return']],
  },
  {
    id: 'M10',
    step: '9.5',
    looksAsIf: 'a deletion writes the object once more',
    hint: 'What is left at the key when a change says that its object is gone?',
    file: 'guaranteed-update.ts',
    swaps: [
      [
        'success: [gone ? { deleteRange: { key } } : { put: { key, value } }],',
        'success: [{ put: { key, value } }],',
      ],
    ],
  },
  {
    id: 'M11',
    step: '9.3',
    looksAsIf: 'a change that was too late is given up',
    hint: 'The client named no version: it wants its change on top of whatever is there. What is there now?',
    file: 'guaranteed-update.ts',
    swaps: [
      [
        `    const newer = pairRead(responses);
    current = newer && items.of(newer);`,
        `    const newer = pairRead(responses);
    if (newer !== undefined) return items.of(newer);
    current = undefined;`,
      ],
    ],
  },
  {
    id: 'M12',
    step: '9.3',
    looksAsIf: 'the change that was too late is written again as it was',
    hint: 'The first attempt was made of an object that is no longer there. What has somebody written into it since, and where is that now?',
    file: 'guaranteed-update.ts',
    swaps: [
      [
        `  while (true) {
    const { object, gone = false } = await change(current);`,
        `  const first = await change(current);
  while (true) {
    const { object, gone = false } = first;`,
      ],
    ],
  },
  {
    id: 'M13',
    step: '9.3',
    looksAsIf: 'the second attempt does not ask whether it is the newest',
    hint: 'Somebody was faster once. Can it happen twice?',
    file: 'guaranteed-update.ts',
    swaps: [
      [
        `  let current = await read(scope, key);
  //`,
        `  let current = await read(scope, key);
  let attempt = 0;
  //`,
      ],
      [
        "compare: [{ key, target: 'MOD', result: 'EQUAL', modRevision }],",
        "compare: attempt++ > 0 ? [] : [{ key, target: 'MOD', result: 'EQUAL', modRevision }],",
      ],
    ],
  },
  {
    id: 'M14',
    step: '9.4',
    looksAsIf: 'each page is read at a time of its own',
    hint: 'The first page is from revision 5. An object is deleted at 6. Should the second page know?',
    file: 'list.ts',
    swaps: [
      [
        'let revision = start?.revision ?? (isExact ? known : 0);',
        'let revision = isExact ? known : 0;',
      ],
    ],
  },
  {
    id: 'M15',
    step: '9.4',
    looksAsIf: 'a page ends with the first read, however few it found',
    hint: 'You asked for two Pods of a team. The store gave you two Pods, and none is of that team. Is the page full?',
    file: 'list.ts',
    swaps: [
      ['if (items.length < limit) continue;', 'if (items.length < 0) continue;'],
    ],
  },
  {
    id: 'M17',
    step: '9.4',
    looksAsIf: 'a page has as many objects as were read',
    hint: 'The first read found one that is wanted, the second two. The limit is two. How many does the page have?',
    file: 'list.ts',
    swaps: [
      [
        'if (limit > 0 && items.length === limit) break;',
        'if (limit > 0 && items.length === limit * 2) break;',
      ],
    ],
  },
  {
    id: 'M18',
    step: '9.4',
    looksAsIf: 'what is left is counted also if only some are wanted',
    hint: 'The store knows how many keys are left. How many of them have the label?',
    file: 'list.ts',
    swaps: [['if (!wanted.isAll) return', 'if (!wanted.isAll && false) return']],
  },
  {
    id: 'M19',
    step: '9.4',
    looksAsIf: 'what is left includes the page itself',
    hint: 'There are four, and this page has two of them. How many are left?',
    file: 'list.ts',
    swaps: [['remaining: count - taken', 'remaining: count']],
  },
  {
    id: 'M20',
    step: '9.5',
    looksAsIf: 'a second deletion can make the grace longer',
    hint: 'A process was told that it has 30 seconds. Somebody asks for 60. Whom would that help, and who is waiting?',
    file: 'delete.ts',
    swaps: [['? Math.min(left, asked ?? left)', '? (asked ?? left)']],
  },
  {
    id: 'M21',
    step: '9.5',
    looksAsIf: 'a shorter grace begins when it is asked for',
    hint: 'A Pod has had 2 of 30 seconds. Somebody says 10. How many are left?',
    file: 'delete.ts',
    swaps: [
      [
        'const began = isGoing ? millisOf(deletionTimestamp) - left * 1000 : now;',
        'const began = isGoing && left === 0 ? millisOf(deletionTimestamp) : now;',
      ],
    ],
  },
  {
    id: 'M22',
    step: '9.5',
    looksAsIf: 'an end may lie in the past',
    hint: 'A Pod has had 20 seconds, and is told that 10 must do. When is it to end?',
    file: 'delete.ts',
    swaps: [
      ['Math.max(began + graceSeconds * 1000, now)', 'began + graceSeconds * 1000'],
    ],
  },
  {
    id: 'M23',
    step: '9.5',
    looksAsIf: 'a deletion says when it was asked for, not when it ends',
    hint: 'A kubelet reads deletionTimestamp at 12:00:00. May it kill the process then?',
    file: 'delete.ts',
    swaps: [
      [
        'const ends = isOver ? began :',
        'const ends = isOver || !isGoing ? began :',
      ],
    ],
  },
  {
    id: 'M24',
    step: '9.6',
    looksAsIf: 'an object goes when its grace is over, whoever holds it',
    hint: 'A finalizer belongs to somebody who has still something to do. What does he find when he comes?',
    file: 'delete.ts',
    swaps: [
      [
        'if (graceSeconds === 0 && finalizers.length === 0)',
        'if (graceSeconds === 0)',
      ],
    ],
  },
  {
    id: 'M25',
    step: '9.6',
    looksAsIf: 'another deletion moves the time of the first',
    hint: 'Something waits for its finalizer since noon. What does a deletion at one change about that?',
    file: 'delete.ts',
    swaps: [
      [
        'const isOver = isGoing && left === 0;',
        'const isOver = isGoing && left < 0;',
      ],
    ],
  },
  {
    id: 'M26',
    step: '9.6',
    looksAsIf: 'a policy is heard while a grace still lasts',
    hint: 'Once it goes, a deletion can do one thing to an object whose grace lasts. Which?',
    file: 'delete.ts',
    swaps: [
      [
        'if (isGoing && left > 0 && graceSeconds === left) return { object };\n  const finalizers = finalizersOf(metadata, propagationPolicy);',
        'const finalizers = finalizersOf(metadata, propagationPolicy);\n  const holds = finalizers.length === (metadata.finalizers ?? []).length;\n  if (isGoing && left > 0 && graceSeconds === left && holds) return { object };',
      ],
    ],
  },
  {
    id: 'M27',
    step: '9.7',
    looksAsIf: 'what stops matching is not said',
    hint: 'Your index holds an object that does not match any more. Who will tell you to take it out?',
    file: 'told.ts',
    swaps: [['} else if (was) {', '} else if (was && current === undefined) {']],
  },
  {
    id: 'M28',
    step: '9.7',
    looksAsIf: 'what stops matching comes as it is now',
    hint: 'A client looks for the object among those that it knows, by its labels perhaps. Which labels does it know?',
    file: 'told.ts',
    swaps: [
      [
        'const item = previous.at(revision);',
        'const item = current ?? previous.at(revision);',
      ],
    ],
  },
  {
    id: 'M29',
    step: '9.7',
    looksAsIf: 'what begins to match is a change',
    hint: 'A client hears MODIFIED of an object that it has never heard of. What was it before?',
    file: 'told.ts',
    swaps: [
      [
        "const type = was ? 'MODIFIED' : 'ADDED';",
        "const type = previous !== undefined ? 'MODIFIED' : 'ADDED';",
      ],
    ],
  },
  {
    id: 'M30',
    step: '9.7',
    looksAsIf: 'a deletion has the version of the last change',
    hint: 'The client goes on from the last version that it heard of. If that is the change before the deletion, what will it hear again?',
    file: 'told.ts',
    swaps: [['const item = previous.at(revision);', 'const item = previous;']],
  },
  {
    id: 'M31',
    step: '9.8',
    looksAsIf: 'the revision that the client names is told again',
    hint: 'It says "I know up to 7". What happened at 7?',
    file: 'told.ts',
    swaps: [['if (revision <= after ||', 'if (revision < after ||']],
  },
  {
    id: 'M32',
    step: '9.8',
    looksAsIf: 'what was missed is told whatever the namespace',
    hint: 'The window holds the events of a resource. Of which namespaces?',
    file: 'told.ts',
    swaps: [
      [
        '|| !key.startsWith(prefix)) continue;',
        '|| (!key.startsWith(prefix) && events.length === 1)) continue;',
      ],
    ],
  },
];
