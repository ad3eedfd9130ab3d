// Programs with less in them: any list of an input, however deep, without some of its
// elements. What the drawing of a step can not shrink, a fixed case above all, shrinks so.

import type { Drawn } from './draw.ts';
import { isList, type Plain } from './plain.ts';

/** A program; smaller are those in which one of its lists lacks a stretch. */
export function byElements(input: Plain): Drawn<Plain> {
  return {
    input,
    *smaller() {
      for (const smaller of withLess(input, stretches)) yield byElements(smaller);
    },
  };
}

/** The input with one element less, in each way. */
export function withoutOne(input: Plain): Iterable<Plain> {
  return withLess(input, singles);
}

/** Which elements go: those from one number to another, the latter not included. */
type Stretch = readonly [from: number, to: number];

/** Halves of a list first, then quarters, then its elements one by one; the last first. */
function* stretches(length: number): Generator<Stretch> {
  for (let size = Math.ceil(length / 2); size > 1; size = Math.ceil(size / 2)) {
    for (let to = length; to > 0; to -= size) yield [Math.max(0, to - size), to];
  }
  yield* singles(length);
}

function* singles(length: number): Generator<Stretch> {
  for (let to = length; to > 0; to--) yield [to - 1, to];
}

function* withLess(
  part: Plain,
  which: (length: number) => Iterable<Stretch>,
): Generator<Plain> {
  if (typeof part !== 'object' || part === null) return;
  if (isList(part)) {
    for (const [from, to] of which(part.length))
      yield part.toSpliced(from, to - from);
    for (const [i, item] of part.entries()) {
      for (const less of withLess(item, which)) yield part.with(i, less);
    }
    return;
  }
  for (const [key, item] of Object.entries(part)) {
    for (const less of withLess(item, which)) yield { ...part, [key]: less };
  }
}
