// Watches and what they are told, in the words of a terminal.

import type { KeyValue } from '#store';
import type { WatchEvent } from '#watch';
import type { Plain } from '../../core/plain.ts';
import {
  inWords,
  isList,
  isRecord,
  sayField,
  sayOutcome,
  sayPlain,
  wordOf,
} from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import { bytes, wordsOf } from '../01-store/say.ts';
import type { Op, WatchOp } from './draw.ts';

/** An operation in words: `watch a … before c from the last revision - 2, prevKv`. */
export function wordsOfOp(op: Op): string {
  switch (op.op) {
    case 'watch':
      return `watch ${watchWords(op)}`;
    case 'put':
      return `put ${wordsOf(op.put)}`;
    case 'delete':
      return `delete ${wordsOf(op.range)}`;
    case 'together':
      return `put ${op.keys.map(bytes).join(' ')} in one step`;
    case 'anew':
      return `delete ${bytes(op.key)} and put it, in one step`;
    case 'many':
      return `put ${bytes(op.key)} ${op.count} times`;
    case 'crowd':
      return `put ${op.count} keys`;
    case 'hub':
      return `make a hub with a capacity of ${op.capacity}`;
    case 'cancel':
      return `cancel watch ${op.id}`;
    case 'take':
      return `take ${op.max}`;
    case 'progress':
      return 'ask for progress';
    case 'notify':
      return 'the hub tells of progress';
    case 'compact':
      return `compact at ${backWords(op.back)}`;
    case 'get':
      return `get all as of ${backWords(op.back)}`;
    case 'close':
      return 'close the stream';
  }
}

function watchWords({ watch, back, above }: WatchOp): string {
  const { key, rangeEnd, filters, watchId, ...flags } = watch;
  const words = [wordsOf({ key, ...(rangeEnd ? { rangeEnd } : {}) })];
  if (back !== undefined) words.push(`from ${backWords(back)}`);
  if (above !== undefined) words.push(`from ${above} above the compacted revision`);
  const options = [
    ...(filters ?? []),
    ...Object.keys(flags),
    ...(watchId === undefined ? [] : [`as watch ${watchId}`]),
  ];
  return [words.join(' '), ...options].join(', ');
}

function backWords(back: number): string {
  if (back === 0) return 'the last revision';
  return back > 0 ? `the last revision - ${back}` : `the last revision + ${-back}`;
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, sayAnswer);
}

function sayAnswer(answer: Plain): readonly string[] {
  if (!isRecord(answer)) return sayPlain(answer);
  const { told, broken, kvs, ...rest } = answer;
  const rows = Object.entries(rest).flatMap(([name, value]) =>
    sayField(name, value),
  );
  if (isList(kvs)) rows.push(...kvs.map(sayPair));
  if (isRecord(told)) {
    for (const [id, what] of Object.entries(told)) rows.push(...sayTold(id, what));
  }
  if (isList(broken)) rows.push(...broken.map((what) => `broken: ${wordOf(what)}`));
  return rows.length === 0 ? ['nothing'] : rows;
}

function sayTold(id: string, told: Plain): readonly string[] {
  if (!isRecord(told)) return [`watch ${id}: ${inWords(told)}`];
  const { created, canceled, reason, compactRevision, settled } = told;
  const { events, count, progress } = told;
  const rows: string[] = [];
  if (created) rows.push('created');
  if (isList(events)) rows.push(...events.map(sayEvent));
  if (count) rows.push(`${inWords(count)} events in all`);
  if (isList(progress))
    rows.push(...progress.map((at) => `nothing new up to ${inWords(at)}`));
  if (settled) rows.push('told of all, or ended where the log begins');
  if (canceled) rows.push('canceled');
  if (reason) rows.push(`because: ${wordOf(reason)}`);
  if (compactRevision) rows.push(`compacted at ${inWords(compactRevision)}`);
  return rows.map((row) => `watch ${id}: ${row}`);
}

function sayEvent(event: Plain): string {
  if (!isRecord(event)) return inWords(event);
  const {
    type,
    kv = null,
    prevKv,
  } = event as Partial<Record<keyof WatchEvent, Plain>>;
  const before = prevKv === undefined ? '' : `, before: ${sayPair(prevKv)}`;
  return `${wordOf(type)} ${sayPair(kv)}${before}`;
}

function sayPair(pair: Plain): string {
  if (!isRecord(pair) || typeof pair.key !== 'string') return inWords(pair);
  const { key, value, version, modRevision } = pair as Partial<
    Record<keyof KeyValue, Plain>
  >;
  const name = bytes(String(key));
  if (version === 0) return `${name} at ${inWords(modRevision)}`;
  return `${name} = ${inWords(value)} at ${inWords(modRevision)}, version ${inWords(version)}`;
}
