// What `npm run kv` does and says. Chapter 05.
// Engine room: not told line by line.

import { fromText, type KeyValue, prefixEnd, toText } from '#store';
import type { WatchEvent, WatchStream } from '#watch';
import { EXIT, type Flags, whole } from './kv-words.node.ts';
import type { DurableStore } from './mod.ts';

function span(key: string, { prefix }: Flags): { key: string; rangeEnd?: string } {
  const bytes = fromText(key);
  if (!prefix) return { key: bytes };
  return bytes === ''
    ? { key: '\0', rangeEnd: '\0' }
    : { key: bytes, rangeEnd: prefixEnd(bytes) };
}

export type Answer = readonly [code: number, text: string];

export async function once(
  store: DurableStore,
  [name, key = '', value = '']: readonly string[],
  flags: Flags,
): Promise<Answer> {
  if (name === 'put') return put(store, [key, value], flags);
  if (name === 'get') {
    const { kvs } = store.range(span(key, flags));
    return [kvs.length > 0 ? EXIT.done : EXIT.refused, kvs.map(sayPair).join('\n')];
  }
  if (name === 'del') {
    const { deleted, revision } = await store.deleteRange(span(key, flags));
    return [
      deleted > 0 ? EXIT.done : EXIT.refused,
      `OK ${revision} (${deleted} deleted)`,
    ];
  }
  if (name === 'compact') {
    await store.compact(whole(key, 'compact'));
    return [EXIT.done, 'OK'];
  }
  if (name === 'snapshot') {
    await store.snapshot();
    return [EXIT.done, 'OK'];
  }
  const facts = Object.entries(store.status());
  const shown = facts.map(([fact, found]) => `${fact.padEnd(10)} ${found}`);
  return [EXIT.done, shown.join('\n')];
}

async function put(
  store: DurableStore,
  [key, value]: readonly [string, string],
  { lease }: Flags,
): Promise<Answer> {
  const granted = lease > 0 ? (await store.grant({ ttl: lease })).id : 0;
  const request = { key: fromText(key), value: fromText(value), lease: granted };
  const { revision } = await store.put(request);
  return [EXIT.done, `OK ${revision}`];
}

function sayPair({ key, value, modRevision }: KeyValue): string {
  return `${toText(key)} = ${toText(value)}  (revision ${modRevision})`;
}

export function watch(store: DurableStore, key: string, flags: Flags): void {
  const stream = store.hub.stream();
  const startRevision = Math.max(flags.from, store.status().floor, 1);
  stream.watch({ ...span(key, flags), startRevision });
  tell(stream);
  stream.onReady(() => queueMicrotask(() => tell(stream)));
}

function tell(stream: WatchStream): void {
  for (let told = stream.take(); told.length > 0; told = stream.take())
    for (const { events } of told) for (const event of events) sayEvent(event);
}

function sayEvent({ type, kv }: WatchEvent): void {
  const shown =
    type === 'PUT' ? sayPair(kv) : `${toText(kv.key)}  (${kv.modRevision})`;
  console.log(`${type.padEnd(6)} ${shown}`);
}
