// What a line of chapter 12 led to, in the words of a terminal.

import { isList, type Plain } from '../../core/plain.ts';
import { isRecord, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';

export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, sayAnswer);
}

function sayAnswer(answer: Plain): readonly string[] {
  if (!isRecord(answer)) return sayPlain(answer);
  if ('ask' in answer) return [String(answer.answer)];
  if ('copy' in answer) return [String(answer.copy)];
  if ('end' in answer)
    return [`${answer.end}; it told ${answer.told} in ${answer.lasted} ms`];
  return Object.entries(answer).flatMap(([name, field]) => sayNamed(name, field));
}

function sayNamed(name: string, field: Plain): readonly string[] {
  if (isRecord(field)) {
    const parts = Object.entries(field).map(
      ([key, value]) => `${key} ${wordOf(value)}`,
    );
    return [`${name}: ${parts.join(', ')}`];
  }
  if (!isList(field)) return [`${name}: ${wordOf(field)}`];
  if (field.length === 0) return [`${name}: none`];
  return field.map((one) => `${name}: ${wordOf(one)}`);
}

function wordOf(value: Plain): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return typeof value === 'string' ? value : sayPlain(value).join(' ');
}
