// Store requests and answers in the words of a terminal.

import type { DeleteRangeRequest, PutRequest, RangeRequest } from '#store';
import type { Plain } from '../../core/plain.ts';
import {
  inWords,
  isRecord,
  quoted,
  sayField,
  sayOutcome,
  sayPlain,
} from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';

/** Bytes as a person can read them: quoted unless plain, other bytes as \\xNN. */
export function bytes(text: string): string {
  if (/^[\w./-]+$/.test(text)) return text;
  return quoted(text);
}

/** A value of a call in words, bytes as a person can read them. */
export function quotedPlain(value: Plain): string {
  return typeof value === 'string' ? bytes(value) : inWords(value);
}

/** A request in words: `a … b at revision 3, limit 2`. */
export function wordsOf(
  request: PutRequest | RangeRequest | DeleteRangeRequest,
): string {
  const { key, rangeEnd, value, revision, ...options } = request as PutRequest &
    RangeRequest;
  const words = [bytes(key)];
  if (rangeEnd === '\0') words.push('… the last');
  else if (rangeEnd) words.push(`… before ${bytes(rangeEnd)}`);
  if (value !== undefined) words.push(`= ${quoted(value)}`);
  if (revision) words.push(`at revision ${revision}`);
  return words.join(' ') + optionWords(options);
}

function optionWords(options: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(options).map(([name, value]) =>
    value === true ? name : `${name} ${value}`,
  );
  return words.length === 0 ? '' : `, ${words.join(', ')}`;
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, sayAnswer);
}

function sayAnswer(answer: Plain): readonly string[] {
  if (!isRecord(answer)) return sayPlain(answer);
  const { revision, kvs, count, more, deleted, prevKv, prevKvs, wrote, ...odd } =
    answer;
  const rows = [`revision ${inWords(revision)}`];
  if (deleted !== undefined) rows.push(`deleted ${inWords(deleted)}`);
  if (count !== undefined) {
    rows.push(`count ${inWords(count)}${more === true ? ', more' : ''}`);
  }
  rows.push(
    ...pairs('', kvs),
    ...pairs('wrote ', wrote),
    ...pairs('before: ', prevKvs),
  );
  if (prevKv !== undefined) rows.push(`before: ${sayPair(prevKv)}`);
  for (const [name, value] of Object.entries(odd)) {
    rows.push(...sayField(name, value));
  }
  return rows;
}

function pairs(label: string, list: Plain | undefined): readonly string[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [`${label}${inWords(list)}`];
  return list.map((pair) => `${label}${sayPair(pair)}`);
}

function sayPair(pair: Plain): string {
  if (!isRecord(pair) || typeof pair.key !== 'string') return inWords(pair);
  const { key, value, version, createRevision, modRevision, lease, ...odd } = pair;
  const name = bytes(String(key));
  if (version === 0) return `${name} deleted at ${inWords(modRevision)}`;
  const shown = inWords(value);
  const held = lease === 0 ? '' : `, lease ${inWords(lease)}`;
  const rest = Object.keys(odd).length === 0 ? '' : ` ${inWords(odd)}`;
  return (
    `${name} = ${shown}  version ${inWords(version)}, created at ${inWords(createRevision)}, ` +
    `changed at ${inWords(modRevision)}${held}${rest}`
  );
}
