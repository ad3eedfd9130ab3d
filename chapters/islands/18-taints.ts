// What a reader of chapter 18 plays with: a toleration, field by field, against taints.

import type { Taint, Toleration } from '#scheduler';
import { tolerates } from '#taints';
import type { Island, State, View } from '../../site/island/island.ts';
import { dot, fresh, picture, rect, words } from '../../site/press/drawing.ts';

type Names = 'key' | 'operator' | 'value' | 'effect';

const TAINTS: readonly Taint[] = [
  { key: 'gpu', value: 'yes', effect: 'NoSchedule' },
  { key: 'gpu', value: 'no', effect: 'NoSchedule' },
  { key: 'gpu', value: 'yes', effect: 'NoExecute' },
  { key: 'gpu', effect: 'NoSchedule' },
  { key: 'ssd', value: 'yes', effect: 'PreferNoSchedule' },
];

const OTHERS: readonly (readonly [string, Toleration])[] = [
  ['gpu = yes', { key: 'gpu', value: 'yes' }],
  ['gpu exists', { key: 'gpu', operator: 'Exists' }],
  ['gpu exists, Exec', { key: 'gpu', operator: 'Exists', effect: 'NoExecute' }],
  ['exists', { operator: 'Exists' }],
];

/** What a field can say; the first is that it says nothing. */
const FIELDS: Readonly<Record<Names, readonly string[]>> = {
  key: ['', 'gpu', 'ssd'],
  operator: ['', 'Equal', 'Exists'],
  value: ['', 'yes', 'no'],
  effect: ['', 'NoSchedule', 'NoExecute', 'PreferNoSchedule'],
};

const SHORT: Readonly<Record<string, string>> = {
  NoSchedule: 'Sched',
  NoExecute: 'Exec',
  PreferNoSchedule: 'Prefer',
};

function own(set: State<Names>['set']): Toleration {
  const said = (name: Names) => {
    const text = FIELDS[name][set[name]] ?? '';
    return text === '' ? {} : { [name]: text };
  };
  return {
    ...{ ...said('key'), ...said('operator') },
    ...{ ...said('value'), ...said('effect') },
  };
}

const nameOf = ({ key, value, effect }: Taint): string =>
  value === undefined ? `${key}:${effect}` : `${key}=${value}:${effect}`;

const column = (i: number): number => 140 + i * 36;

function headOf({ key, value = '–', effect }: Taint, i: number): string {
  const lines = [key, value, SHORT[effect ?? ''] ?? ''];
  return lines
    .map((text, k) => words(column(i) + 14, 14 + k * 15, text, 'mid quiet'))
    .join('');
}

function rowOf(name: string, toleration: Toleration, k: number): string {
  const y = 56 + k * 30;
  const cells = TAINTS.map((taint, i) => {
    const cell = rect({ x: column(i), y, w: 28, h: 22 }, 3);
    return tolerates(toleration, taint)
      ? fresh(cell, dot(column(i) + 14, y + 11))
      : cell;
  });
  return words(2, y + 16, name, 'small') + cells.join('');
}

function view({ set }: State<Names>): View {
  const mine = own(set);
  const covered = TAINTS.filter((taint) => tolerates(mine, taint)).map(nameOf);
  const all = [...OTHERS, ['yours', mine] as const];
  const fields = JSON.stringify(mine)
    .replace(/"/g, '')
    .replace(/([:,])/g, '$1 ');
  const what = covered.length === 0 ? 'no taint' : covered.join(', ');
  const says = `Yours, ${fields}, covers ${what}.`;
  return {
    picture: picture(
      ...([320, 206, says] as const),
      ...['taint: key', 'value', 'effect'].map((text, k) =>
        words(2, 14 + k * 15, text, 'quiet'),
      ),
      ...TAINTS.map(headOf),
      ...all.map(([name, toleration], k) => rowOf(name, toleration, k)),
    ),
    head: ['taint', 'yours', 'covered by'],
    rows: TAINTS.map((taint) => [
      // It may break behind the colon.
      nameOf(taint).replace(':', ':\u200b'),
      tolerates(mine, taint) ? '✓' : '✗',
      OTHERS.flatMap(([name, one]) => (tolerates(one, taint) ? name : [])).join(
        '; ',
      ),
    ]),
    ...{ says, steps: 0, now: '' },
  };
}

const field = (name: Names) => ({
  ...{ label: `Your toleration: ${name}`, min: 0, max: FIELDS[name].length - 1 },
  options: FIELDS[name].map((text) => (text === '' ? '(none)' : text)),
});

/** Which toleration covers which taint. */
export const covers: Island<Names> = {
  title: 'A toleration, and the taints that it covers',
  settings: {
    ...{ key: field('key'), operator: field('operator') },
    ...{ value: field('value'), effect: field('effect') },
  },
  moves: {},
  start: {
    set: { key: 1, operator: 0, value: 0, effect: 0 },
    ...{ moves: [], at: 0 },
  },
  view,
};
