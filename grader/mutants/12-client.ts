// The ways in which people get chapter 12 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '12.1',
    looksAsIf: 'a key is added again though it waits already',
    hint: 'Three events, one Pod, one look. Where does the queue see that the key is dirty already?',
    file: 'work-queue.ts',
    swaps: [['      if (this.#dirty.has(key)) return;\n', '']],
  },
  {
    id: 'M2',
    step: '12.1',
    looksAsIf: 'the key that came last is handed out first',
    hint: 'A key that waits for an hour because others come is a starved one. Which end of the list is the oldest?',
    file: 'work-queue.ts',
    swaps: [
      ['const key = this.#waiting.shift();', 'const key = this.#waiting.pop();'],
    ],
  },
  {
    id: 'M3',
    step: '12.1',
    looksAsIf: 'what waits is thrown away when the queue is shut down',
    hint: 'Shut down means: nothing new. What becomes of what was promised before?',
    file: 'work-queue.ts',
    swaps: [
      [
        '    this.#delays.cancelAll();\n',
        '    this.#delays.cancelAll();\n    this.#waiting.length = 0;\n',
      ],
    ],
  },
  {
    id: 'M4',
    step: '12.1',
    looksAsIf: 'workers that wait are left waiting when the queue is shut down',
    hint: 'A worker waits in `get` for a key that will never come. How does it learn that it may go home?',
    file: 'work-queue.ts',
    swaps: [
      ['    for (const leave of this.#idle.splice(0)) leave(undefined);\n', ''],
    ],
  },
  {
    id: 'M5',
    step: '12.2',
    looksAsIf: 'a key is handed out while another worker has it',
    hint: 'Two workers, one ReplicaSet, both count two Pods of three. How many do they make?',
    file: 'work-queue.ts',
    swaps: [
      [
        'this.#dirty.has(key) && !this.#processing.has(key)',
        'this.#dirty.has(key)',
      ],
    ],
  },
  {
    id: 'M6',
    step: '12.2',
    looksAsIf: 'what is added while a worker has the key is lost',
    hint: 'The worker read the Pod, then the Pod changed, then the worker was done. Who looks at the change?',
    file: 'work-queue.ts',
    swaps: [
      [
        '      if (this.#dirty.has(key)) return;\n',
        '      if (this.#dirty.has(key) || this.#processing.has(key)) return;\n',
      ],
    ],
  },
  {
    id: 'M7',
    step: '12.2',
    looksAsIf: 'a key stays dirty after it was handed out',
    hint: 'It is being looked at. What has to happen before somebody has to look again?',
    file: 'work-queue.ts',
    swaps: [
      [
        "    if (why === 'taken') {\n      this.#dirty.delete(key);\n",
        "    if (why === 'taken') {\n",
      ],
    ],
  },
  {
    id: 'M8',
    step: '12.2',
    looksAsIf: 'done counts for a key that nobody has',
    hint: 'A key waits, and somebody is "done" with it. How often does it wait then?',
    file: 'work-queue.ts',
    swaps: [
      [
        "if (this.#processing.has(key)) this.#move(key, 'done');",
        "this.#move(key, 'done');",
      ],
    ],
  },
  {
    id: 'M9',
    step: '12.3',
    looksAsIf: 'the first failure waits twice as long as it should',
    hint: 'Before its first failure a key has failed how often?',
    file: 'rate-limiter.ts',
    swaps: [['2 ** failures', '2 ** (failures + 1)']],
  },
  {
    id: 'M10',
    step: '12.3',
    looksAsIf: 'the wait grows by steps of the same length',
    hint: '5, 10, 15 or 5, 10, 20? The third failure tells them apart.',
    file: 'rate-limiter.ts',
    swaps: [['BASE_DELAY_MS * 2 ** failures', 'BASE_DELAY_MS * (failures + 1)']],
  },
  {
    id: 'M11',
    step: '12.3',
    looksAsIf: 'the wait has no upper end',
    hint: 'The twentieth failure would wait 44 minutes, the fortieth 87 years. Where does it stop?',
    file: 'rate-limiter.ts',
    swaps: [
      [
        'Math.min(BASE_DELAY_MS * 2 ** failures, MAX_DELAY_MS)',
        'BASE_DELAY_MS * 2 ** failures',
      ],
    ],
  },
  {
    id: 'M12',
    step: '12.3',
    looksAsIf: 'the two waits are added up',
    hint: 'A key may go as soon as both limits let it go. When is that?',
    file: 'rate-limiter.ts',
    swaps: [['Math.max(own, -this.#credit)', 'own + Math.max(0, -this.#credit)']],
  },
  {
    id: 'M13',
    step: '12.3',
    looksAsIf: 'the bucket never runs empty',
    hint: 'A thousand keys fail once, each for the first time. Do all of them come back after 5 ms?',
    file: 'rate-limiter.ts',
    swaps: [['return Math.max(own, -this.#credit);', 'return own;']],
  },
  {
    id: 'M14',
    step: '12.3',
    looksAsIf: 'the bucket holds more than it can',
    hint: 'After a quiet night, how many retries are free at once?',
    file: 'rate-limiter.ts',
    swaps: [
      [
        'Math.min(this.#credit + now - this.#at, full)',
        'this.#credit + now - this.#at',
      ],
    ],
  },
  {
    id: 'M15',
    step: '12.3',
    looksAsIf: 'the bucket does not fill again',
    hint: 'One token comes back each 100 ms. Since when has that been so, at each failure?',
    file: 'rate-limiter.ts',
    swaps: [
      [
        'Math.min(this.#credit + now - this.#at, full)',
        'Math.min(this.#credit, full)',
      ],
    ],
  },
  {
    id: 'M16',
    step: '12.3',
    looksAsIf: 'the bucket is charged only when it decides',
    hint: 'A key waits for its own failures, longer than the bucket would have it wait. Has it used a token?',
    file: 'rate-limiter.ts',
    swaps: [
      [
        'return Math.max(own, -this.#credit);',
        'const shared = -this.#credit;\n    if (own > shared && failures > 0) this.#credit += RETRY_EVERY_MS;\n    return Math.max(own, shared);',
      ],
    ],
  },
  {
    id: 'M17',
    step: '12.3',
    looksAsIf: 'the later of two times for a key holds',
    hint: 'It was to be looked at in 20 ms, and somebody adds "in a minute". Who waits for the minute?',
    file: 'delays.ts',
    swaps: [
      [
        'if (before !== undefined && before.at <= at) return;',
        'if (before !== undefined && before.at >= at) return;',
      ],
    ],
  },
  {
    id: 'M18',
    step: '12.4',
    looksAsIf: 'every end of a watch is followed by a list',
    hint: 'The server ends each watch after some minutes. What has been lost by that?',
    file: 'reflector.ts',
    swaps: [
      [
        "    if (ending.told > 0 || ending.lasted >= SHORT_WATCH_MS)\n      return { ask: 'watch', from, backOff: false };\n",
        "    if (ending.told > 0 || ending.lasted >= SHORT_WATCH_MS)\n      return { ask: 'list', from, backOff: false };\n",
      ],
    ],
  },
  {
    id: 'M19',
    step: '12.4',
    looksAsIf: 'a watch begins from the newest, and not from where the copy is',
    hint: 'Between the list and the watch something happened. Who is told of it?',
    file: 'reflector.ts',
    swaps: [
      [
        "      if (error === undefined) return { ask: 'watch', from, backOff: false };\n",
        "      if (error === undefined) return { ask: 'watch', from: '', backOff: false };\n",
      ],
    ],
  },
  {
    id: 'M20',
    step: '12.4',
    looksAsIf: 'a bookmark does not move the reflector on',
    hint: 'Nothing of yours has changed for an hour, but the server has forgotten the version of an hour ago. What is a bookmark for?',
    file: 'watching.ts',
    swaps: [
      [
        "if (event.type === 'BOOKMARK') return event.resourceVersion;",
        "if (event.type === 'BOOKMARK') return '';",
      ],
    ],
  },
  {
    id: 'M21',
    step: '12.4',
    looksAsIf: 'each watch that has ended is waited for, though nothing is wrong',
    hint: 'A watch that told something and was then closed has done its work. What would a wait be good for?',
    file: 'reflector.ts',
    swaps: [
      [
        "    if (ending.told > 0 || ending.lasted >= SHORT_WATCH_MS)\n      return { ask: 'watch', from, backOff: false };\n",
        "    if (ending.told > 0 || ending.lasted >= SHORT_WATCH_MS)\n      return { ask: 'watch', from, backOff: true };\n",
      ],
    ],
  },
  {
    id: 'M22',
    step: '12.4',
    looksAsIf: 'a watch that told nothing counts as short, however long it was',
    hint: 'A quiet cluster: five minutes without an event. Is something wrong with that watch?',
    file: 'reflector.ts',
    swaps: [
      [
        'if (ending.told > 0 || ending.lasted >= SHORT_WATCH_MS)',
        'if (ending.told > 0)',
      ],
    ],
  },
  {
    id: 'M23',
    step: '12.5',
    looksAsIf: 'it watches again where the server has said that it comes too late',
    hint: 'The past that it asks for is gone. Will it be there at the next try?',
    file: 'reflector.ts',
    swaps: [
      [
        "const ask = isTooManyRequests(error) ? 'watch' : 'list';",
        "const ask = 'watch';",
      ],
    ],
  },
  {
    id: 'M24',
    step: '12.5',
    looksAsIf: 'a server that is busy is asked for a list',
    hint: '429 says: later. Does it say that anything was lost? And which of the two requests costs more?',
    file: 'reflector.ts',
    swaps: [
      [
        "const ask = isTooManyRequests(error) ? 'watch' : 'list';",
        "const ask = 'list';",
      ],
    ],
  },
  {
    id: 'M25',
    step: '12.5',
    looksAsIf: 'a relist does not wait',
    hint: 'The server restarts, and ten thousand reflectors list in the same second. What happens to the server?',
    file: 'reflector.ts',
    swaps: [
      [
        '      return { ask, from, backOff: true };',
        '      return { ask, from, backOff: false };',
      ],
    ],
  },
  {
    id: 'M26',
    step: '12.5',
    looksAsIf: 'a list that is out of reach is asked for again as it was',
    hint: 'The server has no list as new as you want, or none as old. Which one can it always give?',
    file: 'reflector.ts',
    swaps: [
      [
        "        return { ask: 'list', from: '', backOff: false };",
        "        return { ask: 'list', from: ending.from, backOff: true };",
      ],
    ],
  },
  {
    id: 'M27',
    step: '12.5',
    looksAsIf:
      'a list from the newest that fails is asked for again without a wait',
    hint: 'Even the newest is out of reach. Once more, at once, is how an endless loop begins.',
    file: 'reflector.ts',
    swaps: [["isOutOfReach(error) && ending.from !== ''", 'isOutOfReach(error)']],
  },
  {
    id: 'M28',
    step: '12.5',
    looksAsIf: 'after a list that failed the next one is from the beginning',
    hint: 'The copy is at 5. A list from "0" may be answered with something older. What would the copy do?',
    file: 'reflector.ts',
    swaps: [
      [
        "      return { ask: 'list', from: ending.from, backOff: true };",
        "      return { ask: 'list', from: '0', backOff: true };",
      ],
    ],
  },
  {
    id: 'M29',
    step: '12.5',
    looksAsIf: 'a watch that nobody answered is followed by a list',
    hint: 'The connection was refused. Is anything known to be lost?',
    file: 'reflector.ts',
    swaps: [
      [
        "return { ask: error === undefined ? 'list' : 'watch', from, backOff: true };",
        "return { ask: 'list', from, backOff: true };",
      ],
    ],
  },
  {
    id: 'M30',
    step: '12.5',
    looksAsIf: 'the wait is the same each time',
    hint: 'If it did not help to wait a second, will another second help?',
    file: 'back-off.ts',
    swaps: [
      ['this.#next = Math.min(2 * wait, BACKOFF_MAX_MS);', 'this.#next = wait;'],
    ],
  },
  {
    id: 'M31',
    step: '12.6',
    looksAsIf: 'what has gone while nobody watched is not told',
    hint: 'A list does not say what is not in it. How do you find out?',
    file: 'difference.ts',
    swaps: [
      [
        'if (!listed.has(keyOf(object)))',
        'if (!listed.has(keyOf(object)) && false)',
      ],
    ],
  },
  {
    id: 'M32',
    step: '12.6',
    looksAsIf: 'everything in a list is told, changed or not',
    hint: 'A relist of five thousand Pods, of which two have changed. How many keys should go to the queue?',
    file: 'difference.ts',
    swaps: [
      [
        'else if (old.metadata.resourceVersion !== object.metadata.resourceVersion)',
        'else',
      ],
    ],
  },
  {
    id: 'M33',
    step: '12.6',
    looksAsIf: 'what is in a list is always new',
    hint: 'The copy knows the Pod already, in another version. Is that "Added"?',
    file: 'difference.ts',
    swaps: [
      [
        'if (old === undefined) deltas',
        'if (old?.metadata.resourceVersion !== object.metadata.resourceVersion) deltas',
      ],
      [
        'else if (old.metadata.resourceVersion !== object.metadata.resourceVersion)',
        'else if (old === undefined)',
      ],
      [
        "deltas.push({ type: 'Updated', old, object });",
        "deltas.push({ type: 'Updated', old: object, object });",
      ],
    ],
  },
  {
    id: 'M34',
    step: '12.6',
    looksAsIf: 'the last state that is known is taken for the final one',
    hint: 'Nobody saw the end. May the Pod have changed once more before it went?',
    file: 'difference.ts',
    swaps: [['isFinalStateUnknown: true', 'isFinalStateUnknown: false']],
  },
  {
    id: 'M35',
    step: '12.6',
    looksAsIf: 'listeners are told before the copy has it',
    hint: 'A listener hears of a Pod and looks it up in the copy. What does it find?',
    file: 'copy.ts',
    swaps: [
      [
        '    for (const delta of deltas) this.#write(delta);\n    for (const delta of deltas) this.#tell(delta);\n',
        '    for (const delta of deltas) this.#tell(delta);\n    for (const delta of deltas) this.#write(delta);\n',
      ],
    ],
  },
  {
    id: 'M36',
    step: '12.6',
    looksAsIf: 'an index keeps what an object no longer says',
    hint: 'The Pod was "web" and is "db" now. Who takes it out from under "web"?',
    file: 'indexer.ts',
    swaps: [
      ['    this.delete(key);\n    this.#objects.set', '    this.#objects.set'],
    ],
  },
  {
    id: 'M37',
    step: '12.7',
    looksAsIf: 'objects are expected after they were asked for',
    hint: 'The event may be there before the answer. What is counted down then?',
    file: 'expectations.ts',
    swaps: [
      [
        '    this.expectCreations(key, count);\n    for (let made',
        '    for (let made',
      ],
      [
        '        throw error;\n      }\n    }\n',
        '        throw error;\n      }\n    }\n    this.expectCreations(key, count);\n',
      ],
    ],
  },
  {
    id: 'M38',
    step: '12.7',
    looksAsIf: 'what failed is expected all the same',
    hint: 'The second of three requests failed. For how long does the controller wait for its event?',
    file: 'expectations.ts',
    swaps: [
      [
        '        for (let i = made; i < count; i++) this.creationObserved(key);\n',
        '',
      ],
    ],
  },
  {
    id: 'M39',
    step: '12.7',
    looksAsIf:
      'only the request that failed is taken back, not those that were not tried',
    hint: 'Three were expected, the first failed. Were the other two asked for?',
    file: 'expectations.ts',
    swaps: [
      [
        'for (let i = made; i < count; i++) this.creationObserved(key);',
        'this.creationObserved(key);',
      ],
    ],
  },
  {
    id: 'M40',
    step: '12.7',
    looksAsIf: 'nothing is expected any more after a failure',
    hint: 'One was made before the second failed. Its event has yet to come.',
    file: 'expectations.ts',
    swaps: [
      [
        'for (let i = made; i < count; i++) this.creationObserved(key);',
        'this.forget(key);',
      ],
    ],
  },
  {
    id: 'M41',
    step: '12.7',
    looksAsIf: 'it goes on after a failure',
    hint: 'The quota is used up. What do the other hundred requests say?',
    file: 'expectations.ts',
    swaps: [
      [
        '        for (let i = made; i < count; i++) this.creationObserved(key);\n        throw error;\n',
        '        this.creationObserved(key);\n        if (made === count - 1) throw error;\n',
      ],
    ],
  },
  {
    id: 'M42',
    step: '12.7',
    looksAsIf: 'a failure is kept from the worker',
    hint: 'If nothing is thrown, who tries the key again?',
    file: 'expectations.ts',
    swaps: [['        throw error;\n', '        return;\n']],
  },
  {
    id: 'M43',
    step: '12.7',
    looksAsIf: 'expectations never end',
    hint: 'An event that was missed never comes. Is the controller deaf from then on?',
    file: 'expectations.ts',
    swaps: [
      [
        'return this.#clock.now() - since > EXPECTATIONS_TIMEOUT_MS;',
        'void since;\n    return false;',
      ],
    ],
  },
];
