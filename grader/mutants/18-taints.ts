// The ways in which people get chapter 18 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '18.1',
    looksAsIf: 'a toleration without an effect covers no effect',
    hint: 'A toleration names no effect. Does it mean none of them, or any?',
    file: 'tolerations.ts',
    swaps: [
      [
        "if (effect !== '' && effect !== taint.effect)",
        'if (effect !== taint.effect)',
      ],
    ],
  },
  {
    id: 'M2',
    step: '18.1',
    looksAsIf: 'a toleration without a key covers nothing',
    hint: 'A DaemonSet for logs runs on every node there is. What does its toleration say of keys?',
    file: 'tolerations.ts',
    swaps: [["if (key !== '' && key !== taint.key)", 'if (key !== taint.key)']],
  },
  {
    id: 'M3',
    step: '18.1',
    looksAsIf: 'a toleration without an operator is taken for Exists',
    hint: '`key: gpu` has no operator. Does it cover gpu=yes? Which operator is the default?',
    file: 'tolerations.ts',
    swaps: [
      [
        "case 'Exists':\n      return true;\n    case '':",
        "case '':\n    case 'Exists':\n      return true;",
      ],
    ],
  },
  {
    id: 'M4',
    step: '18.1',
    looksAsIf: 'Exists looks at the value all the same',
    hint: 'Exists asks whether the taint is there. What does the value matter to it?',
    file: 'tolerations.ts',
    swaps: [
      [
        "case 'Exists':\n      return true;",
        "case 'Exists':\n      return value === '' || value === taint.value;",
      ],
    ],
  },
  {
    id: 'M5',
    step: '18.1',
    looksAsIf: 'a value that is absent is another one than the empty value',
    hint: '`kubectl taint nodes n gpu:NoSchedule` writes no value at all. Which toleration covers that?',
    file: 'tolerations.ts',
    swaps: [
      ["return value === (taint.value ?? '');", 'return value === taint.value;'],
    ],
  },
  {
    id: 'M6',
    step: '18.1',
    looksAsIf: 'an operator that is not Exists is taken for Equal',
    hint: 'An object may come from a newer server, with an operator that you do not know. Is it safe to let its Pod in?',
    file: 'tolerations.ts',
    swaps: [
      [
        'default:\n      return false;',
        "default:\n      return value === (taint.value ?? '');",
      ],
    ],
  },
  {
    id: 'M7',
    step: '18.1',
    looksAsIf: 'the effect is not compared',
    hint: 'The Pod bears NoSchedule, and the taint says NoExecute. Is that what it has agreed to?',
    file: 'tolerations.ts',
    swaps: [["if (effect !== '' && effect !== taint.effect) return false;\n", '']],
  },
  {
    id: 'M8',
    step: '18.2',
    looksAsIf: 'only NoSchedule keeps Pods out',
    hint: 'NoExecute evicts Pods that run. Would it let new ones in, to evict them at once?',
    file: 'tolerations.ts',
    swaps: [
      [
        "return effect === 'NoSchedule' || effect === 'NoExecute';",
        "return effect === 'NoSchedule';",
      ],
    ],
  },
  {
    id: 'M9',
    step: '18.2',
    looksAsIf: 'a soft taint keeps Pods out too',
    hint: 'Prefer is a wish. In which of the two phases is it heard?',
    file: 'tolerations.ts',
    swaps: [
      [
        "return effect === 'NoSchedule' || effect === 'NoExecute';",
        "return effect !== '';",
      ],
    ],
  },
  {
    id: 'M10',
    step: '18.2',
    looksAsIf: 'one toleration that covers something opens the node',
    hint: 'Two taints, and a toleration for one of them. Does the other go away?',
    file: 'tolerations.ts',
    swaps: [
      [
        'return taints.find(\n    (taint) => keepsOut(taint) && !isTolerated(taint, tolerations),\n  );',
        'if (taints.some((taint) => isTolerated(taint, tolerations))) return undefined;\n  return taints.find(keepsOut);',
      ],
    ],
  },
  {
    id: 'M11',
    step: '18.3',
    looksAsIf: 'the share is rounded and not cut',
    hint: 'Two of three is 66.67 of a hundred. Integers in Go have no fraction: what becomes of it?',
    file: 'normalized.ts',
    swaps: [
      [
        'Math.trunc((MAX_NODE_SCORE * count) / most)',
        'Math.round((MAX_NODE_SCORE * count) / most)',
      ],
    ],
  },
  {
    id: 'M12',
    step: '18.3',
    looksAsIf: 'the fraction is cut after turning round, and not before',
    hint: '100 - 33.3 is 66.7. If you cut the third first, what is left?',
    file: 'normalized.ts',
    swaps: [
      [
        'const share = most === 0 ? 0 : Math.trunc((MAX_NODE_SCORE * count) / most);\n    return reverse ? MAX_NODE_SCORE - share : share;',
        'const share = most === 0 ? 0 : (MAX_NODE_SCORE * count) / most;\n    return Math.trunc(reverse ? MAX_NODE_SCORE - share : share);',
      ],
    ],
  },
  {
    id: 'M13',
    step: '18.3',
    looksAsIf: 'nodes without a soft taint score nothing when nobody has one',
    hint: 'No node has a soft taint. Is the first of them as good as can be, or as bad?',
    file: 'normalized.ts',
    swaps: [
      [
        'return reverse ? MAX_NODE_SCORE - share : share;',
        'return reverse && most > 0 ? MAX_NODE_SCORE - share : share;',
      ],
    ],
  },
  {
    id: 'M14',
    step: '18.3',
    looksAsIf: 'counts are measured from the smallest to the largest',
    hint: 'Two nodes, with three taints and with four. Is the first as good as one that has none?',
    file: 'normalized.ts',
    swaps: [
      [
        'const most = counts.reduce((max, count) => Math.max(max, count), 0);\n  return counts.map((count) => {',
        'const least = counts.reduce((min, count) => Math.min(min, count), Infinity);\n  const most = counts.reduce((max, count) => Math.max(max, count - least), 0);\n  return counts.map((one) => {\n    const count = one - least;',
      ],
    ],
  },
  {
    id: 'M15',
    step: '18.4',
    looksAsIf: "other people's taints are taken away",
    hint: 'Somebody has tainted the node gpu=yes. Which of its taints are the controller’s to remove?',
    file: 'conditions.ts',
    swaps: [
      [
        "effect === 'NoSchedule' && OWN.has(key) && !wanted.has(key)",
        "effect === 'NoSchedule' && !wanted.has(key)",
      ],
    ],
  },
  {
    id: 'M16',
    step: '18.4',
    looksAsIf: 'the same key with NoExecute is taken away with it',
    hint: 'The node is Ready again, and not-ready:NoExecute is still there. Who has put it there, and who will take it away?',
    file: 'conditions.ts',
    swaps: [
      [
        "effect === 'NoSchedule' && OWN.has(key) && !wanted.has(key)",
        'OWN.has(key) && !wanted.has(key)',
      ],
    ],
  },
  {
    id: 'M17',
    step: '18.4',
    looksAsIf:
      'a taint with the same key and another effect is taken for the one that is wanted',
    hint: 'not-ready:NoExecute is there. Does it keep a Pod out that tolerates NoExecute alone?',
    file: 'conditions.ts',
    swaps: [
      ["if (effect === 'NoSchedule') wanted.delete(key);", 'wanted.delete(key);'],
    ],
  },
  {
    id: 'M18',
    step: '18.4',
    looksAsIf: 'a taint that is there already is put there anew',
    hint: 'The disk has been full since nine, and the node reports again at ten. Since when has the taint been there?',
    file: 'conditions.ts',
    swaps: [
      [
        "effect === 'NoSchedule' && OWN.has(key) && !wanted.has(key)",
        "effect === 'NoSchedule' && OWN.has(key)",
      ],
    ],
  },
  {
    id: 'M19',
    step: '18.4',
    looksAsIf: 'a new list is handed out although nothing has changed',
    hint: 'A node reports every five minutes. Who hears of it, if you hand out another list each time?',
    file: 'conditions.ts',
    swaps: [
      [
        'if (wanted.size === 0 && kept.length === taints.length) return taints;\n',
        '',
      ],
    ],
  },
  {
    id: 'M20',
    step: '18.4',
    looksAsIf: 'new taints stand in front',
    hint: 'The first taint that is not tolerated is named. Whose should stand first, those that were there or those that came?',
    file: 'conditions.ts',
    swaps: [['return [...kept, ...added];', 'return [...added, ...kept];']],
  },
  {
    id: 'M21',
    step: '18.5',
    looksAsIf: 'an empty term holds for every node',
    hint: 'A template’s value was missing, and the term is empty. Where may the Pod go now?',
    file: 'affinity.ts',
    swaps: [
      [
        'if (matchExpressions.length === 0 && matchFields.length === 0) return false;\n',
        '',
      ],
    ],
  },
  {
    id: 'M22',
    step: '18.5',
    looksAsIf: 'expressions or fields are enough',
    hint: 'Everything in a term has to hold. What stands between its two lists?',
    file: 'affinity.ts',
    swaps: [
      [
        'matches({ requirements: labels }, own) &&\n    matches(',
        '(labels.length > 0 && matches({ requirements: labels }, own)) ||\n    matches(',
      ],
    ],
  },
  {
    id: 'M23',
    step: '18.5',
    looksAsIf: 'the fields of a term are not looked at',
    hint: 'A term has a second list, and a DaemonSet writes nothing but that one.',
    file: 'affinity.ts',
    swaps: [
      [
        '&&\n    matches({ requirements: fields }, { [NAME]: name })',
        '&& name !== undefined',
      ],
    ],
  },
  {
    id: 'M24',
    step: '18.5',
    looksAsIf: 'what can not be read is left out, and the rest of the term holds',
    hint: 'One of two requirements can not be read. Is "all of it" still true of the other?',
    file: 'affinity.ts',
    swaps: [
      [
        'if (labels === undefined || fields === undefined) return false;\n  const { name',
        'if (fields === undefined) return false;\n  const { name',
      ],
      [
        'matches({ requirements: labels }, own)',
        'matches({ requirements: labels ?? [] }, own)',
      ],
    ],
  },
  {
    id: 'M25',
    step: '18.6',
    looksAsIf: 'all terms have to hold, and not one of them',
    hint: 'zone east or zone west: which node is in both?',
    file: 'affinity.ts',
    swaps: [
      [
        'return selector.nodeSelectorTerms.some((term) => matchesTerm(term, node));',
        'return selector.nodeSelectorTerms.every((term) => matchesTerm(term, node));',
      ],
    ],
  },
  {
    id: 'M26',
    step: '18.6',
    looksAsIf: 'the affinity stands in the place of the selector',
    hint: 'A Pod has both, a nodeSelector and an affinity. Which of the two may be ignored?',
    file: 'affinity.ts',
    swaps: [
      [
        'for (const [key, value] of Object.entries(pod.spec.nodeSelector ?? {})) {',
        'for (const [key, value] of Object.entries(\n    requiredOf(pod) === undefined ? (pod.spec.nodeSelector ?? {}) : {},\n  )) {',
      ],
    ],
  },
  {
    id: 'M27',
    step: '18.6',
    looksAsIf: 'a list without a term is taken for no affinity',
    hint: 'One of none has to hold. Which node is that?',
    file: 'affinity.ts',
    swaps: [
      [
        'if (selector === undefined) return true;',
        'if (selector === undefined || selector.nodeSelectorTerms.length === 0) return true;',
      ],
    ],
  },
  {
    id: 'M28',
    step: '18.6',
    looksAsIf: 'a label of the selector need only be there',
    hint: 'nodeSelector says zone: a, and the node says zone: b. Is that the zone?',
    file: 'affinity.ts',
    swaps: [
      [
        'if (!Object.hasOwn(labels, key) || labels[key] !== value) return NOT_CHOSEN;',
        'if (!Object.hasOwn(labels, key)) return NOT_CHOSEN;',
      ],
    ],
  },
  {
    id: 'M29',
    step: '18.6',
    looksAsIf: "the scheduler's own affinity is not asked",
    hint: 'An operator has added an affinity to the profile, and no Pod knows of it. Who looks at it?',
    file: 'affinity.ts',
    swaps: [
      [
        'if (!matchesAny(added?.requiredDuringSchedulingIgnoredDuringExecution, node))',
        'if (added !== undefined && node === undefined)',
      ],
    ],
  },
  {
    id: 'M30',
    step: '18.6',
    looksAsIf: 'the Pod is looked at before what the scheduler adds',
    hint: 'Both refuse the node. Which of the two texts does the event show?',
    file: 'affinity.ts',
    swaps: [
      [
        'if (!matchesAny(added?.requiredDuringSchedulingIgnoredDuringExecution, node))\n    return NOT_ENFORCED;\n',
        '',
      ],
      [
        'return matchesAny(requiredOf(pod), node) ? undefined : NOT_CHOSEN;',
        'if (!matchesAny(requiredOf(pod), node)) return NOT_CHOSEN;\n  return matchesAny(added?.requiredDuringSchedulingIgnoredDuringExecution, node)\n    ? undefined\n    : NOT_ENFORCED;',
      ],
    ],
  },
  {
    id: 'M31',
    step: '18.7',
    looksAsIf: 'only the first wish that is met counts',
    hint: 'A node meets two wishes. Is it worth no more than one that meets one?',
    file: 'affinity.ts',
    swaps: [
      [
        'return met.reduce((sum, { weight }) => sum + weight, 0);',
        'return met[0]?.weight ?? 0;',
      ],
    ],
  },
  {
    id: 'M32',
    step: '18.7',
    looksAsIf: 'where no wish is met, all are the best',
    hint: 'Nobody meets a wish. What is the share of nothing?',
    file: 'normalized.ts',
    swaps: [
      [
        'const share = most === 0 ? 0 :',
        'const share = most === 0 ? (reverse ? 0 : MAX_NODE_SCORE) :',
      ],
    ],
  },
  {
    id: 'M33',
    step: '18.7',
    looksAsIf: "the scheduler's wishes are not weighed",
    hint: 'The profile has wishes of its own. Whose weights are added?',
    file: 'affinity.ts',
    swaps: [
      [
        'const wishes = [...wishesOf(added), ...wishesOf(pod.spec.affinity?.nodeAffinity)];',
        'const wishes = added === pod.spec.affinity?.nodeAffinity ? [] : wishesOf(pod.spec.affinity?.nodeAffinity);',
      ],
    ],
  },
  {
    id: 'M34',
    step: '18.8',
    looksAsIf: 'the names of one term are put together',
    hint: 'A term asks for node a, and for node b. Which node is both?',
    file: 'affinity.ts',
    swaps: [
      [
        'const left = first.filter((name) => more.every((list) => list.includes(name)));',
        'const left = [first, ...more].flat();',
      ],
    ],
  },
  {
    id: 'M35',
    step: '18.8',
    looksAsIf: 'a term without names is skipped',
    hint: 'The second term asks for a label only. May the node that it means have any name?',
    file: 'affinity.ts',
    swaps: [
      [
        'if (first === undefined) return undefined;\n    const left',
        'if (first === undefined) continue;\n    const left',
      ],
    ],
  },
  {
    id: 'M36',
    step: '18.8',
    looksAsIf: 'terms that contradict themselves leave all nodes',
    hint: 'An empty set and no set at all: which of the two means that nobody need be asked?',
    file: 'affinity.ts',
    swaps: [['return names;\n', 'return names.size === 0 ? undefined : names;\n']],
  },
  {
    id: 'M37',
    step: '18.8',
    looksAsIf: 'NotIn is read as In',
    hint: 'A term says that the name is not a. Which nodes are left by that?',
    file: 'affinity.ts',
    swaps: [["key === NAME && operator === 'In'", 'key === NAME']],
  },
];
