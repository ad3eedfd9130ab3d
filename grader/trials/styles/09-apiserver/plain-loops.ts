// Right, and plain: flags, indices, a read of its own after each refusal, one question
// after the other.

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
        `  let at = 0;
  let namespace = '';
  if (parts[0] === 'namespaces' && parts.length > 1 && parts[1] !== '') {
    namespace = parts[1] ?? '';
    const after = parts[2];
    if (after !== undefined && after !== '' && !NAMESPACE_PARTS.has(after)) at = 2;
  }
  const own = parts.slice(at, at + 3);
  while (own.length < 3) own.push('');
  let name = own[1] ?? '';
  let verb = 'watch';
  if (!isWatch) {
    const found = VERBS.get(method);
    if (found === undefined) verb = '';
    else if (name !== '') verb = found;
    else if (found === 'delete') verb = 'deletecollection';
    else if (found !== 'get') verb = found;
    else if (wantsWatch(query)) verb = 'watch';
    else verb = 'list';
  }
  if (name === '' && ['list', 'watch'].indexOf(verb) >= 0) name = nameSelected(query);
  const [resource = '', , subresource = ''] = own;
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
        `  for (;;) {
    const before = current;
    const made = await change(before);
    const value = stored(made.object);
    if (made.gone !== true && before !== undefined && before.value === value) {
      return before;
    }
    const modRevision = before === undefined ? 0 : before.revision;
    if (dryRun) return new Item(row, value, modRevision);
    const compare = [
      { key, target: 'MOD', result: 'EQUAL', modRevision } as const,
    ];
    const answer = made.gone
      ? await storage.txn({ compare, success: [{ deleteRange: { key } }] })
      : await storage.txn({ compare, success: [{ put: { key, value } }] });
    if (answer.succeeded) return new Item(row, value, answer.revision);
    const [there] = (await storage.range({ key })).kvs;
    current = there === undefined ? undefined : items.of(there);
  }
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
        `    if (revision === 0) revision = now;
    let i = 0;
    while (i < kvs.length && (limit === 0 || items.length < limit)) {
      const kv = kvs[i];
      i++;
      if (kv === undefined) continue;
      const item = scope.items.of(kv);
      if (wanted(item)) items.push(item);
      key = kv.key + '\\0';
    }
    const left = more || i < kvs.length;
    if (!left) return { items, revision };
    if (limit > 0 && items.length >= limit) {
      const page = { items, revision, token: writeToken({ key, revision }, prefix) };
      return wanted.isAll ? { ...page, remaining: count - i } : page;
    }
`,
      ],
    ],
  },
  {
    file: 'delete.ts',
    swaps: [
      [
        `  const isGoing = deletionTimestamp !== undefined;
  const graceSeconds = isGoing
    ? Math.min(left, asked ?? left)
    : (strategy.gracePeriod?.(object, asked) ?? 0);
  if (isGoing && left > 0 && graceSeconds === left) return { object };
  const finalizers = finalizersOf(metadata, propagationPolicy);
  if (graceSeconds === 0 && finalizers.length === 0) return { object, gone: true };
  const began = isGoing ? millisOf(deletionTimestamp) - left * 1000 : now;
  const isOver = isGoing && left === 0;
  const ends = isOver ? began : Math.max(began + graceSeconds * 1000, now);
  return { object: going(object, { ends, graceSeconds, finalizers }) };
`,
        `  const finalizers = finalizersOf(metadata, propagationPolicy);
  if (deletionTimestamp === undefined) {
    const grace = strategy.gracePeriod?.(object, asked) ?? 0;
    if (grace === 0 && finalizers.length === 0) return { object, gone: true };
    const ends = now + grace * 1000;
    return { object: going(object, { ends, graceSeconds: grace, finalizers }) };
  }
  const end = millisOf(deletionTimestamp);
  if (left === 0) {
    if (finalizers.length === 0) return { object, gone: true };
    return { object: going(object, { ends: end, graceSeconds: 0, finalizers }) };
  }
  if (asked === undefined || asked >= left) return { object };
  if (asked === 0 && finalizers.length === 0) return { object, gone: true };
  const moved = end - (left - asked) * 1000;
  const ends = moved < now ? now : moved;
  return { object: going(object, { ends, graceSeconds: asked, finalizers }) };
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
        `  for (let i = 0; i < events.length; i++) {
    const event = events[i];
    if (event === undefined || event.revision <= after) continue;
    if (event.key.slice(0, prefix.length) !== prefix) continue;
    const old = event.previous;
    const item = event.current;
    const before = old === undefined ? false : wanted(old);
    const now = item === undefined ? false : wanted(item);
    if (!before && now && item) subscriber.told({ type: 'ADDED', item }, event);
    if (before && now && item) subscriber.told({ type: 'MODIFIED', item }, event);
    if (before && !now && old)
      subscriber.told({ type: 'DELETED', item: old.at(event.revision) }, event);
  }
`,
      ],
    ],
  },
];
