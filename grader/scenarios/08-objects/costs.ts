// What chapter 08 promises about work: a match asks for the keys that the selector names,
// and a selector is read once from its beginning to its end.

import type * as Objects from '#objects';
import type { Cost } from '../../core/scenario.ts';

const key = (i: number): string => `key-${i}`;

export const matching: readonly Cost[] = [
  {
    ...{ what: 'a match of one key', among: 'labels' },
    prepare: (subject, many) => {
      const { matches } = subject as unknown as typeof Objects;
      const entries = Array.from({ length: many }, (_, i) => [key(i), '1']);
      const labels = Object.fromEntries(entries);
      const asked = (name: string) =>
        ({ key: name, operator: 'in', values: ['1', '2'] }) as const;
      return () => {
        for (const i of [1, many >> 1, many - 1])
          matches({ requirements: [asked(key(i))] }, labels);
      };
    },
  },
];

export const reading: readonly Cost[] = [
  {
    ...{ what: 'the reading of a selector', among: 'requirements' },
    prepare: (subject, many) => {
      const { parseSelector } = subject as unknown as typeof Objects;
      const text = Array.from({ length: many }, (_, i) => `${key(i)}=a`).join(',');
      return () => {
        parseSelector(text);
      };
    },
  },
];

/** So many that a copy of all words for each one more is noticed, and still ends. */
const LONG_SET = 160;

export const sets: readonly Cost[] = [
  {
    ...{ what: 'the reading of a set', among: 'values', few: LONG_SET },
    prepare: (subject, many) => {
      const { parseSelector } = subject as unknown as typeof Objects;
      const values = Array.from({ length: many }, (_, i) => (i * 7919) % many);
      const text = `x in (${values.join(',')})`;
      return () => {
        parseSelector(text);
      };
    },
  },
];
