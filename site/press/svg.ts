// The shapes of the house's pictures. The same thing has the same shape everywhere: a
// cylinder stores, a box is a component, a circle is a Pod, a solid arrow writes, a dashed
// one watches. A shape says what it is by its class; style.css gives the classes their
// strokes and colours, by day and by night. Lengths are pixels: a picture stands at its
// own size where there is room.

import { escapeHtml } from './text.ts';

export interface At {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export type Point = readonly [x: number, y: number];

export interface Look {
  readonly note?: string;
  /** Drawn as the place where the reader is. */
  readonly here?: boolean;
}

/** A picture; `says` is read aloud in its stead. */
export function picture(
  w: number,
  h: number,
  says: string,
  ...body: readonly string[]
): string {
  const label = escapeHtml(says);
  return `<svg width="${w}" viewBox="0 0 ${w} ${h}" role="img" aria-label="${label}">${body.join('')}</svg>`;
}

/**
 * Text that begins at (x, y). `look`: `mid` and `end` stand on x in the middle and at the
 * end, `quiet` is small and grey, `mono` a key, a value or code, `bold` a title.
 */
export function words(x: number, y: number, text: string, look = ''): string {
  const kind = look === '' ? '' : ` class="${look}"`;
  return `<text x="${round(x)}" y="${round(y)}"${kind}>${escapeHtml(text)}</text>`;
}

/** A component. */
export function box(at: At, name: string, look: Look = {}): string {
  return part(rect(at, 8), at, name, look);
}

/** What keeps things: the store, a disk. */
export function cylinder(at: At, name: string, look: Look = {}): string {
  const { x, y, w, h } = at;
  const lid = 8;
  const side = h - 2 * lid;
  const shape =
    `<path d="M${x} ${y + lid}v${side}a${w / 2} ${lid} 0 0 0 ${w} 0v${-side}"/>` +
    `<ellipse cx="${x + w / 2}" cy="${y + lid}" rx="${w / 2}" ry="${lid}"/>`;
  return part(shape, { x, y: y + lid, w, h: h - lid }, name, look);
}

/** A Pod. */
export function pod(x: number, y: number): string {
  return `<circle cx="${x}" cy="${y}" r="8"/>`;
}

/** A mark on a line: something that happened at (x, y). */
export function dot(x: number, y: number): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="4"/>`;
}

/** A plain area: a cell, a slot. */
export function rect({ x, y, w, h }: At, rx = 0): string {
  const corner = rx === 0 ? '' : ` rx="${rx}"`;
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}"${corner}/>`;
}

/** A frame round what belongs together, e.g. a node. */
export function frame({ x, y, w, h }: At, name: string): string {
  const edge = `<rect class="frame" x="${x}" y="${y}" width="${w}" height="${h}" rx="8"/>`;
  return edge + words(x + 12, y + 20, name, 'quiet');
}

/** A solid line: something is written or asked. `path` as in SVG's `d`. */
export function write(path: string): string {
  return `<path class="line" d="${path}"/>`;
}

/** A dashed line: something is watched. */
export function watch(path: string): string {
  return `<path class="line dashed" d="${path}"/>`;
}

export type Towards = 'up' | 'down' | 'left' | 'right';

/** The head of an arrow whose tip is at (x, y). */
export function tip(x: number, y: number, towards: Towards): string {
  const ways = { up: [0, 1], down: [0, -1], left: [1, 0], right: [-1, 0] } as const;
  const [back, up] = ways[towards];
  return tipAlong([x, y], back, up);
}

export interface ArrowLook {
  /** Dashed: something is watched. Solid, it writes or asks. */
  readonly watch?: boolean;
  /** Stands beside the middle of the line. */
  readonly label?: string;
}

/** A straight arrow with its head at `to`. */
export function arrow(from: Point, to: Point, look: ArrowLook = {}): string {
  const [x, y] = [from[0] - to[0], from[1] - to[1]];
  const length = Math.hypot(x, y);
  const path = `M${at(from)}L${at(to)}`;
  const line = look.watch === true ? watch(path) : write(path);
  const head = tipAlong(to, x / length, y / length);
  return (
    line + head + (look.label === undefined ? '' : beside(from, to, look.label))
  );
}

/** Above a line that lies, to the right of one that stands. */
function beside(from: Point, to: Point, label: string): string {
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const lies = Math.abs(from[0] - to[0]) > Math.abs(from[1] - to[1]);
  return lies
    ? words(x, y - 6, label, 'mid quiet')
    : words(x + 8, y + 4, label, 'quiet');
}

/** What changed since the last picture of a strip: the one coloured thing. */
export function fresh(...body: readonly string[]): string {
  return `<g class="new">${body.join('')}</g>`;
}

/** What is no longer there. */
export function gone(...body: readonly string[]): string {
  return `<g class="gone">${body.join('')}</g>`;
}

/** Scissors that cut downwards at x, from y to `to`: what lies left of them goes. */
export function scissors(x: number, y: number, to: number): string {
  const blades = `M${x - 4} ${y}L${x + 3} ${y + 13}M${x + 4} ${y}L${x - 3} ${y + 13}`;
  const rings = [x - 6, x + 6].map(
    (cx) => `<circle cx="${cx}" cy="${y - 3}" r="3.5"/>`,
  );
  return `<path class="line cut" d="${blades}"/>${rings.join('')}${watch(`M${x} ${y + 15}V${to}`)}`;
}

/** Where something ends that should not: a message that is lost. */
export function cross(x: number, y: number): string {
  return write(`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`);
}

/** One digit behind the point is finer than any screen. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function at([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

/** `back` and `up`: the direction from the tip back along its line, of length 1. */
function tipAlong([x, y]: Point, back: number, up: number): string {
  const a: Point = [x + 7 * back - 4 * up, y + 7 * up + 4 * back];
  const b: Point = [x + 7 * back + 4 * up, y + 7 * up - 4 * back];
  return `<path class="tip" d="M${at([x, y])}L${at(a)}L${at(b)}z"/>`;
}

function part(shape: string, { x, y, w, h }: At, name: string, look: Look): string {
  const middle = x + w / 2;
  const noted = look.note !== undefined;
  const line = y + h / 2 + (noted ? -3 : 5);
  const title = words(middle, line, name, 'mid');
  const note = noted ? words(middle, line + 18, look.note, 'mid quiet') : '';
  return `<g class="part${look.here ? ' here' : ''}">${shape}${title}${note}</g>`;
}
