// The ways in which people get chapter 26 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '26.1',
    looksAsIf: 'a number that is given out is not noted as taken',
    hint: 'Two Services ask for any port, one after the other. What keeps them from the same?',
    file: 'allocator.ts',
    swaps: [['this.#taken.add(number);\n        return number;', 'return number;']],
  },
  {
    id: 'M2',
    step: '26.1',
    looksAsIf:
      'the search ends at the last number, and does not begin anew at the first',
    hint: 'It begins in the middle, and all behind it are taken. Where are those that it has not looked at?',
    file: 'allocator.ts',
    swaps: [
      [
        'for (let i = 0; i < many; i++) {',
        'for (let i = 0; i < many - start; i++) {',
      ],
    ],
  },
  {
    id: 'M3',
    step: '26.1',
    looksAsIf: 'the last number of a range is never given out',
    hint: 'A range of five has five numbers. How many are given out before it is full?',
    file: 'allocator.ts',
    swaps: [
      [
        'const number = from + ((start + i) % many);',
        'const number = from + ((start + i) % Math.max(1, many - 1));',
      ],
    ],
  },
  {
    id: 'M4',
    step: '26.1',
    looksAsIf: 'undefined is given out when the range is full',
    hint: 'The range is full. What does the caller do with a number that is none?',
    file: 'allocator.ts',
    swaps: [
      ["throw new AllocationError('Full', 'range is full');", 'return Number.NaN;'],
    ],
  },
  {
    id: 'M5',
    step: '26.1',
    looksAsIf: 'the first that it comes to is given out, free or not',
    hint: 'Chance points at a number that somebody has. Whose is it then?',
    file: 'allocator.ts',
    swaps: [
      [
        'if (this.#taken.has(number)) continue;',
        'if (this.#taken.has(number) && i > 0) continue;',
      ],
    ],
  },
  {
    id: 'M6',
    step: '26.2',
    looksAsIf: 'numbers are given out from the whole range at once',
    hint: 'Somebody has written 30080 into a manifest that is not applied yet. Should any Service get that number?',
    file: 'allocator.ts',
    swaps: [
      [
        '{ from: first + band, many: size - band },\n      { from: first, many: band },',
        '{ from: first, many: size },',
      ],
    ],
  },
  {
    id: 'M7',
    step: '26.2',
    looksAsIf: 'the band is given out first',
    hint: 'Which numbers does a person choose, the low ones or the high ones?',
    file: 'allocator.ts',
    swaps: [
      [
        '{ from: first + band, many: size - band },\n      { from: first, many: band },',
        '{ from: first, many: band },\n      { from: first + band, many: size - band },',
      ],
    ],
  },
  {
    id: 'M8',
    step: '26.2',
    looksAsIf: 'the band is never given out unasked',
    hint: 'All above the band is gone, and the band is empty. Is the range full?',
    file: 'allocator.ts',
    swaps: [['{ from: first, many: band },\n', '']],
  },
  {
    id: 'M9',
    step: '26.2',
    looksAsIf: 'the search begins at the first number each time',
    hint: 'A port is given back, and somebody’s laptop still sends to it. Who should get it next?',
    file: 'allocator.ts',
    swaps: [
      [
        'const start = many === 0 ? 0 : this.#chance.integer(0, many - 1);',
        'const start = 0;',
      ],
    ],
  },
  {
    id: 'M10',
    step: '26.3',
    looksAsIf:
      'every port gets a number of its own, one port with two protocols too',
    hint: 'DNS is asked by TCP and by UDP at port 53. Do the two need two numbers?',
    file: 'node-ports.ts',
    swaps: [
      [
        'if (known !== undefined && (own === 0 || own === known)) return known;',
        'if (known !== undefined && own === known) return known;',
      ],
    ],
  },
  {
    id: 'M11',
    step: '26.3',
    looksAsIf:
      'a number that the second protocol has named is not seen by the first',
    hint: 'The first of two alike says nothing, and the second says 30053. Which number do they share?',
    file: 'node-ports.ts',
    swaps: [
      [
        'const asked = own || named.find((number) => number !== 0);',
        'const asked = own === 0 || named.length === 0 ? undefined : own;',
      ],
    ],
  },
  {
    id: 'M12',
    step: '26.3',
    looksAsIf: 'a number that is named is not asked of the allocator',
    hint: 'The Service says 30001, and so did another one. Who would notice?',
    file: 'node-ports.ts',
    swaps: [['if (asked !== undefined) operation.allocate(asked);\n', '']],
  },
  {
    id: 'M13',
    step: '26.3',
    looksAsIf: 'a load balancer always gets node ports',
    hint: 'allocateLoadBalancerNodePorts is false. Whose ports are left alone then?',
    file: 'node-ports.ts',
    swaps: [
      [
        'if (own === 0 && !wantsAll(service)) return 0;\n    const known',
        'const known',
      ],
    ],
  },
  {
    id: 'M14',
    step: '26.3',
    looksAsIf: 'a load balancer without node ports loses those that it names',
    hint: 'false says that none is given out unasked. What of one that is asked for?',
    file: 'node-ports.ts',
    swaps: [
      [
        'if (own === 0 && !wantsAll(service)) return 0;\n    const known',
        'if (!wantsAll(service)) return 0;\n    const known',
      ],
    ],
  },
  {
    id: 'M15',
    step: '26.4',
    looksAsIf: 'what was taken stays taken when the request fails',
    hint: 'The second port of a Service is refused. What happened to the first?',
    file: 'operation.ts',
    swaps: [['revert: () => end(taken),', 'revert: () => end([]),']],
  },
  {
    id: 'M16',
    step: '26.4',
    looksAsIf: 'a number is given back at once, and not at the end',
    hint: 'The port is given back, and the write fails. The Service still has it: and who else, by now?',
    file: 'operation.ts',
    swaps: [
      [
        'releaseLater: (number) => void later.push(number),',
        'releaseLater: (number) => allocator.release(number),',
      ],
    ],
  },
  {
    id: 'M17',
    step: '26.4',
    looksAsIf:
      'a failure gives back what should have been given back after a success',
    hint: 'The update has failed, so the Service is as it was. Which ports does it have?',
    file: 'operation.ts',
    swaps: [
      ['revert: () => end(taken),', 'revert: () => end([...taken, ...later]),'],
    ],
  },
  {
    id: 'M18',
    step: '26.4',
    looksAsIf: 'an operation that has ended can be ended once more',
    hint: 'It is committed, and somebody’s clean-up reverts it. What should become of the ports?',
    file: 'operation.ts',
    swaps: [['[taken, later] = [[], []];\n', '']],
  },
  {
    id: 'M19',
    step: '26.4',
    looksAsIf:
      'a number is noted as taken before it is known whether it can be had',
    hint: 'The port is refused because another Service has it. Whose is it after the revert?',
    file: 'operation.ts',
    swaps: [
      [
        'allocator.allocate(number);\n      taken.push(number);',
        'taken.push(number);\n      allocator.allocate(number);',
      ],
    ],
  },
  {
    id: 'M20',
    step: '26.5',
    looksAsIf: 'a port that says no number gets a new one at each update',
    hint: 'Somebody adds a label by `kubectl replace`, with a file that names no node port. Should every client be told a new one?',
    file: 'node-ports.ts',
    swaps: [
      [
        'withNumbers(held.length > 0 ? withKnown(was, is) : is, (port) => {',
        'withNumbers(is, (port) => {',
      ],
    ],
  },
  {
    id: 'M21',
    step: '26.5',
    looksAsIf: 'the number of a port that is gone is not given back',
    hint: 'The Service has one port less. Who will ever give its number back?',
    file: 'node-ports.ts',
    swaps: [
      [
        'for (const number of held) if (!left.has(number)) operation.releaseLater(number);\n  return ports;',
        'return left.size < 0 ? [] : ports;',
      ],
    ],
  },
  {
    id: 'M22',
    step: '26.5',
    looksAsIf: 'a Service is refused its own number',
    hint: 'It has 30001 and says so. Who has taken it?',
    file: 'node-ports.ts',
    swaps: [['const mine = new Set(held);', 'const mine = new Set<number>();']],
  },
  {
    id: 'M23',
    step: '26.5',
    looksAsIf: 'numbers stay in the ports of a type that has none',
    hint: 'The type is ClusterIP now, and the client has left nodePort as it was. Does it want to keep it?',
    file: 'node-ports.ts',
    swaps: [
      ['return held.length > 0 ? withoutNumbers(was, is) : is;', 'return is;'],
    ],
  },
  {
    id: 'M24',
    step: '26.5',
    looksAsIf: 'numbers are not given back when the type is changed',
    hint: 'From NodePort to ClusterIP: what of the number on every node?',
    file: 'node-ports.ts',
    swaps: [
      [
        'for (const number of held) operation.releaseLater(number);\n    return',
        'return',
      ],
    ],
  },
  {
    id: 'M25',
    step: '26.5',
    looksAsIf: 'the same new number is asked for twice',
    hint: 'Two protocols name one new number in one update. From whom does the second take it?',
    file: 'node-ports.ts',
    swaps: [['mine.add(own);\n', '']],
  },
  {
    id: 'M26',
    step: '26.6',
    looksAsIf: 'a Pod on its way out is ready as long as it answers',
    hint: 'Its container has been told to end. Should new connections go there?',
    file: 'endpoints.ts',
    swaps: [
      [
        'ready: publishNotReady || (serving && !terminating),',
        'ready: publishNotReady || serving,',
      ],
    ],
  },
  {
    id: 'M27',
    step: '26.6',
    looksAsIf: 'a Pod on its way out is not serving',
    hint: 'All Pods are on their way out at once. May the proxy know which of them still answer?',
    file: 'endpoints.ts',
    swaps: [
      [
        '...{ serving, terminating },',
        '...{ serving: serving && !terminating, terminating },',
      ],
    ],
  },
  {
    id: 'M28',
    step: '26.6',
    looksAsIf: 'publishNotReadyAddresses makes everybody serving',
    hint: 'A Service publishes all addresses. Which of the three words is about the Service, and which about the Pod?',
    file: 'endpoints.ts',
    swaps: [
      [
        '...{ serving, terminating },',
        '...{ serving: serving || publishNotReady, terminating },',
      ],
    ],
  },
  {
    id: 'M29',
    step: '26.6',
    looksAsIf: 'a Pod on its way out is not ready even where all are published',
    hint: 'A database finds its peers by a headless Service, to say goodbye to them too. Whom should it find?',
    file: 'endpoints.ts',
    swaps: [
      [
        'ready: publishNotReady || (serving && !terminating),',
        'ready: (publishNotReady || serving) && !terminating,',
      ],
    ],
  },
  {
    id: 'M30',
    step: '26.6',
    looksAsIf: 'a Pod whose readiness is not known is ready',
    hint: 'Ready is Unknown: nobody can say. Is that True?',
    file: 'endpoints.ts',
    swaps: [
      [
        "type === 'Ready' && status === 'True'",
        "type === 'Ready' && status !== 'False'",
      ],
    ],
  },
  {
    id: 'M31',
    step: '26.7',
    looksAsIf: 'what comes always goes into a slice of its own',
    hint: 'One Pod comes, and a slice has room. How many objects need there be?',
    file: 'slices.ts',
    swaps: [
      [
        'if (roomy === undefined) return',
        'if (roomy === undefined || !roomy.isChanged) return',
      ],
    ],
  },
  {
    id: 'M32',
    step: '26.7',
    looksAsIf: 'the slices that are written anyway are not filled first',
    hint: 'A slice has to be written, since a Pod has gone from it. Where does the new Pod cost nothing?',
    file: 'slices.ts',
    swaps: [
      [
        'endpoints.push(...rest.splice(0, Math.max(0, most - endpoints.length)));',
        'endpoints.push(...rest.splice(0, 0));',
      ],
    ],
  },
  {
    id: 'M33',
    step: '26.7',
    looksAsIf:
      'the rest is spread over several slices that would not have been written',
    hint: 'Three come, and two slices have room for two. How many writes is it to fill both, and how many to make a new one?',
    file: 'slices.ts',
    swaps: [
      [
        '!isChanged && endpoints.length + rest.length <= most,',
        '!isChanged && endpoints.length < most,',
      ],
      [
        'roomy.endpoints.push(...rest);\n  return { filled: [...filled, roomy], more };',
        'roomy.endpoints.push(...rest.splice(0, most - roomy.endpoints.length));\n  return { filled: [...filled, roomy], more: rest.length > 0 ? [...more, rest] : more };',
      ],
    ],
  },
  {
    id: 'M34',
    step: '26.7',
    looksAsIf: 'the emptiest slice is filled, and not the fullest',
    hint: 'Two slices are written anyway. If the emptier one is filled, which of the two can ever go away?',
    file: 'slices.ts',
    swaps: [
      [
        '(a, b) => b.endpoints.length - a.endpoints.length,',
        '(a, b) => a.endpoints.length - b.endpoints.length,',
      ],
    ],
  },
  {
    id: 'M35',
    step: '26.7',
    looksAsIf: 'a slice holds one more than it may',
    hint: 'At most a hundred: is there room in one that has a hundred?',
    file: 'slices.ts',
    swaps: [
      [
        '!isChanged && endpoints.length + rest.length <= most,',
        '!isChanged && endpoints.length + rest.length <= most + 1,',
      ],
    ],
  },
  {
    id: 'M36',
    step: '26.7',
    looksAsIf: 'an endpoint whose state has changed is not written again',
    hint: 'The Pod is ready no more. What does its slice say?',
    file: 'slices.ts',
    swaps: [
      [
        'endpoints.push(isSame(one, wanted) ? one : wanted);',
        'endpoints.push(isSame(one, wanted) ? one : one);',
      ],
    ],
  },
];
