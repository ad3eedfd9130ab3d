// Programs of chapter 11 by rule: each operation at each kind of place, each state of a
// field in the file before beside each in the live object and the file now, each manager's
// claim beside each other's.

import type { Json, JsonMap } from '#patch';
import { type Pairs, pairs } from '../../core/pairs.ts';
import { configMap, type Program } from './draw.ts';

const ON: JsonMap = { a: { b: '1', c: ['x', 'y'] }, d: [{ e: '1' }, 'z'], n: null };

export const editing: Pairs<Program> = pairs(
  {
    op: ['add', 'remove', 'replace', 'move', 'copy', 'test'],
    path: ['/a/b', '/a/c/0', '/a/c/-', '/a/x', '/d/0/e', '/x/y', '/n', '/d/1'],
    from: ['/a/b', '/a/c', '/d/0', '/a/none'],
    value: ['1', null, { f: '1' }],
  },
  ({ op, path, from, value }) => [{ json: [{ op, path, from, value }], on: ON }],
);

const VALUES: readonly (string | undefined)[] = [undefined, '1', '2'];
const mapOf = (entries: Readonly<Record<string, string | undefined>>): JsonMap => {
  const said = Object.entries(entries).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return Object.fromEntries(said);
};

export const filing: Pairs<Program> = pairs(
  { last: VALUES, live: VALUES, next: VALUES, beside: VALUES },
  ({ last, live, next, beside }) => {
    const edit: Json = { data: { a: live ?? null } };
    return [
      { file: configMap(mapOf({ a: last, b: beside })) },
      { edit, by: 'e' },
      { file: configMap(mapOf({ a: next })) },
    ];
  },
);

export const owning: Pairs<Program> = pairs(
  {
    first: VALUES,
    second: VALUES,
    again: VALUES,
    edited: VALUES,
    force: [false, true],
  },
  ({ first, second, again, edited, force }) => {
    const isForced = force ? ({ force: true } as const) : {};
    return [
      { apply: configMap(mapOf({ a: first, c: '1' })), by: 'm' },
      { apply: configMap(mapOf({ a: second })), by: 'n', ...isForced },
      { edit: { data: mapOf({ a: edited, d: '1' }) }, by: 'e' },
      { apply: configMap(mapOf({ a: again })), by: 'm', ...isForced },
    ];
  },
);
