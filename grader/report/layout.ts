// Words in columns: how wide a text is, where it breaks, what is left out of it.

import { clean, oneLine } from '../core/clean.ts';

const ESC = String.fromCharCode(0x1b);
const COLOURS = new RegExp(`${ESC}\\[\\d+m`, 'g');
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NONE = /\p{Mark}|\p{Default_Ignorable_Code_Point}/u;

/** How many columns of a terminal a text takes; colours take none. */
export function columnsOf(text: string): number {
  const plain = text.replace(COLOURS, '');
  // Our own signs among them: the tables of Unicode take longer to load than to grade.
  if (/^[ -~·–…→✓✗]*$/.test(plain)) return plain.length;
  let columns = 0;
  for (const char of plain) {
    if (!NONE.test(char)) columns += WIDE.test(char) ? 2 : 1;
  }
  return columns;
}

/** The text, with spaces up to `columns`. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Two texts on one line, the second at its end; below each other if they do not fit. */
export function atEnd(left: string, right: string, width: number): string[] {
  if (right === '') return [left];
  const room = width - columnsOf(left) - columnsOf(right);
  if (room >= 2) return [left + ' '.repeat(room) + right];
  return [left, ' '.repeat(Math.max(2, width - columnsOf(right))) + right];
}

/** Breaks a text at spaces, and a word that is too long anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, width))) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const char of word) {
    if (columnsOf(piece + char) > width) {
      found.push(piece);
      piece = '';
    }
    piece += char;
  }
  return [...found, piece];
}

/** A text after a label; its further lines stand below its first word. */
export function hang(label: string, text: string, width: number): string[] {
  const indent = columnsOf(label);
  return wrap(text, width - indent).map((line, i) =>
    i === 0 ? label + line : ' '.repeat(indent) + line,
  );
}

/** At most so many columns, the end left out. */
export function clip(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let kept = '';
  for (const char of text) {
    if (columnsOf(kept + char) > width - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/** At most `most` of the items; what is left out in the middle is told by `gap`. */
export function elide<T>(
  items: readonly T[],
  most: number,
  gap: (left: number) => T,
): readonly T[] {
  if (items.length <= most) return items;
  const head = Math.ceil((most - 1) / 2);
  const tail = most - 1 - head;
  const left = items.length - head - tail;
  return [...items.slice(0, head), gap(left), ...items.slice(items.length - tail)];
}

/** A line of code or of what code printed, harmless, where it stood in its line. */
export function indented(line: string): string {
  const [, indent = '', rest = ''] = /^([ \t]*)(.*)$/s.exec(line) ?? [];
  return indent.replaceAll('\t', '  ') + oneLine(rest, LONGEST_LINE);
}

const LONGEST_LINE = 400;

/** Text from the learner's code as few harmless lines. */
export function fewLines(text: string, most: number): readonly string[] {
  const lines = clean(text.slice(0, 1_000_000)).trimEnd().split('\n');
  const short = lines.map(indented);
  return elide(short, most, (left) => `… ${count(left, 'line')} left out …`);
}

/** `1 step`, `1,200 steps`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1,200`. Not by Intl, which takes a millisecond to begin. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
