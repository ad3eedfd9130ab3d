// Right, in the habits of plain JavaScript: objects that are filled in and handed out once,
// reduce and filter, sets made of what is left.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'strategic.ts',
    swaps: [
      [
        `  const changes: JsonMap[] = [];
  let items = list;
  let isReplaced = false;
  for (const change of patch) {
    const directive = readDirective(change);
    if (directive === undefined) changes.push(change);
    else if (directive === 'replace') isReplaced = true;
    else items = items.filter((item) => idOf(item, key) !== idOf(change, key));
  }
  if (isReplaced) return changes.map(plainMap);
`,
        `  const of = (directive: string | undefined) =>
    patch.filter((one) => readDirective(one) === directive);
  const changes = of(undefined);
  if (of('replace').length > 0) return changes.map(plainMap);
  const gone = of('delete').map((one) => idOf(one, key));
  let items = list.filter((item) => !gone.includes(idOf(item, key)));
`,
      ],
    ],
  },
  {
    file: 'three-way.ts',
    swaps: [
      [
        `  for (const key of Object.keys(last)) {
    if (!Object.hasOwn(next, key)) patch.set(key, null);
  }
`,
        `  const had = new Set(Object.keys(last));
  for (const key of Object.keys(next)) had.delete(key);
  had.forEach((key) => patch.set(key, null));
`,
      ],
    ],
  },
  {
    file: 'apply.ts',
    swaps: [
      [
        `  const conflicts: Manager[] = [];
  const managers: Manager[] = [];
  for (const other of others) {
    const lost = other.fields.intersection(changed);
    const kept = other.fields.minus(changed).minus(gone);
    if (lost.size > 0) conflicts.push({ ...other, fields: lost });
    if (kept.size > 0) managers.push({ ...other, fields: kept });
  }
  if (conflicts.length > 0 && !force) return { managers: others, conflicts };
  return { managers, conflicts: [] };
`,
        `  const withFields = (keeps: (path: Path) => boolean) =>
    others
      .map((one) => ({ ...one, fields: new FieldSet([...one.fields].filter(keeps)) }))
      .filter((one) => [...one.fields].length > 0);
  const conflicts = withFields((path) => changed.has(path));
  if (!force && conflicts.length > 0) return { conflicts, managers: others };
  const managers = withFields((path) => !changed.has(path) && !gone.has(path));
  return { conflicts: [], managers };
`,
      ],
    ],
  },
];
