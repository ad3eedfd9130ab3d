// What chapter 11 promises about work: an operation copies what lies on its way and looks
// at nothing beside it; what is given up is found by looking at each place once.

import type * as Patch from '#patch';
import type { Cost } from '../../core/scenario.ts';

export const editing: readonly Cost[] = [
  {
    ...{ what: 'an operation on one field', among: 'items beside its way' },
    prepare: (subject, many) => {
      const { jsonPatch } = subject as unknown as typeof Patch;
      const item = (i: number) => ({ name: `n${i}`, of: { a: 1 } });
      const beside = Array.from({ length: many }, (_, i) => item(i));
      const document = jsonPatch({ beside, small: { x: '1' } }, []);
      return () => {
        const path = '/small/x';
        jsonPatch(document, [{ op: 'replace', path, value: '2' }]);
      };
    },
  },
];

export const giving: readonly Cost[] = [
  {
    // The rest of an apply is much work too, but for each field alike.
    ...{ what: 'an apply that gives up every other field', among: 'fields' },
    few: 128,
    prepare: (subject, many) => {
      const { serverSideApply } = subject as unknown as typeof Patch;
      // Most of them are values of a list, which are told apart one by one.
      const map = (step: number) => {
        const keys = Array.from(
          { length: many / step },
          (_, i) => `x.io/k${i * step}`,
        );
        const data = Object.fromEntries(keys.slice(0, 8).map((key) => [key, '1']));
        const metadata = { name: 'a', finalizers: keys };
        return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
      };
      const by = { manager: 'm', now: '2026-01-01T00:00:00Z' };
      const live = serverSideApply(undefined, map(1), by);
      const half = map(2);
      return () => {
        serverSideApply(live, half, by);
      };
    },
  },
];
