// The ways in which people get chapter 23 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '23.1',
    looksAsIf: 'a heartbeat counts from when the node says that it was',
    hint: 'The clock of a node is wrong by years. By whose clock do you know when you have seen something?',
    file: 'health.ts',
    swaps: [
      [
        'return { ...health, probe: now, renewTime };',
        "return { ...health, probe: millisOf(renewTime ?? ''), renewTime };",
      ],
    ],
  },
  {
    id: 'M2',
    step: '23.1',
    looksAsIf: 'any lease is a sign of life, whether it was renewed or not',
    hint: 'The lease of a dead node is still there. What has to be so of it for you to believe that the node lives?',
    file: 'health.ts',
    swaps: [
      [
        'return last === undefined || millisOf(last) < millisOf(next);',
        'return last === undefined || millisOf(last) <= millisOf(next);',
      ],
    ],
  },
  {
    id: 'M3',
    step: '23.1',
    looksAsIf: 'only a heartbeat that is later is news',
    hint: 'The kubelet sets its clock back, and reports. Has it lived since your last look?',
    file: 'health.ts',
    swaps: [
      [
        'else if (before?.heartbeat === heartbeat) health = before;',
        'else if (before !== undefined && !isNewer(heartbeat, before.heartbeat))\n    health = before;',
      ],
    ],
  },
  {
    id: 'M4',
    step: '23.1',
    looksAsIf: 'the lease is remembered when a heartbeat begins a new record',
    hint: 'A new heartbeat begins a new record. What does a new record know of the lease?',
    file: 'health.ts',
    swaps: [
      [
        'let health: Health = { probe: now, heartbeat, renewTime: undefined };',
        'let health: Health = { probe: now, heartbeat, renewTime: before?.renewTime };',
      ],
    ],
  },
  {
    id: 'M5',
    step: '23.1',
    looksAsIf: 'a node without a status was seen at the first look',
    hint: 'It has never said anything. Since when could you have heard of it at all?',
    file: 'health.ts',
    swaps: [
      [
        '{ probe: created, renewTime: undefined }',
        '{ probe: now, renewTime: undefined }',
      ],
    ],
  },
  {
    id: 'M6',
    step: '23.1',
    looksAsIf: 'only the status counts, and not the lease',
    hint: 'The status comes every five minutes, if nothing has changed. Who tells you anything in between?',
    file: 'health.ts',
    swaps: [
      [
        'if (next === undefined) return false;',
        'if (next === undefined || last === undefined || next !== last) return false;',
      ],
    ],
  },
  {
    id: 'M7',
    step: '23.1',
    looksAsIf: 'the lease alone counts, and a status is no sign of life',
    hint: 'A status has come that is another one than before. Can a dead kubelet send it?',
    file: 'health.ts',
    swaps: [
      [
        'else if (before?.heartbeat === heartbeat) health = before;',
        'else if (before !== undefined) health = { ...before, heartbeat };',
      ],
    ],
  },
  {
    id: 'M8',
    step: '23.1',
    looksAsIf: 'a node that never was ready is seen at every look',
    hint: 'It has no Ready condition at this look, and had none at the last. What has it said in between?',
    file: 'health.ts',
    swaps: [
      [
        '...(before ?? { probe: created, renewTime: undefined }), heartbeat };',
        '...(before ?? { probe: created, renewTime: undefined }), heartbeat, probe: before ? now : created };',
      ],
    ],
  },
  {
    id: 'M9',
    step: '23.2',
    looksAsIf: 'a silent node is not ready, which somebody would have to know',
    hint: 'False is what a kubelet says that is there. Who says anything here?',
    file: 'unknown.ts',
    swaps: [
      [
        "const since = { status: 'Unknown', lastTransitionTime: now } as const;",
        "const since = { status: 'False', lastTransitionTime: now } as const;",
      ],
    ],
  },
  {
    id: 'M10',
    step: '23.2',
    looksAsIf: 'only Ready becomes Unknown',
    hint: 'Is the disk of a machine full that nobody has heard from for a minute?',
    file: 'unknown.ts',
    swaps: [
      [
        'const isOurs = KUBELET_CONDITIONS.includes(one.type);',
        "const isOurs = one.type === 'Ready';",
      ],
    ],
  },
  {
    id: 'M11',
    step: '23.2',
    looksAsIf: 'every condition becomes Unknown, other people’s too',
    hint: 'NetworkUnavailable was set by the network’s controller, which is well. Does the kubelet’s silence say anything about it?',
    file: 'unknown.ts',
    swaps: [
      [
        'const isOurs = KUBELET_CONDITIONS.includes(one.type);',
        'const isOurs = one.type.length > 0;',
      ],
    ],
  },
  {
    id: 'M12',
    step: '23.2',
    looksAsIf: 'what was never reported is left out',
    hint: 'A node has died before it ever reported its disk. What should describe say of it?',
    file: 'unknown.ts',
    swaps: [
      [
        'return [...known, ...missing.map((type) => ({ type, ...never }))];',
        'return missing.length < 0 ? [{ type: never.reason, ...never }] : known;',
      ],
    ],
  },
  {
    id: 'M13',
    step: '23.2',
    looksAsIf: 'the last heartbeat is written over',
    hint: 'Who has spoken at `now`, the kubelet or you?',
    file: 'unknown.ts',
    swaps: [
      [
        '{ ...one, ...since, ...STOPPED }',
        '{ ...one, ...since, ...STOPPED, lastHeartbeatTime: now }',
      ],
    ],
  },
  {
    id: 'M14',
    step: '23.2',
    looksAsIf: 'what is Unknown already is so from now on',
    hint: 'Since when is a condition Unknown that was so an hour ago?',
    file: 'unknown.ts',
    swaps: [["return isOurs && one.status !== 'Unknown'", 'return isOurs']],
  },
  {
    id: 'M15',
    step: '23.2',
    looksAsIf: 'it is written at every tick anew',
    hint: 'Ready is Unknown already. What would you write that does not stand there?',
    file: 'unknown.ts',
    swaps: [
      [
        "if (findCondition(conditions, 'Ready')?.status === 'Unknown') return conditions;",
        'if (conditions.length > 99) return conditions;',
      ],
    ],
  },
  {
    id: 'M16',
    step: '23.2',
    looksAsIf: 'a machine that died and one that never came up get the same words',
    hint: 'One kubelet has stopped, the other has never begun. How does somebody who reads it tell them apart?',
    file: 'unknown.ts',
    swaps: [
      [
        'const never = { ...since, ...NEVER, lastHeartbeatTime: created };',
        'const never = { ...since, ...STOPPED, lastHeartbeatTime: created || NEVER.reason };',
      ],
    ],
  },
  {
    id: 'M17',
    step: '23.3',
    looksAsIf: 'every zone gets its rate at every tick',
    hint: 'Nothing has changed. What is there to say?',
    file: 'zones.ts',
    swaps: [
      [
        'if (wasAll || before.get(zone) !== state)\n',
        "if (wasAll || before.get(zone) !== state || state === 'Normal')\n",
      ],
    ],
  },
  {
    id: 'M18',
    step: '23.3',
    looksAsIf: 'only nodes that are not ready make the size of a zone',
    hint: 'A zone of sixty nodes, of which fifty are lost. Is it large?',
    file: 'zones.ts',
    swaps: [
      [
        'rates.set(zone, evictionRate(state, ready + notReady));',
        'rates.set(zone, evictionRate(state, ready < 0 ? ready : notReady));',
      ],
    ],
  },
  {
    id: 'M19',
    step: '23.3',
    looksAsIf: 'a zone that is new gets no rate',
    hint: 'A zone was never counted before. Which rate does it have if you give it none?',
    file: 'zones.ts',
    swaps: [
      [
        'if (wasAll || before.get(zone) !== state)\n',
        'if (wasAll || (before.has(zone) && before.get(zone) !== state))\n',
      ],
    ],
  },
  {
    id: 'M20',
    step: '23.3',
    looksAsIf: 'a zone that is lost as a whole is not emptied',
    hint: 'All of one zone is lost, and the others are well. Where could the fault be, and who has room?',
    file: 'zones.ts',
    swaps: [
      [
        'rates.set(zone, evictionRate(state, ready + notReady));',
        "rates.set(\n        zone,\n        state === 'FullDisruption' ? 0 : evictionRate(state, ready + notReady),\n      );",
      ],
    ],
  },
  {
    id: 'M21',
    step: '23.3',
    looksAsIf: 'one zone that is lost stops all the others',
    hint: 'Zone a is lost and zone b is well. What is wrong with b?',
    file: 'zones.ts',
    swaps: [
      [
        "const isAll = names.every((zone) => states.get(zone) === 'FullDisruption');",
        "const isAll = names.some((zone) => states.get(zone) === 'FullDisruption');",
      ],
    ],
  },
  {
    id: 'M22',
    step: '23.4',
    looksAsIf: 'evictions go on when all zones are lost',
    hint: 'Every node of the cluster fell silent at once. Which cable would explain it best?',
    file: 'zones.ts',
    swaps: [
      [
        'rates: new Map(names.map((zone) => [zone, 0])),',
        "rates: new Map(\n        names.map((zone) => [zone, evictionRate('FullDisruption', 0)]),\n      ),",
      ],
    ],
  },
  {
    id: 'M23',
    step: '23.4',
    looksAsIf: 'it is entered again at every tick',
    hint: 'All were lost at the last tick, and all still are. What has changed?',
    file: 'zones.ts',
    swaps: [
      [
        'if (isAll && wasAll) return { states, rates: new Map() };',
        'if (isAll && wasAll && names.length === 0) return { states, rates: new Map() };',
      ],
    ],
  },
  {
    id: 'M24',
    step: '23.4',
    looksAsIf: 'when it is over only the zones that changed get a rate',
    hint: 'Zone a was lost and is still lost, and its rate was set to 0 an hour ago. Who sets it again?',
    file: 'zones.ts',
    swaps: [
      [
        'if (wasAll || before.get(zone) !== state)\n',
        'if (before.get(zone) !== state)\n',
      ],
    ],
  },
  {
    id: 'M25',
    step: '23.4',
    looksAsIf: 'nobody is told when it is over',
    hint: 'One node answers again. Which nodes should have their whole grace period once more, and who says so?',
    file: 'zones.ts',
    swaps: [["...(wasAll ? { all: 'left' } : {})", '...(wasAll ? {} : {})']],
  },
  {
    id: 'M26',
    step: '23.4',
    looksAsIf: 'a zone that was not counted before counts as lost before',
    hint: 'A zone is new at this tick. Was it lost at the last one?',
    file: 'zones.ts',
    swaps: [
      [
        "const wasAll = names.every((zone) => before.get(zone) === 'FullDisruption');",
        "const wasAll = [...before.values()].every((one) => one === 'FullDisruption');",
      ],
    ],
  },
  {
    id: 'M27',
    step: '23.5',
    looksAsIf: 'the queue is emptied at once',
    hint: 'Twenty machines have died. What happens to the others if all of their Pods come within a second?',
    file: 'rate-limited-queue.ts',
    swaps: [
      ['this.#full = now + 1_000 / this.#rate;\n    return node;', 'return node;'],
    ],
  },
  {
    id: 'M28',
    step: '23.5',
    looksAsIf: 'the one that came last goes first',
    hint: 'Who has waited longest?',
    file: 'rate-limited-queue.ts',
    swaps: [
      [
        'const [node] = this.#waiting.keys();',
        'const node = [...this.#waiting.keys()].at(-1);',
      ],
    ],
  },
  {
    id: 'M29',
    step: '23.5',
    looksAsIf: 'one that was taken may queue again at once',
    hint: 'A silent node is queued at every tick. How often is it tainted in ten minutes?',
    file: 'rate-limited-queue.ts',
    swaps: [['this.#taken.add(node);\n    this.#full', 'this.#full']],
  },
  {
    id: 'M30',
    step: '23.5',
    looksAsIf:
      'the time of the next token runs from that of the last, and not from now',
    hint: 'The queue was quiet for an hour, and its bucket holds one token. How many may go now?',
    file: 'rate-limited-queue.ts',
    swaps: [
      [
        'this.#full = now + 1_000 / this.#rate;\n    return node;',
        'this.#full += 1_000 / this.#rate;\n    return node;',
      ],
    ],
  },
  {
    id: 'M31',
    step: '23.5',
    looksAsIf: 'a rate is taken for a time between two nodes',
    hint: '0.1 nodes a second: how long is it from one to the next?',
    file: 'rate-limited-queue.ts',
    swaps: [
      [
        'this.#full = now + 1_000 / this.#rate;\n    return node;',
        'this.#full = now + 1_000 * this.#rate;\n    return node;',
      ],
    ],
  },
  {
    id: 'M32',
    step: '23.5',
    looksAsIf: 'a token is paid even if nobody waits',
    hint: 'Nobody waits, and you look every 100 ms. What does looking cost?',
    file: 'rate-limited-queue.ts',
    swaps: [
      [
        'if (this.next() > now) return undefined;\n    const [node]',
        'if (this.#full > now) return undefined;\n    if (this.#waiting.size === 0) this.#full = now + 1_000 / this.#rate;\n    const [node]',
      ],
    ],
  },
  {
    id: 'M33',
    step: '23.6',
    looksAsIf: 'the longest toleration counts',
    hint: 'It tolerates one taint for a minute and the other for an hour. After two minutes, which one does it not tolerate?',
    file: 'toleration-time.ts',
    swaps: [
      [
        'let shortest = Number.POSITIVE_INFINITY;',
        'let shortest = taints.length > 0 ? 0 : Number.POSITIVE_INFINITY;',
      ],
      ['shortest = Math.min(', 'shortest = Math.max('],
    ],
  },
  {
    id: 'M34',
    step: '23.6',
    looksAsIf: 'one taint that is tolerated is enough',
    hint: 'Two taints, one toleration. Which of the two drives the Pod away?',
    file: 'toleration-time.ts',
    swaps: [
      [
        'if (used === undefined) return undefined;',
        'if (used === undefined) {\n      if (taints.length > 1) continue;\n      return undefined;\n    }',
      ],
    ],
  },
  {
    id: 'M35',
    step: '23.6',
    looksAsIf: 'a toleration without seconds is one of none',
    hint: 'A DaemonSet’s Pod tolerates the taint and says no seconds. For how long is that?',
    file: 'toleration-time.ts',
    swaps: [
      [
        'const { tolerationSeconds = Number.POSITIVE_INFINITY } = used;',
        'const { tolerationSeconds = 0 } = used;',
      ],
    ],
  },
  {
    id: 'M36',
    step: '23.6',
    looksAsIf: 'seconds and milliseconds are the same',
    hint: 'tolerationSeconds is 300. How long is that for a clock that counts milliseconds?',
    file: 'toleration-time.ts',
    swaps: [
      ['Math.max(tolerationSeconds, 0) * 1_000', 'Math.max(tolerationSeconds, 0)'],
    ],
  },
  {
    id: 'M37',
    step: '23.6',
    looksAsIf: 'a time may be less than nothing',
    hint: 'Somebody wrote -1. When does the Pod go: yesterday?',
    file: 'toleration-time.ts',
    swaps: [
      ['Math.max(tolerationSeconds, 0) * 1_000', 'tolerationSeconds * 1_000'],
    ],
  },
  {
    id: 'M38',
    step: '23.6',
    looksAsIf:
      'all tolerations of the Pod count, also those that cover no taint here',
    hint: 'It tolerates something else for a second, which this node does not have. What has that to do with it?',
    file: 'toleration-time.ts',
    swaps: [
      [
        'return shortest;\n  ',
        'for (const { tolerationSeconds } of tolerations)\n    if (tolerationSeconds !== undefined && taints.length > 0)\n      shortest = Math.min(shortest, Math.max(tolerationSeconds, 0) * 1_000);\n  return shortest;\n  ',
      ],
    ],
  },
  {
    id: 'M39',
    step: '23.7',
    looksAsIf: 'the time begins anew with every judgement',
    hint: 'The taints change after four minutes. Has the Pod tolerated nothing until then?',
    file: 'evictions.ts',
    swaps: [
      [
        'if (this.#timers.has(key)) return false;\n    const begin',
        'if (this.#timers.has(key) && !this.cancel(key)) return false;\n    const begin',
      ],
    ],
  },
  {
    id: 'M40',
    step: '23.7',
    looksAsIf:
      'a planned eviction goes on although the taint is tolerated for ever',
    hint: 'The node is back, after four of five minutes. What happens in a minute?',
    file: 'evictions.ts',
    swaps: [
      [
        'if (time === Number.POSITIVE_INFINITY) return this.cancel(key);',
        'if (time === Number.POSITIVE_INFINITY) return this.#timers.get(key) !== undefined;',
      ],
    ],
  },
  {
    id: 'M41',
    step: '23.7',
    looksAsIf: 'a Pod that no longer tolerates the taint waits for its old time',
    hint: 'Its toleration was taken away. For how long does it tolerate the taint now?',
    file: 'evictions.ts',
    swaps: [
      [
        'const wasPlanned = this.cancel(key);\n      if (!this.#timers.has(key)) void this.#begin(key);\n      return wasPlanned;',
        'if (!this.#timers.has(key)) void this.#begin(key);\n      return false;',
      ],
    ],
  },
  {
    id: 'M42',
    step: '23.7',
    looksAsIf: 'a second eviction begins while the first is under way',
    hint: 'A deletion is under way, and a second taint comes. How often does a Pod have to be deleted?',
    file: 'evictions.ts',
    swaps: [
      [
        'if (!this.#timers.has(key)) void this.#begin(key);',
        'void this.#begin(key);',
      ],
    ],
  },
  {
    id: 'M43',
    step: '23.7',
    looksAsIf: 'nobody is told that an eviction was taken back',
    hint: 'Somebody waits for the event "Cancelling deletion". By what does the caller know that there is one to send?',
    file: 'evictions.ts',
    swaps: [
      [
        'if (time === Number.POSITIVE_INFINITY) return this.cancel(key);',
        'if (time === Number.POSITIVE_INFINITY) {\n      this.cancel(key);\n      return false;\n    }',
      ],
    ],
  },
  {
    id: 'M44',
    step: '23.7',
    looksAsIf: 'a Pod that tolerates the taint for no time at all is left alone',
    hint: 'tolerationSeconds: 0 is a number, and undefined is none. Which of the two is "not at all"?',
    file: 'evictions.ts',
    swaps: [
      [
        'if (time > 0) this.#timers.set',
        'if (time === 0) return false;\n    if (time > 0) this.#timers.set',
      ],
    ],
  },
  {
    id: 'M45',
    step: '23.1',
    looksAsIf: 'the grace period is always that of the newest version',
    hint: 'The flag of this cluster says 40 s, and `isSilent` is told so. Which number does it compare with?',
    file: 'health.ts',
    swaps: [
      [
        'const { startup, monitor } = grace;',
        'const { startup, monitor } = grace.startup < 0 ? grace : GRACE;',
      ],
    ],
  },
  {
    id: 'M46',
    step: '23.2',
    looksAsIf: 'a node that has no Ready condition is out of reach',
    hint: 'It was made a second ago, and its kubelet is starting. Has anybody said of it that nothing is known?',
    file: 'no-execute.ts',
    swaps: [
      [
        "return ready === 'Unknown' ? UNREACHABLE : undefined;",
        "return (ready ?? 'Unknown') === 'Unknown' ? UNREACHABLE : undefined;",
      ],
    ],
  },
  {
    id: 'M47',
    step: '23.2',
    looksAsIf: 'a taint goes by its key alone, whatever its effect is',
    hint: 'The node has unreachable twice, once for the scheduler and once for its Pods. Which of the two is this list about?',
    file: 'no-execute.ts',
    swaps: [
      [
        "effect === 'NoExecute' && (key === NOT_READY || key === UNREACHABLE);",
        "effect !== '' && (key === NOT_READY || key === UNREACHABLE);",
      ],
    ],
  },
  {
    id: 'M48',
    step: '23.3',
    looksAsIf: 'a zone is its zone label, whatever the region',
    hint: 'Two regions have a zone `a` each. Is what happens in the one any news of the other?',
    file: 'zones.ts',
    swaps: [
      [
        "const region = labels['topology.kubernetes.io/region'] ?? '';",
        "const region = labels['topology.kubernetes.io/zone'] ?? '';",
      ],
    ],
  },
  {
    id: 'M49',
    step: '23.5',
    looksAsIf: 'half of the way to a token is half of it at the new rate as well',
    hint: 'There was no token when the rate changed. From when on does the new rate count?',
    file: 'rate-limited-queue.ts',
    swaps: [
      [
        '    this.#rate = rate;\n',
        '    const left = (this.#full - now) * (this.#rate || rate);\n    this.#rate = rate;\n',
      ],
      [
        'else if (!hasToken) this.#full = now + 1_000 / rate;',
        'else if (!hasToken)\n      this.#full = now + (left === Number.POSITIVE_INFINITY ? 1_000 : left) / rate;',
      ],
    ],
  },
  {
    id: 'M50',
    step: '23.6',
    looksAsIf: 'what keeps a new Pod away drives an old one away as well',
    hint: 'NoSchedule and NoExecute: which of them is about Pods that are there already?',
    file: 'toleration-time.ts',
    swaps: [
      [
        "taints.filter(({ effect }) => effect === 'NoExecute')",
        "taints.filter(({ effect }) => effect !== 'PreferNoSchedule')",
      ],
    ],
  },
  {
    id: 'M51',
    step: '23.7',
    looksAsIf: 'at once is by a timer of no time',
    hint: 'The Pod is judged, and judged again in the same breath. What does the second judgement find: a plan, or an eviction that is under way?',
    file: 'evictions.ts',
    swaps: [['if (time > 0) this.#timers.set', 'if (time >= 0) this.#timers.set']],
  },
  {
    id: 'M52',
    step: '23.7',
    looksAsIf: 'the time that a Pod has is that of the wall clock',
    hint: 'Somebody sets the clock back by an hour, while a Pod waits for five minutes. How long does it stay?',
    file: 'evictions.ts',
    swaps: [
      [
        '    const begin = () => void this.#begin(key);\n',
        '    const due = this.#clock.wall() + time;\n    const begin = () => {\n      const left = due - this.#clock.wall();\n      if (left > 0) this.#timers.set(key, this.#clock.after(left, begin));\n      else void this.#begin(key);\n    };\n',
      ],
    ],
  },
  {
    id: 'M53',
    step: '23.7',
    looksAsIf: 'what was taken back still has its timer',
    hint: 'Its eviction was taken back, and nothing happens when the time is over. Who still waits for it, and what for?',
    file: 'evictions.ts',
    swaps: [
      [
        '    timer.cancel();\n    return this.#timers.delete(key);',
        '    return this.#timers.delete(key);',
      ],
      [
        'const begin = () => void this.#begin(key);',
        'const begin = () => {\n      if (this.#timers.get(key) === timer) void this.#begin(key);\n    };\n    let timer: Timer | undefined;',
      ],
      [
        'if (time > 0) this.#timers.set(key, this.#clock.after(time, begin));',
        'if (time > 0) {\n      timer = this.#clock.after(time, begin);\n      this.#timers.set(key, timer);\n    }',
      ],
    ],
  },
  {
    id: 'M54',
    step: '23.7',
    looksAsIf: 'to take all back is to forget what is under way as well',
    hint: 'The controller is stopped while a deletion is on its way. Is that one planned, and what if the Pod is judged again?',
    file: 'evictions.ts',
    swaps: [
      [
        'for (const key of [...this.#timers.keys()]) this.cancel(key);',
        'for (const key of [...this.#timers.keys()]) this.cancel(key);\n    this.#timers.clear();',
      ],
    ],
  },
];
