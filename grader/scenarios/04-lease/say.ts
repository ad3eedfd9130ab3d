// What is asked of a lessor, and its answers, in the words of a terminal.

import type { PutRequest } from '#store';
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
import type { Op } from './draw.ts';

/** An operation in words: `grant lease 7 for 10 s`. */
export function callOf(op: Op): string {
  switch (op.op) {
    case 'grant':
      return `grant ${op.id === undefined ? 'a lease' : `lease ${op.id}`} for ${op.ttl} s`;
    case 'look':
      return `time left of lease ${op.id}${op.keys ? ', with its keys' : ''}`;
    case 'keep alive':
      return `keep lease ${op.id} alive`;
    case 'revoke':
      return `revoke lease ${op.id}`;
    case 'revoke inside':
      return `revoke lease ${op.id} inside a step of the store`;
    case 'list':
      return 'list the leases';
    case 'save':
      return 'take a snapshot';
    case 'save in':
      return `in ${op.ms} ms take a snapshot`;
    case 'wait':
      return `wait ${op.ms} ms`;
    case 'put':
      return `put ${wordsOf(op.put)}`;
    case 'step':
      return `in one step ${sayPuts(op.puts)}`;
    case 'read':
      return `read ${wordsOf(op.range)}`;
    case 'listen':
      return `listen to the first only: ${sayPuts(op.puts)}`;
    case 'delete':
      return `delete ${wordsOf(op.range)}`;
    case 'restart':
      return (
        `restart, away for ${op.away} ms` +
        (op.anew ? ', what was left of the time is lost' : '') +
        (op.left === undefined ? '' : `, ${op.left} ms are left of each lease`)
      );
  }
}

/** Many puts: how many, and the last two. */
function sayPuts(puts: readonly PutRequest[]): string {
  const words = puts.slice(puts.length > 20 ? -2 : 0).map(wordsOf);
  const others = puts.length - words.length;
  if (others > 0) words.unshift(`${others} keys`);
  return `put ${words.join(', then ')}`;
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, sayAnswer);
}

function sayAnswer(answer: Plain): readonly string[] {
  if (!isRecord(answer)) return sayPlain(answer);
  return Object.entries(answer).flatMap(([name, field]) => sayField(name, field));
}

function sayField(name: string, field: Plain): readonly string[] {
  if (name === 'answer' && isRecord(field)) return sayAnswer(field);
  if (name === 'deleted' && isList(field)) return field.map(sayDeleted);
  if (name === 'saved' && isList(field)) return field.map(saySaved);
  if (isList(field)) {
    const words = field.map((one) =>
      typeof one === 'string' ? bytes(one) : inWords(one),
    );
    return [`${name}: ${words.join(' ') || 'none'}`];
  }
  return [`${name} ${wordOf(field)}`];
}

function sayDeleted(commit: Plain): string {
  const { at, keys } = commit as { at: number; keys: readonly string[] };
  return `at ${at} ms, in one revision: ${keys.map(bytes).join(' ')} deleted`;
}

function saySaved(lease: Plain): string {
  const { id, ttl, left, ...odd } = Object(lease) as Record<string, Plain>;
  const rest = Object.keys(odd).length === 0 ? '' : ` ${inWords(odd)}`;
  return `saved: lease ${inWords(id)} of ${inWords(ttl)} s, ${inWords(left)} ms left${rest}`;
}
