// The shapes of the house's pictures. The same thing has the same shape everywhere: a
// cylinder stores, a box is a component, a circle is a Pod, a solid arrow writes, a dashed
// one watches. style.css gives them their strokes and colours, by day and by night.

import { escapeHtml } from './text.ts';

export interface At {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Look {
  readonly note?: string;
  /** Drawn as the place where the reader is. */
  readonly here?: boolean;
}

/** A picture; `says` is read aloud in its stead. */
export function picture(w: number, h: number, says: string, body: string): string {
  const label = escapeHtml(says);
  return `<svg viewBox="0 0 ${w} ${h}" role="img" aria-label="${label}">${body}</svg>`;
}

export function words(x: number, y: number, text: string, look = ''): string {
  const kind = look === '' ? '' : ` class="${look}"`;
  return `<text x="${x}" y="${y}"${kind}>${escapeHtml(text)}</text>`;
}

/** A component. */
export function box(at: At, name: string, look: Look = {}): string {
  const { x, y, w, h } = at;
  const shape = `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="8"/>`;
  return part(shape, at, name, look);
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

/** The head of an arrow whose tip is at (x, y). */
export function tip(
  x: number,
  y: number,
  towards: 'up' | 'down' | 'left' | 'right',
): string {
  const [dx, dy] = { up: [0, 7], down: [0, -7], left: [7, 0], right: [-7, 0] }[
    towards
  ] as [number, number];
  const [ax, ay, bx, by] = dx === 0 ? [-4, dy, 4, dy] : [dx, -4, dx, 4];
  return `<path class="tip" d="M${x} ${y}L${x + ax} ${y + ay}L${x + bx} ${y + by}z"/>`;
}

function part(shape: string, { x, y, w, h }: At, name: string, look: Look): string {
  const middle = x + w / 2;
  const noted = look.note !== undefined;
  const line = y + h / 2 + (noted ? -3 : 5);
  const title = words(middle, line, name, 'mid');
  const note = noted ? words(middle, line + 18, look.note, 'mid quiet') : '';
  return `<g class="part${look.here ? ' here' : ''}">${shape}${title}${note}</g>`;
}
