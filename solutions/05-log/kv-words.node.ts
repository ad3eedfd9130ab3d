// What `npm run kv` is asked, in words. Chapter 05.
// Engine room: not told line by line.

export const EXIT = { done: 0, refused: 1, misunderstood: 2, log: 3 } as const;

export interface Flags {
  readonly prefix: boolean;
  readonly from: number;
  readonly lease: number;
}

export class Misunderstood extends Error {}

export function whole(text: string, what: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Misunderstood(`${what}: expected a whole number, found "${text}"`);
}

const ARGUMENTS: Readonly<Record<string, number>> = {
  put: 2,
  get: 1,
  del: 1,
  watch: 1,
  run: 0,
  status: 0,
  verify: 0,
  compact: 1,
  snapshot: 0,
};

export function check([name = '', ...rest]: readonly string[]): void {
  const wanted = ARGUMENTS[name];
  if (wanted === undefined) throw new Misunderstood(`no command "${name}"`);
  if (rest.length === wanted) return;
  const found = `expected ${wanted} words after ${name}, found ${rest.length}`;
  throw new Misunderstood(found);
}
