// The ways in which people get chapter 08 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '8.1',
    looksAsIf: 'notin and != want the key to be there',
    hint: 'A Pod without the label "env" is not in production. Should "env notin (production)" find it?',
    file: 'labels.ts',
    swaps: [
      [
        "return operator === '!' || operator === '!=' || operator === 'notin';",
        "return operator === '!';",
      ],
    ],
  },
  {
    id: 'M2',
    step: '8.1',
    looksAsIf: 'a label with an empty value is taken for no label',
    hint: 'A label may be there and be empty. What does "exists" ask for, the key or the value?',
    file: 'labels.ts',
    swaps: [
      ['if (value === undefined) {', "if (value === undefined || value === '') {"],
    ],
  },
  {
    id: 'M3',
    step: '8.1',
    looksAsIf: 'gt and lt compare texts',
    hint: 'Is 10 above 9? As texts, it begins with a 1.',
    file: 'labels.ts',
    swaps: [
      [
        'const [found, asked] = [integerOf(value), integerOf(values[0])];',
        'const [found, asked] = [value, values[0]];',
      ],
    ],
  },
  {
    id: 'M4',
    step: '8.1',
    looksAsIf: 'what is no number is counted as 0',
    hint: 'Which number is the label "x"? Rule 8.1 says when gt and lt hold.',
    file: 'labels.ts',
    swaps: [
      [
        "if (found === undefined || asked === undefined) return false;\n      return operator === 'gt' ? found > asked : found < asked;",
        "const [left, right] = [found ?? 0n, asked ?? 0n];\n      return operator === 'gt' ? left > right : left < right;",
      ],
    ],
  },
  {
    id: 'M5',
    step: '8.1',
    looksAsIf: 'numbers are read as JavaScript reads them',
    hint: 'Number() reads "1.5", "0x2" and the empty text, and loses the last digits of a long one. Which texts are whole numbers of 64 bits?',
    file: 'labels.ts',
    swaps: [
      [
        'const [found, asked] = [integerOf(value), integerOf(values[0])];',
        'const [found, asked] = [Number(value), Number(values[0])];',
      ],
    ],
  },
  {
    id: 'M6',
    step: '8.1',
    looksAsIf: 'a key that every JavaScript object has is taken for a label',
    hint: 'A label may be called "constructor". Who has put it there, if nobody has labelled anything?',
    file: 'labels.ts',
    swaps: [
      ['Object.hasOwn(labels, key) ? labels[key] : undefined', 'labels[key]'],
    ],
  },
  {
    id: 'M7',
    step: '8.1',
    looksAsIf: 'one requirement that is met is enough',
    hint: 'The requirements of a selector are joined by commas. Is that an "and" or an "or"?',
    file: 'labels.ts',
    swaps: [['selector.requirements.every(', 'selector.requirements.some(']],
  },
  {
    id: 'M8',
    step: '8.1',
    looksAsIf: 'no selector at all matches everything',
    hint: 'An empty selector matches everything. What would a Service without any selector send its traffic to?',
    file: 'labels.ts',
    swaps: [
      [
        'return { requirements: [], nothing: true };',
        'return { requirements: [] };',
      ],
    ],
  },
  {
    id: 'M9',
    step: '8.1',
    looksAsIf: 'gt holds for an equal number, and so does lt',
    hint: '"above 9" and "9 or above" differ in one number.',
    file: 'labels.ts',
    swaps: [
      [
        "operator === 'gt' ? found > asked : found < asked",
        "operator === 'gt' ? found >= asked : found <= asked",
      ],
    ],
  },
  {
    id: 'M10',
    step: '8.2',
    looksAsIf: 'in and notin are operators wherever they stand',
    hint: '"in=a" asks for a label that is called "in". Where can an operator stand, and where can it not?',
    file: 'parse.ts',
    swaps: [
      [
        'const { kind, text: key } = tokens.take();',
        'const { kind, text: key } = tokens.takeOperator();',
      ],
    ],
  },
  {
    id: 'M11',
    step: '8.2',
    looksAsIf: 'a key stands alone only at the end',
    hint: '"x,y=b" asks whether there is an x. What stands behind that key?',
    file: 'parse.ts',
    swaps: [
      [
        "if (after === 'end' || after === ',') return requirementOf(key, 'exists', []);",
        "if (after === 'end') return requirementOf(key, 'exists', []);",
      ],
    ],
  },
  {
    id: 'M12',
    step: '8.2',
    looksAsIf: 'a sign without a value is refused',
    hint: '"x=" asks for an x whose value is empty. Is the empty text a label value?',
    file: 'parse.ts',
    swaps: [
      [
        'const values = isOfSet ? readValues(tokens) : [readValue(tokens)];',
        "if (!isOfSet && tokens.peek().kind !== 'identifier') throw found(tokens.peek().text, 'identifier');\n  const values = isOfSet ? readValues(tokens) : [readValue(tokens)];",
      ],
    ],
  },
  {
    id: 'M13',
    step: '8.2',
    looksAsIf: 'an exclamation mark is passed over',
    hint: '"!x" holds for labels without an x. Where does the requirement say so?',
    file: 'parse.ts',
    swaps: [
      [
        "if (isAbsent) return requirementOf(key, '!', []);",
        "if (isAbsent) return requirementOf(key, 'exists', []);",
      ],
    ],
  },
  {
    id: 'M14',
    step: '8.2',
    looksAsIf: 'requirements stay in the order of the text',
    hint: 'Two texts that ask the same should be the same selector. In which order does Kubernetes keep the requirements?',
    file: 'parse.ts',
    swaps: [
      ['return { requirements: byKey(requirements) };', 'return { requirements };'],
    ],
  },
  {
    id: 'M15',
    step: '8.3',
    looksAsIf: '"!x=a" is read as "x is not a"',
    hint: 'In "!x" the mark says that there is no x. What is left to ask about its value?',
    file: 'parse.ts',
    swaps: [
      [
        "if (isAbsent) return requirementOf(key, '!', []);",
        "if (isAbsent && (after === 'end' || after === ',')) return requirementOf(key, '!', []);\n  if (isAbsent) {\n    readOperator(tokens);\n    return requirementOf(key, '!=', [readValue(tokens)]);\n  }",
      ],
    ],
  },
  {
    id: 'M16',
    step: '8.3',
    looksAsIf: 'a value that is written twice is kept twice',
    hint: 'The values in the brackets are a set. What does a set do with the second of two equal things?',
    file: 'parse.ts',
    swaps: [['[...new Set(values)].sort()', '[...values].sort()']],
  },
  {
    id: 'M17',
    step: '8.3',
    looksAsIf: 'values stay in the order in which they were written',
    hint: '"x in (b,a)" and "x in (a,b)" ask the same. How does Kubernetes make them the same?',
    file: 'parse.ts',
    swaps: [['[...new Set(values)].sort()', '[...new Set(values)]']],
  },
  {
    id: 'M18',
    step: '8.3',
    looksAsIf: 'an empty place in the brackets is no value',
    hint: '"x in (a,)" has two values, and one of them is empty. Which labels does it find?',
    file: 'parse.ts',
    swaps: [
      [
        'values.push(readItem(tokens));',
        "const item = readItem(tokens);\n    if (item !== '' || tokens.peek().kind === ')' && values.length === 0) values.push(item);",
      ],
    ],
  },
  {
    id: 'M19',
    step: '8.3',
    looksAsIf: 'the key is looked at last',
    hint: 'Of two things that are wrong, the one that stands first in the text is told. When can the key be checked at the earliest?',
    file: 'parse.ts',
    swaps: [
      ['  checkKey(key);\n  const after', '  const after'],
      [
        '  // A set: its order says nothing, and nothing is in it twice.',
        '  checkKey(key);\n  // A set: its order says nothing, and nothing is in it twice.',
      ],
    ],
  },
  {
    id: 'M20',
    step: '8.3',
    looksAsIf: 'the key is checked as one of an object is',
    hint: 'In a text the key has no field, and the message says so. Which function refuses it in those words?',
    file: 'parse.ts',
    swaps: [['  checkKey(key);\n', '  void checkKey;\n']],
  },
  {
    id: 'M21',
    step: '8.4',
    looksAsIf: 'what is too fine is rounded down',
    hint: 'A container that asks for a tenth of a billionth should get something. What does rule 8.4 round to?',
    file: 'quantity.ts',
    swaps: [['(size + divisor - 1n) / divisor', 'size / divisor']],
  },
  {
    id: 'M22',
    step: '8.4',
    looksAsIf: 'what is too fine is rounded to the nearest',
    hint: 'Nearest would turn 0.1n into nothing. In which direction does Kubernetes round?',
    file: 'quantity.ts',
    swaps: [
      ['(size + divisor - 1n) / divisor', '(2n * size + divisor) / (2n * divisor)'],
    ],
  },
  {
    id: 'M23',
    step: '8.4',
    looksAsIf: 'numbers go through floating point',
    hint: '0.1 + 0.2 is not 0.3 in a float, and 2^53 + 1 is not there at all. What can hold all digits?',
    file: 'quantity.ts',
    swaps: [
      [
        'let size = BigInt(whole + fraction) * ONE;',
        "const float = Number((whole || '0') + fraction);\n  let size = BigInt(float) * ONE;",
      ],
    ],
  },
  {
    id: 'M24',
    step: '8.4',
    looksAsIf: 'Ki is taken for a thousand',
    hint: 'k is 1,000 and Ki is 1,024. Which of the two has a suffix with an i?',
    file: 'suffixes.ts',
    swaps: [
      [
        "return { base: 2n, exponent: 10 * binary, format: 'BinarySI' };",
        "return { base: 10n, exponent: 3 * binary, format: 'BinarySI' };",
      ],
    ],
  },
  {
    id: 'M25',
    step: '8.4',
    looksAsIf: 'the binary family is not bounded',
    hint: 'How many bytes is 9Ei, and what is the largest number of 64 bits with a sign?',
    file: 'quantity.ts',
    swaps: [
      [
        '  if (nanos > MOST_BINARY) return { nanos: MOST_BINARY, format };\n',
        '  void MOST_BINARY;\n',
      ],
    ],
  },
  {
    id: 'M26',
    step: '8.4',
    looksAsIf: 'all families are bounded',
    hint: 'Rule 8.4 names one family that is bounded. Is 12E in it?',
    file: 'quantity.ts',
    swaps: [
      [
        "  if (format !== 'BinarySI') return { nanos, format };\n  if (nanos > MOST_BINARY) return { nanos: MOST_BINARY, format };\n",
        "  if (nanos > MOST_BINARY) return { nanos: MOST_BINARY, format };\n  if (format !== 'BinarySI') return { nanos, format };\n",
      ],
    ],
  },
  {
    id: 'M27',
    step: '8.4',
    looksAsIf: 'less than one byte stays binary',
    hint: 'What is 0.0001Ki in bytes, and which binary suffix could say so?',
    file: 'quantity.ts',
    swaps: [["nanos > 0n && nanos < ONE ? 'DecimalSI' : format", 'format']],
  },
  {
    id: 'M28',
    step: '8.4',
    looksAsIf: 'nothing is decimal, whatever its suffix',
    hint: '0Ki is nothing, and still says in which family it is counted. When does rule 8.4 change the family?',
    file: 'quantity.ts',
    swaps: [['nanos > 0n && nanos < ONE', 'nanos < ONE']],
  },
  {
    id: 'M29',
    step: '8.5',
    looksAsIf: 'a binary amount is written in full bytes, whatever is left',
    hint: '1024.5 bytes are no whole number. Which family can write them without loss?',
    file: 'quantity.ts',
    swaps: [['isLarge && nanos % ONE === 0n', 'isLarge']],
  },
  {
    id: 'M30',
    step: '8.5',
    looksAsIf: 'a small binary amount stays binary',
    hint: 'Rule 8.5 says from which size on the binary suffixes are used. How is 1,000 written below that?',
    file: 'quantity.ts',
    swaps: [
      [
        "format === 'BinarySI' && isLarge && nanos % ONE === 0n",
        "format === 'BinarySI' && nanos % ONE === 0n",
      ],
    ],
  },
  {
    id: 'M31',
    step: '8.5',
    looksAsIf: 'the family is chosen by what divides best',
    hint: '1,024 that was written without a suffix comes back without one. Who chooses the family?',
    file: 'quantity.ts',
    swaps: [
      [
        "const isBinary = format === 'BinarySI' && isLarge",
        'const isBinary = nanos % (1024n * ONE) === 0n && isLarge',
      ],
    ],
  },
  {
    id: 'M32',
    step: '8.5',
    looksAsIf: 'the smallest suffix is taken',
    hint: '1,000m and 1 are the same amount. Which of them is canonical?',
    file: 'quantity.ts',
    swaps: [
      [
        'while (amount % step === 0n && suffixText(family, power + 1) !== undefined) {',
        'while (power < 0 && amount % step === 0n && suffixText(family, power + 1) !== undefined) {',
      ],
    ],
  },
  {
    id: 'M33',
    step: '8.5',
    looksAsIf: 'exponents are written with a suffix',
    hint: 'An amount that was written as 1e3 is not written as 1k. Which family is it of?',
    file: 'quantity.ts',
    swaps: [
      [
        "const decimal = format === 'DecimalExponent' ? format : 'DecimalSI';",
        "const decimal = 'DecimalSI';",
      ],
    ],
  },
  {
    id: 'M34',
    step: '8.5',
    looksAsIf: 'negative amounts are small',
    hint: '-2048 bytes are -2Ki. Is the size of an amount the same as its value?',
    file: 'quantity.ts',
    swaps: [
      ['nanos <= -1024n * ONE || nanos >= 1024n * ONE', 'nanos >= 1024n * ONE'],
    ],
  },
  {
    id: 'M35',
    step: '8.5',
    looksAsIf: 'nothing has the suffix of its family',
    hint: 'How is nothing written, whatever it is counted in?',
    file: 'quantity.ts',
    swaps: [
      [
        "if (nanos === 0n) return '0';",
        "if (nanos === 0n) return format === 'BinarySI' ? '0Ki' : '0';",
      ],
    ],
  },
  {
    id: 'M36',
    step: '8.5',
    looksAsIf: 'beyond the largest suffix there is none',
    hint: '1,000E is more than E can say in three digits, and still E is the largest there is. What does your loop do there?',
    file: 'quantity.ts',
    swaps: [
      [' && suffixText(family, power + 1) !== undefined', ''],
      ['(family, power)}`', "(family, power) ?? ''}`"],
    ],
  },
  {
    id: 'M37',
    step: '8.6',
    looksAsIf: 'a sum is written as its second part is',
    hint: '1Ki and 1k are to be added. Which of the two stood there first?',
    file: 'quantity.ts',
    swaps: [
      [
        'const { format } = a.nanos === 0n ? b : a;',
        'const { format } = b.nanos === 0n ? a : b;',
      ],
    ],
  },
  {
    id: 'M38',
    step: '8.6',
    looksAsIf: 'nothing keeps its family when something is added',
    hint: 'A sum that begins with nothing has no family of its own yet. Whose does it take?',
    file: 'quantity.ts',
    swaps: [
      ['const { format } = a.nanos === 0n ? b : a;', 'const { format } = a;'],
    ],
  },
  {
    id: 'M39',
    step: '8.6',
    looksAsIf: 'amounts are compared as numbers of JavaScript',
    hint: 'Two amounts beyond 2^53 that differ by one are the same number to a float. What can tell them apart?',
    file: 'quantity.ts',
    swaps: [
      [
        'if (a.nanos === b.nanos) return 0;\n  return a.nanos < b.nanos ? -1 : 1;',
        'return Number(a.nanos) - Number(b.nanos);',
      ],
    ],
  },
  {
    id: 'M40',
    step: '8.6',
    looksAsIf: 'amounts of different families are never equal',
    hint: '1Ki and 1024 are the same amount, written in two ways. What is compared?',
    file: 'quantity.ts',
    swaps: [
      [
        'if (a.nanos === b.nanos) return 0;',
        'if (a.nanos === b.nanos && a.format === b.format) return 0;',
      ],
    ],
  },
  {
    id: 'M41',
    step: '8.7',
    looksAsIf: 'the time is that of the last report',
    hint: 'A controller reports every ten seconds that all is well. Since when is it so?',
    file: 'conditions.ts',
    swaps: [['isTurned ? time : before.lastTransitionTime', 'time']],
  },
  {
    id: 'M42',
    step: '8.7',
    looksAsIf: 'the time stays what it was at first',
    hint: 'The status has turned. Since when is it what it is now?',
    file: 'conditions.ts',
    swaps: [
      ['isTurned ? time : before.lastTransitionTime', 'before.lastTransitionTime'],
    ],
  },
  {
    id: 'M43',
    step: '8.7',
    looksAsIf: 'another reason moves the time',
    hint: 'The reason is another, the status is the same. Of which of the two is lastTransitionTime the time?',
    file: 'conditions.ts',
    swaps: [
      [
        'const isTurned = before.status !== next.status;',
        'const isTurned = before.status !== next.status || before.reason !== next.reason;',
      ],
    ],
  },
  {
    id: 'M44',
    step: '8.7',
    looksAsIf: 'a condition that is told again is a second one',
    hint: 'How many conditions of one type does an object have?',
    file: 'conditions.ts',
    swaps: [
      [
        'return conditions.map((one) => (one === before ? after : one));',
        'return [...conditions, after];',
      ],
    ],
  },
  {
    id: 'M45',
    step: '8.7',
    looksAsIf: 'a condition that changes moves to the end',
    hint: 'Where did the condition stand before it changed?',
    file: 'conditions.ts',
    swaps: [
      [
        'return conditions.map((one) => (one === before ? after : one));',
        'return [...conditions.filter((one) => one !== before), after];',
      ],
    ],
  },
  {
    id: 'M46',
    step: '8.7',
    looksAsIf: 'the time that is brought along is not looked at',
    hint: 'A controller may know better than the clock when it happened. What does it bring along?',
    file: 'conditions.ts',
    swaps: [['const time = next.lastTransitionTime ?? now;', 'const time = now;']],
  },
  {
    id: 'M47',
    step: '8.7',
    looksAsIf: 'the time that is brought along always counts',
    hint: 'The status is what it was. What should a time that is brought along change?',
    file: 'conditions.ts',
    swaps: [
      [
        'isTurned ? time : before.lastTransitionTime',
        'isTurned ? time : (next.lastTransitionTime ?? before.lastTransitionTime)',
      ],
    ],
  },
  {
    id: 'M48',
    step: '8.7',
    looksAsIf: 'a list in which nothing changed is a new one',
    hint: 'A controller that writes whenever the list is another one wakes every watcher. How does it see that there is nothing to write?',
    file: 'conditions.ts',
    swaps: [
      ['  if (isSame(before, after)) return conditions;\n', '  void isSame;\n'],
    ],
  },
  {
    id: 'M49',
    step: '8.7',
    looksAsIf: 'only the status is looked at',
    hint: 'The message is another: is that a change?',
    file: 'conditions.ts',
    swaps: [
      [
        'if (isSame(before, after)) return conditions;',
        'if (!isTurned) return conditions;\n  void isSame;',
      ],
    ],
  },
  {
    id: 'M50',
    step: '8.7',
    looksAsIf: 'a field that is not told again stays as it was',
    hint: 'The new condition has no observedGeneration. What does the list say then of the old one?',
    file: 'conditions.ts',
    swaps: [
      [
        'const after: Condition = { ...next, lastTransitionTime };',
        'const after: Condition = { ...before, ...next, lastTransitionTime };',
      ],
    ],
  },
  {
    id: 'M51',
    step: '8.7',
    looksAsIf: 'a reason that is absent is another than an empty one',
    hint: 'In Go a text that nobody has set is the empty text. Has anything changed, then?',
    file: 'conditions.ts',
    swaps: [
      ["(a.reason ?? '') === (b.reason ?? '')", 'a.reason === b.reason'],
      ["(a.message ?? '') === (b.message ?? '')", 'a.message === b.message'],
    ],
  },
  {
    id: 'M52',
    step: '8.3',
    looksAsIf: 'values are sorted as in a dictionary',
    hint: 'Go compares texts byte by byte. Does "B" come before "a" then, or after it?',
    file: 'parse.ts',
    swaps: [
      [
        '[...new Set(values)].sort()',
        '[...new Set(values)].sort((a, b) => a.localeCompare(b))',
      ],
    ],
  },
];
