// What a watch wants to see: keys, kinds of change, and whether with the pair before.
// Watches that want the same are told with the same objects. Chapter 03.

import { NotWritten } from '#world';
import { FROM_KEY, type Interval, interval, type Key, type KeyValue } from '#store';
import type { WatchCreateRequest, WatchFilter } from './types.ts';

export interface Interest {
  readonly keys: Interval;
  readonly isOneKey: boolean;
  readonly without: readonly WatchFilter[];
  readonly prevKv: boolean;
}

/** What the request asks to see. etcd takes an empty key for the smallest one. */
export function interestOf(request: WatchCreateRequest): Interest {
  const { key, rangeEnd = '', filters = [], prevKv = false } = request;
  return Object.freeze({
    keys: interval({ key: key || FROM_KEY, rangeEnd }),
    isOneKey: rangeEnd === '',
    without: filters.toSorted(),
    prevKv,
  });
}

/** Whether a watch with this interest is to be told of the change. */
export function concerns(interest: Interest, change: KeyValue): boolean {
  const { keys, isOneKey, without } = interest;
  if (without.length > 0 && isUnwanted(without, change)) return false;
  return isOneKey ? change.key === keys.from : liesIn(keys, change.key);
}

function liesIn({ from, end }: Interval, key: Key): boolean {
  // TODO 3.2: the interval holds `from`, and does not hold `end` if there is one
  throw new NotWritten('3.2');
}

function isUnwanted(without: readonly WatchFilter[], change: KeyValue): boolean {
  // TODO 3.2: tell a put from a delete, and look for the filter that keeps it out
  throw new NotWritten('3.2');
}
