// Wrong watch hubs, as people get them wrong. Each is the reference with a few words
// changed, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '3.1',
    looksAsIf: 'a delete is told as a PUT of an empty pair',
    hint: 'What tells a tombstone from every pair that a put leaves behind?',
    file: 'source.ts',
    swaps: [["type: kv.version === 0 ? 'DELETE' : 'PUT'", "type: 'PUT'"]],
  },
  {
    id: 'M2',
    step: '3.1',
    looksAsIf: 'a watch without a start revision begins with the whole past',
    hint: 'No start revision means: from now on. The revision that the store has is past already.',
    file: 'stream.ts',
    swaps: [
      ['request.startRevision || revision + 1', 'request.startRevision || 1'],
    ],
  },
  {
    id: 'M3',
    step: '3.1',
    looksAsIf: 'a response answers with the revision before the commit',
    hint: 'The response is put together after the commit: it carries the revision that the commit made.',
    file: 'stream.ts',
    swaps: [
      [
        'this.#say(watcher.id, { events });',
        'this.#say(watcher.id, { events, revision: this.#source.store.revision - 1 });',
      ],
    ],
  },
  {
    id: 'M4',
    step: '3.2',
    looksAsIf: 'the end of a range is watched too',
    hint: 'rangeEnd is the first key that is left out, as in a range that is read.',
    file: 'interest.ts',
    swaps: [['key < end);', 'key <= end);']],
  },
  {
    id: 'M5',
    step: '3.2',
    looksAsIf: 'the key that a range begins with is not watched',
    hint: 'A range is from `key` on, `key` included.',
    file: 'interest.ts',
    swaps: [['return key >= from', 'return key > from']],
  },
  {
    id: 'M6',
    step: '3.2',
    looksAsIf: 'a filter names the kind of event that is wanted',
    hint: 'NOPUT keeps puts out; what is left are the deletes.',
    file: 'interest.ts',
    swaps: [["? 'NODELETE' : 'NOPUT'", "? 'NOPUT' : 'NODELETE'"]],
  },
  {
    id: 'M7',
    step: '3.2',
    looksAsIf: 'each change of one step is told in a response of its own',
    hint: 'Whoever has read half of a step has seen a state that never was. All of a revision goes into one response.',
    file: 'hub.ts',
    swaps: [
      [
        'watcher.stream.deliver(watcher, events, revision);',
        'for (const event of events) watcher.stream.deliver(watcher, [event], revision);',
      ],
    ],
  },
  {
    id: 'M8',
    step: '3.3',
    looksAsIf: 'the start revision itself is left out',
    hint: 'startRevision is the first revision that is wanted, not the last one that is known.',
    file: 'commit-log.ts',
    swaps: [['let revision = from;', 'let revision = from + 1;']],
  },
  {
    id: 'M9',
    step: '3.3',
    looksAsIf: 'a start in the past is taken for a start now',
    hint: 'The log holds what happened meanwhile. What has to be read from it before the watch is up to date?',
    file: 'stream.ts',
    swaps: [
      [
        'request.startRevision || revision + 1',
        'Math.max(request.startRevision || 0, revision + 1)',
      ],
    ],
  },
  {
    id: 'M10',
    step: '3.3',
    looksAsIf: 'a start that is still to come is taken for a start now',
    hint: 'A watch from revision 9 on a store at 5 is told nothing of 6, 7 and 8.',
    file: 'stream.ts',
    swaps: [
      [
        'request.startRevision || revision + 1',
        'Math.min(request.startRevision || revision + 1, revision + 1)',
      ],
    ],
  },
  {
    id: 'M11',
    step: '3.3',
    looksAsIf: 'a batch that is full is taken for the end of the log',
    hint: 'After a full batch the watch stands at the first revision that did not fit. It is still behind.',
    file: 'commit-log.ts',
    swaps: [
      [
        'return { changes, next: revision };',
        'return { changes, next: this.next };',
      ],
    ],
  },
  {
    id: 'M12',
    step: '3.3',
    looksAsIf: 'a watch that has caught up is told nothing more',
    hint: 'Once it knows all that the log knows, the next commit has to find it.',
    file: 'stream.ts',
    swaps: [
      [
        'if (next < log.next) this.#behind.add(watcher);\n    else synced.add(watcher);',
        'if (next < log.next) this.#behind.add(watcher);\n    else synced.delete(watcher);',
      ],
    ],
  },
  {
    id: 'M13',
    step: '3.4',
    looksAsIf: 'the pair before is read at the revision of the change itself',
    hint: 'At its own revision the key is already what the change made of it.',
    file: 'source.ts',
    swaps: [['const revision = modRevision - 1;', 'const revision = modRevision;']],
  },
  {
    id: 'M14',
    step: '3.4',
    looksAsIf: 'a DELETE comes without the pair before',
    hint: 'Of a deleted key the pair before is all that is left to be told.',
    file: 'source.ts',
    swaps: [
      [
        'const before = prevKv ? this.#pairBefore(change)',
        'const before = prevKv && change.version > 0 ? this.#pairBefore(change)',
      ],
    ],
  },
  {
    id: 'M15',
    step: '3.4',
    looksAsIf: 'every watch gets the pair before, asked or not',
    hint: 'It doubles what has to be sent. Only a watch with prevKv gets it.',
    file: 'source.ts',
    swaps: [
      [
        'const before = prevKv ? this.#pairBefore(change)',
        'const before = true ? this.#pairBefore(change)',
      ],
    ],
  },
  {
    id: 'M16',
    step: '3.5',
    looksAsIf: 'an id that is taken goes over to the new watch',
    hint: 'The client could not tell any more which watch a response is for. The new one is refused.',
    file: 'stream.ts',
    swaps: [['return this.#watchers.has(watchId)\n', 'return watchId === -1\n']],
  },
  {
    id: 'M17',
    step: '3.5',
    looksAsIf: 'a canceled watch is told of later commits',
    hint: 'A commit looks for watches in the group of the synced ones. Is the watch still in it?',
    file: 'stream.ts',
    swaps: [
      [
        'this.#behind.delete(watcher);\n    this.#source.synced.delete(watcher);\n  }',
        'this.#behind.delete(watcher);\n  }',
      ],
    ],
  },
  {
    id: 'M18',
    step: '3.5',
    looksAsIf: 'the cancel of a watch that does not exist is answered',
    hint: 'etcd says nothing to that. Where nothing was, nothing ends.',
    file: 'stream.ts',
    swaps: [
      [
        'if (watcher === undefined) return;\n    this.#remove(watcher);',
        'if (watcher !== undefined) this.#remove(watcher);',
      ],
    ],
  },
  {
    id: 'M19',
    step: '3.6',
    looksAsIf: 'what finds the queue full is thrown away',
    hint: 'The log has it. What has to be remembered so that the watch finds its place there?',
    file: 'stream.ts',
    swaps: [
      [
        'watcher.next = revision;\n    this.#source.synced.delete(watcher);\n    this.#behind.add(watcher);',
        'watcher.next = revision + 1;',
      ],
    ],
  },
  {
    id: 'M20',
    step: '3.6',
    looksAsIf: 'the revision that found the queue full is passed over',
    hint: 'The watch was not told of it, so that is where it stands.',
    file: 'stream.ts',
    swaps: [
      [
        'watcher.next = revision;\n    this.#source.synced.delete',
        'watcher.next = revision + 1;\n    this.#source.synced.delete',
      ],
    ],
  },
  {
    id: 'M21',
    step: '3.6',
    looksAsIf: 'a watch that is behind is still told of new commits',
    hint: 'Told of 9 while 7 and 8 are missing, it has a gap. Who is behind must not be among the synced.',
    file: 'stream.ts',
    swaps: [
      [
        'watcher.next = revision;\n    this.#source.synced.delete(watcher);\n',
        'watcher.next = revision;\n',
      ],
    ],
  },
  {
    id: 'M22',
    step: '3.6',
    looksAsIf: 'the queue takes all that comes',
    hint: 'A client that never reads would fill the memory of the server. What waits for it has a bound.',
    file: 'queue.ts',
    swaps: [
      [
        'return this.#responses.length >= this.#capacity;',
        'return this.#capacity < 0;',
      ],
    ],
  },
  {
    id: 'M23',
    step: '3.7',
    looksAsIf: 'all versions at or below the revision are dropped',
    hint: 'A key that was last put at 3 is still there at 5. What does a read at 5 need?',
    file: 'compaction.ts',
    swaps: [['return isPair ? above + 1 : above;', 'return above;']],
  },
  {
    id: 'M24',
    step: '3.7',
    looksAsIf: 'tombstones are kept',
    hint: 'A read at the revision or above finds nothing, with the tombstone or without it. Deleted keys would stay for ever.',
    file: 'compaction.ts',
    swaps: [
      [
        'const isPair = (versions[last]?.version ?? 0) > 0;',
        'const isPair = versions[last] !== undefined;',
      ],
    ],
  },
  {
    id: 'M25',
    step: '3.7',
    looksAsIf: 'the compacted revision can not be watched any more',
    hint: 'Compacting at 5 forgets what is below 5. The changes of 5 itself can still be watched.',
    file: 'commit-log.ts',
    swaps: [
      [
        'this.#first = revision;',
        'this.#first = revision;\n    this.#commits[0] = [];',
      ],
    ],
  },
  {
    id: 'M26',
    step: '3.7',
    looksAsIf: 'a second compaction at the same revision is no error',
    hint: 'Up to the last compacted revision all is compacted already: at or below it, etcd refuses.',
    file: 'compaction.ts',
    swaps: [['if (revision <= floor)', 'if (revision < floor)']],
  },
  {
    id: 'M27',
    step: '3.8',
    looksAsIf:
      'a watch that begins below the compacted revision is told of what is left',
    hint: 'It asked for revisions that are gone. A gap that nobody tells of is the worst that can happen to a watch.',
    file: 'stream.ts',
    swaps: [
      [
        'if (watcher.next < this.#source.log.first) this.#endForgotten(watcher);\n      else this.#serve(watcher);',
        'this.#serve(watcher);',
      ],
    ],
  },
  {
    id: 'M28',
    step: '3.8',
    looksAsIf: 'the compacted revision itself counts as gone',
    hint: 'The oldest revision that is left can be watched. Only what is below it is gone.',
    file: 'stream.ts',
    swaps: [
      [
        'watcher.next < this.#source.log.first)',
        'watcher.next <= this.#source.log.first)',
      ],
    ],
  },
  {
    id: 'M29',
    step: '3.8',
    looksAsIf: 'the end of the watch does not say what was compacted',
    hint: 'With compactRevision a client can tell this end from every other, and knows that it has to list again.',
    file: 'stream.ts',
    swaps: [['{ canceled: true, compactRevision: oldest }', '{ canceled: true }']],
  },
];
