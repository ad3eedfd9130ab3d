// The ways in which people get chapter 17 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '17.1',
    looksAsIf: 'a request that equals what is free does not fit',
    hint: 'One CPU is free, and one CPU is asked for. What is left when the pod has come?',
    file: 'fit.ts',
    swaps: [['if (amount <= capacity -', 'if (amount < capacity -']],
  },
  {
    id: 'M2',
    step: '17.1',
    looksAsIf: 'the pods of the node are counted without the new one',
    hint: 'The node takes two pods, and has two. How many would it have?',
    file: 'fit.ts',
    swaps: [
      [
        'node.pods.length < allocatable.pods',
        'node.pods.length <= allocatable.pods',
      ],
    ],
  },
  {
    id: 'M3',
    step: '17.1',
    looksAsIf: 'only the first thing that is missing is named',
    hint: 'Somebody frees the CPU that was missing. What does the next message say, and could this one have said it?',
    file: 'fit.ts',
    swaps: [
      [
        '    isForEver ||= amount > capacity;\n',
        '    isForEver ||= amount > capacity;\n    break;\n',
      ],
    ],
  },
  {
    id: 'M4',
    step: '17.1',
    looksAsIf: 'it is for ever whenever something is missing',
    hint: 'Take all pods off the node. Does this one fit now?',
    file: 'fit.ts',
    swaps: [['isForEver ||= amount > capacity;', 'isForEver = true;']],
  },
  {
    id: 'M5',
    step: '17.1',
    looksAsIf: 'the last thing that is missing decides whether it is for ever',
    hint: 'The node is too small in CPU, and has lent its memory. If the memory came back, would the pod fit?',
    file: 'fit.ts',
    swaps: [['isForEver ||= amount > capacity;', 'isForEver = amount > capacity;']],
  },
  {
    id: 'M6',
    step: '17.2',
    looksAsIf: 'the mean is rounded to the nearest for every strategy',
    hint: 'Go divides two integers. What becomes of the rest?',
    file: 'scorers.ts',
    swaps: [
      [
        'isRatio ? Math.round(sum / weights) : Math.floor(sum / weights)',
        'Math.round(sum / weights)',
      ],
    ],
  },
  {
    id: 'M7',
    step: '17.2',
    looksAsIf: 'the mean is cut off for every strategy',
    hint: 'One of the three strategies ends in a call to math.Round. Which?',
    file: 'scorers.ts',
    swaps: [
      [
        'isRatio ? Math.round(sum / weights) : Math.floor(sum / weights)',
        'Math.floor(sum / weights)',
      ],
    ],
  },
  {
    id: 'M8',
    step: '17.2',
    looksAsIf: 'weights are not looked at',
    hint: 'CPU weighs three, memory one. What does a node with free memory and no free CPU get?',
    file: 'scorers.ts',
    swaps: [
      ['sum += weight * worth;', 'sum += worth;'],
      ['weights += weight;', 'weights += 1;'],
    ],
  },
  {
    id: 'M9',
    step: '17.2',
    looksAsIf: 'a scalar that the pod does not ask for counts',
    hint: 'A node has four GPUs, the pod wants none. Should it be drawn there, or driven away?',
    file: 'scorers.ts',
    swaps: [
      ['capacity === 0 || (asked === 0 && isScalar(name))', 'capacity === 0'],
    ],
  },
  {
    id: 'M10',
    step: '17.2',
    looksAsIf: 'what the pod itself would take is left out',
    hint: 'The score is of the node with the pod on it. Whose share is missing?',
    file: 'scorers.ts',
    swaps: [
      [
        'amountOf(taken, name) + asked, capacity',
        'amountOf(taken, name), capacity',
      ],
    ],
  },
  {
    id: 'M11',
    step: '17.3',
    looksAsIf: 'it goes on looking when there are enough',
    hint: 'How many nodes does the trace say were found, and how many are enough?',
    file: 'schedule-pod.ts',
    swaps: [
      [
        'while (asked < nodes.length && found.length < enough)',
        'while (asked < nodes.length)',
      ],
    ],
  },
  {
    id: 'M12',
    step: '17.3',
    looksAsIf: 'nodes that were asked count, not nodes that were found',
    hint: 'Half of the nodes are closed. Of how many must it ask to find a hundred open ones?',
    file: 'schedule-pod.ts',
    swaps: [
      [
        'while (asked < nodes.length && found.length < enough)',
        'while (asked < Math.min(nodes.length, enough))',
      ],
    ],
  },
  {
    id: 'M13',
    step: '17.4',
    looksAsIf: 'every search begins with the first node',
    hint: 'The first hundred nodes are asked for each pod. What do the others do?',
    file: 'schedule-pod.ts',
    swaps: [
      [
        '    if (total > 0) this.#nextStart = (this.#nextStart + asked) % total;\n',
        '',
      ],
    ],
  },
  {
    id: 'M14',
    step: '17.4',
    looksAsIf: 'the next search starts one node further',
    hint: 'A hundred were asked. Where does the next one begin?',
    file: 'schedule-pod.ts',
    swaps: [
      ['(this.#nextStart + asked) % total;', '(this.#nextStart + 1) % total;'],
    ],
  },
  {
    id: 'M15',
    step: '17.4',
    looksAsIf: 'only nodes that were found move the start on',
    hint: 'A closed node was asked too. Should it be asked again before its turn?',
    file: 'schedule-pod.ts',
    swaps: [
      [
        '(this.#nextStart + asked) % total;',
        '(this.#nextStart + found.length) % total;',
      ],
    ],
  },
  {
    id: 'M16',
    step: '17.5',
    looksAsIf: 'a pod for which something broke waits until something happens',
    hint: 'The API server did not answer. Which event would tell that it does now?',
    file: 'place.ts',
    swaps: [
      [
        'let isWorthATry = unschedulable.size + pending.size === 0;',
        'let isWorthATry = false;',
      ],
    ],
  },
  {
    id: 'M17',
    step: '17.5',
    looksAsIf: 'a pod that is helped does not wait for its time',
    hint: 'A pod is refused a thousand times a second, and an event comes each time. Who slows it down?',
    file: 'place.ts',
    swaps: [["isBackingOff(info, placing) ? 'backoff' : 'active'", "'active'"]],
  },
  {
    id: 'M18',
    step: '17.5',
    looksAsIf: 'all plugins that refused it must be helped',
    hint: 'Two plugins have refused it, on different nodes. How many of them stand between it and the new node?',
    file: 'place.ts',
    swaps: [
      [
        'helps(pod, plugin, happening, placing.rules)) continue;',
        "helps(pod, plugin, happening, placing.rules)) return 'unschedulable';",
      ],
    ],
  },
  {
    id: 'M19',
    step: '17.5',
    looksAsIf: 'a pod that waited for this alone backs off like the others',
    hint: 'A pending plugin has not refused: it asked for patience. For what is the pod punished?',
    file: 'place.ts',
    swaps: [
      [
        "      if (happening[0] !== 'ANY' && pending.has(plugin)) return 'active';\n",
        '',
      ],
    ],
  },
  {
    id: 'M20',
    step: '17.6',
    looksAsIf: 'a pod that is told while it is assumed takes its share twice',
    hint: 'It was assumed on one node and told of another. How many shares does it have, and where?',
    file: 'cache.ts',
    swaps: [
      [
        '    this.#take(uid);\n    this.#assumed.delete(uid);\n',
        "    if (what !== 'told' || !isAssumed) this.#take(uid);\n    this.#assumed.delete(uid);\n",
      ],
    ],
  },
  {
    id: 'M21',
    step: '17.6',
    looksAsIf: 'a pod stays assumed when it was told',
    hint: 'The binding failed on its way back, and the scheduler forgets the pod. The API server has told of it before. Whom do you believe?',
    file: 'cache.ts',
    swaps: [
      [
        '    this.#assumed.delete(uid);\n    if (what',
        "    if (what !== 'told') this.#assumed.delete(uid);\n    if (what",
      ],
    ],
  },
  {
    id: 'M22',
    step: '17.6',
    looksAsIf: 'what was told can be forgotten',
    hint: 'Forgetting takes back what the scheduler made up. Did it make this up?',
    file: 'cache.ts',
    swaps: [["    if (what === 'forgotten' && !isAssumed) return;\n", '']],
  },
  {
    id: 'M23',
    step: '17.6',
    looksAsIf: 'a forgotten pod leaves its share behind',
    hint: 'The pod did not come. Who has the CPU that it was promised?',
    file: 'cache.ts',
    swaps: [
      [
        '    this.#take(uid);\n    this.#assumed.delete(uid);\n',
        "    if (what !== 'forgotten') this.#take(uid);\n    this.#assumed.delete(uid);\n",
      ],
    ],
  },
  {
    id: 'M24',
    step: '17.1',
    looksAsIf: 'a resource that the node does not have is never missing',
    hint: 'The pod wants a GPU, and this node has never heard of one. How much of it is free?',
    file: 'fit.ts',
    swaps: [
      [
        '    if (amount <= capacity -',
        '    if (capacity === 0) continue;\n    if (amount <= capacity -',
      ],
    ],
  },
  {
    id: 'M25',
    step: '17.2',
    looksAsIf: 'a resource that the node does not have weighs all the same',
    hint: 'Two nodes are alike, but one has no GPU at all. By how much should that pull its mean down?',
    file: 'scorers.ts',
    swaps: [
      [
        '    if (capacity === 0 ||',
        '    if (capacity === 0) weights += weight;\n    if (capacity === 0 ||',
      ],
    ],
  },
  {
    id: 'M26',
    step: '17.3',
    looksAsIf: 'a node at which a filter breaks is passed over in silence',
    hint: 'A plugin throws at one node of three. Can the scheduler say that the pod fits on the other two, and that nothing else is wrong?',
    file: 'schedule-pod.ts',
    swaps: [
      [
        'else refusals.set(node.name, refusal);',
        "else if (refusal.code !== 'Error') refusals.set(node.name, refusal);",
      ],
    ],
  },
  {
    id: 'M27',
    step: '17.4',
    looksAsIf: 'the start is counted among the nodes that PreFilter has left',
    hint: 'One pod may go to three nodes of a thousand, the next one to all. Where should its search begin?',
    file: 'schedule-pod.ts',
    swaps: [
      [
        'if (total > 0) this.#nextStart = (this.#nextStart + asked) % total;',
        'if (nodes.length > 0)\n      this.#nextStart = (this.#nextStart + asked) % nodes.length;',
      ],
    ],
  },
  {
    id: 'M28',
    step: '17.5',
    looksAsIf: 'the first plugin that is helped ends the question',
    hint: 'One plugin refused it, another asked for patience. One event helps both. Which of the two answers does the pod deserve?',
    file: 'place.ts',
    swaps: [
      [
        '      isWorthATry = true;\n',
        "      return isBackingOff(info, placing) ? 'backoff' : 'active';\n",
      ],
    ],
  },
  {
    id: 'M29',
    step: '17.5',
    looksAsIf: 'what was pending is active at once even if nothing was told',
    hint: 'Five minutes have passed. Has the plugin that asked for patience got what it waits for?',
    file: 'place.ts',
    swaps: [
      ["happening[0] !== 'ANY' && pending.has(plugin)", 'pending.has(plugin)'],
    ],
  },
  {
    id: 'M30',
    step: '17.5',
    looksAsIf: 'only the last thing that happened counts',
    hint: 'While the pod was tried a node came, and then a label changed. Is the node gone again?',
    file: 'place.ts',
    swaps: [
      [
        'for (const happening of happenings)',
        'for (const happening of happenings.slice(-1))',
      ],
    ],
  },
  {
    id: 'M31',
    step: '17.6',
    looksAsIf: 'a pod that was told is not told again',
    hint: 'A pod is resized in place: it asks for half of what it did. Who has the other half?',
    file: 'cache.ts',
    swaps: [
      [
        "    if (what === 'forgotten' && !isAssumed) return;\n",
        "    if (what === 'forgotten' && !isAssumed) return;\n    if (what === 'told' && this.#pods.has(uid) && !isAssumed) return;\n",
      ],
    ],
  },
  {
    id: 'M32',
    step: '17.6',
    looksAsIf: 'the time of an assumed pod runs before it is bound',
    hint: 'The API server takes a minute to answer. What if the pod is dropped after half of it, and the answer is yes?',
    file: 'cache.ts',
    swaps: [['Number.POSITIVE_INFINITY', 'this.#clock.now() + this.#expiration']],
  },
  {
    id: 'M33',
    step: '17.6',
    looksAsIf: 'a pod that is gone is looked for where the event says it was',
    hint: 'It was believed on one node, and the last news of it names another. Where is its share?',
    file: 'cache.ts',
    swaps: [
      [
        '    this.#take(uid);\n    this.#assumed.delete(uid);\n',
        "    const at = this.#pods.get(uid)?.pod.spec.nodeName;\n    if (what === 'gone' && at !== pod.spec.nodeName) return;\n    this.#take(uid);\n    this.#assumed.delete(uid);\n",
      ],
    ],
  },
];
