// The shortest program on which the two part, told: the calls before, then what the
// reference did beside what the learner's code did.

import { oneLine } from '../core/clean.ts';
import type { Difference, ToldLine } from '../core/result.ts';
import { clip, columnsOf, count, elide, grouped, hang, pad } from './layout.ts';
import type { Look } from './paint.ts';
import { rowsOf } from './rows.ts';

/** Calls that are shown before the middle is left out. */
const MOST_CALLS = 12;
/** Lines that are shown of what a call printed. */
const MOST_PRINTED = 12;
/** The column in which the answers stand, at most. */
const WIDEST_CALL = 40;

/** The lines of a difference, without indentation. */
export function differenceLines(difference: Difference, look: Look): string[] {
  return [
    ...callLines(difference, look),
    '',
    ...sidesOf(difference, look).map((line) => `    ${line}`),
  ];
}

function callLines(difference: Difference, look: Look): string[] {
  const { before, foundIn, tried, origin } = difference;
  const calls = before.length + 1;
  const from = [
    ...(foundIn > calls ? [`of ${foundIn}`] : []),
    ...(tried > 0 ? [`shortest of ${grouped(tried)}`] : []),
    ...(origin === 'kept' ? ['kept from an earlier run'] : []),
  ].join('; ');
  const verb = calls === 1 ? 'is' : 'are';
  const head = `${count(calls, 'call')} ${verb} enough to see it`;
  return [
    from === '' ? `${head}:` : `${head} (${from}):`,
    ...numbered(difference).map((line) => `  ${clip(line, look.width - 12)}`),
  ];
}

interface Numbered {
  readonly number: string;
  readonly call: string;
  readonly told: string;
  readonly printed: readonly string[];
}

function numbered({ before, call, at, printed = [] }: Difference): string[] {
  const time = at > 0 ? `  (at ${grouped(at)} ms)` : '';
  const earlier = before.map(
    (line, i): Numbered => ({
      ...{ ...saidOf(line), number: String(i + 1), printed: line.printed ?? [] },
    }),
  );
  const shown = elide(earlier, MOST_CALLS, (left) => ({
    number: '…',
    call: count(left, 'call'),
    ...{ told: '', printed: [] },
  }));
  const last = {
    number: String(before.length + 1),
    call: oneLine(call, 300) + time,
    ...{ told: '', printed },
  };
  const all = [...shown, last];
  const wide = Math.max(...all.map(({ number }) => number.length));
  const calls = shown.map((one) => Math.min(columnsOf(one.call), WIDEST_CALL));
  const column = Math.max(0, ...calls);
  return all.flatMap(({ number, call: words, told, printed }) => {
    const start = `${number.padStart(wide)}  `;
    const first =
      told === '' ? start + words : `${start}${pad(words, column)}  → ${told}`;
    const shown = elide([...printed], MOST_PRINTED, (left) => `… ${left} more`);
    return [first, ...shown.map((line) => `${' '.repeat(wide)}  | ${line}`)];
  });
}

function saidOf({ call, told }: ToldLine): { call: string; told: string } {
  return {
    call: clip(oneLine(call, 400), told.length === 0 ? 80 : WIDEST_CALL),
    told: told.map((row) => oneLine(row, 400)).join(' · '),
  };
}

const REFERENCE = 'reference   ';
const YOURS = 'yours       ';

function sidesOf({ reference, yours, law }: Difference, look: Look): string[] {
  const width = look.width - 13;
  const { good, bad } = look.paint;
  const lines: string[] = [];
  if (law !== undefined) lines.push(...hang('law         ', `  ${law}`, width));
  let before = '';
  for (const { sign, text } of rowsOf(law === undefined ? reference : [], yours)) {
    // A label stands where the side changes.
    const label = sign === before ? '' : sign === '-' ? REFERENCE : YOURS;
    const start = sign === ' ' ? '' : label;
    const paint = sign === '-' ? good : sign === '+' ? bad : plain;
    const [first = '', ...more] = hang(`${sign} `, text, width - REFERENCE.length);
    lines.push(pad(start, REFERENCE.length) + paint(first));
    for (const line of more) lines.push(pad('', REFERENCE.length) + paint(line));
    before = sign;
  }
  return lines;
}

const plain = (text: string): string => text;
