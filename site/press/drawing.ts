// What the figures of the chapters are made of: tapes, lanes, time lines, bars, queues, and
// strips of states. They take what a module answered and turn it into shapes of svg.ts,
// which are handed on from here, so that a figure imports one file.
//
// A picture is at most 320 wide, so that its words can be read on a phone; one that wants
// more is a strip, whose states stand side by side or, on a phone, one below the other.

import { dot, fresh, gone, rect, round, watch, words, write } from './svg.ts';
import { escapeHtml } from './text.ts';

export * from './svg.ts';

/** The widest picture that can be read at 320 px. */
export const WIDEST = 320;

/** One state of a strip. */
export interface State {
  readonly title: string;
  readonly w: number;
  readonly h: number;
  readonly body: readonly string[];
}

/** Two or three states of the same thing; `says` is read aloud in their stead. */
export function strip(says: string, states: readonly State[]): string {
  const drawn = states.map(({ title, w, h, body }) => {
    const head = words(0, 13, title, 'bold');
    const moved = `<g transform="translate(0 ${HEAD})">${body.join('')}</g>`;
    return `<svg width="${w}" viewBox="0 0 ${w} ${h + HEAD}" aria-hidden="true">${head}${moved}</svg>`;
  });
  return `<div class="strip" role="img" aria-label="${escapeHtml(says)}">${drawn.join('')}</div>`;
}

const HEAD = 24;

/** How something is drawn: as it is, as what changed, as what is no longer there. */
export type Mark = 'new' | 'gone' | undefined;

function marked(mark: Mark, ...body: readonly string[]): string {
  if (mark === 'new') return fresh(...body);
  return mark === 'gone' ? gone(...body) : body.join('');
}

/** From a value (a time, a revision) to its place. */
export type Scale = (value: number) => number;

/** `scale([0, 60], [10, 300])(30)` is 155. */
export function scale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): Scale {
  return (value) => round(from + ((value - low) / (high - low)) * (to - from));
}

export interface Cell {
  readonly text: string;
  /** Below the cell: a key, a value. */
  readonly below?: string;
  readonly mark?: Mark;
}

export interface Row {
  readonly x: number;
  readonly y: number;
  /** The width of a cell. */
  readonly w: number;
  /** 30 if absent. */
  readonly h?: number;
}

/** A tape: one cell for each revision, open at its end. */
export function tape(row: Row, cells: readonly Cell[]): string {
  const { x, y, w, h = 30 } = row;
  const end = x + cells.length * w;
  const open = watch(`M${end} ${y}h14M${end} ${y + h}h14`);
  return open + cells.map((cell, i) => cellAt(row, i, cell)).join('');
}

/** A queue: `slots` cells of which the first hold the items. */
export function queue(row: Row, slots: number, items: readonly Cell[]): string {
  const { x, y, w, h = 30 } = row;
  const empty = Array.from({ length: Math.max(slots - items.length, 0) }, (_, i) =>
    rect({ x: x + (items.length + i) * w, y, w, h }),
  );
  const free = `<g class="free">${empty.join('')}</g>`;
  return free + items.map((item, i) => cellAt(row, i, item)).join('');
}

function cellAt({ x, y, w, h = 30 }: Row, i: number, cell: Cell): string {
  const left = x + i * w;
  const middle = left + w / 2;
  const below =
    cell.below === undefined
      ? ''
      : words(middle, y + h + 16, cell.below, 'mid mono');
  const text = words(middle, y + h / 2 + 5, cell.text, 'mid');
  return marked(cell.mark, rect({ x: left, y, w, h }), text, below);
}

export interface LaneMark {
  readonly at: number;
  readonly text: string;
  readonly mark?: Mark;
}

export interface Lane {
  readonly name: string;
  readonly marks: readonly LaneMark[];
}

export interface Lanes {
  readonly y: number;
  /** Between two lanes: 34 if absent. */
  readonly gap?: number;
  readonly from: number;
  readonly to: number;
  /** Revision or time to place. */
  readonly at: Scale;
}

/** One line for each key, its name at the left, what was written to it as marks on it. */
export function lanes(place: Lanes, all: readonly Lane[]): string {
  const { y, gap = 34, from, to, at } = place;
  const drawn = all.map(({ name, marks }, i) => {
    const line = y + i * gap;
    const points = marks.map(({ at: value, text, mark }) =>
      marked(
        mark,
        dot(at(value), line),
        words(at(value), line - 9, text, 'mid mono'),
      ),
    );
    return (
      words(0, line + 4, name, 'mono') +
      write(`M${from} ${line}H${to}`) +
      points.join('')
    );
  });
  return drawn.join('');
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** A line of time with marks below it. */
export function axis(
  y: number,
  [from, to]: readonly [number, number],
  at: Scale,
  ticks: readonly Tick[],
): string {
  const marks = ticks.map(({ at: value, text }) => {
    const x = at(value);
    return `${write(`M${x} ${y - 4}V${y + 4}`)}${words(x, y + 18, text, 'mid quiet')}`;
  });
  return write(`M${from} ${y}H${to}`) + marks.join('');
}

/** A span of time as a bar with its name in it. */
export function bar(
  y: number,
  [from, to]: readonly [number, number],
  text: string,
  mark?: Mark,
): string {
  const w = to - from;
  const name = words(from + 8, y + 15, text, 'small');
  return marked(mark, rect({ x: from, y, w, h: 21 }, 4), name);
}

/** A dashed line down a picture with its name at its head: a moment, a revision read at. */
export function moment(
  x: number,
  [from, to]: readonly [number, number],
  text: string,
): string {
  return watch(`M${x} ${from + 6}V${to}`) + words(x, from, text, 'mid quiet');
}
