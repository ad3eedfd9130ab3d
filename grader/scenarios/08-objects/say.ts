// Selectors, quantities and conditions in the words of a terminal.

import type { Plain } from '../../core/plain.ts';
import { inWords, quoted, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Asked, Op, Told } from './draw.ts';

/** An operation in words: `a in (1, 2): labels {a=1}, {}`. */
export function opWords(op: Op): string {
  if ('face' in op) return `${op.face}(${op.given.map(quotedShort).join(', ')})`;
  if ('ask' in op) return `match ${op.ask.map(asked).join(' and ')}${to(op)}`;
  if ('select' in op) {
    const what = op.select === null ? 'no selector' : JSON.stringify(op.select);
    return `match ${what}${to(op)}`;
  }
  if ('parse' in op) return `parse ${short(quoted(op.parse))}${to(op)}`;
  if ('read' in op) return `read ${quoted(op.read)}${op.writes ? WRITING : ''}`;
  if ('write' in op) return `write ${op.write} billionths as ${op.format}`;
  if ('sum' in op) return op.sum.map(quoted).join(` ${op.sign} `);
  return told(op.set, op.now);
}

function asked({ key, operator, values }: Asked): string {
  if (values.length === 0) return `${operator} ${key}`;
  return `${key} ${operator} (${values.map(quoted).join(', ')})`;
}

const MOST_SAID = 6;

const WRITING = ', and write on the answer';

function to({ among, writes }: Extract<Op, { among: unknown }>): string {
  const said = among.slice(0, MOST_SAID).map((labels) => {
    const pairs = Object.entries(labels).slice(0, MOST_SAID);
    return `{${pairs.map(([key, value]) => `${key}=${value}`).join(', ')}}`;
  });
  return ` against ${said.join(' ')}${writes ? WRITING : ''}`;
}

function told(set: Told, now: string): string {
  const { type, status, reason, message, ...more } = set;
  const rest = Object.entries(more).map(([name, value]) => `, ${name} ${value}`);
  const why = [reason ?? 'no reason', ...(message ? [message] : [])].join(': ');
  return `at ${now} ${type} is ${status} (${why})${rest.join('')}`;
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, (value) =>
    typeof value === 'object' ? sayPlain(value) : [inWords(value)],
  );
}

const LONGEST = 200;

/** What is handed in, as JSON. */
function quotedShort(value: Plain): string {
  return short(JSON.stringify(value));
}

/** Of a long text no more than its beginning. */
function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
