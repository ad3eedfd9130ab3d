// Filling in what an object left out, without writing into it.
// Engine room: not told line by line. Chapter 09.

import { at, isRecord, listAt, recordAt, type Values } from '../values.ts';

/** The value with those fields that it lacks. */
export function filled(value: Values, defaults: Values): Values {
  const missing = Object.entries(defaults).filter(
    ([name]) => at(value, name) === undefined,
  );
  return missing.length === 0
    ? value
    : { ...value, ...Object.fromEntries(missing) };
}

/** The value with those fields that it lacks, or that are an empty text, or 0. */
export function filledZero(value: Values, defaults: Values): Values {
  const missing = Object.entries(defaults).filter(([name]) => !at(value, name));
  return missing.length === 0
    ? value
    : { ...value, ...Object.fromEntries(missing) };
}

type Change = (value: Values) => Values;

/** The value with one of its fields changed, which is made if it is not there. */
export function changed(value: Values, field: string, change: Change): Values {
  return { ...value, [field]: change(recordAt(value, field)) };
}

/** The value with one of its fields changed, if it is there. */
export function changedIn(value: Values, field: string, change: Change): Values {
  const found = at(value, field);
  return isRecord(found) ? { ...value, [field]: change(found) } : value;
}

/** The value with each item of one of its lists changed, if the list is there. */
export function changedEach(value: Values, field: string, change: Change): Values {
  if (listAt(value, field).length === 0) return value;
  const items = listAt(value, field);
  const made = items.map((item) => (isRecord(item) ? change(item) : item));
  return { ...value, [field]: made };
}

/** The changes one after the other. */
export function inTurn(value: Values, ...changes: readonly Change[]): Values {
  return changes.reduce((made, change) => change(made), value);
}
