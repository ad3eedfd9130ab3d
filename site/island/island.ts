// What an island says of itself, and its state as a link. An island is a function from a
// state to what is seen in it: stepping back is asking for the state before. Its file runs
// at build, for the frame that stands in the page, and in the page, when a reader plays.

/** A number that the reader chooses: on a slider, or from `options` by its place in them. */
export interface Setting {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** 1 if absent. */
  readonly step?: number;
  readonly unit?: string;
  /** What 0 is called: `never`. */
  readonly zero?: string;
  readonly options?: readonly string[];
}

/** Where an island stands; K are the names of its settings. */
export interface State<K extends string = string> {
  readonly set: Readonly<Record<K, number>>;
  /** What the reader did, by the names of the island's moves. */
  readonly moves: readonly string[];
  /** How many steps have been made. More than there are is all of them. */
  readonly at: number;
}

/** What is seen in a state: a picture, and the same as a table and as a sentence. */
export interface View {
  /** SVG, its words read aloud by its label. */
  readonly picture: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What has come of it, in a sentence. */
  readonly says: string;
  /** How many steps there are; with none there is no clock. */
  readonly steps: number;
  /** What the clock shows: `85 s`. */
  readonly now: string;
}

export interface Island<K extends string = string> {
  /** What the reader plays with: the name of the controls and of the table. */
  readonly title: string;
  readonly settings: Readonly<Record<K, Setting>>;
  /** What the reader can do, and what the button for it says. Each is one step. */
  readonly moves: Readonly<Record<string, string>>;
  /** What the frame in the page shows. */
  readonly start: State<K>;
  view(state: State<K>): View;
}

/** As many moves as a link carries. */
export const MOST_MOVES = 40;

/** The frame that stands in the page before anyone plays, and without scripts. */
export function frameOf<K extends string>(island: Island<K>): string {
  return island.view(island.start).picture;
}

/** The element of a figure, as a link names it. */
export const islandId = (name: string): string => `play-${name}`;

/** `#play-timeline?grace=50&at=3`. */
export function hashOf(name: string, { set, moves, at }: State): string {
  const words = Object.entries(set).map(([key, value]) => `${key}=${value}`);
  if (moves.length > 0) words.push(`moves=${moves.join('.')}`);
  return `#${islandId(name)}?${[...words, `at=${at}`].join('&')}`;
}

/** The state that a link names; undefined if it names another place. */
export function stateIn(
  hash: string,
  name: string,
  { settings, moves, start }: Island,
): State | undefined {
  const [place, words = ''] = hash.split('?');
  if (place !== `#${islandId(name)}`) return undefined;
  const said = new Map(words.split('&').map((word) => readWord(word)));
  const set: Record<string, number> = {};
  for (const [key, setting] of Object.entries(settings))
    set[key] = allowed(said.get(key), setting, start.set[key] ?? 0);
  const made = said.get('moves')?.split('.') ?? [];
  const at = { min: 0, max: Number.MAX_SAFE_INTEGER, label: '' };
  return {
    set,
    moves: made.filter((move) => Object.hasOwn(moves, move)).slice(0, MOST_MOVES),
    at: allowed(said.get('at'), at, start.at),
  };
}

function readWord(word: string): [key: string, value: string] {
  const [key = '', value = ''] = word.split('=');
  return [key, value];
}

/** A number that the slider can show, near to what was said. */
function allowed(
  said: string | undefined,
  { min, max, step = 1 }: Setting,
  start: number,
): number {
  const number = Number(said ?? start);
  if (said === '' || !Number.isFinite(number)) return start;
  const whole = min + Math.round((number - min) / step) * step;
  return Math.min(Math.max(whole, min), max);
}

/** What stands beside a slider. */
export function sayValue({ unit, zero, options }: Setting, value: number): string {
  if (options !== undefined) return options[value] ?? '';
  if (value === 0 && zero !== undefined) return zero;
  return unit === undefined ? `${value}` : `${value} ${unit}`;
}
