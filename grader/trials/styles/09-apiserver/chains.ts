// Right, in chains and closures: lists that are filtered and mapped, an attempt that calls
// itself, tables instead of questions.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'request-info.ts',
    swaps: [
      [
        `  let [resource = '', name = '', subresource = ''] = parts;
  let namespace = '';
  if (resource === 'namespaces' && name !== '') {
    namespace = name;
    if (subresource !== '' && !NAMESPACE_PARTS.has(subresource))
      [, , resource = '', name = '', subresource = ''] = parts;
  }
  let verb = isWatch ? 'watch' : (VERBS.get(method) ?? '');
  if (name === '' && verb === 'get') verb = wantsWatch(query) ? 'watch' : 'list';
  if (name === '' && verb === 'delete') verb = 'deletecollection';
  const isMany = verb === 'list' || verb === 'watch';
  if (name === '' && isMany) name = nameSelected(query);
  return { verb, namespace, resource, name, subresource, ...known };
`,
        `  const [first = '', second = '', third = ''] = parts;
  const isPlace = first === 'namespaces' && second !== '';
  const isInside = isPlace && third !== '' && !NAMESPACE_PARTS.has(third);
  const [resource = '', named = '', subresource = ''] = parts.slice(isInside ? 2 : 0);
  const ofMany: Readonly<Record<string, string>> = {
    get: wantsWatch(query) ? 'watch' : 'list',
    delete: 'deletecollection',
  };
  const ofOne = isWatch ? 'watch' : (VERBS.get(method) ?? '');
  const verb = named === '' ? (ofMany[ofOne] ?? ofOne) : ofOne;
  const isSought = named === '' && /^(list|watch)$/.test(verb);
  const name = isSought ? nameSelected(query) : named;
  const namespace = isPlace ? second : '';
  return { verb, namespace, resource, name, subresource, ...known };
`,
      ],
    ],
  },
  {
    file: 'guaranteed-update.ts',
    swaps: [
      [
        `  while (true) {
    const { object, gone = false } = await change(current);
    const value = stored(object);
    const modRevision = current?.revision ?? 0;
    if (!gone && value === current?.value) return current;
    if (dryRun) return new Item(row, value, modRevision);
    const { succeeded, revision, responses } = await storage.txn({
      compare: [{ key, target: 'MOD', result: 'EQUAL', modRevision }],
      success: [gone ? { deleteRange: { key } } : { put: { key, value } }],
      failure: [{ range: { key } }],
    });
    if (succeeded) return new Item(row, value, revision);
    const newer = pairRead(responses);
    current = newer && items.of(newer);
  }
`,
        `  const attempt = async (known: Item | undefined): Promise<Item> => {
    const { object, gone } = await change(known);
    const value = stored(object);
    const modRevision = known?.revision ?? 0;
    if (known !== undefined && gone === undefined && known.value === value)
      return known;
    if (dryRun) return new Item(row, value, modRevision);
    const deed = gone ? { deleteRange: { key } } : { put: { key, value } };
    const { succeeded, revision } = await storage.txn({
      compare: [
        { key, target: 'MOD', result: 'GREATER', modRevision: modRevision - 1 },
        { key, target: 'MOD', result: 'LESS', modRevision: modRevision + 1 },
      ],
      success: [deed],
    });
    return succeeded
      ? new Item(row, value, revision)
      : attempt(await read(scope, key));
  };
  const known = current;
  current = undefined;
  return attempt(known);
`,
      ],
    ],
  },
  {
    file: 'list.ts',
    swaps: [
      [
        `    revision ||= now;
    let taken = 0;
    for (const kv of kvs) {
      if (limit > 0 && items.length === limit) break;
      const item = scope.items.of(kv);
      if (wanted(item)) items.push(item);
      key = \`\${kv.key}\\0\`;
      taken += 1;
    }
    if (!more && taken === kvs.length) return { items, revision };
    if (items.length < limit) continue;
    const token = writeToken({ key, revision }, prefix);
    if (!wanted.isAll) return { items, revision, token };
    return { items, revision, token, remaining: count - taken };
`,
        `    revision = revision === 0 ? now : revision;
    const room = limit === 0 ? Number.POSITIVE_INFINITY : limit - items.length;
    const found = kvs.map((kv) => ({ kv, item: scope.items.of(kv) }));
    const fitting = found.filter(({ item }) => wanted(item)).slice(0, room);
    const isFull = fitting.length === room;
    const last = isFull ? fitting.at(-1) : found.at(-1);
    const taken = last === undefined ? 0 : found.indexOf(last) + 1;
    items.push(...fitting.map(({ item }) => item));
    key = last === undefined ? key : \`\${last.kv.key}\\0\`;
    if (taken === found.length && !more) return { items, revision };
    if (!isFull) continue;
    const token = writeToken({ key, revision }, prefix);
    const rest = wanted.isAll ? { remaining: count - taken } : {};
    return { items, revision, token, ...rest };
`,
      ],
    ],
  },
  {
    file: 'told.ts',
    swaps: [
      [
        `  for (const event of events) {
    const { key, revision, previous, current } = event;
    if (revision <= after || !key.startsWith(prefix)) continue;
    const was = previous !== undefined && wanted(previous);
    if (current !== undefined && wanted(current)) {
      const type = was ? 'MODIFIED' : 'ADDED';
      subscriber.told({ type, item: current }, event);
    } else if (was) {
      const item = previous.at(revision);
      subscriber.told({ type: 'DELETED', item }, event);
    }
  }
`,
        `  const wants = (item: Item | undefined): item is Item =>
    item !== undefined && wanted(item);
  const mine = events.filter(
    ({ key, revision }) => revision > after && key.startsWith(prefix),
  );
  for (const event of mine) {
    const { previous, current, revision } = event;
    const changes: readonly (Told | false)[] = [
      wants(current) && {
        type: wants(previous) ? 'MODIFIED' : 'ADDED',
        item: current,
      },
      !wants(current) &&
        wants(previous) && { type: 'DELETED', item: previous.at(revision) },
    ];
    for (const told of changes) if (told) subscriber.told(told, event);
  }
`,
      ],
    ],
  },
];
