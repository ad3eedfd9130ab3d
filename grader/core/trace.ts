// What a program did, as seen from outside: a line for each call, plain data only.

import { isBounded, type Plain } from './plain.ts';

/** How one call ended. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: Plain }
  | { readonly kind: 'threw'; readonly code: string; readonly message: string }
  | { readonly kind: 'not-written'; readonly step: string }
  | { readonly kind: 'odd'; readonly what: string }
  | { readonly kind: 'endless'; readonly turns: number }
  | { readonly kind: 'forbidden'; readonly what: string; readonly instead: string }
  /** It promised, and at the end of the program nobody had kept the promise. */
  | { readonly kind: 'pending' }
  /** No call: what there still is when the program is over. */
  | ({ readonly kind: 'left' } & Leaving);

export interface Leaving {
  /** How many there are of each thing; what there is none of is not named. */
  readonly left: Readonly<Record<string, number>>;
  /** When timers will still ring, in milliseconds: told, never compared. */
  readonly due: readonly number[];
}

export interface TraceLine {
  /** The call in words: `put a = "1"`. Empty where nobody asked for words. */
  readonly call: string;
  /** Virtual time at which it was made, in milliseconds. */
  readonly at: number;
  readonly outcome: Outcome;
  /**
   * Where in the learner's code it was thrown: `store.ts:61`, or in a lower chapter of
   * theirs `01-store/store.ts:61`. Never compared.
   */
  readonly where?: string;
  /** The last line's: where the own functions begin that ran. Never compared. */
  readonly ran?: readonly string[];
  /** What the learner's code printed during it. Never compared. */
  readonly printed?: readonly string[];
}

export type Trace = readonly TraceLine[];

/** The bounds of a trace that comes from the other side: it may hold anything. */
const MOST_LINES = 5_000;
const LONGEST_TEXT = 4_000;
const MOST_LEFT = 100;
const MOST_PRINTED = 200;
const MOST_RAN = 1_000;

/** Reads a trace's JSON text; undefined if it is none. */
export function parseTrace(text: string): Trace | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isTrace(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTrace(value: unknown): value is Trace {
  return Array.isArray(value) && value.length <= MOST_LINES && value.every(isLine);
}

function isLine(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.call) &&
    typeof value.at === 'number' &&
    isPlace(value.where) &&
    isList(value.printed, MOST_PRINTED, isText) &&
    isList(value.ran, MOST_RAN, isPlace) &&
    isOutcome(value.outcome)
  );
}

function isList(
  value: unknown,
  most: number,
  isOne: (value: unknown) => boolean,
): boolean {
  if (value === undefined) return true;
  return Array.isArray(value) && value.length <= most && value.every(isOne);
}

function isOutcome(value: unknown): boolean {
  if (!isObject(value)) return false;
  switch (value.kind) {
    case 'returned':
      // Parsed JSON is plain data; the text that it came in was bounded.
      return value.value !== undefined && isBounded(value.value);
    case 'threw':
      return isText(value.message) && isText(value.code);
    case 'not-written':
      return isText(value.step);
    case 'odd':
      return isText(value.what);
    case 'pending':
      return true;
    case 'left':
      return isLeaving(value);
    case 'endless':
      return typeof value.turns === 'number';
    case 'forbidden':
      return isText(value.what) && isText(value.instead);
    default:
      return false;
  }
}

function isLeaving({ left, due }: Readonly<Record<string, unknown>>): boolean {
  const isNumber = (one: unknown): boolean => typeof one === 'number';
  return (
    isObject(left) &&
    Object.keys(left).length <= MOST_LEFT &&
    Object.keys(left).every((what) => what !== '__proto__' && isText(what)) &&
    Object.values(left).every(isNumber) &&
    Array.isArray(due) &&
    due.length <= MOST_LEFT &&
    due.every(isNumber)
  );
}

/** Whether a value is an object with fields that may be looked at. */
export function isObject(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a text of reasonable length. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

/** Whether a value is absent or a place: `store.ts:61`, or `01-store/store.ts:61`. */
export function isPlace(value: unknown): boolean {
  if (value === undefined) return true;
  return (
    isText(value) && /^(?:\d\d-[\w-]{1,40}\/)?[\w.-]{1,100}:\d{1,7}$/.test(value)
  );
}
