// What a line of chapter 17 led to, in the words of a terminal.

import { isList, type Plain } from '../../core/plain.ts';
import { isRecord, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';

export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, sayAnswer);
}

function sayAnswer(answer: Plain): readonly string[] {
  if (!isRecord(answer)) return sayPlain(answer);
  return Object.entries(answer).map(
    ([name, field]) => `${name}: ${isList(field) ? listed(field) : wordOf(field)}`,
  );
}

function listed(items: readonly Plain[]): string {
  return items.length === 0 ? 'none' : items.map(wordOf).join(', ');
}

function wordOf(value: Plain): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return typeof value === 'string' ? value : sayPlain(value).join(' ');
}
