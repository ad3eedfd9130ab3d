// Right, and without recursion where there was some: the way is walked down and back up by
// loops, items live in a Map by their key, places are looked up as texts.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'pointer.ts',
    swaps: [
      [
        `  const [step, ...rest] = steps;
  if (step === undefined || !isContainer(document)) return undefined;
  if (rest.length === 0) return edit(document, step);
  const inside = lookedUp(document, step);
  if (inside === undefined) return undefined;
  const after = edited(inside, rest, edit);
  return after === undefined ? undefined : put(document, step, after);
`,
        `  const way: Json[] = [document];
  for (const step of steps.slice(0, -1)) {
    const next = lookedUp(way[way.length - 1] ?? null, step);
    if (next === undefined) return undefined;
    way.push(next);
  }
  const last = steps.at(-1);
  let value = way.pop();
  if (last === undefined || value === undefined || !isContainer(value)) return undefined;
  value = edit(value, last);
  for (let i = way.length - 1; i >= 0; i--)
    value = put(way[i] ?? null, steps[i] ?? '', value);
  return value;
`,
      ],
    ],
  },
  {
    file: 'strategic.ts',
    swaps: [
      [
        `  for (const change of changes) {
    const i = items.findIndex((item) => idOf(item, key) === idOf(change, key));
    const own = items[i];
    if (own === undefined) items = [...items, plainMap(change)];
    else items = items.with(i, mergeMaps(own, change, type));
  }
  return items;
`,
        `  const byKey = new Map(items.map((item) => [idOf(item, key), item]));
  for (const change of changes) {
    const own = byKey.get(idOf(change, key));
    const after = own === undefined ? plainMap(change) : mergeMaps(own, change, type);
    byKey.set(idOf(change, key), after);
  }
  return [...byKey.values()];
`,
      ],
    ],
  },
  {
    file: 'apply.ts',
    swaps: [
      [
        `  const all = owned.flatMap((fields) => [...fields]);
  const wanted = new FieldSet(all.flatMap(upwards));
  const gone: Path[] = [];
  for (const path of dropped) {
    for (const place of upwards(path)) {
      if (!wanted.has(place)) gone.push(place);
    }
  }
  return new FieldSet(gone);
`,
        `  const wanted = new Set<string>();
  for (const fields of owned)
    for (const path of fields)
      for (const place of upwards(path)) wanted.add(place.join('\\n'));
  const all = [...dropped].flatMap(upwards);
  return new FieldSet(all.filter((place) => !wanted.has(place.join('\\n'))));
`,
      ],
    ],
  },
];
