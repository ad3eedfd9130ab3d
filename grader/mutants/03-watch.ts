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
    swaps: [
      [
        "change.version === 0 ? 'DELETE' : 'PUT'",
        "change.version < 0 ? 'DELETE' : 'PUT'",
      ],
    ],
  },
  {
    id: 'M2',
    step: '3.1',
    looksAsIf: 'a watch without a start revision begins with the whole past',
    hint: 'No start revision means: from now on. Is the revision that the store has still to come?',
    file: 'stream.ts',
    swaps: [
      [
        'request.startRevision || this.#source.store.revision + 1',
        'request.startRevision || 1',
      ],
    ],
  },
  {
    id: 'M3',
    step: '3.1',
    looksAsIf: 'a response carries the revision before the commit',
    hint: 'The response is put together after the commit. At which revision is the store then?',
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
    hint: 'Which is the first key that a range of chapter 01 leaves out?',
    file: 'source.ts',
    swaps: [['key < keys.end)', "key <= keys.end.replace(/\\0$/, ''))"]],
  },
  {
    id: 'M5',
    step: '3.2',
    looksAsIf: 'a range without an end is taken for an empty one',
    hint: "With a rangeEnd of '\\0' there is no key at which the range ends. Which comparison may then not be made?",
    file: 'source.ts',
    swaps: [
      ['(keys.end === undefined || key < keys.end)', "key < (keys.end ?? '')"],
    ],
  },
  {
    id: 'M6',
    step: '3.2',
    looksAsIf: 'a filter names the kind of event that is wanted',
    hint: 'NOPUT keeps puts out. What is left?',
    file: 'source.ts',
    swaps: [
      [
        'without.includes(filter)',
        '(without.length > 0 && !without.includes(filter))',
      ],
    ],
  },
  {
    id: 'M7',
    step: '3.2',
    looksAsIf: 'each change of one step is told in a response of its own',
    hint: 'What has a client seen that was told one half of a step, and not yet the other?',
    file: 'hub.ts',
    swaps: [
      [
        'watcher.stream.deliver(watcher, events, revision);',
        'for (const event of events) watcher.stream.deliver(watcher, Object.freeze([event]), revision);',
      ],
    ],
  },
  {
    id: 'M8',
    step: '3.3',
    looksAsIf: 'the start revision itself is left out',
    hint: 'Is startRevision the first revision that is wanted, or the last one that is known?',
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
        'request.startRevision || this.#source.store.revision + 1',
        'Math.max(request.startRevision || 0, this.#source.store.revision + 1)',
      ],
    ],
  },
  {
    id: 'M10',
    step: '3.3',
    looksAsIf: 'a start that is still to come is taken for a start now',
    hint: 'A watch from revision 9 begins on a store at 5. What may it be told of 6, 7 and 8?',
    file: 'stream.ts',
    swaps: [
      [
        'request.startRevision || this.#source.store.revision + 1',
        'Math.min(request.startRevision || Infinity, this.#source.store.revision + 1)',
      ],
    ],
  },
  {
    id: 'M11',
    step: '3.3',
    looksAsIf: 'a batch that is full is taken for the end of the log',
    hint: 'A batch is full, and the log goes on. Where does the watch stand now, and is it up to date?',
    file: 'commit-log.ts',
    swaps: [['next: revision };', 'next: this.next };']],
  },
  {
    id: 'M12',
    step: '3.3',
    looksAsIf: 'a watch that has caught up is told nothing more',
    hint: 'Once it knows all that the log knows: where does the next commit look for it?',
    file: 'stream.ts',
    swaps: [['else synced.add(watcher);', 'else synced.delete(watcher);']],
  },
  {
    id: 'M13',
    step: '3.3',
    looksAsIf: 'a batch ends in the middle of a revision',
    hint: 'The batch is full and the step has three more changes. Whose are they, and when would they be told?',
    file: 'commit-log.ts',
    swaps: [
      [
        'for (const event of own) events.push(event);',
        'for (const event of own) if (revisions < WATCH_BATCH_REVISIONS || event === own[0]) events.push(event);',
      ],
    ],
  },
  {
    id: 'M14',
    step: '3.4',
    looksAsIf: 'the pair before is read at the revision of the change itself',
    hint: 'What does a read at the very revision of a change see, the pair before it or after?',
    file: 'source.ts',
    swaps: [['const revision = modRevision - 1;', 'const revision = modRevision;']],
  },
  {
    id: 'M15',
    step: '3.4',
    looksAsIf: 'a DELETE comes without the pair before',
    hint: 'Of a deleted key, what is there to be told but the pair before?',
    file: 'source.ts',
    swaps: [['wanted = prevKv &&', "wanted = prevKv && type !== 'DELETE' &&"]],
  },
  {
    id: 'M16',
    step: '3.4',
    looksAsIf: 'every watch gets the pair before, asked or not',
    hint: 'It doubles what has to be sent. Who asked for it?',
    file: 'source.ts',
    swaps: [['wanted = prevKv && change', 'wanted = change']],
  },
  {
    id: 'M17',
    step: '3.4',
    looksAsIf:
      'the pair before is the one before the newest, whenever the change was',
    hint: 'The watch catches up with a change of long ago. What stood right before that one?',
    file: 'source.ts',
    swaps: [
      [
        'this.store.range({ key, revision })',
        'this.store.range({ key, revision: Math.max(revision, this.store.revision - 1) })',
      ],
    ],
  },
  {
    id: 'M18',
    step: '3.5',
    looksAsIf: 'an id that is taken goes over to the new watch',
    hint: 'How would the client tell which of the two a response is for?',
    file: 'stream.ts',
    swaps: [
      [
        'return watchId !== 0 && this.#watchers.has(watchId)\n',
        'return watchId === -1 && this.#watchers.has(watchId)\n',
      ],
    ],
  },
  {
    id: 'M19',
    step: '3.5',
    looksAsIf: 'a canceled watch is told of later commits',
    hint: 'A commit looks for watches in the group of the synced. Is the watch still in it?',
    file: 'stream.ts',
    swaps: [
      [
        'this.#behind.delete(watcher);\n    this.#source.synced.delete(watcher);\n  }',
        'this.#behind.delete(watcher);\n  }',
      ],
    ],
  },
  {
    id: 'M20',
    step: '3.5',
    looksAsIf: 'the cancel of a watch that does not exist is answered',
    hint: 'Two clients cancel the same watch. What has the second one ended?',
    file: 'stream.ts',
    swaps: [
      [
        'if (watcher === undefined) return;\n    this.#remove(watcher);',
        'if (watcher !== undefined) this.#remove(watcher);',
      ],
    ],
  },
  {
    id: 'M21',
    step: '3.5',
    looksAsIf:
      'one watch catches up to its end before the next one is told anything',
    hint: 'A watch has had its batch and is still behind. Where in the row of those behind does it stand now?',
    file: 'stream.ts',
    swaps: [
      [
        'if (next < log.next) this.#behind.add(watcher);',
        'if (next < log.next) {\n        const rest = [...this.#behind];\n        this.#behind.clear();\n        for (const one of [watcher, ...rest]) this.#behind.add(one);\n      }',
      ],
    ],
  },
  {
    id: 'M22',
    step: '3.5',
    looksAsIf: 'a watch that is canceled while it is behind still catches up',
    hint: 'In how many places may a watch be, and from which of them was it taken?',
    file: 'stream.ts',
    swaps: [
      [
        'this.#behind.delete(watcher);\n    this.#source.synced.delete(watcher);\n  }',
        'this.#source.synced.delete(watcher);\n  }',
      ],
    ],
  },
  {
    id: 'M23',
    step: '3.6',
    looksAsIf: 'what finds the queue full is thrown away',
    hint: 'The log has it. What has to be remembered so that the watch finds its place there?',
    file: 'stream.ts',
    swaps: [
      [
        'watcher.next = revision;\n        this.#source.synced.delete(watcher);\n        this.#behind.add(watcher);',
        'watcher.next = revision + 1;',
      ],
    ],
  },
  {
    id: 'M24',
    step: '3.6',
    looksAsIf: 'the revision that found the queue full is passed over',
    hint: 'Of which revision was the watch not told? Where does it stand, then?',
    file: 'stream.ts',
    swaps: [
      [
        'watcher.next = revision;\n        this.#source.synced.delete',
        'watcher.next = revision + 1;\n        this.#source.synced.delete',
      ],
    ],
  },
  {
    id: 'M25',
    step: '3.6',
    looksAsIf: 'a watch that is behind is still told of new commits',
    hint: 'Told of 9 while 7 and 8 are missing: where would a commit have to find it for that?',
    file: 'stream.ts',
    swaps: [
      [
        'watcher.next = revision;\n        this.#source.synced.delete(watcher);\n',
        'watcher.next = revision;\n',
      ],
    ],
  },
  {
    id: 'M26',
    step: '3.6',
    looksAsIf: 'the queue takes all that comes',
    hint: 'A client never reads again. What of its queue would fill the memory of the server?',
    file: 'queue.ts',
    swaps: [
      [
        'return this.#responses.length >= this.#capacity;',
        'return this.#capacity < 0;',
      ],
    ],
  },
  {
    id: 'M27',
    step: '3.6',
    looksAsIf:
      'progress is told while a watch is behind, or waits for what is to come',
    hint: 'Word of 9 means that all up to 9 was told. Was it, to all of them?',
    file: 'stream.ts',
    swaps: [
      [
        'return !isToCome && !this.#behind.has(watcher);',
        'return isToCome || true;',
      ],
      ['is not quiet.\n    if (this.#queue.isFull) return;', 'is not quiet.'],
    ],
  },
  {
    id: 'M28',
    step: '3.7',
    looksAsIf: 'all versions at or below the revision are dropped',
    hint: 'A key that was last put at 3 is still there at 5. What does a read at 5 need?',
    file: 'compaction.ts',
    swaps: [['isNeeded ? above + 1 : above', 'isNeeded ? above : above']],
  },
  {
    id: 'M29',
    step: '3.7',
    looksAsIf: 'tombstones are kept',
    hint: 'What does a read at the revision see with the tombstone, and what without it?',
    file: 'compaction.ts',
    swaps: [
      [
        'holding !== undefined && holding.version > 0',
        'holding !== undefined && holding.version >= 0',
      ],
    ],
  },
  {
    id: 'M30',
    step: '3.7',
    looksAsIf:
      'only what is below the revision is dropped, and not what it replaced',
    hint: 'A key was put at 3 and at 5, and the store is compacted at 5. Who can still see the version of 3?',
    file: 'compaction.ts',
    swaps: [
      ['(kv) => kv.modRevision <= revision', '(kv) => kv.modRevision < revision'],
    ],
  },
  {
    id: 'M31',
    step: '3.7',
    looksAsIf: 'the compacted revision can not be watched any more',
    hint: 'Compacting at 5 forgets what is below 5. And the changes of 5 itself?',
    file: 'commit-log.ts',
    swaps: [
      [
        'this.#first = revision;\n  }',
        'this.#first = revision;\n    this.#commits[0] = [];\n  }',
      ],
    ],
  },
  {
    id: 'M32',
    step: '3.7',
    looksAsIf: 'a second compaction at the same revision is no error',
    hint: 'Up to the last compacted revision all is compacted already. What does etcd say to that?',
    file: 'compaction.ts',
    swaps: [['if (revision <= floor)', 'if (revision < floor)']],
  },
  {
    id: 'M33',
    step: '3.8',
    looksAsIf:
      'a watch that begins below the compacted revision is told of what is left',
    hint: 'It asked for revisions that are gone. What would it believe if it were told of the rest?',
    file: 'stream.ts',
    swaps: [
      ['if (watcher.next < log.first) {', 'if (watcher.next < -log.first) {'],
    ],
  },
  {
    id: 'M34',
    step: '3.8',
    looksAsIf: 'the compacted revision itself counts as gone',
    hint: 'Which is the oldest revision that can still be watched, the compacted one or the next?',
    file: 'stream.ts',
    swaps: [
      ['if (watcher.next < log.first) {', 'if (watcher.next <= log.first) {'],
    ],
  },
  {
    id: 'M35',
    step: '3.8',
    looksAsIf: 'the end of the watch does not say what was compacted',
    hint: 'How does a client tell this end from every other, and where may it begin anew?',
    file: 'stream.ts',
    swaps: [
      ['{ canceled: true, compactRevision: log.first }', '{ canceled: true }'],
    ],
  },
  {
    id: 'M36',
    step: '3.8',
    looksAsIf: 'a watch that has ended still holds its id',
    hint: 'The watch is over. In which of the places where it may be does it still stand?',
    file: 'stream.ts',
    swaps: [
      [
        'this.#remove(watcher);\n        this.#say(watcher.id, { canceled: true, compact',
        'this.#say(watcher.id, { canceled: true, compact',
      ],
    ],
  },
];
