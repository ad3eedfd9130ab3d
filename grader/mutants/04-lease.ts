// Wrong lessors, as people get them wrong. Each is the reference with a few words
// changed, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '4.1',
    looksAsIf: 'a lease gets the seconds that it asks for, however few',
    hint: 'A lease of one second would end during an election. Less than MIN_LEASE_TTL becomes MIN_LEASE_TTL, and the answer says so.',
    file: 'lessor.ts',
    swaps: [['Math.max(request.ttl, MIN_LEASE_TTL)', 'request.ttl']],
  },
  {
    id: 'M2',
    step: '4.1',
    looksAsIf: 'too many seconds are cut to the most that there may be',
    hint: 'Too short is mended, too long is refused: "too large lease TTL".',
    file: 'lessor.ts',
    swaps: [
      [
        "if (request.ttl > MAX_LEASE_TTL) {\n      throw new EtcdError('OutOfRange', 'too large lease TTL');\n    }\n",
        '',
      ],
      [
        'Math.max(request.ttl, MIN_LEASE_TTL)',
        'Math.min(Math.max(request.ttl, MIN_LEASE_TTL), MAX_LEASE_TTL)',
      ],
    ],
  },
  {
    id: 'M3',
    step: '4.1',
    looksAsIf: 'the most seconds that there may be are already too many',
    hint: 'A bound is allowed itself: 9,000,000,000 seconds are granted, one more is refused.',
    file: 'lessor.ts',
    swaps: [['request.ttl > MAX_LEASE_TTL', 'request.ttl >= MAX_LEASE_TTL']],
  },
  {
    id: 'M4',
    step: '4.1',
    looksAsIf: 'a lease that there is can be granted once more',
    hint: 'Two clients would believe that the lease is theirs. The second is refused: "lease already exists".',
    file: 'lessor.ts',
    swaps: [
      [
        "if (this.#granted.has(id)) {\n      throw new EtcdError('FailedPrecondition', 'lease already exists');\n    }\n",
        '',
      ],
    ],
  },
  {
    id: 'M5',
    step: '4.2',
    looksAsIf: 'a second that has begun counts as a whole one',
    hint: 'What is left is rounded down: one millisecond after its grant a lease of 60 seconds has 59.',
    file: 'lessor.ts',
    swaps: [
      [
        'Math.floor(this.#deadlines.left(id) / 1_000)',
        'Math.ceil(this.#deadlines.left(id) / 1_000)',
      ],
    ],
  },
  {
    id: 'M6',
    step: '4.2',
    looksAsIf: 'timeToLive answers what was granted',
    hint: 'ttl is what is left by now, grantedTtl is what the lease was given.',
    file: 'lessor.ts',
    swaps: [['Math.floor(this.#deadlines.left(id) / 1_000)', 'grantedTtl']],
  },
  {
    id: 'M7',
    step: '4.2',
    looksAsIf: 'a lease that there is not has 0 seconds left',
    hint: 'A lease in its last second has 0 seconds left, and is there. No such lease is told as -1.',
    file: 'lessor.ts',
    swaps: [['{ id, ttl: -1, grantedTtl: 0 }', '{ id, ttl: 0, grantedTtl: 0 }']],
  },
  {
    id: 'M8',
    step: '4.3',
    looksAsIf: 'a keep-alive adds its seconds to those that are left',
    hint: 'The time begins anew. Added up, a client could keep a lease for hours after its own death.',
    file: 'deadlines.ts',
    swaps: [
      [
        'const due = millis(this.#clock.now() + span);\n    this.#byLease.set(id, { ...deadline, due });',
        'const due = millis(deadline.due + span);\n    this.#byLease.set(id, { ...deadline, due });',
      ],
    ],
  },
  {
    id: 'M9',
    step: '4.3',
    looksAsIf: 'a keep-alive answers what was left before it',
    hint: 'The client wants to know for how long it is safe from now on: all of its seconds.',
    file: 'lessor.ts',
    swaps: [
      [
        'this.#deadlines.postpone(id, ttl * 1_000);\n    return ttl;',
        'const left = Math.floor(this.#deadlines.left(id) / 1_000);\n    this.#deadlines.postpone(id, ttl * 1_000);\n    return left;',
      ],
    ],
  },
  {
    id: 'M10',
    step: '4.3',
    looksAsIf: 'a keep-alive of no lease is refused',
    hint: 'etcd answers it with 0 seconds: the client asked whether it still has a lease, and that is the answer.',
    file: 'lessor.ts',
    swaps: [
      [
        'if (ttl === undefined) return 0;',
        "if (ttl === undefined) throw new EtcdError('NotFound', 'requested lease not found');",
      ],
    ],
  },
  {
    id: 'M11',
    step: '4.4',
    looksAsIf: 'a key stays on its old lease when it goes over to another',
    hint: 'A key hangs on one lease at most, the one that its pair names. What must happen to the other first?',
    file: 'attachments.ts',
    swaps: [['others?.delete(key);', 'if (lease === 0) others?.delete(key);']],
  },
  {
    id: 'M12',
    step: '4.4',
    looksAsIf: 'a put without a lease leaves the key on the one that it has',
    hint: 'A put replaces the value and the lease together. To leave the lease alone is what ignoreLease is for.',
    file: 'attachments.ts',
    swaps: [
      ['for (const { key, lease } of', 'for (const { key, lease, version } of'],
      [
        'if (lease === before) continue;',
        'if (lease === before || (lease === 0 && version > 0)) continue;',
      ],
    ],
  },
  {
    id: 'M13',
    step: '4.4',
    looksAsIf: 'a key that is deleted stays on its lease',
    hint: 'A tombstone is a change like any other, and its lease is 0.',
    file: 'attachments.ts',
    swaps: [
      ['for (const { key, lease } of', 'for (const { key, lease, version } of'],
      [
        'if (lease === before) continue;',
        'if (lease === before || version === 0) continue;',
      ],
    ],
  },
  {
    id: 'M14',
    step: '4.5',
    looksAsIf: 'each key of a lease is deleted in a revision of its own',
    hint: '`store.write` runs one step, and all that is written in a step is one revision.',
    file: 'lessor.ts',
    swaps: [
      [
        'this.#store.write((txn) => {\n      for (const key of keys) txn.deleteRange({ key });\n    });',
        'for (const key of keys) this.#store.deleteRange({ key });',
      ],
    ],
  },
  {
    id: 'M15',
    step: '4.5',
    looksAsIf: 'a lease that was kept alive never ends',
    hint: 'A timer rings once. If something is left, it has to be set again.',
    file: 'deadlines.ts',
    swaps: [
      [
        'this.#byLease.set(id, { ...deadline, timer: this.#wait(id, left) });\n',
        '',
      ],
    ],
  },
  {
    id: 'M16',
    step: '4.5',
    looksAsIf: 'the lease ends and its keys stay',
    hint: 'That is what a lease is for: whoever reads the keys must learn that nobody keeps them alive.',
    file: 'lessor.ts',
    swaps: [['for (const key of keys) txn.deleteRange({ key });', '']],
  },
  {
    id: 'M17',
    step: '4.5',
    looksAsIf: 'the keys go and the lease is still known',
    hint: 'A lease that is over must not be found any more: not kept alive, not in the way of a new one of its name.',
    file: 'lessor.ts',
    swaps: [['this.#granted.delete(id);', '']],
  },
  {
    id: 'M18',
    step: '4.5',
    looksAsIf: 'the first ring of the timer ends the lease, keep-alives or not',
    hint: 'The timer was set at the grant. When it rings, how much is left by the deadline?',
    file: 'deadlines.ts',
    swaps: [['if (left > 0) {', 'if (left === Number.POSITIVE_INFINITY) {']],
  },
  {
    id: 'M19',
    step: '4.6',
    looksAsIf: 'a revoke of no lease does nothing',
    hint: 'A client that gives back what it does not have has lost count: "requested lease not found".',
    file: 'lessor.ts',
    swaps: [
      [
        "if (!this.#granted.has(id)) {\n      throw new EtcdError('NotFound', 'requested lease not found');\n    }\n    const keys",
        'if (!this.#granted.has(id)) return;\n    const keys',
      ],
    ],
  },
  {
    id: 'M20',
    step: '4.6',
    looksAsIf: 'a lease that is given back leaves its keys behind',
    hint: 'A revoke is the end of a lease, only sooner. What happens at the end?',
    file: 'lessor.ts',
    swaps: [
      ['revoke(id: number): void {', '#end(id: number): void {'],
      ['(id) => this.revoke(id)', '(id) => this.#end(id)'],
      [
        'this.#deadlines.stop(id);\n    this.#granted.delete(id);',
        "this.#deadlines.stop(id);\n    this.#granted.delete(id);\n  }\n\n  revoke(id: number): void {\n    if (!this.#granted.has(id)) throw new EtcdError('NotFound', 'requested lease not found');\n    this.#deadlines.stop(id);\n    this.#granted.delete(id);",
      ],
    ],
  },
  {
    id: 'M21',
    step: '4.7',
    looksAsIf: 'a put on no such lease is taken',
    hint: 'Its key would hang on nothing and stay for ever.',
    file: 'lessor.ts',
    swaps: [
      ['if (lease !== 0 && !this.#granted.has(lease)) {', 'if (lease < 0) {'],
    ],
  },
  {
    id: 'M22',
    step: '4.7',
    looksAsIf: 'a put without a lease is refused',
    hint: 'Lease 0 is what a put without a lease says, and most puts have none.',
    file: 'lessor.ts',
    swaps: [['if (lease !== 0 && !this.#granted', 'if (!this.#granted']],
  },
  {
    id: 'M23',
    step: '4.8',
    looksAsIf: 'a restart gives every lease all of its time anew',
    hint: 'If etcd is restarted more often than a lease ends, that lease never does. `left` was saved for that.',
    file: 'lessor.ts',
    swaps: [['const span = left ?? ttl * 1_000;', 'const span = ttl * 1_000;']],
  },
  {
    id: 'M24',
    step: '4.8',
    looksAsIf: 'after a restart the leases have no keys',
    hint: 'Each pair in the store says on which lease it hangs. Who reads it?',
    file: 'lessor.ts',
    swaps: [['this.#attachments.follow(kvs);', '']],
  },
  {
    id: 'M25',
    step: '4.8',
    looksAsIf:
      'what was left at the restart is all that a keep-alive gives from then on',
    hint: 'A lease has two times: what it was granted, which stays, and what is left of it.',
    file: 'lessor.ts',
    swaps: [
      [
        'ttl * 1_000;\n      this.#granted.set(id, ttl);',
        'ttl * 1_000;\n      this.#granted.set(id, Math.floor(span / 1_000));',
      ],
    ],
  },
  {
    id: 'M26',
    step: '4.1',
    looksAsIf: 'an id of 0 is taken as it is',
    hint: 'On the wire a field that nobody filled in is 0. What would every put without a lease hang on, if there were a lease 0?',
    file: 'lessor.ts',
    swaps: [['request.id || this.#freeId()', 'request.id ?? this.#freeId()']],
  },
  {
    id: 'M27',
    step: '4.2',
    looksAsIf:
      'a lease runs for the seconds that were asked for, and not for those that it got',
    hint: 'The client was told 2 seconds. For how many does the time run?',
    file: 'lessor.ts',
    swaps: [
      [
        'this.#deadlines.start(id, ttl * 1_000);',
        'this.#deadlines.start(id, request.ttl * 1_000);',
      ],
    ],
  },
  {
    id: 'M28',
    step: '4.2',
    looksAsIf: 'the time of a lease never begins',
    hint: 'A grant is noted in two places. Which of them counts the time?',
    file: 'lessor.ts',
    swaps: [['this.#deadlines.start(id, ttl * 1_000);', '']],
  },
  {
    id: 'M29',
    step: '4.2',
    looksAsIf: 'the seconds of a lease are taken for milliseconds',
    hint: 'Grants are in seconds, `Deadlines` counts in milliseconds. Who turns one into the other?',
    file: 'lessor.ts',
    swaps: [
      [
        'this.#deadlines.start(id, ttl * 1_000);',
        'this.#deadlines.start(id, ttl);',
      ],
    ],
  },
  {
    id: 'M30',
    step: '4.2',
    looksAsIf: 'leases are listed in the order of their grants',
    hint: 'The one that ends soonest stands first. What else but the order of grants says when that is?',
    file: 'lessor.ts',
    swaps: [['.sort((a, b) => left(a) - left(b))', '']],
  },
  {
    id: 'M31',
    step: '4.3',
    looksAsIf: 'each keep-alive sets a timer anew',
    hint: 'With thousands of leases that would be nearly all the work. What does the old timer learn when it rings?',
    file: 'deadlines.ts',
    swaps: [
      [
        'this.#byLease.set(id, { ...deadline, due });',
        'deadline.timer.cancel();\n    this.#byLease.set(id, { due, timer: this.#wait(id, span) });',
      ],
    ],
  },
  {
    id: 'M32',
    step: '4.4',
    looksAsIf: 'the keys of a lease are told in the order in which they came',
    hint: 'Key order is promised, for the answer as for the deletes.',
    file: 'attachments.ts',
    swaps: [['].sort();', '];']],
  },
  {
    id: 'M33',
    step: '4.6',
    looksAsIf: 'a revoke that the store refuses leaves the lease without its time',
    hint: 'The deletes are what can fail. What has been done before them, if they do?',
    file: 'lessor.ts',
    swaps: [
      [
        'const keys = this.#attachments',
        'this.#deadlines.stop(id);\n    const keys = this.#attachments',
      ],
      ['});\n    this.#deadlines.stop(id);', '});'],
    ],
  },
  {
    id: 'M34',
    step: '4.6',
    looksAsIf:
      'a revoke that the store refuses has forgotten the lease all the same',
    hint: 'Its keys are still there. Who will delete them, if the lease is not?',
    file: 'lessor.ts',
    swaps: [
      [
        'const keys = this.#attachments',
        'this.#granted.delete(id);\n    const keys = this.#attachments',
      ],
      [
        'this.#deadlines.stop(id);\n    this.#granted.delete(id);',
        'this.#deadlines.stop(id);',
      ],
    ],
  },
  {
    id: 'M35',
    step: '4.7',
    looksAsIf: 'the lease of a put is looked at before the put itself',
    hint: 'A put that contradicts itself is refused for that, whatever its lease.',
    file: 'lessor.ts',
    swaps: [
      [
        'checkPut(request);\n      lessor.admit(request);',
        'lessor.admit(request);\n      checkPut(request);',
      ],
    ],
  },
  {
    id: 'M36',
    step: '4.8',
    looksAsIf: 'a lease of which nothing was left begins anew with all of its time',
    hint: 'Nothing left is not the same as nothing saved. How do the two look in a SavedLease?',
    file: 'lessor.ts',
    swaps: [['left ?? ttl * 1_000', 'left || ttl * 1_000']],
  },
  {
    id: 'M37',
    step: '4.8',
    looksAsIf: 'the leases of a lessor that was closed still end',
    hint: 'Two lessors would end the same lease, the first of them too early. What has the first one set, and not taken back?',
    file: 'lessor.ts',
    swaps: [['this.#deadlines.stopAll();', '']],
  },
  {
    id: 'M38',
    step: '4.6',
    looksAsIf: 'a lease that is given back leaves its timer running',
    hint: 'Nobody waits for that ring any more. What was set for the lease, and who takes it back?',
    file: 'lessor.ts',
    swaps: [
      [
        'this.#deadlines.stop(id);\n    this.#granted.delete(id);',
        'this.#granted.delete(id);',
      ],
    ],
  },
  {
    id: 'M39',
    step: '4.6',
    looksAsIf: 'the timer that is set when one rang too early is not noted',
    hint: 'A revoke stops the timer that it knows. Which one does it know after the first ring?',
    file: 'deadlines.ts',
    swaps: [
      [
        'this.#byLease.set(id, { ...deadline, timer: this.#wait(id, left) });',
        'this.#wait(id, left);',
      ],
    ],
  },
  {
    id: 'M40',
    step: '4.7',
    looksAsIf: 'clients see the revision at which their store was wrapped',
    hint: 'A revision read once is a number, and stays what it was. Who is asked each time?',
    file: 'lessor.ts',
    swaps: [
      [
        'get revision() {\n      return store.revision;\n    },',
        'revision: store.revision,',
      ],
    ],
  },
  {
    id: 'M41',
    step: '4.7',
    looksAsIf:
      'the step of a client writes each of its puts in a revision of its own',
    hint: 'What is written in a step is one revision, and gone if the step throws. Only the store can promise that.',
    file: 'lessor.ts',
    swaps: [['write: (step) => store.write(step)', 'write: (step) => step(store)']],
  },
  {
    id: 'M42',
    step: '4.8',
    looksAsIf: 'a new lessor does not read the keys before the letter a',
    hint: 'Keys are bytes. Which is the first key that there can be?',
    file: 'lessor.ts',
    swaps: [["{ key: '\\0', rangeEnd", "{ key: 'a', rangeEnd"]],
  },
];
