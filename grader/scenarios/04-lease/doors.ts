// The doors of a store that a wrapper of it has to hand on: what is asked through each,
// and programs that use every one with all of its options.

import type { Commit, PutRequest, RangeRequest, Revision, Store } from '#store';
import type { Program } from './draw.ts';

/** All puts in one step, which answers what the last of them did. */
export function writeStep(store: Store, puts: readonly PutRequest[]): unknown {
  return store.write((txn) => puts.map((put) => txn.put(put)).at(-1));
}

/** What a listener hears that is stopped after the first of some puts. */
export function listenToFirst(
  store: Store,
  puts: readonly PutRequest[],
): readonly object[] {
  const heard: object[] = [];
  const stop = store.onCommit(({ revision, changes }: Commit) => {
    heard.push({ revision, keys: changes.map(({ key }) => key) });
  });
  for (const put of puts) {
    store.put(put);
    stop();
  }
  return heard;
}

const ALL = { key: '\0', rangeEnd: '\0' };
const THREE: Program = ['a', 'b', 'c'].map((key) => {
  return { op: 'put', put: { key, value: key.repeat(2) } };
});
const at = (revision: number): Revision => revision as Revision;
const reads = (ranges: readonly Partial<RangeRequest>[]): Program =>
  ranges.map((range) => ({ op: 'read', range: { ...ALL, ...range } }));

/** Through each door of the store as clients see it, with each of its options. */
export const DOORS: Readonly<Record<string, Program>> = {
  'a put answers with what was there': [
    { op: 'grant', id: 7, ttl: 10 },
    { op: 'put', put: { key: 'a', value: '1', lease: 7 } },
    { op: 'put', put: { key: 'a', value: '2', prevKv: true } },
    { op: 'put', put: { key: 'a', ignoreValue: true, lease: 7, prevKv: true } },
  ],
  'clients read': [
    ...THREE,
    ...reads([{}, { rangeEnd: 'b' }, { limit: 1 }, { revision: at(2) }]),
    ...reads([{ sortOrder: 'DESCEND', sortTarget: 'VALUE' }, { keysOnly: true }]),
    ...reads([{ countOnly: true }, { minModRevision: at(3) }]),
    ...reads([{ maxModRevision: at(3) }, { minCreateRevision: at(3) }]),
    ...reads([{ maxCreateRevision: at(3) }, { revision: at(9) }]),
    { op: 'read', range: { key: 'b' } },
  ],
  'clients delete': [
    ...THREE,
    { op: 'delete', range: { key: 'a', prevKv: true } },
    { op: 'delete', range: { key: 'b', rangeEnd: '\0', prevKv: true } },
    { op: 'delete', range: { key: 'b', rangeEnd: '\0', prevKv: true } },
  ],
  'clients write in a step': [
    ...THREE,
    { op: 'step', puts: [{ key: 'd' }, { key: 'a', value: '3', prevKv: true }] },
    { op: 'step', puts: [{ key: 'd', lease: 9 }] },
    { op: 'step', puts: [{ key: 'e' }, { key: '' }] },
    ...reads([{}]),
  ],
  'clients listen, and stop': [
    { op: 'listen', puts: [{ key: 'a' }, { key: 'b' }] },
    { op: 'listen', puts: [{ key: 'a' }] },
  ],
};

/** More keys than fit in one answer of a careful reader, all on no lease. */
const CROWD = Array.from({ length: 1_200 }, (_, i) => ({ key: `k${1_000 + i}` }));

/** Where a new lessor has to look for the keys of its leases. */
export const LEARNT: Readonly<Record<string, Program>> = {
  'keys from the first to the last': [
    { op: 'grant', id: 7, ttl: 5 },
    ...['\0', '\x01', 'A', 'a', '\xff', '\xff\xff'].map(
      (key) => ({ op: 'put', put: { key, lease: 7 } }) as const,
    ),
    { op: 'restart', away: 0 },
    { op: 'look', id: 7, keys: true },
    { op: 'wait', ms: 5_000 },
  ],
  'one key among many': [
    { op: 'grant', id: 7, ttl: 5 },
    {
      op: 'step',
      puts: [...CROWD, { key: 'z', lease: 7 }, { key: 'a', lease: 7 }],
    },
    { op: 'restart', away: 0 },
    { op: 'look', id: 7, keys: true },
    { op: 'wait', ms: 5_000 },
  ],
};
