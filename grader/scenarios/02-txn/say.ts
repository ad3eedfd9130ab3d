// Transactions and their answers in the words of a terminal.

import type { Compare, RequestOp, TxnRequest } from '#txn';
import type { Plain } from '../../core/plain.ts';
import { inWords, isRecord, quoted } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import { bytes, sayLine as sayStoreLine, wordsOf } from '../01-store/say.ts';
import type { Op, Update } from './draw.ts';

/** An operation in words: `txn if version of a = 0 then put a = "1" else get a`. */
export function opWords(op: Op): string {
  if ('update' in op) return updateWords(op.update);
  if ('txn' in op) return txnWords(op.txn);
  if ('put' in op) return `put ${wordsOf(op.put)}`;
  if ('range' in op) return `get ${wordsOf(op.range)}`;
  return `delete ${wordsOf(op.deleteRange)}`;
}

function txnWords({
  compare = [],
  success = [],
  failure = [],
}: TxnRequest): string {
  const asked =
    compare.length === 0 ? '' : ` if ${compare.map(asks).join(' and ')}`;
  return `txn${asked}${branch('then', success)}${branch('else', failure)}`;
}

function branch(word: string, ops: readonly RequestOp[]): string {
  if (ops.length === 0) return '';
  if (ops.length > LONGEST_BRANCH) return ` ${word} ${ops.length} requests`;
  const words = ops.map((op) => ('txn' in op ? `(${opWords(op)})` : opWords(op)));
  return ` ${word} ${words.join('; ')}`;
}

const LONGEST_BRANCH = 8;

const SIGNS = { EQUAL: '=', NOT_EQUAL: '≠', GREATER: '>', LESS: '<' };

function asks(compare: Compare): string {
  const { target, result, key, rangeEnd } = compare;
  const keys = wordsOf(rangeEnd ? { key, rangeEnd } : { key });
  return `${target.toLowerCase()} of ${keys} ${SIGNS[result]} ${expected(compare)}`;
}

function expected(compare: Compare): string {
  switch (compare.target) {
    case 'VERSION':
      return String(compare.version);
    case 'CREATE':
      return String(compare.createRevision);
    case 'MOD':
      return String(compare.modRevision);
    case 'LEASE':
      return String(compare.lease);
    case 'VALUE':
      return quoted(compare.value);
  }
}

function updateWords({ key, add, unless, rivals }: Update): string {
  const change = add === '' ? 'leave as it is' : `append ${quoted(add)}`;
  const guard = unless === undefined ? '' : `, refuse ${quoted(unless)}`;
  const meanwhile = rivals
    .slice(0, LONGEST_BRANCH)
    .map((ops) => ops.map(opWords).join('; ') || 'nothing');
  if (rivals.length > LONGEST_BRANCH) meanwhile.push(`… ${rivals.length} times`);
  const others = rivals.length === 0 ? '' : `; meanwhile: ${meanwhile.join(' | ')}`;
  return `update ${bytes(key)}: ${change}${guard}${others}`;
}

/** What a call led to, a row a thing. */
export function sayLine(line: TraceLine): readonly string[] {
  const { outcome } = line;
  if (outcome.kind !== 'returned' || !isRecord(outcome.value)) {
    return sayStoreLine(line);
  }
  const { succeeded, responses, shown, ...rest } = outcome.value;
  const rows = [...rowsOf(line, rest)];
  if (shown !== undefined) rows.push(...sayShown(line, shown));
  if (succeeded !== undefined) rows.push(...sayBranch(line, succeeded, responses));
  return rows;
}

function sayBranch(
  line: TraceLine,
  succeeded: Plain,
  responses: Plain | undefined,
): readonly string[] {
  const first = succeeded === true ? 'then' : 'else';
  const word = typeof succeeded === 'boolean' ? first : inWords(succeeded);
  if (!Array.isArray(responses)) return [`${word} ${inWords(responses)}`];
  return [word, ...responses.flatMap((response) => sayResponse(line, response))];
}

function sayResponse(line: TraceLine, response: Plain): readonly string[] {
  if (!isRecord(response)) return [`  ${inWords(response)}`];
  return Object.entries(response).flatMap(([name, answer]) => {
    const rows = rowsOf(line, answer);
    return rows.map((row, i) => `  ${i === 0 ? `${name}: ` : '  '}${row}`);
  });
}

/** What an update was shown, each time that it was asked. */
function sayShown(line: TraceLine, shown: Plain): readonly string[] {
  if (!Array.isArray(shown)) return [`shown ${inWords(shown)}`];
  return shown.map((pair) => {
    if (pair === null) return 'shown no such key';
    return `shown ${rowsOf(line, { kvs: [pair] }).at(-1)}`;
  });
}

/** The rows of an answer as if it were the only thing that the call led to. */
function rowsOf(line: TraceLine, value: Plain): readonly string[] {
  if (isRecord(value) && 'succeeded' in value) {
    const { succeeded = null, responses } = value;
    return sayBranch(line, succeeded, responses);
  }
  return sayStoreLine({ ...line, outcome: { kind: 'returned', value } });
}
