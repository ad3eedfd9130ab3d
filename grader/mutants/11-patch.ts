// The ways in which people get chapter 11 wrong. Each is a few words of the reference
// replaced, and must fail in its step.

import type { Mutant } from '../core/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    id: 'M1',
    step: '11.1',
    looksAsIf: 'a way that leads nowhere is made',
    hint: 'An add puts a value into what is there. In what does "/none/x" put it, if there is no "none"?',
    file: 'pointer.ts',
    swaps: [
      [
        'if (inside === undefined) return undefined;',
        'if (inside === undefined) return put(document, step, edited({}, rest, edit) ?? {});',
      ],
    ],
  },
  {
    id: 'M2',
    step: '11.1',
    looksAsIf: 'everything is copied, and not only what lies on the way',
    hint: 'Two documents that differ in one field have the rest in common. Which maps have to be other ones, and which may be the same?',
    file: 'pointer.ts',
    swaps: [
      [
        'return after === undefined ? undefined : put(document, step, after);',
        'const copied = (value: Json): Json => isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copied(one)])) : isList(value) ? value.map(copied) : value;\n  return after === undefined ? undefined : put(copied(document), step, after);',
      ],
    ],
  },
  {
    id: 'M3',
    step: '11.1',
    looksAsIf: 'the last step is walked too, and its value is edited',
    hint: 'To remove a field, one has to hold what it is in. What is handed to `edit`, the value or what holds it?',
    file: 'pointer.ts',
    swaps: [
      [
        'if (rest.length === 0) return edit(document, step);',
        'if (rest.length === 1) {\n    const last = lookedUp(document, step);\n    return last === undefined ? undefined : put(document, step, edit(last, rest[0] ?? step));\n  }\n  if (rest.length === 0) return edit(lookedUp(document, step) ?? document, step);',
      ],
    ],
  },
  {
    id: 'M4',
    step: '11.1',
    looksAsIf: 'a value that is empty or null is taken for none',
    hint: 'After `replace /a/b 0` there is a b. Which values of JavaScript are false without being absent?',
    file: 'pointer.ts',
    swaps: [
      [
        'return after === undefined ? undefined : put(document, step, after);',
        'return after ? put(document, step, after) : undefined;',
      ],
      [
        'if (inside === undefined) return undefined;',
        'if (!inside) return undefined;',
      ],
      [
        'if (rest.length === 0) return edit(document, step);',
        'if (rest.length === 0) {\n    const after = edit(document, step);\n    return isMap(after) && Object.values(after).some((one) => !one) ? undefined : after;\n  }',
      ],
    ],
  },
  {
    id: 'M5',
    step: '11.1',
    looksAsIf: 'only maps have places',
    hint: 'In "/list/0/f", what is "0" the name of? `isContainer` says what can be walked through.',
    file: 'pointer.ts',
    swaps: [
      [
        'if (step === undefined || !isContainer(document)) return undefined;',
        'if (step === undefined || !isMap(document)) return undefined;',
      ],
    ],
  },
  {
    id: 'M6',
    step: '11.2',
    looksAsIf:
      'an operation with nothing to do is passed over, and the rest is done',
    hint: 'A patch is all of its operations or none. What has to become known of one that leads nowhere?',
    file: 'pointer.ts',
    swaps: [
      [
        'if (inside === undefined) return undefined;',
        'if (inside === undefined) return document;',
      ],
      [
        'if (step === undefined || !isContainer(document)) return undefined;',
        'if (step === undefined || !isContainer(document)) return document;',
      ],
    ],
  },
  {
    id: 'M7',
    step: '11.3',
    looksAsIf: 'an item takes the place of its namesake and is not merged with it',
    hint: 'A patch that says only the image of a container: what of the container’s other fields?',
    file: 'strategic.ts',
    swaps: [['mergeMaps(own, change, type)', 'plainMap(change)']],
  },
  {
    id: 'M8',
    step: '11.3',
    looksAsIf: 'items are matched by their place',
    hint: 'The first item of the patch need not be the first of the list. By what does a strategic patch tell containers apart?',
    file: 'strategic.ts',
    swaps: [
      [
        'const i = items.findIndex((item) => idOf(item, key) === idOf(change, key));',
        'const i = changes.indexOf(change);',
      ],
    ],
  },
  {
    id: 'M9',
    step: '11.3',
    looksAsIf: 'what the list doesn’t have is not added',
    hint: 'A patch names a container that the Pod has not. Is that a mistake, or a wish?',
    file: 'strategic.ts',
    swaps: [
      [
        'if (own === undefined) items = [...items, plainMap(change)];',
        'if (own === undefined) continue;',
      ],
    ],
  },
  {
    id: 'M10',
    step: '11.3',
    looksAsIf: 'the lists inside an item are replaced, not merged',
    hint: 'An env is a list too. Who knows what its items are told apart by, `mergeMaps` or you?',
    file: 'strategic.ts',
    swaps: [['mergeMaps(own, change, type)', '({ ...own, ...plainMap(change) })']],
  },
  {
    id: 'M11',
    step: '11.3',
    looksAsIf: 'the items that the patch doesn’t name are dropped',
    hint: 'A patch says what is to change. What does it say of the containers it doesn’t name?',
    file: 'strategic.ts',
    swaps: [
      [
        '  return items;\n',
        '  return items.filter((item) => changes.some((one) => idOf(one, key) === idOf(item, key)));\n',
      ],
    ],
  },
  {
    id: 'M12',
    step: '11.3',
    looksAsIf:
      'an item that comes twice in a patch is looked for only in the list as it was',
    hint: 'The second time that a patch names "c", is there a "c" by then?',
    file: 'strategic.ts',
    swaps: [
      [
        'const i = items.findIndex((item) => idOf(item, key) === idOf(change, key));',
        'const i = list.findIndex((item) => idOf(item, key) === idOf(change, key));',
      ],
    ],
  },
  {
    id: 'M13',
    step: '11.4',
    looksAsIf: 'a directive is kept as an item',
    hint: 'The container that is to be deleted: is it one of the containers afterwards?',
    file: 'strategic.ts',
    swaps: [
      [
        'else items = items.filter((item) => idOf(item, key) !== idOf(change, key));',
        'else {\n      items = items.filter((item) => idOf(item, key) !== idOf(change, key));\n      items = [...items, { [key]: idOf(change, key) }];\n    }',
      ],
    ],
  },
  {
    id: 'M14',
    step: '11.4',
    looksAsIf: 'a directive holds only for what comes after it',
    hint: '`$patch: replace` may stand last in the list. Which of the list’s items are meant, those after it or all?',
    file: 'strategic.ts',
    swaps: [
      [
        "else if (directive === 'replace') isReplaced = true;",
        "else if (directive === 'replace') {\n      isReplaced = true;\n      changes.length = 0;\n    }",
      ],
    ],
  },
  {
    id: 'M15',
    step: '11.4',
    looksAsIf: 'deletions come last, and take what the same patch says',
    hint: 'A patch that deletes "a" and says "a" anew. Which "a" was there to be deleted?',
    file: 'strategic.ts',
    swaps: [
      [
        '  return items;\n',
        "  const gone = patch.filter((one) => readDirective(one) === 'delete').map((one) => idOf(one, key));\n  return items.filter((item) => !gone.includes(idOf(item, key)));\n",
      ],
    ],
  },
  {
    id: 'M16',
    step: '11.4',
    looksAsIf:
      '`$patch: replace` only empties the list, and its own items are merged into what was deleted with it',
    hint: 'After a replace, what is there of the old item "a" for the new "a" to be merged with?',
    file: 'strategic.ts',
    swaps: [
      [
        'if (isReplaced) return changes.map(plainMap);',
        'if (isReplaced) items = list.filter((item) => changes.some((one) => idOf(one, key) === idOf(item, key)));',
      ],
    ],
  },
  {
    id: 'M17',
    step: '11.4',
    looksAsIf: 'a replace empties the list, and nothing comes in its place',
    hint: 'The patch says `$patch: replace`, and beside it the container "c". What should the list be afterwards?',
    file: 'strategic.ts',
    swaps: [
      [
        'if (isReplaced) return changes.map(plainMap);',
        'if (isReplaced) return [];',
      ],
    ],
  },
  {
    id: 'M18',
    step: '11.5',
    looksAsIf: 'what is live and not in the file is deleted',
    hint: 'Somebody else has set a field that the file never named. Whose is it to delete?',
    file: 'three-way.ts',
    swaps: [
      [
        'for (const key of Object.keys(last)) {',
        'for (const key of Object.keys(live)) {',
      ],
    ],
  },
  {
    id: 'M19',
    step: '11.5',
    looksAsIf: 'nothing is deleted',
    hint: 'A field was in the file when it was applied last, and is not in it now. What did its author want by that?',
    file: 'three-way.ts',
    swaps: [
      [
        'if (!Object.hasOwn(next, key)) patch.set(key, null);',
        'if (!Object.hasOwn(next, key)) continue;',
      ],
    ],
  },
  {
    id: 'M20',
    step: '11.5',
    looksAsIf:
      'the file is compared with what it said before, not with what is live',
    hint: 'Somebody has edited a field by hand, and the file says what it always did. Should apply say it again?',
    file: 'three-way.ts',
    swaps: [
      [
        '} else if (!sameJson(wanted, found)) patch.set(key, wanted);',
        '} else if (!sameJson(wanted, field.last)) patch.set(key, wanted);',
      ],
    ],
  },
  {
    id: 'M21',
    step: '11.5',
    looksAsIf:
      'only the top of the file is compared; what is inside is sent as it is',
    hint: 'A patch that repeats a whole map can delete nothing in it. What of the three is to be compared inside?',
    file: 'three-way.ts',
    swaps: [
      [
        'const change = diffMaps(field, inside(rule), rule);',
        'const change = sameJson(wanted, found) ? {} : wanted;',
      ],
    ],
  },
  {
    id: 'M22',
    step: '11.5',
    looksAsIf: 'a patch says what has not changed too',
    hint: 'The file and the live object agree. What is there to send?',
    file: 'three-way.ts',
    swaps: [
      [
        '} else if (!sameJson(wanted, found)) patch.set(key, wanted);',
        '} else patch.set(key, wanted);',
      ],
    ],
  },
  {
    id: 'M23',
    step: '11.5',
    looksAsIf: 'a list is sent whole, whatever its items are told apart by',
    hint: 'A strategic patch merges that list. How would it know what to take away from it?',
    file: 'three-way.ts',
    swaps: [
      [
        'for (const [name, change] of said) patch.set(name, change);',
        'if (said.length > 0) patch.set(key, wanted);',
      ],
    ],
  },
  {
    id: 'M24',
    step: '11.5',
    looksAsIf: 'an empty change is said all the same',
    hint: 'Nothing differs inside a map. Does the patch need to name it?',
    file: 'three-way.ts',
    swaps: [
      [
        'if (Object.keys(change).length > 0) patch.set(key, change);',
        'patch.set(key, change);',
      ],
    ],
  },
  {
    id: 'M25',
    step: '11.6',
    looksAsIf: 'an equal value is a conflict too',
    hint: 'Two say that there are three replicas. What do they not agree on?',
    file: 'apply.ts',
    swaps: [
      [
        'const lost = other.fields.intersection(changed);',
        'const lost = other.fields;',
      ],
    ],
  },
  {
    id: 'M26',
    step: '11.6',
    looksAsIf: 'the last one to apply wins',
    hint: 'Another owns the field and says otherwise. May it be overwritten without a word?',
    file: 'apply.ts',
    swaps: [
      [
        'if (conflicts.length > 0 && !force) return { managers: others, conflicts };',
        '',
      ],
    ],
  },
  {
    id: 'M27',
    step: '11.6',
    looksAsIf: 'only the first conflict is told',
    hint: 'The author of the file wants to know of all fields at once, and of everybody who owns one.',
    file: 'apply.ts',
    swaps: [
      [
        'if (lost.size > 0) conflicts.push({ ...other, fields: lost });',
        'if (lost.size > 0 && conflicts.length === 0) conflicts.push({ ...other, fields: lost });',
      ],
    ],
  },
  {
    id: 'M28',
    step: '11.6',
    looksAsIf: 'a conflict names all that the other owns',
    hint: 'Of ten fields that another owns, the file would change one. Which of them is in dispute?',
    file: 'apply.ts',
    swaps: [
      ['conflicts.push({ ...other, fields: lost });', 'conflicts.push(other);'],
    ],
  },
  {
    id: 'M29',
    step: '11.6',
    looksAsIf: 'only those who applied can own, and not those who edited',
    hint: 'Somebody has changed a field with kubectl edit. Is it nobody’s?',
    file: 'apply.ts',
    swaps: [
      [
        'if (lost.size > 0) conflicts.push({ ...other, fields: lost });',
        "if (lost.size > 0 && other.operation === 'Apply') conflicts.push({ ...other, fields: lost });",
      ],
    ],
  },
  {
    id: 'M30',
    step: '11.7',
    looksAsIf: 'force leaves the field with its old owner too',
    hint: 'Two own one field and want two values of it. What would happen at the next apply of either?',
    file: 'apply.ts',
    swaps: [
      [
        'const kept = other.fields.minus(changed).minus(gone);',
        'const kept = other.fields.minus(gone);',
      ],
    ],
  },
  {
    id: 'M31',
    step: '11.7',
    looksAsIf: 'force takes everything from those who are in the way',
    hint: 'One field of two was taken from its owner. Whose is the other?',
    file: 'apply.ts',
    swaps: [
      [
        'const kept = other.fields.minus(changed).minus(gone);',
        'const kept = lost.size > 0 ? new FieldSet() : other.fields.minus(gone);',
      ],
    ],
  },
  {
    id: 'M32',
    step: '11.7',
    looksAsIf: 'one who owns nothing any more is still a manager',
    hint: 'managedFields lists who owns something. What does an empty entry say?',
    file: 'apply.ts',
    swaps: [
      [
        'if (kept.size > 0) managers.push({ ...other, fields: kept });',
        'managers.push({ ...other, fields: kept });',
      ],
    ],
  },
  {
    id: 'M33',
    step: '11.7',
    looksAsIf: 'what is no longer there is owned all the same',
    hint: 'A field is gone from the object. Who could own it?',
    file: 'apply.ts',
    swaps: [
      [
        'const kept = other.fields.minus(changed).minus(gone);',
        'const kept = other.fields.minus(changed);',
      ],
    ],
  },
  {
    id: 'M34',
    step: '11.8',
    looksAsIf: 'what one gives up goes, whoever else owns it',
    hint: 'Two own a field and one of them gives it up. Does the other want it?',
    file: 'apply.ts',
    swaps: [
      [
        'if (!wanted.has(place)) gone.push(place);',
        'if (place.length === path.length) gone.push(place);',
      ],
    ],
  },
  {
    id: 'M35',
    step: '11.8',
    looksAsIf: 'nothing that was applied ever goes',
    hint: 'A field is in the file no more, and nobody else has ever asked for it. Who would miss it?',
    file: 'apply.ts',
    swaps: [
      [
        'return new FieldSet(gone);',
        'return new FieldSet(gone.slice(gone.length));',
      ],
    ],
  },
  {
    id: 'M36',
    step: '11.8',
    looksAsIf:
      'the fields that a place stood in stay, with what the server filled in',
    hint: 'A probe was applied, and the server has filled in its period. The probe is given up: whose is the period?',
    file: 'apply.ts',
    swaps: [
      [
        'for (const place of upwards(path)) {',
        'for (const place of upwards(path).slice(0, 1)) {',
      ],
    ],
  },
  {
    id: 'M37',
    step: '11.8',
    looksAsIf: 'a field goes although another owns something inside it',
    hint: 'Nobody owns .spec itself, but somebody owns .spec.replicas. May .spec go?',
    file: 'apply.ts',
    swaps: [['new FieldSet(all.flatMap(upwards));', 'new FieldSet(all);']],
  },
  {
    id: 'M38',
    step: '11.8',
    looksAsIf: 'only those who applied can keep a field, and not those who edited',
    hint: 'Somebody has changed the field with kubectl edit. It is theirs now: does it go when the first one gives it up?',
    file: 'apply.ts',
    swaps: [
      [
        'const wanted = [said, ...others.map(({ fields }) => fields)];',
        "const wanted = [said, ...others.flatMap(({ fields, operation }) => operation === 'Apply' ? [fields] : [])];",
      ],
    ],
  },
];
