// What is asked of a store on a log, and what came of it, in the words of a terminal.

import type { Plain } from '../../core/plain.ts';
import {
  inWords,
  isList,
  isRecord,
  sayOutcome,
  sayPlain,
  wordOf,
} from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import { bytes, wordsOf } from '../01-store/say.ts';
import { opWords as txnWords } from '../02-txn/say.ts';
import type { Op } from './draw.ts';

/** An operation in words: `put a = "1"`. */
export function callOf(op: Op): string {
  if ('ask' in op) return sayAsk(op);
  switch (op.op) {
    case 'burst':
      return op.asks.map(callOf).join(', ');
    case 'hold':
      return 'the disk is slow: no sync comes back';
    case 'hold snapshots':
      return 'the disk is slow with snapshots';
    case 'let go':
      return 'the disk goes on';
    case 'fail sync':
      return 'the next sync will fail';
    case 'fail write':
      return 'the next write will fail';
    case 'room':
      return op.bytes < 0
        ? 'the disk has room again'
        : `the disk has room for ${op.bytes} bytes`;
    case 'look':
      return 'look at all of it';
    case 'restart':
      return op.segmentBytes === undefined
        ? 'close, and open again'
        : `close, and open again with segments of ${op.segmentBytes} bytes`;
    case 'power cut':
      return 'the power goes; open again';
    case 'snapshot': {
      const meanwhile = (op.asks ?? []).map((one) => `, ${callOf(one)}`).join('');
      return `take a snapshot${meanwhile}`;
    }
    case 'files':
      return 'list the files';
    case 'close':
      return 'close';
    case 'harm':
      return 'bytes of the log change';
    case 'wait':
      return `${op.ms} ms go by`;
    case 'keep alive':
      return `keep lease ${op.id} alive`;
    case 'long puts':
      return `put ${op.values.length} values of ${op.values.join(', ')} bytes at once`;
    case 'verify':
      return 'verify the folder';
    default:
      return MORE[op.op];
  }
}

const MORE = {
  'grant any': 'grant a lease whose id the store chooses',
  leases: 'list the leases',
  sizes: 'count keys and their bytes',
  leave: 'take the listener away',
  'snapshot inside': 'a listener takes a snapshot at the next commit',
  'is another due': 'look whether there is another snapshot',
  fill: 'put until there is no room',
  'fill exactly': 'put what fills the segment to its last byte',
  'room left': 'put one more, and count the segments',
  'largest write': 'look how much was written before a sync',
  'keep all files': 'from now on the power goes before a file is removed',
  'cut the snapshot': 'the newest snapshot loses its end',
  'power cut, and what then': 'the power goes; open again',
} as const;

function sayAsk(op: Extract<Op, { ask: unknown }>): string {
  switch (op.ask) {
    case 'put':
      return `put ${wordsOf(shortened(op.request))}`;
    case 'delete':
      return `delete ${wordsOf(op.request)}`;
    case 'txn':
      return txnWords({ txn: op.request });
    case 'compact':
      return `compact at ${op.request.revision}`;
    case 'grant':
      return `grant lease ${op.request.id} for ${op.request.ttl} s`;
    case 'revoke':
      return `revoke lease ${op.request.id}`;
  }
}

const LONG = 12;

function shortened<T extends { readonly value?: string }>(request: T): T {
  const { value } = request;
  if (value === undefined || value.length <= LONG) return request;
  return { ...request, value: `${value.slice(0, 3)}… ${value.length} bytes` };
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, sayAnswer);
}

function sayAnswer(answer: Plain): readonly string[] {
  if (!isRecord(answer)) return sayPlain(answer);
  const rows = Object.entries(answer).flatMap(([name, field]) =>
    sayField(name, field),
  );
  return rows.length === 0 ? ['done'] : rows;
}

function sayField(name: string, field: Plain): readonly string[] {
  if (!isList(field)) {
    if (isRecord(field)) return [`${name}: ${inWords(field)}`];
    return [`${name} ${wordOf(field)}`];
  }
  if (field.every((one) => typeof one !== 'object')) {
    const words = field.map((one) =>
      typeof one === 'string' && name !== 'warnings' && name !== 'events'
        ? bytes(one)
        : wordOf(one),
    );
    return [`${name}: ${words.join(', ') || 'none'}`];
  }
  return field.map((one) => `${name}: ${sayItem(one)}`);
}

function sayItem(item: Plain): string {
  if (!isRecord(item)) return inWords(item);
  const { key, value, modRevision } = item;
  if (typeof key === 'string' && typeof value === 'string')
    return `${wordsOf(shortened({ key, value }))}, changed at ${inWords(modRevision)}`;
  return Object.entries(item)
    .map(([name, field]) => `${name} ${wordOf(field)}`)
    .join(', ');
}
